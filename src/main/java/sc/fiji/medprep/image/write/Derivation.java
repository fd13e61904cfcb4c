package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/**
 * All that is known before the first file is written.
 *
 * @param sourceSteps rescales of the source by new plane, or a single one for all
 * @param photometric Photometric Interpretation of the source
 * @param isFromMultiFrame whether files of the source have several frames
 */
record Derivation(PlaneSource voxels, StoredVolume source, DerivedOptions options, SourcePlanes planes, StoredForm form, List<Rescale> sourceSteps, String photometric, boolean isFromMultiFrame, DerivedHeader header) {
	/** Numbers with 24 bits. */
	private static final double FILE_ROUNDING = 1e-6;

	static Derivation of(PlaneSource voxels, StoredVolume source, DerivedOptions options) throws IOException {
		SourcePlanes planes = new SourcePlanes(voxels, source);
		PixelType sourceType = source.values().type();
		List<Rescale> steps = StoredForm.ofSource(source.values(), planes, voxels.shape().planes());
		ContentSurvey survey = ContentSurvey.of(voxels, sourceType, steps);
		try (DicomFile first = source.first().open()) {
			DataSet root = first.dataSet();
			int bits = Math.min(8 * sourceType.bytes(), root.intValue(Tag.BITS_STORED).orElse(16));
			boolean fromZero = root.string(Tag.MODALITY).orElse("").equals("PT") || root.contains(Tag.DOSE_GRID_SCALING);
			StoredForm form = survey.form(voxels, sourceType, steps, bits, fromZero);
			Digests uids = new Digests(seed(survey, voxels, source, options));
			boolean multiFrame = root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1) > 1 || root.contains(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
			return new Derivation(voxels, source, options, planes, form, steps, root.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse(""), multiFrame, new DerivedHeader(options, uids));
		}
	}

	private static byte[] seed(ContentSurvey survey, PlaneSource voxels, StoredVolume source, DerivedOptions options) {
		MessageDigest seed = Digests.sha256();
		seed.update(survey.digest());
		for (SliceSource slice : source.sources()) seed.update((slice.sopInstance() + ' ' + slice.frame() + '\n').getBytes(StandardCharsets.UTF_8));
		ByteBuffer affine = ByteBuffer.allocate(12 * Double.BYTES);
		for (double number : voxels.geometry().ras()) affine.putDouble(number);
		seed.update(affine.flip());
		seed.update((voxels.shape() + " " + voxels.values().rescales() + options).getBytes(StandardCharsets.UTF_8));
		return seed.digest();
	}

	Rescale sourceStep(int plane) {
		return sourceSteps.size() == 1 ? sourceSteps.get(0) : sourceSteps.get(plane);
	}

	/** Whether the rescale of the source holds for the new plane, but for the rounding of other formats. */
	boolean hasSameRescale(int plane) {
		if (form.type() == PixelType.RGB) return source.values().type() == PixelType.RGB;
		Rescale here = form.rescale(plane), there = sourceStep(plane);
		double rounding = FILE_ROUNDING * Math.abs(there.slope());
		return Math.abs(here.slope() - there.slope()) <= rounding && Math.abs(here.intercept() - there.intercept()) <= rounding + FILE_ROUNDING * Math.abs(there.intercept());
	}

	/** What tells volumes apart, which files of other formats may not say. */
	Axis axis() {
		return voxels.shape().count() == source.shape().count() ? source.axis() : voxels.axis();
	}

	/** Whether a stored value means what it meant in the source. */
	boolean hasSameValues(int plane) {
		return form.type() == source.values().type() && hasSameRescale(plane);
	}

	boolean isMosaic() {
		return source.kind().is("MOSAIC") && source.sources().stream().distinct().count() < source.sources().size();
	}

	ValueModules values() {
		return new ValueModules(form, voxels.shape(), voxels.values().unit().isEmpty() ? source.values().unit() : voxels.values().unit());
	}

	PlaneModules places() {
		return new PlaneModules(voxels.geometry());
	}

	PixelPacker packer() throws IOException {
		return new PixelPacker(options.packing(), form, voxels.shape(), form.type() == PixelType.RGB ? "RGB" : photometric);
	}

	DicomFile file(DataSet header) {
		return DicomFile.of(header, options.packing().transferSyntax(), header.string(Tag.SOP_CLASS_UID).orElse(""), header.string(Tag.SOP_INSTANCE_UID).orElse(""));
	}

	/** Whether the pixels of a file were compressed with loss, whatever its header says of it. */
	static boolean isLossy(DicomFile file) {
		return switch (file.transferSyntax().uid()) {
			case "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.81" -> true;
			default -> false;
		};
	}
}
