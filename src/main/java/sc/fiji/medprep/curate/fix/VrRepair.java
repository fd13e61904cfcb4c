package sc.fiji.medprep.curate.fix;

import java.util.function.Consumer;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeForms;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Gives standard attributes the VR of the data dictionary, in explicit VR, if their bytes are a value of it. Private attributes
 * stay as their makers wrote them.
 */
final class VrRepair {
	private static final AttributeForms FORMS = AttributeForms.instance();
	private static final Dictionary DICTIONARY = Dictionary.instance();
	private static final int MAPPED_PIXEL_VALUE = 0x00221452, REAL_WORLD_VALUE_LAST_VALUE_MAPPED = 0x00409211, REAL_WORLD_VALUE_FIRST_VALUE_MAPPED = 0x00409216;

	private final boolean littleEndian;
	private final ValueFit fit;
	private final Consumer<Change> changes;

	VrRepair(boolean littleEndian, Consumer<Change> changes) {
		this.littleEndian = littleEndian;
		this.fit = new ValueFit(littleEndian);
		this.changes = changes;
	}

	void repair(DataSet dataSet) {
		Levels.visit(dataSet, this::repair);
	}

	private boolean repair(DataSet level, Element element, Place place) {
		VR vr = wanted(level, element);
		if (vr == element.vr()) return vr != VR.UN;
		if (vr == VR.SQ && element.value() instanceof Value.Bytes) level.put(Element.empty(element.tag(), vr));
		else level.put(new Element(element.tag(), vr, element.value()));
		changes.accept(new Change(Repair.VR, place.of(element.tag()), element.vr() + " becomes " + vr));
		return true;
	}

	/** The VR that an element should have and can have; its own if there is no other. */
	private VR wanted(DataSet level, Element element) {
		int tag = element.tag();
		VR vr = element.vr();
		if (Tag.isGroupLength(tag)) return vr;
		if (Tag.isPrivate(tag)) return Tag.isPrivateCreator(tag) && fit.fits(element, VR.LO, level.characterSet()) ? VR.LO : vr;
		int form = FORMS.find(tag);
		if (form < 0) return vr;
		if (FORMS.allows(form, vr)) return FORMS.hasChoice(form) ? ofPixels(level, element) : vr;
		VR wanted = FORMS.hasChoice(form) ? chosen(level, element, form) : DICTIONARY.vrOf(tag, null);
		return wanted != null && fit.fits(element, wanted, level.characterSet()) ? wanted : vr;
	}

	/** One of several VRs; null if nothing tells which. In little endian, words are the same as the bytes that they are made of. */
	private VR chosen(DataSet level, Element element, int form) {
		if (element.value() instanceof Value.Fragments) return VR.OB;
		if (FORMS.allows(form, VR.OW)) return VR.OW;
		if (!FORMS.allows(form, VR.US) || !FORMS.allows(form, VR.SS)) return null;
		int representation = number(level, Tag.PIXEL_REPRESENTATION);
		return representation == 0 ? VR.US : representation == 1 ? VR.SS : null;
	}

	/** A VR that the dictionary allows, though not with these pixels (PS3.5 annex A); the bits of the value stay the same. */
	private VR ofPixels(DataSet level, Element element) {
		VR vr = element.vr();
		switch (element.tag()) {
			case Tag.PIXEL_DATA -> {
				if (element.value() instanceof Value.Fragments) return VR.OB;
				return vr == VR.OB && littleEndian && element.length() % 2 == 0 && number(level, Tag.BITS_ALLOCATED) > 8 ? VR.OW : vr;
			}
			case Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.LARGEST_IMAGE_PIXEL_VALUE, Tag.SMALLEST_PIXEL_VALUE_IN_SERIES, Tag.LARGEST_PIXEL_VALUE_IN_SERIES, Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT,
				MAPPED_PIXEL_VALUE, REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, REAL_WORLD_VALUE_LAST_VALUE_MAPPED -> {
				int representation = number(level, Tag.PIXEL_REPRESENTATION);
				return vr == VR.SS && representation == 0 ? VR.US : vr == VR.US && representation == 1 ? VR.SS : vr;
			}
			default -> {
				return vr;
			}
		}
	}

	/** A number of this level or of one around it; -1 if there is none. */
	static int number(DataSet level, int tag) {
		for (DataSet at = level; at != null; at = at.parent()) {
			if (at.contains(tag)) return at.intValue(tag).orElse(-1);
		}
		return -1;
	}
}
