package sc.fiji.medprep.deidentify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

/** Counts what was done with each attribute, and why. For use by many threads. */
final class Tally {
	/** What became of the value of an element. */
	enum Deed {
		REMOVED("removed"), EMPTIED("emptied"), REPLACED("replaced by a dummy"), PSEUDONYM("replaced by the pseudonym"), UID("UID replaced"), SHIFTED("date shifted"), TEXT_CLEANED("text cleaned"),
		RETAINED("kept");

		private final String words;

		Deed(String words) {
			this.words = words;
		}
	}

	/** @param option that made it so; null for the Basic Profile or rules beyond its table */
	private record Key(int tag, Deed deed, ProfileOption option) {}

	private static final int PRIVATE = 0x00010000;

	private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

	void count(int tag, Deed deed, ProfileOption option) {
		Key key = new Key(Tag.isPrivate(tag) ? PRIVATE : tag, deed, option);
		LongAdder count = counts.get(key);
		if (count == null) count = counts.computeIfAbsent(key, k -> new LongAdder());
		count.increment();
	}

	/** Attribute, deed, reason and number, by ascending tag. */
	List<List<String>> rows() {
		List<List<String>> rows = new ArrayList<>();
		counts.entrySet().stream().sorted(Comparator.comparing((Map.Entry<Key, LongAdder> count) -> Integer.toUnsignedLong(count.getKey().tag)).thenComparing(count -> count.getKey().deed)
			.thenComparing(count -> count.getValue().sum())).forEach(count -> {
				Key key = count.getKey();
				rows.add(List.of(name(key.tag), key.deed.words, reason(key), Long.toString(count.getValue().sum())));
			});
		return rows;
	}

	private static String name(int tag) {
		if (tag == PRIVATE) return "private elements";
		return Tag.toString(tag) + " " + Dictionary.instance().attribute(tag).map(a -> a.name()).orElse("not in the dictionary");
	}

	private static String reason(Key key) {
		if (key.option != null) return key.option.meaning();
		ConfidentialityTable.Row row = ConfidentialityTable.instance().find(key.tag);
		return row == null ? "not in table E.1-1" : "table E.1-1: " + row.action();
	}
}
