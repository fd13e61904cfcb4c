package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.frames.CodestreamComments;
import sc.fiji.medprep.deidentify.frames.FrameOffsets;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.ProfileOption;
import sc.fiji.medprep.standard.UidRegistry;

/** Makes the de-identified copy of one data set, at every level. Serves one file. */
final class Cleaner {
	private static final int AGE = 0x00101010, STUDY_DATE = 0x00080020, ISSUER = 0x00100021, ICC_PROFILE = 0x00282000;
	private static final int PIXEL_GROUP = 0x0028, SHORTEST_NAME = 3, MAX_DEPTH = 256, MAX_UIDS = 1 << 16, MAX_TEXT = 1 << 20;
	/** Ages above are one group (HIPAA 45 CFR 164.514(b)(2)(i)(C)). */
	private static final int OLDEST = 89;
	private static final long DAYS_OF_90_YEARS = 32_872;
	private static final Pattern AN_AGE = Pattern.compile(" *(\\d{1,6}) *([DWMY]?) *");
	private static final Pattern CHARACTER_SET_TERM = Pattern.compile("|ISO_IR \\d{1,3}|ISO 2022 IR \\d{1,3}|GB18030|GBK");
	private static final Set<Integer> SOP_CLASSES = Set.of(Tag.SOP_CLASS_UID, Tag.REFERENCED_SOP_CLASS_UID, Tag.RELATED_GENERAL_SOP_CLASS_UID, Tag.ORIGINAL_SPECIALIZED_SOP_CLASS_UID, Tag.SOP_CLASSES_SUPPORTED);

	private final Rules rules;
	private final Profile profile;
	private final StudyKey key;
	private final Subjects subjects;
	private final TextCleaner texts;
	private final Tally tally;
	private final Dictionary dictionary = Dictionary.instance();
	private final UidRegistry registry = UidRegistry.instance();
	/** Null if private elements go. */
	private PrivateElements privates;
	private final Iod iod;
	private final TransferSyntax transferSyntax;
	private final List<Finding> findings;
	private final int[] path = new int[MAX_DEPTH];
	private int depth;
	private final Set<ProfileOption> applied = EnumSet.noneOf(ProfileOption.class);
	private boolean searched = true, datesAreDone;
	private DataSet file;
	private Patient patient;
	private Subject subject;
	private Descriptors descriptors;

	/**
	 * @param iod the IOD of the file, for actions that depend on the Type; null if it is not known
	 * @param transferSyntax of the file, for its compressed frames
	 * @param findings receives what is worth telling
	 */
	Cleaner(Rules rules, Profile profile, TextCleaner texts, StudyKey key, Subjects subjects, Tally tally, Iod iod, TransferSyntax transferSyntax, List<Finding> findings) {
		this.subjects = subjects;
		this.texts = texts;
		this.tally = tally;
		this.transferSyntax = transferSyntax;
		this.rules = rules;
		this.profile = profile;
		this.key = key;
		this.iod = iod;
		this.findings = findings;
	}

	/** The cleaned copy; the original is not changed. Values that stay are shared. */
	DataSet clean(DataSet original) throws IOException {
		file = original;
		patient = patient(original);
		subject = subject(original);
		descriptors = new Descriptors(texts, profile, original, subject.shift());
		if (profile.has(ProfileOption.RETAIN_SAFE_PRIVATE)) {
			boolean dates = profile.has(ProfileOption.RETAIN_MODIFIED_DATES) || profile.has(ProfileOption.RETAIN_FULL_DATES);
			privates = new PrivateElements(descriptors::keptByRule, descriptors::withoutKnown, this::uid, dates ? subject.shift() : null, item -> clean(item, false));
		}
		DataSet cleaned = clean(original, false);
		if (profile.has(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS)) setAge(cleaned, original);
		return cleaned;
	}

	/** Who the patient of a file is in the output. Dates of a file that was de-identified before in the same way stay. */
	private Subject subject(DataSet original) {
		Subject found = subjects.of(patient, original.string(Tag.STUDY_INSTANCE_UID).orElse(""));
		boolean done = patient.id().isEmpty() && patient.name().isEmpty() ? isNamelessDone(original) : subjects.isPseudonym(patient);
		datesAreDone = done && !original.string(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED).orElse("UNMODIFIED").equals("UNMODIFIED");
		return datesAreDone ? new Subject(found.pseudonym(), DateShift.NONE) : found;
	}

	/** True for a file without a patient that an earlier run has written: its own UID shows it, or if it has none but that of a colour palette of the standard, what the file says. */
	private boolean isNamelessDone(DataSet original) {
		String instance = original.string(Tag.SOP_INSTANCE_UID).orElse("");
		return key.isOwnUid(instance) || patient.deidentified() && (instance.isEmpty() || registry.contains(instance));
	}

	/** True if an earlier run with the same key has dealt with the dates, so that they stay. */
	boolean datesAreDone() {
		return datesAreDone;
	}

	/** Whom a level names. */
	private static Patient patient(DataSet level) {
		boolean ours = level.strings(Tag.DEIDENTIFICATION_METHOD).stream().anyMatch(method -> method.startsWith("MedPrep "));
		return new Patient(String.join("\\", level.strings(Tag.PATIENT_ID)), level.string(ISSUER).orElse(""), String.join("\\", level.strings(Tag.PATIENT_NAME)), level.string(Tag.PATIENT_BIRTH_DATE).orElse(""), ours);
	}

	/** Who the patient of the file was; known once it was cleaned. */
	Patient patient() {
		return patient;
	}

	/** Who the patient of the file is in the output; known once it was cleaned. */
	Subject subject() {
		return subject;
	}

	/** The options that changed what was done with an element. */
	Set<ProfileOption> applied() {
		return applied;
	}

	/** Patient's Age by the dates that do not stay, because it can no longer be computed from those that do. */
	private static void setAge(DataSet cleaned, DataSet original) {
		LocalDate birth = original.date(Tag.PATIENT_BIRTH_DATE).orElse(null), study = original.date(STUDY_DATE).orElse(null);
		if (birth == null || study == null || study.isBefore(birth)) return;
		Period age = Period.between(birth, study);
		long days = ChronoUnit.DAYS.between(birth, study);
		String text = age.getYears() >= 2 ? number(Math.min(age.getYears(), OLDEST + 1)) + "Y" : days > 90 ? number(age.toTotalMonths()) + "M" : number(days) + "D";
		cleaned.put(Element.ascii(AGE, VR.AS, text));
	}

	private static String number(long number) {
		return Long.toString(1000 + number).substring(1);
	}

	/** False if something was kept that could not be searched for text. */
	boolean isSearched() {
		return searched;
	}

	/** The pseudonym of the patient that a level names; null if it names none. */
	private String pseudonym(DataSet level) {
		Patient named = level == file ? patient : patient(level);
		if (named.id().isEmpty() && named.name().isEmpty()) return null;
		// An item with the ID of the file's patient, or with the name and no ID, means the same patient.
		boolean same = named.id().isEmpty() ? named.name().equalsIgnoreCase(patient.name()) : named.id().equals(patient.id());
		return same ? subject.pseudonym() : subjects.of(named).map(Subject::pseudonym).orElse(null);
	}

	/** @param hollow true inside a sequence that is replaced by a dummy: what is kept elsewhere says nothing here either */
	private DataSet clean(DataSet original, boolean hollow) throws IOException {
		DataSet cleaned = new DataSet();
		for (Element element : original) {
			path[depth++] = element.tag();
			Element replacement = clean(element, original, hollow);
			depth--;
			if (replacement != null) cleaned.put(replacement);
		}
		if (privates != null) privates.reserve(original, cleaned);
		return cleaned;
	}

	/** What takes the place of an element, or null. */
	private Element clean(Element element, DataSet original, boolean hollow) throws IOException {
		int tag = element.tag();
		if (Tag.isPrivate(tag)) return counted(element, privateElement(element, original, hollow), Tally.Deed.TEXT_CLEANED, ProfileOption.RETAIN_SAFE_PRIVATE);
		VR known = Rules.isNeverKept(tag) ? null : dictionary.vrOf(tag, null);
		if (known == null) return counted(element, null, null, null);
		if (element.value() instanceof Value.Sequence ? known != VR.SQ : known == VR.SQ && !element.isEmpty()) {
			return misplaced(element, "Items stand where there should be none, or the other way round; the element was removed.");
		}
		if (element.value() instanceof Value.Fragments && tag != Tag.PIXEL_DATA) return misplaced(element, "Fragments stand outside of Pixel Data; the element was removed.");
		if (tag == Tag.PATIENT_ID || tag == Tag.PATIENT_NAME) {
			// A value of blanks names nobody.
			String pseudonym = element.isEmpty() ? null : pseudonym(original);
			return counted(element, pseudonym == null ? Element.empty(tag, known) : Element.ascii(tag, known, pseudonym), Tally.Deed.PSEUDONYM, null);
		}
		if (tag == Tag.SPECIFIC_CHARACTER_SET) return characterSet(element, original);
		VR vr = element.vr() == VR.UN ? known : element.vr();
		Rules.Decision decision = rules.of(path, depth, vr, known, iod);
		if (decision.action() == Rules.Action.KEEP && !Fit.fits(element, vr, known, dictionary)) {
			find(Severity.INFO, "dicom.value", "The value is not of the kind that its attribute has; it was removed or replaced.");
			return counted(element, cleaned(element, known, original), Tally.Deed.REPLACED, null);
		}
		if (!isTakenOut(decision.action()) && identifies(element, known, original)) return counted(element, cleaned(element, known, original), Tally.Deed.REPLACED, null);
		if (decision.option() != null && !element.isEmpty()) applied.add(decision.option());
		if (hollow && known != VR.SQ && !isTakenOut(decision.action())) return counted(element, hollowed(element, vr, known, original), Tally.Deed.REPLACED, null);
		return switch (decision.action()) {
			case REMOVE -> counted(element, null, null, null);
			case EMPTY -> counted(element, Element.empty(tag, known), null, null);
			case DUMMY -> counted(element, dummy(element, known, original), Tally.Deed.REPLACED, null);
			case MAP_UIDS -> counted(element, mapped(element, original), Tally.Deed.UID, null);
			case SHIFT -> counted(element, shifted(element, vr, known, original), Tally.Deed.SHIFTED, decision.option());
			case CLEAN_TEXT -> counted(element, text(element, vr, known, original, descriptors::cleaned), Tally.Deed.TEXT_CLEANED, decision.option());
			case KEEP -> counted(element, kept(element, vr, known, original, hollow, decision.option()), Tally.Deed.TEXT_CLEANED, decision.option());
		};
	}

	/** True for a value that would stay and that only its meaning shows to identify: a birth date elsewhere, a name as a code, and what a report tells of persons and devices. */
	private boolean identifies(Element element, VR known, DataSet level) {
		if (known == VR.DA || known == VR.DT) return ReportItem.isBirth(level) || level.strings(element.tag()).stream().anyMatch(descriptors::isBirthDate);
		// of the pixels, nothing can be replaced without making them unreadable
		if (known == VR.CS && Tag.group(element.tag()) != PIXEL_GROUP) return level.strings(element.tag()).stream().anyMatch(code -> code.length() >= SHORTEST_NAME && !descriptors.withoutKnown(code).equals(code));
		if (element.tag() == ReportItem.TEXT_VALUE) return ReportItem.isIdentity(level) || !profile.has(ProfileOption.RETAIN_DEVICE_IDENTITY) && ReportItem.isDevice(level);
		return ReportItem.isNumberBeside(element.tag()) && ReportItem.grouped(level) != null;
	}

	/** What stays of a private element. */
	private Element privateElement(Element element, DataSet original, boolean hollow) throws IOException {
		Element kept = privates == null || hollow ? null : privates.cleaned(element, original);
		if (kept != null) applied.add(ProfileOption.RETAIN_SAFE_PRIVATE);
		return kept;
	}

	/** The UID that stands for another under this profile. */
	private String uid(String original) {
		return profile.has(ProfileOption.RETAIN_UIDS) ? original : mapped(original);
	}

	private static boolean isTakenOut(Rules.Action action) {
		return action == Rules.Action.REMOVE || action == Rules.Action.EMPTY || action == Rules.Action.DUMMY || action == Rules.Action.MAP_UIDS;
	}

	/** Counts what became of an element; what stays by no option is not counted. */
	private Element counted(Element element, Element replacement, Tally.Deed deed, ProfileOption option) {
		if (element.isEmpty()) return replacement;
		int tag = element.tag();
		if (replacement == null) tally.count(tag, Tally.Deed.REMOVED, null);
		else if (replacement.isEmpty()) tally.count(tag, Tally.Deed.EMPTIED, null);
		else if (replacement != element && element.vr() != VR.SQ && element.vr().kind() != VR.Kind.BULK) tally.count(tag, deed, option);
		else if (option != null) tally.count(tag, Tally.Deed.RETAINED, option);
		return replacement;
	}

	/** A value that is not to stay although no row says so. */
	private Element cleaned(Element element, VR known, DataSet original) throws IOException {
		return switch (rules.cleaned(path, depth, iod)) {
			case REMOVE -> null;
			case EMPTY -> Element.empty(element.tag(), known);
			default -> dummy(element, known, original);
		};
	}

	private Element shifted(Element element, VR vr, VR known, DataSet original) throws IOException {
		if (element.isEmpty() || known == VR.TM && Fit.fits(element, vr, known, dictionary)) return element;
		if (element.length() > MAX_UIDS) return misplaced(element, "The value is too long to be dates; the element was removed.");
		List<String> moved = new ArrayList<>();
		for (String value : original.characterSet().decode(element.bytes(), known)) moved.add(value.isBlank() ? "" : subject.shift().shifted(value));
		if (known != VR.TM && !moved.contains(null)) return Element.ascii(element.tag(), known, String.join("\\", moved));
		find(Severity.INFO, "dicom.value", "The value is no date or time; it was removed or replaced.");
		return cleaned(element, known, original);
	}

	/** Text in which something may have been replaced. */
	private Element text(Element element, VR vr, VR known, DataSet original, UnaryOperator<String> cleaning) throws IOException {
		if (element.isEmpty()) return element;
		boolean tooLong = element.length() > MAX_TEXT;
		if (tooLong) find(Severity.INFO, "dicom.value", "The text is too long to be looked through; it was removed or replaced.");
		if (tooLong || !vr.isString()) return cleaned(element, known, original);
		List<String> values = original.characterSet().decode(element.bytes(), vr), clean = values.stream().map(cleaning).toList();
		if (clean.equals(values)) return element;
		String joined = String.join("\\", clean);
		if (joined.isBlank()) return cleaned(element, known, original);
		return Element.bytes(element.tag(), known, encoded(joined, known, original));
	}

	private static byte[] encoded(String text, VR vr, DataSet original) {
		try {
			return original.characterSet().encode(text, vr);
		}
		catch (IllegalArgumentException e) {
			// what could not be decoded cannot be encoded either
			return text.replaceAll("[^ -~\\r\\n\\t\\f]", "?").getBytes(StandardCharsets.US_ASCII);
		}
	}

	private Element misplaced(Element element, String sentence) {
		find(Severity.INFO, "dicom.value", sentence);
		return counted(element, null, null, null);
	}

	/** Keeps the terms that the standard defines; without any, text is of the default repertoire. */
	private static Element characterSet(Element element, DataSet original) {
		List<String> terms = new ArrayList<>(original.strings(element.tag()));
		if (!terms.removeIf(term -> !CHARACTER_SET_TERM.matcher(term).matches())) return element;
		terms = original.characterSet().terms().stream().filter(term -> CHARACTER_SET_TERM.matcher(term).matches()).toList();
		return terms.isEmpty() ? null : Element.ascii(element.tag(), VR.CS, String.join("\\", terms));
	}

	private Element dummy(Element element, VR known, DataSet original) throws IOException {
		if (element.isEmpty()) return element;
		if (element.value() instanceof Value.Sequence sequence) return sequence(element, sequence, true);
		return known == VR.UI ? mapped(element, original) : Dummy.of(element.tag(), known);
	}

	/** Keeps codes of the encoding and numbers, which other attributes of the item depend on, and replaces what tells something. */
	private Element hollowed(Element element, VR vr, VR known, DataSet original) {
		if (element.isEmpty() || vr == VR.CS || vr.kind() == VR.Kind.BINARY) return element;
		return known == VR.UI ? mapped(element, original) : Dummy.of(element.tag(), known);
	}

	/** @param option because of which the element stays; null if no rule is about it */
	private Element kept(Element element, VR vr, VR known, DataSet original, boolean hollow, ProfileOption option) throws IOException {
		if (element.value() instanceof Value.Sequence sequence) return sequence(element, sequence, hollow);
		if (element.value() instanceof Value.Fragments fragments) return new Element(element.tag(), element.vr(), searched(fragments, original));
		if (element.tag() == Tag.EXTENDED_OFFSET_TABLE || element.tag() == Tag.EXTENDED_OFFSET_TABLE_LENGTHS) return FrameOffsets.extendedTableIsSane(original) ? element : null;
		if (known.kind() == VR.Kind.TEXT) {
			boolean asItIs = option != null || Rules.isWrittenByMachines(element.tag());
			return text(element, vr, known, original, asItIs ? descriptors::withoutKnown : descriptors::keptByRule);
		}
		if (known == VR.AS) return grouped(element, known, original);
		if (element.tag() == ReportItem.NUMERIC_VALUE) {
			String grouped = ReportItem.grouped(original);
			return grouped == null ? element : Element.ascii(element.tag(), VR.DS, grouped);
		}
		if (element.tag() != ICC_PROFILE || element.isEmpty()) return element;
		IccText.Result profile = IccText.colours(element);
		if (profile.replaced()) find(Severity.WARNING, "image.colour-profile", "The colour profile is damaged; one of sRGB stands in its place.");
		return profile.element();
	}

	/** Ages with those above {@value #OLDEST} years as one; what is no age goes. */
	private Element grouped(Element element, VR known, DataSet original) throws IOException {
		if (element.isEmpty()) return element;
		List<String> ages = new ArrayList<>();
		for (String age : original.strings(element.tag())) {
			Matcher matcher = AN_AGE.matcher(age);
			if (!age.isBlank() && !matcher.matches()) return cleaned(element, known, original);
			if (age.isBlank() || !isOld(Long.parseLong(matcher.group(1)), matcher.group(2))) ages.add(age);
			else ages.add(number(OLDEST + 1) + "Y");
		}
		return ages.equals(original.strings(element.tag())) ? element : Element.ascii(element.tag(), known, String.join("\\", ages));
	}

	/** True for more than {@value #OLDEST} years. */
	private static boolean isOld(long number, String unit) {
		return number > switch (unit) {
			case "D" -> DAYS_OF_90_YEARS - 1;
			case "W" -> DAYS_OF_90_YEARS / 7;
			case "M" -> OLDEST * 12 + 11;
			default -> OLDEST;
		};
	}

	/** The fragments without what belongs to no pixel. */
	private Value.Fragments searched(Value.Fragments fragments, DataSet image) throws IOException {
		CodestreamComments.Result result = CodestreamComments.blank(FrameOffsets.withSaneOffsets(fragments), transferSyntax.uid(), image);
		if (result.segments() > 0) {
			find(Severity.INFO, "pixel.comment-blanked", result.segments() + " text segments inside the compressed frames were blanked; the pixels are unchanged.");
		}
		if (!result.followed()) find(Severity.WARNING, "pixel.frame-not-followed", "A compressed frame could not be followed to its end, so that text may be left in it; look at it.");
		if (!result.searched()) find(Severity.WARNING, "pixel.frame-not-searched", "Frames of this transfer syntax are not searched for text that belongs to no pixel.");
		searched &= result.followed() && result.searched();
		return result.blanked();
	}

	private Element sequence(Element element, Value.Sequence sequence, boolean hollow) throws IOException {
		List<Value.Item> items = new ArrayList<>(sequence.items().size());
		for (Value.Item item : sequence.items()) {
			items.add(new Value.Item(clean(item.dataSet(), hollow), item.undefinedLength()));
			if (hollow) break;
		}
		return new Element(element.tag(), element.vr(), new Value.Sequence(items, sequence.undefinedLength()));
	}

	/** Replaces the UIDs of an element that are not of the standard. */
	private Element mapped(Element element, DataSet original) {
		if (element.isEmpty()) return Element.empty(element.tag(), VR.UI);
		if (element.length() > MAX_UIDS) return misplaced(element, "The value is too long to be UIDs; the element was removed.");
		boolean sopClass = SOP_CLASSES.contains(element.tag());
		List<String> uids = original.characterSet().decode(element.bytes(), VR.UI);
		List<String> replacements = new ArrayList<>(uids.size());
		for (String uid : uids) replacements.add(sopClass ? mappedClass(uid) : mapped(uid));
		return replacements.equals(uids) && element.vr() == VR.UI ? element : Element.ascii(element.tag(), VR.UI, String.join("\\", replacements));
	}

	/** As {@link #mapped(String)}, for SOP classes: those of the standard stay, also if they are newer than the registry. */
	String mappedClass(String uid) {
		if (registry.isStandardSopClass(uid)) return uid;
		String mapped = mapped(uid);
		if (!mapped.equals(uid)) {
			findings.add(new Finding(Severity.WARNING, "dicom.sop-class", Tag.toString(Tag.SOP_CLASS_UID), "The SOP class is neither of the standard nor known of a vendor; its UID was replaced."));
		}
		return mapped;
	}

	/** The replacement of a UID. Those of PS3.6, of coding schemes and of vendors' SOP classes say nothing about a patient. */
	String mapped(String uid) {
		return uid.isEmpty() || registry.namesKind(uid) ? uid : key.uid(uid);
	}

	private void find(Severity severity, String rule, String message) {
		findings.add(new Finding(severity, rule, Tag.toString(path[depth - 1]), message));
	}
}
