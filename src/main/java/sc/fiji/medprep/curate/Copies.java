package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/**
 * Tells files of a family that hold an instance which another one has held before, whatever it was written like, so that its
 * images are not taken for other images of the same place. For one thread.
 */
final class Copies {
	/** Decodes the pixels of an item and gives their hash; null if they cannot be read. */
	interface Pixels {
		byte[] of(int item) throws IOException;
	}

	private record Key(long instance, ByteBuffer header) {}

	private record First(int item, byte[] content) {}

	private final Map<Key, First> firsts = new HashMap<>();

	/** Whether the same instance with the same content was here before. */
	boolean isCopy(int item, DataSet root, ContentHash content, Pixels pixels) throws IOException {
		long instance = Header.key(root.string(Tag.SOP_INSTANCE_UID).orElse(""));
		if (instance == 0) return false;
		First first = firsts.putIfAbsent(new Key(instance, ByteBuffer.wrap(content.header())), new First(item, content.all()));
		if (first == null) return false;
		if (Arrays.equals(first.content, content.all())) return true;
		// other bytes may be the same pixels, compressed or in another order
		byte[] own = pixels.of(item), other = own == null ? null : pixels.of(first.item);
		return other != null && Arrays.equals(own, other);
	}
}
