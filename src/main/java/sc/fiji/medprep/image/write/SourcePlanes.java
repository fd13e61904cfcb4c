package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;

/** Which plane of the source each new plane takes its header from: the same one, or the nearest where the grid has changed. */
final class SourcePlanes {
	/** Grids whose corners differ by a smaller part of a voxel are the same: files of other formats round. */
	private static final double SAME = 0.01;
	private static final double SAME_DIRECTION = 1e-4;

	private final StoredVolume source;
	private final List<SliceSource> sources;
	private final Map<Integer, DicomSource> files = new HashMap<>();
	private final Volume.Shape shape;
	private final Geometry geometry;
	private final boolean same;

	SourcePlanes(PlaneSource voxels, StoredVolume source) throws IOException {
		this.source = source;
		sources = source.sources();
		shape = voxels.shape();
		geometry = voxels.geometry();
		for (DicomSource file : source.files()) files.put(file.number(), file);
		same = shape.width() == source.shape().width() && shape.height() == source.shape().height() && shape.depth() == source.shape().depth() && isSame(geometry, source.geometry(), shape);
		if (shape.count() != source.shape().count() && shape.count() != 1) throw new IOException("The volume has " + shape.count() + " volumes and its source " + source.shape().count() + "; give one volume or as many as the source has");
		if (!same && !source.isInPatient()) throw new IOException("The size of the images has changed, and the source does not say how they lie in the patient; only images of the same size can be written back");
		double[] i = geometry.column(0), j = geometry.column(1);
		double skew = Geometry.dot(i, j) / (geometry.spacing(0) * geometry.spacing(1));
		if (!(Math.abs(skew) <= 2e-3)) throw new IOException("Columns and rows of the volume are not at right angles, which DICOM images must be; resample it first");
	}

	static boolean isSame(Geometry a, Geometry b, Volume.Shape shape) {
		double voxel = Math.min(b.spacing(0), Math.min(b.spacing(1), b.spacing(2)));
		for (int corner = 0; corner < 8; corner++) {
			int i = (corner & 1) * (shape.width() - 1), j = (corner >> 1 & 1) * (shape.height() - 1), k = (corner >> 2) * (shape.depth() - 1);
			double[] p = a.toPatient(i, j, k), q = b.toPatient(i, j, k);
			if (!(Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]) <= SAME * voxel)) return false;
		}
		return true;
	}

	/** Whether voxels lie where they lay in the source. */
	boolean isSame() {
		return same;
	}

	/** Whether a plane is another than the one that its header describes. */
	boolean isMoved(int plane) {
		return !same || sources.get(index(plane)) == SliceSource.NONE;
	}

	/** The plane of the source at the same place or nearest to it, whether a file has it or not. */
	private int index(int plane) {
		int k = plane % shape.depth(), v = shape.count() == source.shape().count() ? plane / shape.depth() : 0;
		if (same) return v * shape.depth() + k;
		double[] centre = geometry.toPatient((shape.width() - 1) / 2.0, (shape.height() - 1) / 2.0, k);
		double at = source.geometry().toIndex(centre[0], centre[1], centre[2])[2];
		int depth = source.shape().depth();
		// Written so that NaN gives the first.
		return v * depth + (at > 0 ? (int) Math.min(depth - 1, Math.rint(at)) : 0);
	}

	/** The plane of the source whose header a plane takes: the nearest one that a file has. */
	int nearest(int plane) {
		int index = index(plane), depth = source.shape().depth(), first = index - index % depth;
		for (int away = 0; away < depth; away++) {
			for (int candidate : new int[] {index - away, index + away}) {
				if (candidate >= first && candidate < first + depth && sources.get(candidate) != SliceSource.NONE) return candidate;
			}
		}
		for (int candidate = 0; candidate < sources.size(); candidate++) {
			if (sources.get(candidate) != SliceSource.NONE) return candidate;
		}
		throw new IllegalStateException("A stored volume has a file");
	}

	SliceSource source(int plane) {
		return sources.get(nearest(plane));
	}

	DicomSource file(int plane) {
		return files.get(source(plane).file());
	}

	/** What a plane was made from: the same plane, those on both sides, or all of the volume where slices are cut in another direction. */
	List<SliceSource> references(int plane) {
		int index = index(plane), depth = source.shape().depth(), first = index - index % depth;
		if (same) return List.of(source(plane));
		double[] a = geometry.normal(), b = source.geometry().normal();
		boolean parallel = 1 - Math.abs(Geometry.dot(a, b)) < SAME_DIRECTION;
		int from = parallel ? Math.max(first, index - 1) : first, to = parallel ? Math.min(first + depth, index + 2) : first + depth;
		List<SliceSource> found = sources.subList(from, to).stream().filter(one -> one != SliceSource.NONE).distinct().toList();
		return found.isEmpty() ? List.of(source(plane)) : found;
	}
}
