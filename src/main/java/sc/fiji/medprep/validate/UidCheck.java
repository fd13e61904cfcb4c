package sc.fiji.medprep.validate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.UidRegistry;

/** Who may have made a UID, and whether it can mean what its attribute says (PS3.5 section 9, PS3.6 annex A). */
final class UidCheck implements FileCheck {
	private static final UidRegistry REGISTRY = UidRegistry.instance();
	private static final int[] ROLES = {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID, Tag.FRAME_OF_REFERENCE_UID, Tag.SOP_CLASS_UID};
	private static final byte[] DICOM_ROOT = ascii("1.2.840.10008."), UUID_ROOT = ascii("2.25.");
	/** Arcs of ITU-T X.660 for examples, or such that nobody has been given them. */
	private static final byte[][] EXAMPLES = {ascii("2.999."), ascii("1.2.3."), ascii("1.1.")};
	private static final int MOST_UUID_DIGITS = 39;

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		Walk.through(file.fileMeta(), (dataSet, element, place) -> check(element, place, findings));
		Walk.through(file.dataSet(), (dataSet, element, place) -> check(element, place, findings));
		roles(file.dataSet(), findings);
		instances(file.dataSet(), findings);
		sopClass(file.dataSet().string(Tag.SOP_CLASS_UID), Tag.toString(Tag.SOP_CLASS_UID), true, findings);
		transferSyntax(file, findings);
	}

	private static void check(Element element, Place place, Findings findings) {
		if (element.vr() != VR.UI || !(element.value() instanceof Value.Bytes value)) return;
		byte[] b = value.bytes();
		int tag = element.tag();
		for (int from = 0, i = 0; i <= b.length; i++) {
			if (i < b.length && b[i] != '\\') continue;
			int end = ValueBytes.trimmedEnd(b, from, i, VR.CS);
			// what is no UID at all is a finding of the values
			if (end > from && ValueBytes.uid(b, from, end) == null && !begins(b, from, end, DICOM_ROOT)) root(b, from, end, tag, place, findings);
			from = i + 1;
		}
		if (tag == Tag.REFERENCED_SOP_CLASS_UID && b.length > 0) {
			sopClass(Optional.of(new String(b, 0, ValueBytes.trimmedEnd(b, 0, b.length, VR.CS), StandardCharsets.ISO_8859_1)), place.of(tag), false, findings);
		}
	}

	private static boolean begins(byte[] b, int from, int to, byte[] root) {
		return to - from >= root.length && Arrays.equals(b, from, from + root.length, root, 0, root.length);
	}

	private static void root(byte[] b, int from, int to, int tag, Place place, Findings findings) {
		int dot = from;
		while (dot < to && b[dot] != '.') dot++;
		int second = dot + 1;
		while (second < to && b[second] != '.') second++;
		boolean possible = dot - from == 1 && b[from] <= '2' && second > dot + 1 && (b[from] == '2' || second - dot <= 2 || second - dot == 3 && b[dot + 1] < '4');
		if (!possible) findings.add("uid.root", place.of(tag), "The UID begins with numbers under which no UID can be registered; they are 0, 1 or 2, and below 0 and 1 at most 39.");
		else if (begins(b, from, to, UUID_ROOT)) uuid(b, from + UUID_ROOT.length, to, tag, place, findings);
		else {
			for (byte[] example : EXAMPLES) {
				if (begins(b, from, to, example)) findings.add("uid.example", place.of(tag), "The UID has a root that is for examples or that nobody owns, so it may not be unique.");
			}
		}
	}

	/** PS3.5 section B.2: a UUID as one decimal number. */
	private static void uuid(byte[] b, int from, int to, int tag, Place place, Findings findings) {
		boolean single = true;
		for (int i = from; i < to; i++) single &= b[i] != '.';
		boolean fits = single && to - from <= MOST_UUID_DIGITS && new BigInteger(new String(b, from, to - from, StandardCharsets.US_ASCII)).bitLength() <= 128;
		if (!fits) findings.add("uid.uuid", place.of(tag), "The UID has the root 2.25, but what follows is not one number of 128 bits, as a UUID is.");
	}

	private static void roles(DataSet dataSet, Findings findings) {
		byte[][] uids = new byte[ROLES.length][];
		for (int i = 0; i < uids.length; i++) {
			byte[] b = dataSet.bytes(ROLES[i]);
			uids[i] = Arrays.copyOf(b, ValueBytes.trimmedEnd(b, 0, b.length, VR.CS));
		}
		for (int i = 1; i < uids.length; i++) {
			for (int j = 0; j < i; j++) {
				if (uids[i].length > 0 && Arrays.equals(uids[i], uids[j])) {
					findings.add("uid.two_roles", Tag.toString(ROLES[j]), "The UID is that of " + Tag.toString(ROLES[i]) + ", too; one UID names one thing.");
				}
			}
		}
	}

	/** UIDs of the standard name kinds of things; a few instances and frames of reference are well known. */
	private static void instances(DataSet dataSet, Findings findings) {
		for (int tag : ROLES) {
			byte[] b = dataSet.bytes(tag);
			if (tag == Tag.SOP_CLASS_UID || !begins(b, 0, b.length, DICOM_ROOT)) continue;
			String type = dataSet.string(tag).flatMap(REGISTRY::find).map(UidRegistry.Entry::type).orElse("");
			boolean wellKnown = tag == Tag.FRAME_OF_REFERENCE_UID && type.equals("Well-known frame of reference") || tag == Tag.SOP_INSTANCE_UID && type.equals("Well-known SOP Instance");
			if (!wellKnown) findings.add("uid.standard_as_instance", Tag.toString(tag), "The UID is below the root of the DICOM standard, where nobody may make UIDs of instances.");
		}
	}

	private static void sopClass(Optional<String> uid, String path, boolean own, Findings findings) {
		if (uid.isEmpty()) return;
		Optional<UidRegistry.Entry> entry = REGISTRY.find(uid.get());
		if (entry.isPresent()) {
			String type = entry.get().type();
			if (!type.endsWith("SOP Class")) findings.add("uid.sop_class.other", path, "The UID is one of the standard, but not of a SOP class.");
			else if (entry.get().retired()) findings.add(own ? "uid.sop_class.retired" : "uid.referenced_class.retired", path, "The SOP class is retired.");
		}
		else if (uid.get().startsWith("1.2.840.10008.")) {
			findings.add("uid.sop_class.unknown", path, "The SOP class is none that the standard has registered up to the edition of this program.");
		}
		else if (own) findings.add("uid.sop_class.private", path, "The SOP class is " + (REGISTRY.isVendorClass(uid.get()) ? "a known private one" : "a private one") + ", so its contents cannot be checked against the standard.");
	}

	private static void transferSyntax(DicomFile file, Findings findings) {
		if (!file.fileMeta().contains(Tag.TRANSFER_SYNTAX_UID)) return;
		Optional<UidRegistry.Entry> entry = REGISTRY.find(file.transferSyntax().uid());
		String path = Tag.toString(Tag.TRANSFER_SYNTAX_UID);
		if (entry.isEmpty()) findings.add("uid.transfer_syntax.private", path, "The transfer syntax is a private one, which few programs read.");
		else if (entry.get().retired()) findings.add("uid.transfer_syntax.retired", path, "The transfer syntax is retired.");
	}
}
