package sc.fiji.medprep.standard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Application Level Confidentiality Profile attributes of PS3.15 table E.1-1: what the Basic Profile and its options
 * do with each attribute. Immutable and safe for use by many threads.
 */
public final class ConfidentialityTable {

	/**
	 * A row of the table.
	 *
	 * @param tag group in the upper 16 bits; the row is for every tag with {@code (tag & mask) == this.tag}
	 * @param mask -1 for a single attribute
	 * @param name the attribute name
	 * @param inStandardIods whether the standard says that a standard composite IOD has the attribute
	 * @param action the action of the Basic Profile
	 * @param options the options that act otherwise; unmodifiable
	 */
	public record Row(int tag, int mask, String name, boolean inStandardIods, BasicAction action,
		Map<ProfileOption, OptionAction> options) {}

	private static final class Holder {
		static final ConfidentialityTable INSTANCE = new ConfidentialityTable();
	}

	private static final int PRIVATE_BIT = 0x00010000;
	private static final int ACTION = 9;
	private static final int IN_IODS = 16;
	private static final int OPTIONS = 18;
	private static final int NAME = 29;

	private final TagTable<Row> byTag = new TagTable<>();
	private final List<Row> rows;
	private final Row privateRow;
	private final Row[] maskedRows;
	private final String edition;

	/** A line reads tag, action, Y or N, one letter per option; all in fixed columns; then the name. */
	private ConfidentialityTable() {
		byte[] text = SortedLines.bytes("confidentiality.txt");
		edition = SortedLines.edition(text);
		List<Row> all = new ArrayList<>(700);
		List<Row> masked = new ArrayList<>();
		Map<String, BasicAction> actions = new HashMap<>();
		Map<String, Map<ProfileOption, OptionAction>> optionSets = new HashMap<>();
		Row odd = null;
		for (int line = SortedLines.lineAfter(text, 0); line < text.length;) {
			int end = SortedLines.lineAfter(text, line);
			boolean isPrivate = text[line] == 'p';
			int mask = isPrivate ? PRIVATE_BIT : SortedLines.mask(text, line);
			Row row = new Row(isPrivate ? PRIVATE_BIT : SortedLines.tag(text, line), mask,
				new String(text, line + NAME, end - 1 - line - NAME, StandardCharsets.UTF_8), text[line + IN_IODS] == 'Y',
				action(actions, text, line + ACTION), options(optionSets, text, line + OPTIONS));
			all.add(row);
			if (mask == -1) byTag.put(row.tag, row);
			else if (isPrivate) odd = row;
			else masked.add(row);
			line = end;
		}
		rows = Collections.unmodifiableList(all);
		privateRow = odd;
		maskedRows = masked.toArray(new Row[0]);
	}

	private static BasicAction action(Map<String, BasicAction> known, byte[] text, int at) {
		int end = at;
		while (text[end] != ' ') end++;
		String key = new String(text, at, end - at, StandardCharsets.ISO_8859_1);
		BasicAction action = known.get(key);
		if (action == null) {
			action = BasicAction.of(key);
			known.put(key, action);
		}
		return action;
	}

	/** Rows share their option sets: the table has only some forty different ones. */
	private static Map<ProfileOption, OptionAction> options(Map<String, Map<ProfileOption, OptionAction>> known, byte[] text, int at) {
		ProfileOption[] columns = ProfileOption.values();
		String key = new String(text, at, columns.length, StandardCharsets.ISO_8859_1);
		Map<ProfileOption, OptionAction> options = known.get(key);
		if (options == null) {
			options = new EnumMap<>(ProfileOption.class);
			for (ProfileOption column : columns) {
				switch (key.charAt(column.ordinal())) {
					case 'K' -> options.put(column, OptionAction.K);
					case 'C' -> options.put(column, OptionAction.C);
					default -> {
						// No entry: the option leaves the basic action as it is.
					}
				}
			}
			options = Collections.unmodifiableMap(options);
			known.put(key, options);
		}
		return options;
	}

	/** The one table. */
	public static ConfidentialityTable instance() {
		return Holder.INSTANCE;
	}

	/** The edition of PS3.15, with what was added. */
	public String edition() {
		return edition;
	}

	/** All rows by ascending tag, then the masked rows and the one for private attributes. */
	public List<Row> rows() {
		return rows;
	}

	/** The row that governs a tag, or null if the table does not list it. Every tag of an odd group is a private attribute. */
	public Row find(int tag) {
		if ((tag & PRIVATE_BIT) != 0) return privateRow;
		Row row = byTag.get(tag);
		if (row != null) return row;
		for (Row masked : maskedRows) {
			if ((tag & masked.mask) == masked.tag) return masked;
		}
		return null;
	}

	/** True if one of the options keeps the values of an attribute as they are. */
	public boolean isKept(int tag, Set<ProfileOption> options) {
		Row row = find(tag);
		return row != null && row.options.entrySet().stream().anyMatch(option -> option.getValue() == OptionAction.K && options.contains(option.getKey()));
	}
}
