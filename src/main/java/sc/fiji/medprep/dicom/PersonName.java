package sc.fiji.medprep.dicom;

import java.util.List;

/**
 * A person name with its three component groups (PS3.5 section 6.2.1). Absent groups are {@link Group#EMPTY}.
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
	/** The five components of a group; absent ones are empty strings. */
	public record Group(String family, String given, String middle, String prefix, String suffix) {
		public static final Group EMPTY = new Group("", "", "", "", "");

		private static Group parse(String text) {
			if (text.isEmpty()) return EMPTY;
			List<String> parts = split(text, '^', 5);
			return new Group(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
		}

		/** The components joined by carets, without trailing ones. */
		@Override
		public String toString() {
			return trimmed(family + '^' + given + '^' + middle + '^' + prefix + '^' + suffix, '^');
		}
	}

	/** Parses a decoded PN value. Never fails: what has more groups or components than the standard allows is kept in the last. */
	public static PersonName parse(String text) {
		List<String> groups = split(text, '=', 3);
		return new PersonName(Group.parse(groups.get(0)), Group.parse(groups.get(1)), Group.parse(groups.get(2)));
	}

	/** The value as it stands in a PN element. */
	@Override
	public String toString() {
		return trimmed(alphabetic.toString() + '=' + ideographic + '=' + phonetic, '=');
	}

	private static List<String> split(String text, char separator, int count) {
		String[] parts = new String[count];
		int from = 0;
		for (int i = 0; i < count; i++) {
			int to = i < count - 1 ? text.indexOf(separator, from) : -1;
			parts[i] = from > text.length() ? "" : text.substring(from, to < 0 ? text.length() : to).strip();
			from = to < 0 ? text.length() + 1 : to + 1;
		}
		return List.of(parts);
	}

	private static String trimmed(String text, char separator) {
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == separator) end--;
		return text.substring(0, end);
	}
}
