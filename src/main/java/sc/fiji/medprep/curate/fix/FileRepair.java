package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.rule.ObjectRules;

/**
 * The repairs of one file, which is changed in memory by them. What the writing puts right anyway, such as odd lengths, is noted
 * even if it was not asked for, but is no reason to write a file then.
 */
final class FileRepair {
	private static final int PREAMBLE = 128, LENGTH_OF_GROUP_LENGTH = 4;

	private final DicomFile file;
	private final Set<Repair> repairs;
	private final List<Change> changes = new ArrayList<>();

	FileRepair(DicomFile file, Set<Repair> repairs) {
		this.file = file;
		this.repairs = repairs;
	}

	/** What has changed, in the order of the repairs. */
	List<Change> changes() {
		return changes;
	}

	/**
	 * Does the repairs.
	 *
	 * @return what is to be written; null if there is nothing to repair
	 * @throws IOException if the file cannot be written anew without losing something; its message is one sentence
	 */
	DicomFile run() throws IOException {
		DataSet dataSet = file.dataSet(), meta = file.fileMeta();
		TransferSyntax syntax = EncodingRepair.syntax(file);
		if (repairs.contains(Repair.VR)) {
			new VrRepair(true, changes::add).repair(meta);
			vrs(dataSet, syntax);
		}
		if (repairs.contains(Repair.GROUP_LENGTH)) removeGroupLengths(dataSet);
		if (repairs.contains(Repair.CHARSET)) {
			new CharacterSetRepair(changes::add).repair(dataSet);
			// what was no text before may be some now
			if (repairs.contains(Repair.VR)) vrs(dataSet, syntax);
		}
		if (repairs.contains(Repair.PADDING)) {
			new PaddingRepair(changes::add).repair(meta);
			new PaddingRepair(changes::add).repair(dataSet);
		}
		if (repairs.contains(Repair.TYPE2)) rules(dataSet, meta).ifPresent(rules -> new TypeTwoRepair(rules, dataSet).repair(changes::add));
		if (repairs.contains(Repair.META)) meta = new MetaRepair(changes::add).repaired(meta, dataSet, syntax);
		return written(meta, syntax);
	}

	private void vrs(DataSet dataSet, TransferSyntax syntax) {
		if (syntax.explicitVR()) new VrRepair(syntax.byteOrder() == ByteOrder.LITTLE_ENDIAN, changes::add).repair(dataSet);
	}

	private static Optional<ObjectRules> rules(DataSet dataSet, DataSet meta) {
		return dataSet.string(Tag.SOP_CLASS_UID).or(() -> meta.string(Tag.MEDIA_STORAGE_SOP_CLASS_UID)).flatMap(ObjectRules::of);
	}

	private void removeGroupLengths(DataSet dataSet) {
		Levels.visit(dataSet, (level, element, place) -> {
			boolean retired = Tag.isGroupLength(element.tag()) && Tag.group(element.tag()) > 7 && element.value() instanceof Value.Bytes value && value.bytes().length == LENGTH_OF_GROUP_LENGTH;
			if (!retired) return true;
			level.remove(element.tag());
			changes.add(new Change(Repair.GROUP_LENGTH, place.of(element.tag()), "is removed"));
			return false;
		});
	}

	/** The file as it is to be written, if there is a reason to write it. */
	private DicomFile written(DataSet meta, TransferSyntax syntax) throws IOException {
		DataSet dataSet = file.dataSet();
		byte[] preamble = file.preamble();
		if (preamble == null && !meta.isEmpty()) {
			preamble = new byte[PREAMBLE];
			changes.add(new Change(Repair.META, "", "preamble and prefix are added"));
		}
		if (!meta.isEmpty() && !meta.string(Tag.TRANSFER_SYNTAX_UID).orElse("").equals(syntax.uid())) {
			changes.add(new Change(Repair.META, Tag.toString(Tag.TRANSFER_SYNTAX_UID), "becomes that of the data set"));
			meta.put(Element.ascii(Tag.TRANSFER_SYNTAX_UID, VR.UI, syntax.uid()));
		}
		if (!isAsked()) return null;
		new EncodingRepair(file, this::addOnce).note(dataSet);
		if (isSigned(dataSet)) throw new IOException("The file was left alone, for it has digital signatures, which a repair could break; repair it before it is signed.");
		return new DicomFile(preamble, meta, dataSet, syntax, List.of());
	}

	private boolean isAsked() {
		return changes.stream().anyMatch(change -> repairs.contains(change.repair()))
			|| file.irregularities().stream().anyMatch(irregularity -> EncodingRepair.repairOf(irregularity).filter(repairs::contains).isPresent());
	}

	/** A group length that was wrong may be gone already. */
	private void addOnce(Change change) {
		if (changes.stream().noneMatch(other -> other.repair() == change.repair() && other.path().equals(change.path()))) changes.add(change);
	}

	private static boolean isSigned(DataSet dataSet) {
		boolean[] signed = {false};
		Levels.visit(dataSet, (level, element, place) -> {
			signed[0] |= element.tag() == Tag.DIGITAL_SIGNATURES_SEQUENCE;
			return true;
		});
		return signed[0];
	}
}
