package sc.fiji.medprep.deidentify.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.medprep.deidentify.verify.Identifier.Kind;
import sc.fiji.medprep.deidentify.text.Identifiers;
import sc.fiji.medprep.deidentify.text.Telling;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.PersonName;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;
import sc.fiji.medprep.standard.UidRegistry;

/**
 * The values of an original that must stand nowhere in the de-identified file, from all levels of the data set:
 * <ul>
 * <li>each part of a person name (VR PN, also in private elements) of at least three letters, or two characters of scripts
 * without an alphabet; if all parts are shorter or common words, the full name in its usual orders;
 * <li>numbers and codes of at least four characters, those of digits only of at least five;
 * <li>names of institutions, departments and places, addresses and telephone numbers of at least six characters;
 * <li>UIDs that neither the standard nor a vendor nor a coding scheme defines, unless the Retain UIDs Option is applied;
 * <li>dates, whole and as eight digits, unless full dates are retained; the birth date always, in the usual spellings.
 * </ul>
 * Which attributes have numbers and places is told by {@link Telling}. Left out are attributes that an applied option
 * keeps (K in PS3.15 table E.1-1), values that were made by the de-identification itself, terms of imaging and everyday words, and dates that are dummies.
 */
final class IdentifyingValues {
	/** These name kinds of things: objects, schemes and lists of codes, ways of coding. */
	private static final Set<Integer> UIDS_OF_KINDS = Set.of(Tag.SOP_CLASS_UID, Tag.REFERENCED_SOP_CLASS_UID, Tag.RELATED_GENERAL_SOP_CLASS_UID, Tag.ORIGINAL_SPECIALIZED_SOP_CLASS_UID, Tag.SOP_CLASSES_SUPPORTED,
		Tag.CODING_SCHEME_UID, Tag.CONTEXT_UID, Tag.MAPPING_RESOURCE_UID);
	private static final int LEAST_LETTERS = 3, LEAST_ID = 4, LEAST_NUMBER = 5, LEAST_TEXT = 6, LEAST_UID = 8, LEAST_NAME = 6;
	private static final int EARLIEST_YEAR = 1850;
	/** The dummy of our own; others, such as 1970-01-01, are birth dates of somebody. */
	private static final String DUMMY_DATE = "19000101";

	private record Key(String text, Kind kind) {}

	private final ConfidentialityTable table = ConfidentialityTable.instance();
	private final UidRegistry registry = UidRegistry.instance();
	private final Set<ProfileOption> options;
	private final Predicate<String> made;
	private final Map<Key, Identifier> found = new LinkedHashMap<>();

	/**
	 * @param options of the profile that are applied
	 * @param made true for a value that de-identification made, such as a pseudonym: it may stand in an original that was de-identified before
	 */
	IdentifyingValues(Set<ProfileOption> options, Predicate<String> made) {
		this.options = options;
		this.made = made;
	}

	/** Adds those of a data set. */
	IdentifyingValues add(DataSet level) {
		for (Element element : level) {
			int tag = element.tag();
			if (element.value() instanceof Value.Sequence sequence) {
				for (Value.Item item : sequence.items()) add(item.dataSet());
				continue;
			}
			if (element.isEmpty() || element.value() instanceof Value.Fragments || table.isKept(tag, options)) continue;
			VR listed = Tag.isPrivate(tag) ? null : Dictionary.instance().vrOf(tag, null);
			VR vr = element.vr() == VR.UN && !Tag.isPrivate(tag) || listed == VR.PN && element.vr().isString() ? listed : element.vr();
			Telling telling = Telling.of(tag);
			if (vr == VR.PN) for (String name : level.strings(tag)) addName(name, tag, level.characterSet());
			else if (vr == VR.UI) addUids(tag, level);
			else if (vr == VR.DA || vr == VR.DT) addDates(tag, level);
			else if (telling != null) for (String value : level.strings(tag)) addValue(value.strip(), telling == Telling.ID ? Kind.ID : Kind.TEXT, tag, level.characterSet());
		}
		return this;
	}

	Collection<Identifier> values() {
		return found.values();
	}

	private void addName(String name, int tag, SpecificCharacterSet set) {
		if (made.test(name)) return;
		PersonName parsed = PersonName.parse(name);
		for (PersonName.Group group : List.of(parsed.alphabetic(), parsed.ideographic(), parsed.phonetic())) {
			if (group == PersonName.Group.EMPTY) continue;
			List<String> words = new ArrayList<>();
			boolean searched = false;
			for (String component : List.of(group.family(), group.given(), group.middle())) {
				if (Identifiers.isGarbled(component)) {
					put(component, Kind.NAME, tag, set);
					searched = true;
					continue;
				}
				for (String word : words(component)) {
					words.add(word);
					if (!isNamePart(word) || isCommon(word)) continue;
					put(word, Kind.NAME, tag, set);
					searched = true;
				}
			}
			if (!searched && words.size() > 1) addFullName(group, words, tag, set);
		}
	}

	private void addFullName(PersonName.Group group, List<String> words, int tag, SpecificCharacterSet set) {
		List<String> reversed = new ArrayList<>(words.subList(1, words.size()));
		reversed.add(words.get(0));
		boolean alphabet = words.stream().allMatch(IdentifyingValues::isAlphabetic);
		Set<String> forms = new HashSet<>(List.of(group.toString(), String.join(" ", words), String.join(" ", reversed),
			words.get(0) + ", " + String.join(" ", words.subList(1, words.size())), String.join("", words)));
		for (String form : forms) {
			if (form.length() >= (alphabet ? LEAST_NAME : 2) && !(alphabet && form.length() == String.join("", words).length())) put(form, Kind.NAME, tag, set);
		}
	}

	private static boolean isNamePart(String word) {
		int letters = 0;
		for (int i = 0; i < word.length(); i++) {
			if (Character.isLetter(word.charAt(i))) letters++;
		}
		return letters >= (isAlphabetic(word) ? LEAST_LETTERS : 2);
	}

	private static boolean isAlphabetic(String word) {
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (c >= 0x3040 && (c < 0x3100 || c >= 0xAC00 && c < 0xD7B0 || Character.isIdeographic(word.codePointAt(i)))) return false;
		}
		return true;
	}

	/** What stands between blanks and punctuation. */
	private static List<String> words(String text) {
		List<String> words = new ArrayList<>(2);
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i < text.length() && isOfWord(text.charAt(i))) continue;
			if (i > start) words.add(text.substring(start, i));
			start = i + 1;
		}
		return words;
	}

	private static boolean isOfWord(char c) {
		return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.COMBINING_SPACING_MARK;
	}

	private static boolean isCommon(String text) {
		for (String word : words(text.toLowerCase(Locale.ROOT))) {
			if ((word.length() > 2 || !isAlphabetic(word)) && !TextCleaner.isTerm(word)) return false;
		}
		return true;
	}

	private void addValue(String value, Kind kind, int tag, SpecificCharacterSet set) {
		boolean number = Identifier.isNumber(value);
		int least = kind == Kind.TEXT ? LEAST_TEXT : number ? LEAST_NUMBER : LEAST_ID;
		if (value.length() < least || made.test(value) || isOfOneCharacter(value)) return;
		if (!number && isCommon(value)) return;
		put(value, kind, tag, set);
	}

	/** True for lines of zeros, stars and the like. */
	private static boolean isOfOneCharacter(String value) {
		char first = 0;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (!Character.isLetterOrDigit(c) || c == first) continue;
			if (first != 0) return false;
			first = c;
		}
		return true;
	}

	private void addUids(int tag, DataSet level) {
		if (options.contains(ProfileOption.RETAIN_UIDS) || UIDS_OF_KINDS.contains(tag)) return;
		for (String uid : level.strings(tag)) {
			if (uid.length() < LEAST_UID || isOfKind(uid, registry) || made.test(uid)) continue;
			put(uid, Kind.UID, tag, SpecificCharacterSet.DEFAULT);
		}
	}

	/** True for UIDs of the standard, of vendors' classes and of coding schemes. */
	static boolean isOfKind(String uid, UidRegistry registry) {
		return registry.namesKind(uid) || registry.isStandardSopClass(uid);
	}

	private void addDates(int tag, DataSet level) {
		if (options.contains(ProfileOption.RETAIN_FULL_DATES) && tag != Tag.PATIENT_BIRTH_DATE) return;
		for (String value : level.strings(tag)) {
			String date = date(value);
			if (date == null || isDummyDate(date)) continue;
			put(date, Kind.DATE, tag, SpecificCharacterSet.DEFAULT);
			if (tag != Tag.PATIENT_BIRTH_DATE) continue;
			String year = date.substring(0, 4), month = date.substring(4, 6), day = date.substring(6);
			for (String spelling : List.of(year + "-" + month + "-" + day, year + "/" + month + "/" + day, year + "." + month + "." + day, day + "." + month + "." + year,
				day + "/" + month + "/" + year, month + "/" + day + "/" + year, day + "-" + month + "-" + year, month + "-" + day + "-" + year)) {
				put(spelling, Kind.DATE, tag, SpecificCharacterSet.DEFAULT);
			}
		}
	}

	/** The day of a DA or DT value as eight digits, or null if it has none. */
	static String date(String value) {
		String digits = value.length() == 10 && value.charAt(4) == '.' ? value.replace(".", "") : value;
		if (digits.length() < 8) return null;
		for (int i = 0; i < 8; i++) {
			if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return null;
		}
		int month = Integer.parseInt(digits, 4, 6, 10), day = Integer.parseInt(digits, 6, 8, 10);
		return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? digits.substring(0, 8) : null;
	}

	static boolean isDummyDate(String date) {
		return date.equals(DUMMY_DATE) || Integer.parseInt(date.substring(0, 4)) < EARLIEST_YEAR;
	}

	private void put(String text, Kind kind, int tag, SpecificCharacterSet set) {
		found.computeIfAbsent(new Key(text, kind), key -> new Identifier(text, kind, tag, set));
	}
}
