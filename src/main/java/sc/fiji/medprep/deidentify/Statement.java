package sc.fiji.medprep.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.Section;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.ProfileCode;
import sc.fiji.medprep.standard.ProfileOption;

/** What the report page says about a run of de-identification: the statement of conformance that PS3.15 section E.1.1 asks for, what was done, and what is left. */
final class Statement {
	private Statement() {}

	static List<Section> sections(DeidentifyOptions options, Tally tally) {
		List<Section> sections = new ArrayList<>();
		sections.add(new Section("What is left for a person", paragraphs(leftToDo(options))));
		sections.add(conformance(options.profile()));
		List<List<String>> rows = tally.rows();
		if (!rows.isEmpty()) {
			sections.add(new Section("What was done with each attribute", new Block.Paragraph("Elements with a value, at every level of every file that was handled since the run was last started. "
				+ "What is not listed here was kept because no rule is about it."), Block.Table.ofText(List.of("Attribute", "What", "Why", "Elements"), rows)));
		}
		return sections;
	}

	private static List<String> leftToDo(DeidentifyOptions options) {
		List<String> left = new ArrayList<>();
		left.add(switch (options.pixelRisk()) {
			case REFUSE -> "Burned-in text and faces: files that may show a name, and CT, MR and PET images of heads, were refused.";
			case FLAG -> "Burned-in text and faces: look at every file with a finding that starts with \"pixel.\", and deface volumes of heads; Patient Identity Removed (0012,0062) of these files is NO.";
			case PASS -> "Burned-in text and faces: files that may show a name or a face were written on your word that you have looked at them.";
		});
		if (options.profile().has(ProfileOption.CLEAN_DESCRIPTORS)) left.add("Descriptions: read a sample; a name that stands nowhere else in its file and looks like no name cannot be known.");
		return left;
	}

	/** What section E.1.1 of PS3.15 wants to be stated, from the settings of this run. */
	private static Section conformance(Profile profile) {
		List<String> said = new ArrayList<>();
		said.add("Profile: Basic Application Level Confidentiality Profile of DICOM PS3.15 (113100), edition of the table: " + ConfidentialityTable.instance().edition() + ". Each file names in (0012,0064) the options that were applied to it.");
		said.add("Dummy values: as short as the VR allows and the same for every patient, such as REMOVED for text, ANON for codes, 19000101 for dates and 0 for numbers. Where the table leaves a choice, the Type of the attribute"
			+ " at its place in the object decides; an unknown Type counts as Type 1.");
		said.add("Patient ID and Patient's Name: a pseudonym, which is a function of the study key (HMAC-SHA-256) and the Patient ID, or of the name if there is no ID.");
		said.add(profile.has(ProfileOption.RETAIN_UIDS) ? "UIDs: kept." : "UIDs: all that are not of the standard, of a coding scheme or of a vendor's SOP class are replaced by a function of the study key and the original UID.");
		said.add("Referential integrity: over all files of all runs with the same study key. Whoever has no key cannot link pseudonyms or UIDs to originals.");
		if (profile.has(ProfileOption.RETAIN_MODIFIED_DATES)) said.add("Dates: moved back by a whole number of days between " + profile.leastShift() + " and " + profile.mostShift()
			+ ", the same for all files of a patient and a function of the study key; times of day and intervals are kept. Birth dates are removed.");
		else said.add(profile.has(ProfileOption.RETAIN_FULL_DATES) ? "Dates: kept, except birth dates." : "Dates: removed, or replaced by 19000101 where one is needed.");
		if (profile.has(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS)) said.add("Age: kept or computed from the original dates; ages over 89 are given as 90.");
		said.add("Pixel data: not changed. Overlays, curves and icons are removed; text segments inside compressed frames are blanked.");
		List<List<String>> options = new ArrayList<>();
		for (ProfileOption option : ProfileOption.values()) options.add(List.of(option.meaning(), option.code() + " DCM", profile.has(option) ? "applied" : "not applied"));
		for (ProfileCode option : List.of(ProfileCode.CLEAN_PIXEL_DATA, ProfileCode.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)) options.add(List.of(option.meaning(), option.code() + " DCM", "not applied"));
		List<Block> blocks = paragraphs(said);
		blocks.add(Block.Table.ofText(List.of("Option", "Code", "This run"), options));
		return new Section("Statement of conformance", blocks);
	}

	private static List<Block> paragraphs(List<String> said) {
		return said.stream().<Block>map(Block.Paragraph::new).collect(Collectors.toCollection(ArrayList::new));
	}
}
