package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.batch.GroupStep;

/**
 * Files that are processed together: those with the same Series Instance UID; one without belongs to nobody.
 *
 * @param id in the index
 * @param items in ascending order
 */
record Family(long id, List<Integer> items) implements GroupStep.Group {
	/** All families of the set in the order of their first items; each is read from the index when it is asked for. */
	static List<Family> all(Index index) throws IOException {
		Longs ids = new Longs();
		index.each("SELECT family FROM file GROUP BY family ORDER BY min(item)", row -> ids.add(row.getLong(1)));
		return new AbstractList<>() {
			@Override
			public Family get(int number) {
				return read(index, ids.get(number));
			}

			@Override
			public int size() {
				return ids.size();
			}
		};
	}

	private static Family read(Index index, long id) {
		List<Integer> items = new ArrayList<>();
		try {
			index.each("SELECT item FROM file WHERE family = ? ORDER BY item", row -> items.add(row.getInt(1)), id);
		}
		catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
		return new Family(id, items);
	}

	/** A list of numbers that grows. */
	private static final class Longs {
		private long[] values = new long[1024];
		private int size;

		void add(long value) {
			if (size == values.length) values = Arrays.copyOf(values, 2 * size);
			values[size++] = value;
		}

		long get(int number) {
			if (number >= size) throw new IndexOutOfBoundsException("There is no number " + number);
			return values[number];
		}

		int size() {
			return size;
		}
	}
}
