package sc.fiji.medprep.convert;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/** The headers of a volume's files. The first file stays open, of the others the last one that was asked for. */
final class VolumeHeaders implements Header.Source, Closeable {
	private static final Header NOTHING = new Header(new DataSet(), 1);

	private final Map<Integer, DicomSource> files = new HashMap<>();
	private final List<SliceSource> sources;
	private final int depth;
	private final boolean reversed;
	private final DicomFile first;
	private final int firstNumber;
	private DicomFile last;
	private int lastNumber;

	/** @param written where the planes stand in the file that is written; they may be in reverse order there */
	VolumeHeaders(StoredVolume volume, Geometry written) throws IOException {
		for (DicomSource file : volume.files()) files.put(file.number(), file);
		sources = volume.sources();
		depth = volume.shape().depth();
		double[] stored = volume.geometry().column(2), step = written.column(2);
		reversed = Geometry.dot(stored, step) < 0;
		firstNumber = volume.first().number();
		first = volume.first().open();
	}

	@Override
	public Header of(int k, int v) throws IOException {
		if (k >= depth) return NOTHING;
		SliceSource source = sources.get(v * depth + (reversed ? depth - 1 - k : k));
		if (source.file() == firstNumber) return new Header(first.dataSet(), source.frame());
		if (source.equals(SliceSource.NONE)) return NOTHING;
		if (last == null || source.file() != lastNumber) {
			if (last != null) last.close();
			last = null;
			last = files.get(source.file()).open();
			lastNumber = source.file();
		}
		return new Header(last.dataSet(), source.frame());
	}

	@Override
	public Header first() {
		return new Header(first.dataSet(), sources.stream().filter(source -> source.file() == firstNumber).findFirst().map(SliceSource::frame).orElse(1));
	}

	@Override
	public void close() throws IOException {
		first.close();
		if (last != null) last.close();
	}
}
