package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.PlaneSource;

/** One file per slice, with the header of its slice in the source. */
final class SliceFiles {
	/** Groups in which the headers of Siemens say how a mosaic is laid out. */
	private static final int CSA = 0x0029, SLICES = 0x0019, DISPLAY = 0x0051;

	private final Derivation work;

	SliceFiles(Derivation work) {
		this.work = work;
	}

	void write(SeriesSink sink) throws IOException {
		PlaneSource voxels = work.voxels();
		int count = voxels.shape().planes();
		try (PixelPacker packer = work.packer()) {
			for (int plane = 0; plane < count; plane++) {
				try (DicomFile source = work.planes().file(plane).open()) {
					DataSet header = HeaderCopy.of(source.dataSet());
					packer.restart();
					packer.add(work.form().stored(voxels, plane, voxels.plane(plane)));
					fill(header, plane, Derivation.isLossy(source));
					header.put(packer.pixelData());
					sink.add(DerivedHeader.name(plane + 1, count), work.file(header));
				}
			}
		}
	}

	private void fill(DataSet header, int plane, boolean lossy) {
		boolean mosaic = work.isMosaic();
		work.header().derive(header, plane + 1, lossy);
		work.header().putDerivation(header, work.planes().references(plane), false);
		work.values().putImagePixel(header, work.hasSameValues(plane));
		if (!work.hasSameRescale(plane)) work.values().putRescale(header, work.form().rescale(plane));
		if (mosaic) {
			removeMosaic(header);
			putDiffusion(header, work.axis(), plane / work.voxels().shape().depth());
		}
		if (mosaic || work.planes().isMoved(plane)) work.places().putClassic(header, plane % work.voxels().shape().depth());
	}

	/** Slices must not say that they are a mosaic. */
	static void removeMosaic(DataSet header) {
		List<Integer> gone = new ArrayList<>();
		for (Element element : header) {
			int group = Tag.group(element.tag());
			if (group == CSA || group == SLICES || group == DISPLAY) gone.add(element.tag());
		}
		gone.forEach(header::remove);
	}

	/** What only the part of the header says that goes with the mosaic. */
	static void putDiffusion(DataSet in, Axis axis, int volume) {
		if (axis.kind() != Axis.Kind.DIFFUSION || volume >= axis.values().length) return;
		in.put(doubles(Tag.DIFFUSION_B_VALUE, axis.values()[volume]));
		double[] gradient = volume < axis.gradients().length ? axis.gradients()[volume] : new double[0];
		if (gradient.length == 3) in.put(doubles(Tag.DIFFUSION_GRADIENT_ORIENTATION, gradient));
	}

	static Element doubles(int tag, double... values) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double value : values) bytes.putDouble(value);
		return Element.bytes(tag, VR.FD, bytes.array());
	}
}
