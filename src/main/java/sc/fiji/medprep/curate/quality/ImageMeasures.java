package sc.fiji.medprep.curate.quality;

import java.io.IOException;
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
		Frames frames = Frames.of(file);
		DataSet dataSet = file.dataSet();
		Acquisition acquisition = Acquisition.of(dataSet);
		FrameMeter meter = new FrameMeter(frames.format().columns(), frames.format().rows());
		PixelHash values = new PixelHash();
		PerceptualHash looks = new PerceptualHash();
		Rescale rescale = rescale(dataSet, frames.type());
		String unit = acquisition.isCt() && dataSet.contains(Tag.RESCALE_INTERCEPT) ? "HU" : "";
		List<FrameMeasures> measured = new ArrayList<>();
		for (int frame = 0; frame < frames.count(); frame++) {
			Object plane = frames.plane(frame);
			byte[] hash = values.of(frames, frame, plane);
			Measures measures = meter.measure(frames.type(), plane, rescale, unit, acquisition);
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
		return of(volume.planes(), volume.sources(), acquisition);
	}

	static VolumeMeasures of(PlaneSource planes, List<SliceSource> sources, Acquisition acquisition) throws IOException {
		VolumeMeter meter = new VolumeMeter(planes, acquisition);
		boolean[] blank = new boolean[planes.shape().planes()];
		for (int i = 0; i < blank.length; i++) blank[i] = sources.get(i) == SliceSource.NONE;
		Measures measures = meter.measure(blank);
		meter.blank.forEach(index -> blank[index] = true);
		return new VolumeMeasures(measures, QualityNotes.of(meter, measures, acquisition, sources), Thumbnail.of(planes, blank));
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
