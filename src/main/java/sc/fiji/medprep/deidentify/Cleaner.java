package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.UidRegistry;

/** Makes the de-identified copy of one data set, at every level. Serves one file. */
final class Cleaner {
	private static final int PATIENT_ID = 0x00100020, PATIENT_NAME = 0x00100010, ICC_PROFILE = 0x00282000;
	private static final int MAX_DEPTH = 256;

	private final Rules rules;
	private final StudyKey key;
	private final UidRegistry registry = UidRegistry.instance();
	private final Iod iod;
	private final String pseudonym;
	private final List<Finding> findings;
	private final int[] path = new int[MAX_DEPTH];
	private int depth;

	/**
	 * @param iod the IOD of the file, for actions that depend on the Type; null if it is not known
	 * @param findings receives what is worth telling
	 */
	Cleaner(Rules rules, StudyKey key, Iod iod, String pseudonym, List<Finding> findings) {
		this.rules = rules;
		this.key = key;
		this.iod = iod;
		this.pseudonym = pseudonym;
		this.findings = findings;
	}

	/** The cleaned copy; the original is not changed. Values that stay are shared. */
	DataSet clean(DataSet original) throws IOException {
		return clean(original, false);
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
		return cleaned;
	}

	/** What takes the place of an element, or null. */
	private Element clean(Element element, DataSet original, boolean hollow) throws IOException {
		int tag = element.tag();
		VR vr = rules.effectiveVR(tag, element.vr());
		if (tag == PATIENT_ID || tag == PATIENT_NAME) return element.isEmpty() ? element : Element.ascii(tag, element.vr(), pseudonym);
		return switch (rules.of(path, depth, vr, iod)) {
			case REMOVE -> null;
			case EMPTY -> Element.empty(tag, element.vr());
			case DUMMY -> dummy(element, vr, original);
			case MAP_UIDS -> mapped(element, original);
			case KEEP -> hollow && vr.kind() != VR.Kind.SEQUENCE ? hollowed(element, vr, original) : kept(element, vr, hollow);
		};
	}

	private Element dummy(Element element, VR vr, DataSet original) throws IOException {
		if (element.isEmpty()) return element;
		if (element.value() instanceof Value.Sequence sequence) return sequence(element, sequence, true);
		if (vr == VR.UI) return mapped(element, original);
		// A sequence whose items could not be told from bytes cannot be cleaned.
		return vr == VR.SQ ? null : new Element(element.tag(), element.vr(), Dummy.of(element.tag(), vr).value());
	}

	/** Keeps codes of the encoding and numbers, which other attributes of the item depend on, and replaces what tells something. */
	private Element hollowed(Element element, VR vr, DataSet original) {
		if (element.isEmpty() || vr == VR.CS || vr.kind() == VR.Kind.BINARY) return element;
		return vr == VR.UI ? mapped(element, original) : new Element(element.tag(), element.vr(), Dummy.of(element.tag(), vr).value());
	}

	private Element kept(Element element, VR vr, boolean hollow) throws IOException {
		if (element.value() instanceof Value.Sequence sequence) return sequence(element, sequence, hollow);
		if (vr == VR.SQ) return element.isEmpty() ? element : null;
		if (element.value() instanceof Value.Fragments fragments) {
			CodestreamComments.Result result = CodestreamComments.blank(fragments);
			if (result.segments() > 0) {
				find(Severity.INFO, "pixel.comment-blanked", result.segments() + " text segments inside the compressed frames were blanked; the pixels are unchanged.");
			}
			if (!result.followed()) {
				find(Severity.WARNING, "pixel.frame-not-followed", "A compressed frame is damaged, so that it could not be searched for text; look at it.");
			}
			return result.segments() == 0 ? element : new Element(element.tag(), element.vr(), result.blanked());
		}
		if (element.tag() == ICC_PROFILE && !element.isEmpty()) return IccText.blank(element);
		return element;
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
		if (element.isEmpty()) return element;
		List<String> uids = original.characterSet().decode(element.bytes(), VR.UI);
		List<String> replacements = new ArrayList<>(uids.size());
		for (String uid : uids) replacements.add(mapped(uid));
		String mapped = String.join("\\", replacements);
		return replacements.equals(uids) ? element : new Element(element.tag(), element.vr(), Element.ascii(element.tag(), VR.UI, mapped).value());
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
