package sc.fiji.medprep.curate.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.codec.Frames;

/** Measures the pixels of files and volumes, one frame in memory at a time. */
public final class ImageMeasures {
	private ImageMeasures() {}

	/**
	 * Decodes all frames of a file and measures them.
	 *
	 * @throws IOException if it is no image or its pixels cannot be read or decoded; one sentence without values of the file
	 */
	public static FileMeasures of(DicomFile file) throws IOException {
		try {
			return measured(file);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static FileMeasures measured(DicomFile file) throws IOException {
		Frames frames = Frames.of(file);
		DataSet dataSet = file.dataSet();
		Acquisition acquisition = Acquisition.of(dataSet);
		FrameMeter meter = null;
		PixelHash values = new PixelHash();
		PerceptualHash looks = new PerceptualHash();
		List<DataSet> own = dataSet.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE), shared = dataSet.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
		List<FrameMeasures> measured = new ArrayList<>();
		for (int frame = 0; frame < frames.count(); frame++) {
			Object plane = frames.plane(frame);
			// not before a plane is there: sizes of a header alone must not take memory
			if (meter == null) meter = new FrameMeter(frames.format().columns(), frames.format().rows());
			byte[] hash = values.of(frames, frame, plane);
			DataSet transformation = transformation(dataSet, frame < own.size() ? own.get(frame) : null, shared.isEmpty() ? null : shared.get(0));
			String unit = acquisition.isCt() && transformation.contains(Tag.RESCALE_INTERCEPT) ? "HU" : "";
			Measures measures = meter.measure(frames.type(), plane, rescale(transformation, frames.type()), unit, acquisition);
			measured.add(new FrameMeasures(frame + 1, hash, looks.of(meter.levels, acquisition.inverted()), measures));
		}
		return new FileMeasures(PixelHash.ofFile(measured.stream().map(FrameMeasures::valueHash).toList()), measured);
	}

	/**
	 * Decodes all planes of a volume in their order and measures them.
	 *
	 * @throws IOException if pixels cannot be read or decoded; one sentence without values of the file
	 */
	public static VolumeMeasures of(StoredVolume volume) throws IOException {
		Acquisition acquisition;
		try (DicomFile first = volume.first().open()) {
			acquisition = Acquisition.of(first.dataSet());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
		return of(volume.planes(), volume.sources(), acquisition);
	}

	static VolumeMeasures of(PlaneSource planes, List<SliceSource> sources, Acquisition acquisition) throws IOException {
		boolean[] blank = new boolean[planes.shape().planes()];
		for (int i = 0; i < blank.length; i++) blank[i] = sources.get(i) == SliceSource.NONE;
		// not before a plane is there: sizes of a header alone must not take memory
		for (int i = 0; i < blank.length; i++) if (!blank[i] && planes.plane(i) != null) break;
		VolumeMeter meter = new VolumeMeter(planes, acquisition);
		Measures measures = meter.measure(blank);
		return new VolumeMeasures(measures, QualityNotes.of(meter, measures, acquisition, sources));
	}

	/** Where the rescale of a frame stands: in its functional groups, in those that all frames share, or in the data set itself. */
	private static DataSet transformation(DataSet root, DataSet... groups) {
		for (DataSet group : groups) {
			if (group == null) continue;
			List<DataSet> items = group.items(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
			if (!items.isEmpty()) return items.get(0);
		}
		return root;
	}

	private static Rescale rescale(DataSet dataSet, PixelType type) {
		double slope = number(dataSet, Tag.RESCALE_SLOPE, 1), intercept = number(dataSet, Tag.RESCALE_INTERCEPT, 0);
		return type == PixelType.RGB || slope == 0 ? Rescale.NONE : new Rescale(slope, intercept);
	}

	private static double number(DataSet dataSet, int tag, double otherwise) {
		double value = dataSet.doubleValue(tag).orElse(otherwise);
		return Double.isFinite(value) ? value : otherwise;
	}
}
