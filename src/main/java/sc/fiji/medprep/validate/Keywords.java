package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/** What attributes are called in findings. */
final class Keywords {
	private Keywords() {}

	/** The keyword of a tag, or the tag as (gggg,eeee) if it has none. */
	static String of(int tag) {
		return Dictionary.instance().attribute(tag).map(Attribute::keyword).filter(keyword -> !keyword.isEmpty()).orElseGet(() -> Tag.toString(tag));
	}
}
