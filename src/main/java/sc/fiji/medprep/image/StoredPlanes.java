package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Planes of a stored volume. A file of several planes stays open until all of them were read once, or until too many are open. */
final class StoredPlanes implements PlaneSource {
	/** Files that are open though nobody reads them. */
	private static final int MOST_IDLE = 8;

	private final StoredVolume volume;
	private final Frame[] planes;
	/** Number of planes of each file in this volume. */
	private final Map<FileFacts, Integer> counts = new HashMap<>();
	/** In the order of their last use. Guarded by itself. */
	private final Map<FileFacts, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);

	StoredPlanes(StoredVolume volume, Frame[] planes) {
		this.volume = volume;
		this.planes = planes;
		for (Frame frame : planes) {
			if (frame != null) counts.merge(frame.file(), 1, Integer::sum);
		}
	}

	@Override
	public Volume.Shape shape() {
		return volume.shape();
	}

	@Override
	public Volume.Values values() {
		return volume.values();
	}

	@Override
	public Geometry geometry() {
		return volume.geometry();
	}

	@Override
	public Axis axis() {
		return volume.axis();
	}

	@Override
	public Object plane(int index) throws IOException {
		Frame frame = planes[index];
		if (frame == null) return blank();
		OpenFile file = acquire(frame.file());
		try {
			return file.plane(frame, values().type(), shape());
		}
		finally {
			release(frame.file(), file);
		}
	}

	/** Stored value 0 everywhere. */
	private Object blank() {
		PixelType type = values().type();
		Object plane = type.newPlane(shape().width() * shape().height());
		if (plane instanceof short[] shorts) Arrays.fill(shorts, (short) type.offset());
		if (plane instanceof byte[] bytes) Arrays.fill(bytes, (byte) type.offset());
		return plane;
	}

	private OpenFile acquire(FileFacts facts) {
		synchronized (open) {
			OpenFile file = open.computeIfAbsent(facts, f -> new OpenFile(f, counts.get(f)));
			file.users++;
			return file;
		}
	}

	private void release(FileFacts facts, OpenFile file) throws IOException {
		synchronized (open) {
			file.users--;
			file.planesLeft--;
			if (file.users == 0 && file.planesLeft <= 0) {
				open.remove(facts);
				file.close();
			}
			Iterator<OpenFile> oldest = open.values().iterator();
			while (open.size() > MOST_IDLE && oldest.hasNext()) {
				OpenFile idle = oldest.next();
				if (idle.users > 0) continue;
				oldest.remove();
				idle.close();
			}
		}
	}
}
