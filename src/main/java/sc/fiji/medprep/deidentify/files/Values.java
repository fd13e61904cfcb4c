package sc.fiji.medprep.deidentify.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.ProfileOption;
import sc.fiji.medprep.standard.UidRegistry;

/** Cleans single values that have a key: an attribute of DICOM, or a word that tells what the value is. */
final class Values {
	private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");
	private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\s\\\\,]+");
	private static final Pattern CODE_STRINGS = Pattern.compile("[A-Z0-9_ ]{0,16}(?:\\\\[A-Z0-9_ ]{0,16})*");
	private static final Pattern AGE = Pattern.compile("(\\d{1,3})(?:\\.\\d+)?|(\\d{3})([DWMY])");
	/** An age of this many years and more is grouped (BIDS: 89+; HIPAA: above 89). */
	private static final int OLD = 89;
	private static final Pattern IDENTIFYING_KEY = Pattern.compile("(?:.*_)?(?:names?|mrn|ssn|nhs|address|street|city|town|county|zip|zipcode|postcode|postal_code|phone|telephone|fax|mobile|e_?mail|insurance|initials|"
		+ "contact|dob|operator|physician|doctor|radiologist|technician|experimenter|investigator|rater|hospital|institution|clinic|employer|religion|occupation|url|ip|license|licence|passport|accession(?:_(?:number|no|id))?)"
		+ "(?:_.*)?|(?:first|last|family|given|middle|maiden|sur|patient|subject|participant|person|mother|father|sibling)_?names?(?:_.*)?|(?:patient|medical|case|record|hospital|study|visit|insurance)_?(?:id|number|no|nr)");
	private static final Pattern BIRTH_KEY = Pattern.compile("(?:.*_)?(?:birth|born|death|died).*|birth_?date");
	private static final Pattern AGE_KEY = Pattern.compile("(?:.*_)?ages?(?:_.*)?");
	private static final Pattern CHARACTERISTIC_KEY = Pattern.compile("(?:.*_)?(?:sex|gender|weight|height|bmi|handedness|race|ethnicity|ethnic_group|smoker|smoking|pregnant|pregnancy)(?:_.*)?");
	private static final Pattern DATE_KEY = Pattern.compile("(?:.*_)?(?:date|datetime|timestamp|day|month|year|acq_time|time)s?(?:_.*)?");

	/** A year, or a year and a month. */
	private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}(?:0[1-9]|1[0-2])?");

	private final Context context;
	private final Attributes attributes;
	private final Dates dates;
	private final UidRegistry registry = UidRegistry.instance();

	Values(Context context) {
		this.context = context;
		attributes = new Attributes(context.options());
		dates = new Dates(context);
	}

	Dates dates() {
		return dates;
	}

	Attributes attributes() {
		return attributes;
	}

	/** True for a value of nothing but numbers. */
	static boolean areNumbers(String value) {
		boolean any = false;
		for (String part : BETWEEN_NUMBERS.split(value)) {
			if (part.isEmpty()) continue;
			if (!NUMBER.matcher(part).matches()) return false;
			any = true;
		}
		return any;
	}

	/**
	 * A value of a DICOM attribute as it may stay; null if nothing of it may.
	 *
	 * @param subject the patient; null if unknown
	 * @param known what is known to identify the patient
	 */
	String cleaned(Attribute attribute, String value, Subject subject, List<String> known) {
		return switch (attributes.actionOf(attribute)) {
			case REMOVE -> null;
			case PATIENT -> subject == null ? null : subject.pseudonym();
			case DATE -> attribute.vr().equals("TM") || Dates.isTime(value.strip()) ? dates.time(value) : dates.date(value, subject);
			case AGE -> age(value);
			case UID -> uids(value);
			case TEXT -> text(value, subject, known);
			case KEEP -> fits(attribute, value) ? value : text(value, subject, known);
		};
	}

	/** A value that stays as it is must be what its attribute holds. */
	private static boolean fits(Attribute attribute, String value) {
		return switch (attribute.vr()) {
			case "CS" -> CODE_STRINGS.matcher(value).matches();
			case "AS", "AT", "AE", "DS", "IS", "FD", "FL", "SL", "SS", "SV", "UL", "US", "UV", "US or SS", "US or SS or OW", "OF", "OD", "OL", "OV" -> value.isBlank() || areNumbers(value);
			// LO, SH and longer text that the profile retains as a whole
			case "LO", "SH", "LT", "ST", "UT", "UC", "PN" -> true;
			default -> false;
		};
	}

	/** A value that stands under a key which is no attribute of DICOM. */
	String cleaned(String key, String value, Subject subject, List<String> known) {
		Optional<Attribute> attribute = attributes.named(key);
		if (attribute.isPresent()) return cleaned(attribute.get(), value, subject, known);
		String words = words(key);
		String stripped = value.strip();
		if (IDENTIFYING_KEY.matcher(words).matches()) return null;
		if (BIRTH_KEY.matcher(words).matches()) return context.has(ProfileOption.RETAIN_FULL_DATES) ? dates.date(stripped, subject) : null;
		if (AGE_KEY.matcher(words).matches()) return context.has(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS) ? age(stripped) : null;
		if (CHARACTERISTIC_KEY.matcher(words).matches()) {
			if (!context.has(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS)) return null;
			if (stripped.matches("[A-Za-z]{1,12}")) return value;
		}
		boolean dated = DATE_KEY.matcher(words).matches();
		if (Dates.isDate(stripped) || dated && YEAR.matcher(stripped).matches()) return dates.date(stripped, subject);
		if (isShortNumber(stripped)) return value;
		if (dated) return Dates.isTime(stripped) ? dates.time(stripped) : dates.date(stripped, subject);
		return text(value, subject, known);
	}

	/** True if a key says nothing about a person, an age or a date. */
	static boolean isOrdinary(String key) {
		String words = words(key);
		return List.of(IDENTIFYING_KEY, BIRTH_KEY, AGE_KEY, CHARACTERISTIC_KEY, DATE_KEY).stream().noneMatch(pattern -> pattern.matcher(words).matches());
	}

	/** True if a key says that its values name a person, a place or a record. */
	static boolean isIdentifying(String key) {
		String words = words(key);
		return IDENTIFYING_KEY.matcher(words).matches() || BIRTH_KEY.matcher(words).matches();
	}

	/** Whole numbers of more digits may number a patient or an examination. */
	private static boolean isShortNumber(String value) {
		return areNumbers(value) && !value.matches(".*(?<![.\\d])\\d{7,}(?![.\\d]).*");
	}

	/** The words of a key, lower case and joined by _: of "ScanDate", "scan date" and "scan-date" the same. */
	static String words(String key) {
		return key.strip().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
	}

	/** Free text; null if nothing is left of it. */
	String text(String value, Subject subject, List<String> known) {
		if (value.isBlank()) return value;
		String cleaned = context.text().cleaned(value, subject, known);
		return cleaned == null || cleaned.isBlank() ? null : cleaned;
	}

	/** An age in years, or as DICOM writes it. */
	private static String age(String value) {
		Matcher age = AGE.matcher(value.strip());
		if (!age.matches()) return value.strip().equals(OLD + "+") ? value : null;
		if (age.group(1) != null) return Integer.parseInt(age.group(1)) >= OLD ? OLD + "+" : value;
		return age.group(3).equals("Y") && Integer.parseInt(age.group(2)) > OLD ? "090Y" : value;
	}

	private String uids(String value) {
		List<String> uids = new ArrayList<>();
		for (String part : value.strip().split("\\\\")) {
			String uid = part.strip();
			boolean common = registry.namesKind(uid);
			if (!common && context.key() == null) return null;
			uids.add(common || uid.isEmpty() ? uid : context.key().uid(uid));
		}
		return String.join("\\", uids);
	}
}
