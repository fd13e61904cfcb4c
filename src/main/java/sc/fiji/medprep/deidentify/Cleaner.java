package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.frames.CodestreamComments;
import sc.fiji.medprep.deidentify.frames.FrameOffsets;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.UidRegistry;

/** Makes the de-identified copy of one data set, at every level. Serves one file. */
final class Cleaner {
	private static final int PATIENT_ID = 0x00100020, PATIENT_NAME = 0x00100010, ICC_PROFILE = 0x00282000;
	private static final int REFERENCED_SOP_CLASS_UID = 0x00081150, REFERENCED_SOP_CLASS_UID_IN_FILE = 0x00081151;
	private static final int MAX_DEPTH = 256, MAX_UIDS = 1 << 16;
	private static final Pattern CHARACTER_SET_TERM = Pattern.compile("|ISO_IR \\d{1,3}|ISO 2022 IR \\d{1,3}|GB18030|GBK");
	/** SOP classes that are newer than our registry. */
	private static final Pattern STANDARD_SOP_CLASS = Pattern.compile("1\\.2\\.840\\.10008\\.5\\.1\\.4\\.[0-9.]{1,20}");

	private final Rules rules;
	private final StudyKey key;
	private final Dictionary dictionary = Dictionary.instance();
	private final UidRegistry registry = UidRegistry.instance();
	/** Null if private elements go. */
	private PrivateElements privates;
	private final Iod iod;
	private final TransferSyntax transferSyntax;
	private final List<Finding> findings;
	private final int[] path = new int[MAX_DEPTH];
	private int depth;
	private boolean searched = true;
	private DataSet file;

	/**
	 * @param iod the IOD of the file, for actions that depend on the Type; null if it is not known
	 * @param transferSyntax of the file, for its compressed frames
	 * @param findings receives what is worth telling
	 */
	Cleaner(Rules rules, StudyKey key, Iod iod, TransferSyntax transferSyntax, List<Finding> findings) {
		this.transferSyntax = transferSyntax;
		this.rules = rules;
		this.key = key;
		this.iod = iod;
		this.findings = findings;
	}

	/**
	 * Retains safe private elements.
	 *
	 * @param text gives back a text without what identifies a patient
	 * @param dates by how much dates move; null if they go
	 */
	Cleaner retainSafePrivate(UnaryOperator<String> text, DateShift dates) {
		privates = new PrivateElements(text, this::mapped, dates, item -> clean(item, false));
		return this;
	}

	/** The cleaned copy; the original is not changed. Values that stay are shared. */
	DataSet clean(DataSet original) throws IOException {
		file = original;
		return clean(original, false);
	}

	/** False if something was kept that could not be searched for text. */
	boolean isSearched() {
		return searched;
	}

	/** The pseudonym of the patient that a level names: by Patient ID, else by name; null if it names none. */
	String pseudonym(DataSet level) {
		String id = String.join("\\", level.strings(PATIENT_ID));
		if (!id.isEmpty()) return key.pseudonym(id);
		String name = name(level);
		// An item that names the patient of the file without the ID means the same patient.
		if (file != null && level != file && name.equals(name(file))) return pseudonym(file);
		return name.isEmpty() ? null : key.pseudonym(name);
	}

	private static String name(DataSet level) {
		return String.join("\\", level.strings(PATIENT_NAME)).toUpperCase(Locale.ROOT);
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
		if (Tag.isPrivate(tag)) return privates == null || hollow ? null : privates.cleaned(element, original);
		VR known = Rules.isNeverKept(tag) ? null : dictionary.vrOf(tag, null);
		if (known == null) return null;
		if (element.value() instanceof Value.Sequence ? known != VR.SQ : known == VR.SQ && !element.isEmpty()) {
			return misplaced("Items stand where there should be none, or the other way round; the element was removed.");
		}
		if (element.value() instanceof Value.Fragments && tag != Tag.PIXEL_DATA) return misplaced("Fragments stand outside of Pixel Data; the element was removed.");
		if (tag == PATIENT_ID || tag == PATIENT_NAME) {
			// A value of blanks names nobody.
			String pseudonym = element.isEmpty() ? null : pseudonym(original);
			return pseudonym == null ? Element.empty(tag, known) : Element.ascii(tag, known, pseudonym);
		}
		if (tag == Tag.SPECIFIC_CHARACTER_SET) return characterSet(element, original);
		VR vr = element.vr() == VR.UN ? known : element.vr();
		Rules.Action action = rules.of(path, depth, vr, known, iod);
		if (action == Rules.Action.KEEP && !Fit.fits(element, vr, known, dictionary)) {
			find(Severity.INFO, "dicom.value", "The value is not of the kind that its attribute has; it was removed or replaced.");
			action = rules.cleaned(path, depth, iod);
		}
		return switch (action) {
			case REMOVE -> null;
			case EMPTY -> Element.empty(tag, known);
			case DUMMY -> dummy(element, known, original);
			case MAP_UIDS -> mapped(element, original);
			case KEEP -> hollow && known != VR.SQ ? hollowed(element, vr, known, original) : kept(element, original, hollow);
		};
	}

	private Element misplaced(String sentence) {
		find(Severity.INFO, "dicom.value", sentence);
		return null;
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

	private Element kept(Element element, DataSet original, boolean hollow) throws IOException {
		if (element.value() instanceof Value.Sequence sequence) return sequence(element, sequence, hollow);
		if (element.value() instanceof Value.Fragments fragments) return new Element(element.tag(), element.vr(), searched(fragments, original));
		if (element.tag() == Tag.EXTENDED_OFFSET_TABLE || element.tag() == Tag.EXTENDED_OFFSET_TABLE_LENGTHS) return FrameOffsets.extendedTableIsSane(original) ? element : null;
		if (element.tag() != ICC_PROFILE || element.isEmpty()) return element;
		IccText.Result profile = IccText.colours(element);
		if (profile.replaced()) find(Severity.WARNING, "image.colour-profile", "The colour profile is damaged; one of sRGB stands in its place.");
		return profile.element();
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
		if (element.value() instanceof Value.Bulk bulk && bulk.length() > MAX_UIDS) return misplaced("The value is too long to be UIDs; the element was removed.");
		boolean sopClass = isSopClass(element.tag());
		List<String> uids = original.characterSet().decode(element.bytes(), VR.UI);
		List<String> replacements = new ArrayList<>(uids.size());
		for (String uid : uids) replacements.add(sopClass ? mappedClass(uid) : mapped(uid));
		return replacements.equals(uids) && element.vr() == VR.UI ? element : Element.ascii(element.tag(), VR.UI, String.join("\\", replacements));
	}

	private static boolean isSopClass(int tag) {
		return tag == Tag.SOP_CLASS_UID || tag == REFERENCED_SOP_CLASS_UID || tag == REFERENCED_SOP_CLASS_UID_IN_FILE;
	}

	/** As {@link #mapped(String)}, for SOP classes: those of the standard stay, also if they are newer than the registry. */
	String mappedClass(String uid) {
		if (STANDARD_SOP_CLASS.matcher(uid).matches()) return uid;
		String mapped = mapped(uid);
		if (!mapped.equals(uid)) {
			findings.add(new Finding(Severity.WARNING, "dicom.sop-class", Tag.toString(Tag.SOP_CLASS_UID), "The SOP class is neither of the standard nor known of a vendor; its UID was replaced."));
		}
		return mapped;
	}

	/** The replacement of a UID. Those of PS3.6, of coding schemes and of vendors' SOP classes say nothing about a patient. */
	String mapped(String uid) {
		boolean common = uid.isEmpty() || registry.contains(uid) || registry.isVendorClass(uid) || registry.isCodingScheme(uid);
		return common ? uid : key.uid(uid);
	}

	private void find(Severity severity, String rule, String message) {
		findings.add(new Finding(severity, rule, Tag.toString(path[depth - 1]), message));
	}
}
