package sc.fiji.medprep.synthesize;

import java.util.EnumSet;
import java.util.Set;

import sc.fiji.medprep.standard.BasicAction;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * What an answer key may ask to be kept: the profile for research, by PS3.15 table E.1-1. Dates are shifted; descriptors,
 * structured content and graphics are cleaned; patient characteristics and safe private elements stay.
 */
final class ResearchProfile {
	private static final Set<ProfileOption> OPTIONS = EnumSet.of(ProfileOption.RETAIN_MODIFIED_DATES, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, ProfileOption.RETAIN_SAFE_PRIVATE, ProfileOption.CLEAN_DESCRIPTORS,
		ProfileOption.CLEAN_STRUCTURED_CONTENT, ProfileOption.CLEAN_GRAPHICS);

	private ResearchProfile() {}

	/** True if the table lists an attribute. */
	static boolean lists(int tag) {
		return ConfidentialityTable.instance().find(tag) != null;
	}

	/** True if what does not identify stays in the value of an attribute, or in the items of a sequence. */
	static boolean keepsContent(int tag) {
		ConfidentialityTable.Row row = ConfidentialityTable.instance().find(tag);
		return row == null || row.action() == BasicAction.X_Z_U || row.options().keySet().stream().anyMatch(OPTIONS::contains);
	}

	/** True if a date is shifted and not removed. */
	static boolean keepsDate(int tag) {
		ConfidentialityTable.Row row = ConfidentialityTable.instance().find(tag);
		return row != null && row.options().containsKey(ProfileOption.RETAIN_MODIFIED_DATES);
	}
}
