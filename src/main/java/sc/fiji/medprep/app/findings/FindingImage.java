package sc.fiji.medprep.app.findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import sc.fiji.medprep.app.browser.SeriesEntry;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/** The image that a finding is about, opened from its file alone at the frame concerned. */
final class FindingImage {
	private FindingImage() {}

	/** Whether a file has pixels at all. */
	static boolean isIn(DicomFile file) {
		return file.dataSet().contains(Tag.PIXEL_DATA) || file.dataSet().contains(Tag.FLOAT_PIXEL_DATA) || file.dataSet().contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
	}

	/**
	 * Reads the volume of the file that the frame is in, and goes to it. The title holds the number of the item only.
	 *
	 * @param frame as DICOM counts, from 1; one that there is not is the first
	 * @throws IOException if it cannot be read or decoded; one sentence without identifiers
	 */
	static ImagePlus open(int item, DicomSource source, int frame) throws IOException {
		SeriesAssembler assembler = new SeriesAssembler();
		try (DicomFile file = source.open()) {
			assembler.add(source, file);
		}
		List<SeriesEntry> entries = new ArrayList<>();
		for (ImageSeries series : assembler.series())
			for (StoredVolume volume : series.volumes()) entries.add(new SeriesEntry("", 1, series, volume));
		SeriesEntry found = entries.get(0);
		int plane = -1;
		for (SeriesEntry entry : entries) {
			plane = plane(entry.volume(), frame);
			if (plane < 0) continue;
			found = entry;
			break;
		}
		ImagePlus image = found.open(Runtime.getRuntime().availableProcessors(), "item " + item);
		image.setSlice(slice(found.volume(), Math.max(0, plane)));
		return image;
	}

	private static int plane(StoredVolume volume, int frame) {
		List<SliceSource> sources = volume.sources();
		for (int plane = 0; plane < sources.size(); plane++)
			if (sources.get(plane).frame() == frame) return plane;
		return -1;
	}

	/** ImageJ runs through the channels first, we through the slices. */
	private static int slice(StoredVolume volume, int plane) {
		if (volume.axis().kind() != Axis.Kind.CHANNEL) return plane + 1;
		int depth = volume.shape().depth();
		return plane % depth * volume.shape().count() + plane / depth + 1;
	}
}
