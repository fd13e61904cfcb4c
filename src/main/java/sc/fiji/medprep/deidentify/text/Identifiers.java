package sc.fiji.medprep.deidentify.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The values that are known to identify the patient of one file, prepared for finding them in any text. Immutable.
 *
 * <p>Of a name every part counts, in all three component groups. A part that is a term of imaging too (a patient named Head)
 * or a single letter goes only beside other parts of the name or where a name is due, so that words of the acquisition stay.
 */
public final class Identifiers {
	/** Nothing is known. */
	public static final Identifiers NONE = new Builder().build();
	private static final int BUCKETS = 512;

	private final Needle[][] buckets = new Needle[BUCKETS][];
	private final Set<LocalDate> dates;
	private final Set<String> initials;
	private final Set<String> particles;
	private final Set<String> values;
	private final boolean anyName;

	private Identifiers(Builder builder) {
		for (Needle needle : builder.needles.values()) {
			int bucket = bucket(needle.letters().charAt(0), needle.letters().charAt(1));
			Needle[] old = buckets[bucket], grown = new Needle[old == null ? 1 : old.length + 1];
			if (old != null) System.arraycopy(old, 0, grown, 0, old.length);
			grown[grown.length - 1] = needle;
			buckets[bucket] = grown;
		}
		dates = Set.copyOf(builder.dates);
		initials = Set.copyOf(builder.initials);
		particles = Set.copyOf(builder.particles);
		values = Collections.unmodifiableSet(new LinkedHashSet<>(builder.values));
		anyName = builder.anyName;
	}

	/** Starts with nothing known. */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The distinct values that identify wherever they stand: parts of names of at least three letters that are no terms of
	 * imaging, full names in several orders, IDs of at least four characters, telephone numbers, addresses, texts, and dates in
	 * frequent spellings. As they were given, or in capitals, lower case and with capital first letters.
	 */
	public Set<String> values() {
		return values;
	}

	boolean isEmpty() {
		return values.isEmpty() && dates.isEmpty() && !anyName;
	}

	boolean isDate(LocalDate date) {
		return dates.contains(date);
	}

	/** True if a month, or a day of any year, is that of a known date. */
	boolean isDate(Integer year, int month, Integer day) {
		for (LocalDate date : dates) {
			if (date.getMonthValue() == month && (year == null || date.getYear() == year) && (day == null || date.getDayOfMonth() == day)) return true;
		}
		return false;
	}

	/** True for words such as van and der that belong to a known name. */
	boolean isParticle(String word) {
		return particles.contains(word);
	}

	boolean isInitial(String letter) {
		return initials.contains(letter);
	}

	/** Tells each place where a known value stands: its first letter in the compact letters, and the value. */
	void find(Reading reading, BiConsumer<Integer, Needle> found) {
		for (int i = 0; i + 1 < reading.length; i++) {
			Needle[] candidates = buckets[bucket(reading.letters[i], reading.letters[i + 1])];
			if (candidates == null) continue;
			for (Needle needle : candidates) {
				if (needle.endAt(reading, i) >= 0) found.accept(i, needle);
			}
		}
	}

	private static int bucket(char first, char second) {
		return (first * 31 + second) & BUCKETS - 1;
	}

	/** Collects known values. Empty ones and ones too short to tell anything are passed over. */
	public static final class Builder {
		private static final int SHORTEST_ID = 4, SHORTEST_VALUE = 3, LONGEST = 2_000;

		private final Words words = Words.instance();
		private final Map<String, Needle> needles = new LinkedHashMap<>();
		private final Set<LocalDate> dates = new LinkedHashSet<>();
		private final Set<String> initials = new LinkedHashSet<>();
		private final Set<String> particles = new LinkedHashSet<>();
		private final Set<String> values = new LinkedHashSet<>();
		private boolean anyName;

		private Builder() {}

		/** Adds a person's name: a PN value with up to three component groups, or a name as it is written elsewhere. */
		public Builder addName(String dicomPersonName) {
			for (String group : shortened(dicomPersonName).split("[=\\\\]")) {
				if (!Folding.compact(group).isEmpty()) {
					anyName = true;
					new NameParts(group, words).addTo(this);
				}
			}
			return this;
		}

		/** Adds a Patient ID, accession number or another number or code of the patient, a visit or an order. */
		public Builder addId(String id) {
			String value = shortened(id), compact = Folding.compact(value);
			if (compact.length() < SHORTEST_ID) return this;
			boolean word = compact.chars().noneMatch(c -> c >= '0' && c <= '9');
			if (word) return addName(value);
			values.add(value);
			if (!values.contains(compact) && compact.length() > 5) values.add(compact);
			code(compact, Kind.ID);
			String digits = longestDigits(value);
			if (digits.length() > SHORTEST_ID && digits.length() < compact.length()) code(digits, Kind.ID);
			return this;
		}

		/** Adds a telephone or fax number. */
		public Builder addPhone(String phone) {
			String value = shortened(phone), digits = Folding.compact(value).replaceAll("\\D", "");
			if (digits.length() < 5) return this;
			values.add(value);
			values.add(digits);
			code(digits, Kind.PHONE);
			// without the code of the country, and with the zero that then stands before the area
			String national = digits.startsWith("00") ? digits.substring(2) : value.startsWith("+") || digits.startsWith("1") && digits.length() == 11 ? digits : "";
			for (int code = 1; code <= 3 && national.length() - code >= 7; code++) {
				code(national.substring(code), Kind.PHONE);
				code("0" + national.substring(code), Kind.PHONE);
			}
			if (digits.startsWith("0") && digits.length() > 7) code(digits.substring(1), Kind.PHONE);
			if (digits.length() > 8) code(digits.substring(digits.length() - 7), Kind.PHONE);
			return this;
		}

		/** Adds an address; its lines, and parts between commas, count on their own. */
		public Builder addAddress(String address) {
			String value = shortened(address);
			for (String part : value.split("[,;^\\r\\n\\\\=]")) text(part.strip(), Kind.ADDRESS);
			return text(value, Kind.ADDRESS);
		}

		/** Adds a date such as the birth date; it goes in any spelling. */
		public Builder addDate(LocalDate date) {
			if (date == null || !dates.add(date)) return this;
			int y = date.getYear(), m = date.getMonthValue(), d = date.getDayOfMonth();
			String year = String.format("%04d", y), month = String.format("%02d", m), day = String.format("%02d", d), shortYear = year.substring(2);
			for (String spelling : List.of(year + month + day, day + month + year, month + day + year)) {
				code(spelling, Kind.DATE);
				values.add(spelling);
			}
			for (String spelling : List.of(shortYear + month + day, day + month + shortYear, month + day + shortYear)) code(spelling, Kind.DATE);
			for (String separator : List.of("-", "/", ".")) {
				values.add(year + separator + month + separator + day);
				values.add(day + separator + month + separator + year);
				values.add(month + separator + day + separator + year);
				values.add(m + separator + d + separator + year);
				values.add(d + separator + m + separator + year);
			}
			return this;
		}

		/** Adds a text such as the name of an institution, a department or a station. Its words that are no terms of imaging count on their own. */
		public Builder addText(String text) {
			for (String value : shortened(text).split("[\\\\^=]")) text(value.strip(), Kind.TEXT);
			return this;
		}

		public Identifiers build() {
			return new Identifiers(this);
		}

		private Builder text(String value, Kind kind) {
			String compact = Folding.compact(value);
			if (compact.length() < SHORTEST_VALUE) return this;
			List<String> parts = wordsOf(value);
			boolean terms = parts.stream().allMatch(part -> words.of(part).isTerm() || isDigits(part) && part.length() < SHORTEST_ID);
			if (parts.size() == 1 && terms) return this;
			boolean weak = terms && parts.size() < 3 && kind == Kind.TEXT && compact.length() < 12;
			if (!weak) {
				values.add(value);
				phrase(value, compact, kind);
			}
			for (String part : parts) {
				if (part.length() < SHORTEST_VALUE || words.of(part).isTerm()) continue;
				if (isDigits(part)) {
					if (part.length() >= SHORTEST_ID && kind == Kind.ADDRESS) code(part, kind);
				}
				else if (part.length() > SHORTEST_VALUE || kind == Kind.TEXT) needle(part, kind, Needle.Role.WORDS, 0);
			}
			return this;
		}

		private static String shortened(String value) {
			return value == null ? "" : value.length() > LONGEST ? value.substring(0, LONGEST) : value.strip();
		}

		private static boolean isDigits(String text) {
			return text.chars().allMatch(c -> c >= '0' && c <= '9');
		}

		private static List<String> wordsOf(String value) {
			List<String> parts = new ArrayList<>();
			for (String part : value.split("[^\\p{L}\\p{M}\\p{Nd}]+")) {
				String key = Folding.compact(part);
				if (!key.isEmpty()) parts.add(key);
			}
			return parts;
		}

		private static String longestDigits(String value) {
			String longest = "";
			for (String digits : Folding.compact(value).split("[^0-9]+")) {
				if (digits.length() > longest.length()) longest = digits;
			}
			return stripped(longest);
		}

		private static String stripped(String digits) {
			int zeros = 0;
			while (zeros < digits.length() - SHORTEST_ID && digits.charAt(zeros) == '0') zeros++;
			return digits.substring(zeros);
		}

		private void code(String compact, Kind kind) {
			String code = kind == Kind.ID ? stripped(compact) : compact;
			boolean small = isDigits(code) && code.length() < 6 && kind != Kind.PHONE;
			// a round number of four digits is more often a repetition time or a b-value
			if (small && code.length() <= SHORTEST_ID && Integer.parseInt(code) % 50 == 0) return;
			needle(code, kind, small ? Needle.Role.SHORT_CODE : Needle.Role.CODE, 0);
		}

		/** Adds a value of several words, which may stand with any gaps where it has some. */
		void phrase(String value, String compact, Kind kind) {
			boolean unspaced = !compact.isEmpty() && Folding.isUnspaced(compact.charAt(0));
			needle(compact, kind, unspaced ? Needle.Role.UNSPACED_NAME : Needle.Role.WORDS, breaks(value));
		}

		void needle(String letters, Kind kind, Needle.Role role, long breaks) {
			if (letters.length() < 2) return;
			Needle old = needles.get(letters);
			if (old != null && (old.role() == Needle.Role.CODE || old.role().compareTo(role) >= 0 && old.breaks() == (old.breaks() | breaks))) return;
			if (old != null && old.role() != Needle.Role.WEAK_NAME) needles.put(letters, new Needle(letters, old.kind(), role == Needle.Role.WEAK_NAME ? old.role() : role, old.breaks() | breaks));
			else needles.put(letters, new Needle(letters, kind, role, breaks | (old == null ? 0 : old.breaks())));
		}

		void value(String value) {
			values.add(value);
		}

		void particle(String word) {
			particles.add(word);
		}

		void initial(String letter) {
			initials.add(letter);
		}

		/** Bits of the letters before which a value has a gap. */
		static long breaks(String value) {
			long breaks = 0;
			int letter = 0;
			boolean gap = false;
			for (int i = 0; i < value.length() && letter < Long.SIZE; i++) {
				char c = value.charAt(i);
				byte kind = Folding.kind(c);
				if (kind == Folding.OTHER) gap = true;
				if (kind != Folding.LETTER && kind != Folding.DIGIT) continue;
				if (gap && letter > 0) breaks |= 1L << letter;
				gap = false;
				String several = Folding.expanded(Folding.plain(c));
				letter += several == null ? 1 : several.length();
			}
			return breaks;
		}
	}
}
