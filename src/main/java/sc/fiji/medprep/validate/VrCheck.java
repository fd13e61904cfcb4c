package sc.fiji.medprep.validate;

import java.io.IOException;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeForms;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.PrivateForms;

/** The VRs that a file in explicit VR states, against the dictionaries and what other attributes ask for. For one file. */
final class VrCheck implements Walk.Visitor {
	private static final AttributeForms FORMS = AttributeForms.instance();
	private static final Dictionary DICTIONARY = Dictionary.instance();
	private static final int MAPPED_PIXEL_VALUE = 0x00221452, REAL_WORLD_VALUE_LAST_VALUE_MAPPED = 0x00409211, REAL_WORLD_VALUE_FIRST_VALUE_MAPPED = 0x00409216;
	private static final int WAVEFORM_BITS_ALLOCATED = 0x54001004, WAVEFORM_DATA = 0x54001010;

	private final Findings findings;
	/** Sequences behind VR UN around, whose items have no VRs of their own. */
	private int unknownDepth = Integer.MAX_VALUE;
	private int unknowns, privates;
	/** The private block that was looked up last, since elements of one follow each other. */
	private DataSet blockLevel;
	private int block;
	private PrivateForms blockForms;
	private String firstUnknown, firstPrivate;

	VrCheck(Findings findings) {
		this.findings = findings;
	}

	void check(DicomFile file) throws IOException {
		Walk.through(file.fileMeta(), this);
		Walk.through(file.dataSet(), this);
		if (unknowns > 0) findings.add("encoding.vr.un", firstUnknown, counted(unknowns, "of the data dictionary has VR UN", "of the data dictionary have VR UN"));
		if (privates > 0) findings.add("encoding.vr.private", firstPrivate, counted(privates, "has another VR than its maker has published", "have other VRs than their makers have published"));
	}

	private static String counted(int count, String one, String many) {
		return count == 1 ? "One attribute " + one + "." : "In all, " + count + " attributes, this one first, " + many + ".";
	}

	@Override
	public void visit(DataSet dataSet, Element element, Place place) {
		if (place.depth() <= unknownDepth) unknownDepth = Integer.MAX_VALUE;
		else return;
		int tag = element.tag();
		VR vr = element.vr();
		if (vr == VR.UN && element.value() instanceof Value.Sequence) unknownDepth = place.depth();
		if (Tag.isGroupLength(tag)) return;
		if (Tag.isPrivate(tag)) {
			visitPrivate(dataSet, element, place);
			return;
		}
		int form = FORMS.find(tag);
		if (form < 0) return;
		if (!FORMS.allows(form, vr)) {
			if (vr == VR.UN) {
				if (unknowns++ == 0) firstUnknown = place.of(tag);
			}
			else findings.add("encoding.vr.wrong", place.of(tag), "The VR is " + vr + ", which is not the one that the data dictionary gives the attribute.");
		}
		else if (FORMS.hasChoice(form) || tag == WAVEFORM_DATA) choice(dataSet, element, place);
	}

	private void visitPrivate(DataSet dataSet, Element element, Place place) {
		VR vr = element.vr();
		int tag = element.tag();
		if (Tag.isPrivateCreator(tag)) {
			if (vr != VR.LO && vr != VR.UN) findings.add("encoding.vr.wrong", place.of(tag), "The VR of a private creator is " + vr + "; it must be LO.");
			return;
		}
		if (vr == VR.UN) return;
		if (dataSet != blockLevel || tag >>> 8 != block) {
			blockLevel = dataSet;
			block = tag >>> 8;
			String creator = dataSet.privateCreator(tag);
			blockForms = creator == null ? null : DICTIONARY.privateForms(creator);
		}
		VR published = blockForms == null ? null : blockForms.vrOf(tag);
		if (published == null || published == VR.UN || published == vr || isAlike(vr, published)) return;
		if (privates++ == 0) firstPrivate = place.of(tag);
	}

	/** VRs between which the published lists do not distinguish well. */
	private static boolean isAlike(VR one, VR other) {
		return one.kind() == other.kind() && one.kind() != VR.Kind.ASCII && one.unitBytes() == other.unitBytes() || one.kind() == VR.Kind.BULK && other.kind() == VR.Kind.BULK;
	}

	/** Which of several VRs is right depends on how pixels, or samples of a waveform, are stored (PS3.5 annex A). */
	private void choice(DataSet dataSet, Element element, Place place) {
		int tag = element.tag();
		VR vr = element.vr();
		switch (tag) {
			case Tag.PIXEL_DATA -> {
				if (element.value() instanceof Value.Fragments) {
					if (vr != VR.OB) found(tag, place, "OW although encapsulated Pixel Data has OB");
				}
				else if (vr == VR.OB && number(dataSet, Tag.BITS_ALLOCATED) > 8) found(tag, place, "OB although Bits Allocated is more than 8");
			}
			case WAVEFORM_DATA -> {
				if (vr == VR.OB && number(dataSet, WAVEFORM_BITS_ALLOCATED) > 8) found(tag, place, "OB although Waveform Bits Allocated is more than 8");
			}
			case Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.LARGEST_IMAGE_PIXEL_VALUE, Tag.SMALLEST_PIXEL_VALUE_IN_SERIES, Tag.LARGEST_PIXEL_VALUE_IN_SERIES, Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT,
				MAPPED_PIXEL_VALUE, REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, REAL_WORLD_VALUE_LAST_VALUE_MAPPED -> {
				int representation = number(dataSet, Tag.PIXEL_REPRESENTATION);
				if (vr == VR.SS && representation == 0) found(tag, place, "SS although Pixel Representation says that pixels are unsigned");
				if (vr == VR.US && representation == 1) found(tag, place, "US although Pixel Representation says that pixels are signed");
			}
			default -> {
				// either will do
			}
		}
	}

	private void found(int tag, Place place, String what) {
		findings.add("encoding.vr.context", place.of(tag), "The VR is " + what + ".");
	}

	/** A number of this level or of one around it; -1 if there is none. */
	private static int number(DataSet dataSet, int tag) {
		for (DataSet at = dataSet; at != null; at = at.parent()) {
			if (at.contains(tag)) return at.intValue(tag).orElse(-1);
		}
		return -1;
	}
}
