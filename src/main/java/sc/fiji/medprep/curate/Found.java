package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import sc.fiji.medprep.dicom.Tag;

/** Takes what is found about the set. Messages name items by their numbers. */
final class Found {
	/** So many items are named; how many more there are is told. */
	private static final int NAMED = 3;

	private final Index index;

	Found(Index index) {
		this.index = index;
	}

	/** @param message one sentence without values, with full stop */
	void add(int item, String rule, int tag, String message) throws IOException {
		add(item, rule, tag == 0 ? "" : Tag.toString(tag), message);
	}

	private void add(int item, String rule, String tag, String message) throws IOException {
		index.change("INSERT INTO found (item, rule, tag, message) VALUES (?, ?, ?, ?)", item, rule, tag, message);
	}

	/** Adds the same finding to all items of rows of a level. */
	void addAll(Level level, List<Long> ids, String rule, int tag, String message) throws IOException {
		for (long id : ids) index.change("INSERT INTO found (item, rule, tag, message) SELECT item, ?, ?, ? FROM member WHERE " + level.table() + " = ? ORDER BY item", rule, Tag.toString(tag), message, id);
	}

	/** Enters what was found within families. */
	void notes() throws IOException {
		index.each("SELECT id, rule, tag, message FROM note ORDER BY id", note -> {
			List<Integer> items = new ArrayList<>();
			index.each("SELECT item FROM note_file JOIN file ON file.id = file WHERE note = ? ORDER BY item", row -> items.add(row.getInt(1)), note.getLong(1));
			for (int item : items) add(item, note.getString(2), note.getString(3), note.getString(4) + (items.size() == 1 ? "." : "; also " + others(items, item) + "."));
		});
	}

	/** Names items except one: "items 3, 17, 20 and 5 more"; the nearest to it first. */
	static String others(List<Integer> items, int except) {
		List<Integer> named = items.stream().filter(item -> item != except).limit(NAMED).toList();
		return names(named, items.size() - (Collections.binarySearch(items, except) >= 0 ? 1 : 0));
	}

	/** @param all how many there are, of which the named are some */
	static String names(List<Integer> named, long all) {
		if (all == 1) return "item " + named.get(0);
		StringBuilder text = new StringBuilder("items ");
		for (int i = 0; i < named.size(); i++) {
			boolean last = i == named.size() - 1 && all == named.size();
			text.append(i == 0 ? "" : last ? " and " : ", ").append(named.get(i));
		}
		return all > named.size() ? text + " and " + (all - named.size()) + " more" : text.toString();
	}

	/** As {@link #names}, of more than were counted. */
	static String many(List<Integer> named) {
		StringBuilder text = new StringBuilder("items ");
		for (int i = 0; i < named.size(); i++) text.append(i == 0 ? "" : ", ").append(named.get(i));
		return text + " and many more";
	}
}
