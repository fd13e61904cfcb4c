package sc.fiji.medprep.deidentify.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.subject.BirthDates;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.BasicAction;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.OptionAction;
import sc.fiji.medprep.standard.ProfileOption;
import sc.fiji.medprep.standard.UidRegistry;

/**
 * Whether each row of PS3.15 table E.1-1 is done in a file, as far as the options that are applied leave it to be done.
 * <p>
 * With the original, a row is undone where an attribute has the value that it has there, at the same path, and this value is
 * no dummy; inside a sequence that is to go, this holds for all text, dates and UIDs. Without the original, all that can be
 * told is whether an attribute is there that has to be removed and that the object does not need. Private elements are told
 * in both cases, unless the Retain Safe Private Option is applied.
 */
final class TableCheck {
	static final String UNDONE = "verify.undone", PRIVATE = "verify.private";
	private static final Set<ProfileOption> CONTENT = Set.of(ProfileOption.CLEAN_STRUCTURED_CONTENT, ProfileOption.CLEAN_GRAPHICS);
	private static final int MAX_DEPTH = 256;
	private static final Set<String> DUMMIES = Set.of("", "ANON", "REMOVED", "REMOVED BY DE-IDENTIFICATION", "000Y", "0", "1", "000000", "about:blank", "ANONYMIZED", "ANONYMISED", "ANONYMOUS", "UNKNOWN", "NONE");

	private final ConfidentialityTable table = ConfidentialityTable.instance();
	private final UidRegistry registry = UidRegistry.instance();
	private final Set<ProfileOption> options;
	private final Predicate<String> made;
	private final Iod iod;
	private final int[] path = new int[MAX_DEPTH];
	private final Map<String, Finding> findings = new LinkedHashMap<>();
	private BirthDates births;
	private boolean keepsDates, hasDates;

	/** @param iod of the file; null if it is not known, then nothing can be told without the original but private elements */
	TableCheck(Set<ProfileOption> options, Predicate<String> made, Iod iod) {
		this.options = options;
		this.made = made;
		this.iod = iod;
	}

	/** @param original null if there is none */
	List<Finding> check(DataSet written, DataSet original) {
		births = original == null ? null : new BirthDates(original);
		check(written, original, false, 0);
		return List.copyOf(findings.values());
	}

	/** True if a date of the original that the profile removes or changes is there as it was. */
	boolean keepsDates() {
		return keepsDates;
	}

	/** True if a date that the profile removes or changes has a value other than a dummy. */
	boolean hasDates() {
		return hasDates;
	}

	private void check(DataSet written, DataSet original, boolean governed, int depth) {
		for (Element element : written) {
			int tag = element.tag();
			path[depth] = tag;
			Element before = original == null ? null : original.get(tag);
			if (Tag.isPrivate(tag) && !options.contains(ProfileOption.RETAIN_SAFE_PRIVATE)) {
				find(PRIVATE, depth, "A private element is there, although the file does not claim to retain safe ones.");
				continue;
			}
			ConfidentialityTable.Row row = Tag.isPrivate(tag) ? null : table.find(tag);
			OptionAction granted = granted(row);
			if (original == null && mustNotBeThere(row, granted, element, depth)) {
				find(UNDONE, depth, Residue.nameOf(tag) + " has a value, although the profile removes it and the object does not need it.");
				continue;
			}
			if (!(element.value() instanceof Value.Sequence sequence)) {
				if (!element.isEmpty()) plain(element, before, row, granted, written, original, governed, depth);
				continue;
			}
			boolean goes = row != null && granted == null && row.action() != BasicAction.U && row.action() != BasicAction.X_Z_U;
			List<Value.Item> items = before != null && before.value() instanceof Value.Sequence s ? s.items() : List.of();
			for (int i = 0; i < sequence.items().size() && depth + 1 < MAX_DEPTH; i++) {
				DataSet item = original == null ? null : i < items.size() ? items.get(i).dataSet() : new DataSet();
				check(sequence.items().get(i).dataSet(), item, governed && granted == null || goes, depth + 1);
			}
		}
	}

	private OptionAction granted(ConfidentialityTable.Row row) {
		if (row == null) return null;
		OptionAction granted = null;
		for (ProfileOption option : options) {
			OptionAction action = row.options().get(option);
			if (action == OptionAction.K) return action;
			if (action != null) granted = action;
		}
		return granted;
	}

	private boolean mustNotBeThere(ConfidentialityTable.Row row, OptionAction granted, Element element, int depth) {
		if (row == null || granted != null || row.action() != BasicAction.X || iod == null || element.isEmpty() || isDummy(element)) return false;
		AttributeType type = iod.typeOf(path, depth + 1);
		return !type.isRequired() && !type.needsValue();
	}

	private void plain(Element element, Element before, ConfidentialityTable.Row row, OptionAction granted, DataSet written, DataSet original, boolean governed, int depth) {
		VR vr = element.vr() == VR.UN ? Dictionary.instance().vrOf(element.tag(), null) : element.vr();
		boolean date = vr == VR.DA || vr == VR.DT;
		if (date && element.tag() != Tag.PATIENT_BIRTH_DATE && before != null && !isDummy(element) && isSame(element, before, written, original) && written.strings(element.tag()).stream().anyMatch(births::isTold)) {
			find(UNDONE, depth, Residue.nameOf(element.tag()) + " has the birth date of the original.");
			return;
		}
		if (granted == OptionAction.K || row == null && !(governed && isTelling(vr))) return;
		if (date && !isDummy(element) && row != null) hasDates = true;
		// Times of day stay where dates move by whole days, and cleaned text may have had nothing to clean.
		if (granted == OptionAction.C && !date || isDummy(element) || isContent(row, vr, depth)) return;
		if (before == null || !isSame(element, before, written, original) || isMade(element, vr, written)) return;
		if (date) keepsDates = true;
		find(UNDONE, depth, Residue.nameOf(element.tag()) + " has the value of the original" + (row == null ? ", although it is part of a sequence that the profile removes." : ", although the profile removes or replaces it."));
	}

	/** True for free text in structured content or graphics that an option keeps with their text cleaned. */
	private boolean isContent(ConfidentialityTable.Row row, VR vr, int depth) {
		if (row == null || row.action() != BasicAction.D || vr != VR.ST && vr != VR.LT && vr != VR.UT) return false;
		for (int i = 0; i < depth; i++) {
			ConfidentialityTable.Row outer = Tag.isPrivate(path[i]) ? null : table.find(path[i]);
			if (outer == null) continue;
			for (ProfileOption option : CONTENT) {
				if (options.contains(option) && outer.options().containsKey(option)) return true;
			}
		}
		return false;
	}

	private static boolean isTelling(VR vr) {
		return vr != null && (vr.kind() == VR.Kind.TEXT || vr == VR.DA || vr == VR.DT || vr == VR.UI || vr == VR.AE || vr == VR.AS || vr == VR.UR);
	}

	/** True if all values come from de-identification, or are UIDs that say nothing. */
	private boolean isMade(Element element, VR vr, DataSet level) {
		for (String value : level.strings(element.tag())) {
			if (!value.isEmpty() && !made.test(value) && !(vr == VR.UI && IdentifyingValues.isOfKind(value, registry))) return false;
		}
		return element.value() instanceof Value.Bytes;
	}

	/** Values in bulk are not loaded: no dummy is as long. */
	private static boolean isSame(Element element, Element before, DataSet written, DataSet original) {
		if (element.value() instanceof Value.Bulk now) return before.value() instanceof Value.Bulk then && (now.length() + 1) / 2 == (then.length() + 1) / 2;
		if (!(element.value() instanceof Value.Bytes now) || !(before.value() instanceof Value.Bytes then)) return false;
		if (now.order() == then.order() && Arrays.equals(now.bytes(), then.bytes())) return true;
		return written.strings(element.tag()).equals(original.strings(element.tag()));
	}

	private static boolean isDummy(Element element) {
		if (!(element.value() instanceof Value.Bytes value)) return false;
		byte[] bytes = value.bytes();
		boolean zero = true;
		for (byte b : bytes) zero &= b == 0;
		if (zero) return true;
		if (bytes.length > 32 || element.vr().kind() == VR.Kind.BINARY) return false;
		String text = new String(bytes, StandardCharsets.ISO_8859_1).strip().replace("\0", "");
		String date = element.vr() == VR.DA || element.vr() == VR.DT ? IdentifyingValues.date(text) : null;
		return DUMMIES.contains(text) || date != null && IdentifyingValues.isDummyDate(date);
	}

	private void find(String rule, int depth, String sentence) {
		StringBuilder where = new StringBuilder(12 * depth + 12);
		for (int i = 0; i <= depth; i++) where.append(i > 0 ? ">" : "").append(Tag.toString(path[i]));
		findings.putIfAbsent(rule + where, new Finding(Severity.ERROR, rule, where.toString(), sentence));
	}
}
