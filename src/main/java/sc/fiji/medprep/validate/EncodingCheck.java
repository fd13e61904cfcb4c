package sc.fiji.medprep.validate;

import java.io.IOException;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Irregularity;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeForms;

/** How a file is put together (PS3.10 section 7, PS3.5 sections 6.2 and 7): what the parser noted, groups, attributes and their VRs. */
final class EncodingCheck implements FileCheck {
	private static final AttributeForms FORMS = AttributeForms.instance();
	private static final int LENGTH_BYTES = 4;

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		boolean asDeclared = true;
		for (Irregularity irregularity : file.irregularities()) {
			asDeclared &= irregularity.kind() != Irregularity.Kind.OTHER_ENCODING;
			findings.add(rule(irregularity), irregularity.path(), "There is a departure from the encoding at byte " + irregularity.offset() + ": " + irregularity.kind().words() + ".");
		}
		Groups groups = new Groups(findings);
		Walk.through(file.fileMeta(), groups);
		groups.inDataSet = true;
		Walk.through(file.dataSet(), groups);
		groups.finish();
		if (asDeclared && file.transferSyntax().explicitVR()) new VrCheck(findings).check(file);
	}

	private static String rule(Irregularity irregularity) {
		return switch (irregularity.kind()) {
			case NO_PREAMBLE -> "encoding.preamble";
			case NO_FILE_META -> "encoding.meta.absent";
			case IMPLICIT_FILE_META -> "encoding.meta.implicit";
			case OTHER_ENCODING -> "encoding.transfer_syntax.other";
			case UNKNOWN_VR -> "encoding.vr.unknown";
			case RESERVED_BYTES -> "encoding.reserved_bytes";
			case OUT_OF_ORDER -> "encoding.order";
			case DUPLICATE -> "encoding.duplicate";
			case ODD_LENGTH -> "encoding.length.odd";
			case GROUP_LENGTH -> irregularity.path().equals("(0002,0000)") ? "encoding.meta.group_length" : "encoding.group_length.wrong";
			case UNDEFINED_LENGTH -> "encoding.length.undefined";
			case STRAY_DELIMITER, DELIMITER_NOT_WANTED, DELIMITER_LENGTH, NO_ITEM_DELIMITER, NO_FRAGMENTS_DELIMITER -> "encoding.delimiter";
			case EXPLICIT_BEHIND_UN -> "encoding.un.explicit";
			case TRAILING_ZEROS -> "encoding.trailing.zeros";
			case TRAILING_ZEROS_AND_MORE, TRAILING_BYTES -> "encoding.trailing.bytes";
		};
	}

	/** Groups that a data set must not have, group lengths, and tags that no edition knows. */
	private static final class Groups implements Walk.Visitor {
		private final Findings findings;
		private boolean inDataSet;
		private int lengths;
		private String firstLength = "";

		private Groups(Findings findings) {
			this.findings = findings;
		}

		@Override
		public void visit(DataSet dataSet, Element element, Place place) {
			int tag = element.tag(), group = Tag.group(tag);
			if (inDataSet && (group <= 3 || group == 5 || group == 7 || group == 0xFFFF)) {
				findings.add("encoding.group.forbidden", place.of(tag), "The data set has an element of a group that must not be in it; remove it.");
			}
			else if (Tag.isGroupLength(tag)) length(element, place);
			else if (!Tag.isPrivate(tag) && FORMS.find(tag) < 0) {
				findings.add("encoding.attribute.unknown", place.of(tag), "The attribute is neither private nor in the data dictionary; it may be damaged or newer than this program.");
			}
		}

		private void length(Element element, Place place) {
			boolean plain = element.value() instanceof Value.Bytes bytes && bytes.bytes().length == LENGTH_BYTES;
			if (!plain || element.vr() != VR.UL && element.vr() != VR.UN) findings.add("encoding.group_length.wrong", place.of(element.tag()), "The group length is not one number of 32 bits.");
			if (!inDataSet || Tag.group(element.tag()) <= 8) return;
			if (lengths++ == 0) firstLength = place.of(element.tag());
		}

		private void finish() {
			if (lengths > 0) findings.add("encoding.group_length.present", firstLength, "There are " + lengths + " group lengths, which are retired outside of file meta information.");
		}
	}
}
