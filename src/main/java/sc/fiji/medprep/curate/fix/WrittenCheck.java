package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.batch.Check;
import sc.fiji.medprep.batch.Verdict;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Irregularity;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Lets a repaired file pass only if it reads as it was meant, departs from the encoding in no new way, and the original can be
 * made of it byte for byte.
 *
 * @param meant what was to be written
 * @param before departures of the original
 */
record WrittenCheck(DicomFile meant, Set<Irregularity.Kind> before, Original original, String sha256In) implements Check {
	private static final Verdict FAILED = new Verdict("The repaired file did not pass its check; please report this, and use the original.", List.of());

	static WrittenCheck of(DicomFile meant, DicomFile read, Original original, String sha256In) {
		Set<Irregularity.Kind> before = EnumSet.noneOf(Irregularity.Kind.class);
		read.irregularities().forEach(irregularity -> before.add(irregularity.kind()));
		return new WrittenCheck(meant, before, original, sha256In);
	}

	@Override
	public Verdict of(ByteSource written) throws IOException {
		try (Digest digest = new Digest()) {
			original.restore(written, digest);
			if (!HexFormat.of().formatHex(digest.value()).equals(sha256In)) return FAILED;
		}
		try (DicomFile again = DicomFile.read(written, Dictionary.instance())) {
			boolean noWorse = again.irregularities().stream().allMatch(irregularity -> before.contains(irregularity.kind()));
			boolean same = again.transferSyntax().equals(meant.transferSyntax()) && same(again.fileMeta(), meant.fileMeta(), true) && same(again.dataSet(), meant.dataSet(), meant.transferSyntax().explicitVR());
			return noWorse && same ? Verdict.PASSED : FAILED;
		}
		catch (DicomException e) {
			return FAILED;
		}
	}

	private static boolean same(DataSet one, DataSet other, boolean explicit) {
		if (one.size() != other.size()) return false;
		Iterator<Element> others = other.iterator();
		for (Element element : one) {
			if (!same(element, others.next(), explicit)) return false;
		}
		return true;
	}

	private static boolean same(Element one, Element other, boolean explicit) {
		if (one.tag() != other.tag() || explicit && one.vr() != other.vr() && one.vr() != VR.UN) return false;
		if (one.value() instanceof Value.Sequence items) return other.value() instanceof Value.Sequence others && same(items.items(), others.items(), explicit && one.vr() != VR.UN);
		if (one.value() instanceof Value.Fragments items) return other.value() instanceof Value.Fragments others && items.items().size() == others.items().size();
		if (other.value() instanceof Value.Sequence || other.value() instanceof Value.Fragments) return other.isEmpty() && one.isEmpty();
		// long values are those of the original, as long as that can be restored of them
		if (one.value() instanceof Value.Bulk || other.value() instanceof Value.Bulk) return one.length() == even(other.length());
		return Tag.isGroupLength(one.tag()) || startsWith(one.bytes(), other.bytes());
	}

	private static boolean same(List<Value.Item> items, List<Value.Item> others, boolean explicit) {
		if (items.size() != others.size()) return false;
		for (int i = 0; i < items.size(); i++) if (!same(items.get(i).dataSet(), others.get(i).dataSet(), explicit)) return false;
		return true;
	}

	private static long even(long length) {
		return length + (length & 1);
	}

	private static boolean startsWith(byte[] written, byte[] meant) {
		return written.length == even(meant.length) && Arrays.equals(written, 0, meant.length, meant, 0, meant.length);
	}
}
