package sc.fiji.medprep.standard;

/** A map from attribute tags to values by open addressing: no boxing, no allocation on lookup. Filled once, then read only. */
final class TagTable<V> {

	private int[] tags = new int[64];
	private Object[] values = new Object[64];
	private int size;

	@SuppressWarnings("unchecked")
	V get(int tag) {
		return (V) values[slot(tag)];
	}

	void put(int tag, V value) {
		if (2 * size >= tags.length) grow();
		int slot = slot(tag);
		if (values[slot] == null) size++;
		tags[slot] = tag;
		values[slot] = value;
	}

	/** The slot that holds the tag, or the empty one where it belongs. */
	private int slot(int tag) {
		int last = tags.length - 1;
		int slot = (tag * 0x9E3779B9 >>> 12) & last;
		while (values[slot] != null && tags[slot] != tag) slot = slot + 1 & last;
		return slot;
	}

	private void grow() {
		int[] oldTags = tags;
		Object[] oldValues = values;
		tags = new int[4 * oldTags.length];
		values = new Object[tags.length];
		for (int i = 0; i < oldTags.length; i++) {
			if (oldValues[i] == null) continue;
			int slot = slot(oldTags[i]);
			tags[slot] = oldTags[i];
			values[slot] = oldValues[i];
		}
	}
}
