package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Irregularity;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/**
 * What becomes of a departure from the encoding when a file is written anew: most are gone then, with some something would be
 * lost.
 */
final class EncodingRepair {
	/** No data set has a group before this one (PS3.5 section 7.1). */
	private static final int FIRST_GROUP = 4;

	private final DicomFile file;
	private final Consumer<Change> changes;

	EncodingRepair(DicomFile file, Consumer<Change> changes) {
		this.file = file;
		this.changes = changes;
	}

	/** Whether the parser noted something of a kind. */
	static boolean has(DicomFile file, Irregularity.Kind kind) {
		return file.irregularities().stream().anyMatch(irregularity -> irregularity.kind() == kind);
	}

	/**
	 * How the data set is encoded, whatever the file says of it.
	 *
	 * @throws IOException if that cannot be said in the file
	 */
	static TransferSyntax syntax(DicomFile file) throws IOException {
		TransferSyntax declared = file.transferSyntax();
		if (!has(file, Irregularity.Kind.OTHER_ENCODING)) return declared;
		boolean sameOrder = file.dataSet().iterator().next().order() == declared.byteOrder();
		if (sameOrder && declared.equals(TransferSyntax.EXPLICIT_LITTLE)) return TransferSyntax.IMPLICIT_LITTLE;
		if (sameOrder && declared.equals(TransferSyntax.IMPLICIT_LITTLE)) return TransferSyntax.EXPLICIT_LITTLE;
		throw refused(Irregularity.Kind.OTHER_ENCODING);
	}

	/**
	 * Notes what changes by the writing.
	 *
	 * @param dataSet as it is to be written
	 * @throws IOException if something would be lost
	 */
	void note(DataSet dataSet) throws IOException {
		if (Tag.group(dataSet.iterator().next().tag()) < FIRST_GROUP) throw new IOException("The file was left alone, for its data set begins with attributes of a group that no data set has; export it again.");
		for (Irregularity irregularity : file.irregularities()) {
			if (isLossy(irregularity.kind(), dataSet)) throw refused(irregularity.kind());
			repairOf(irregularity).ifPresent(repair -> changes.accept(new Change(repair, irregularity.path(), irregularity.kind().words())));
		}
	}

	/** The repair that a departure is left to; empty for those that file meta information is looked at for anyway. */
	static Optional<Repair> repairOf(Irregularity irregularity) {
		return switch (irregularity.kind()) {
			case NO_PREAMBLE, NO_FILE_META, OTHER_ENCODING -> Optional.empty();
			case IMPLICIT_FILE_META -> Optional.of(Repair.META);
			case UNKNOWN_VR, EXPLICIT_BEHIND_UN -> Optional.of(Repair.VR);
			case GROUP_LENGTH -> Optional.of(irregularity.path().equals(Tag.toString(Tag.FILE_META_INFORMATION_GROUP_LENGTH)) ? Repair.META : Repair.GROUP_LENGTH);
			default -> Optional.of(Repair.ENCODING);
		};
	}

	private static boolean isLossy(Irregularity.Kind kind, DataSet dataSet) {
		return switch (kind) {
			case ODD_LENGTH -> !canBePadded(dataSet);
			// written as they should be, in implicit VR, they would lose their VRs
			case EXPLICIT_BEHIND_UN -> hasItemsBehindUN(dataSet);
			case DUPLICATE, UNDEFINED_LENGTH, STRAY_DELIMITER, NO_FRAGMENTS_DELIMITER, TRAILING_ZEROS_AND_MORE, TRAILING_BYTES -> true;
			default -> false;
		};
	}

	private static IOException refused(Irregularity.Kind kind) {
		return new IOException("The file was left alone, for writing it anew could lose something: " + kind.words() + "; export it again.");
	}

	/** A byte more makes another number of numbers, and moves all fragments that follow away from their offsets. */
	private static boolean canBePadded(DataSet dataSet) {
		boolean[] can = {true};
		Levels.visit(dataSet, (level, element, place) -> {
			if (element.value() instanceof Value.Fragments fragments) can[0] &= onlyLastIsOdd(fragments.items());
			else if (!(element.value() instanceof Value.Sequence) && element.length() % 2 != 0) can[0] &= element.vr().isString() || element.vr().kind() == VR.Kind.BULK && element.vr().unitBytes() <= 2;
			return true;
		});
		return can[0];
	}

	private static boolean onlyLastIsOdd(List<Value.Bulk> fragments) {
		return fragments.stream().limit(Math.max(0, fragments.size() - 1)).noneMatch(fragment -> fragment.length() % 2 != 0);
	}

	private static boolean hasItemsBehindUN(DataSet dataSet) {
		boolean[] has = {false};
		Levels.visit(dataSet, (level, element, place) -> {
			has[0] |= isBehindUN(element);
			return true;
		});
		return has[0];
	}

	private static boolean isBehindUN(Element element) {
		return element.vr() == VR.UN && element.value() instanceof Value.Sequence;
	}
}
