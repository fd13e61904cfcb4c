package sc.fiji.medprep.deidentify.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.ProfileCode;
import sc.fiji.medprep.standard.ProfileOption;

/** What a file says was done to it (PS3.15 section E.1.1), and whether that is so. */
final class Claims {
	static final String RULE = "verify.claim";
	private static final int RECOGNIZABLE = 0x00280302, DATES_MODIFIED = Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, METHOD_CODES = Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE;

	private final DataSet written, original;
	private final Set<String> codes, fresh;
	private final List<Finding> findings = new ArrayList<>();

	/** @param original null if there is none; what it claims of an earlier de-identification is not asked about */
	Claims(DataSet written, DataSet original) {
		this.written = written;
		this.original = original;
		codes = codes(written);
		fresh = new HashSet<>(codes);
		if (original != null) fresh.removeAll(codes(original));
	}

	private static Set<String> codes(DataSet dataSet) {
		Set<String> codes = new HashSet<>();
		for (DataSet code : dataSet.items(METHOD_CODES)) codes.add(code.string(Tag.CODE_VALUE).orElse(""));
		return codes;
	}

	/** The options that the file says were applied to the original. */
	Set<ProfileOption> options() {
		Set<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
		for (ProfileOption option : ProfileOption.values()) {
			if (fresh.contains(option.code())) options.add(option);
		}
		return options;
	}

	/**
	 * @param applied the options that were applied in fact; null if that is not known
	 * @param dates what the table check has seen of dates
	 */
	List<Finding> check(Set<ProfileOption> applied, TableCheck dates) {
		boolean full = claims(ProfileOption.RETAIN_FULL_DATES), modified = claims(ProfileOption.RETAIN_MODIFIED_DATES);
		if (applied != null) {
			for (ProfileOption option : options()) {
				if (!applied.contains(option)) find(Severity.ERROR, METHOD_CODES, "The file claims the " + option.meaning() + ", which was not applied.");
			}
		}
		if (full && modified) find(Severity.ERROR, METHOD_CODES, "The file claims both that dates are as they were and that they are modified.");
		if (modified && dates.keepsDates()) find(Severity.ERROR, METHOD_CODES, "The file claims that dates are modified, but there are dates of the original.");
		longitudinal(full, modified, dates);
		identity();
		cleaned(Tag.BURNED_IN_ANNOTATION, ProfileCode.CLEAN_PIXEL_DATA, "The file claims that no text is burned into its pixels, but neither did the original nor were they cleaned.");
		cleaned(RECOGNIZABLE, ProfileCode.CLEAN_RECOGNIZABLE_VISUAL_FEATURES, "The file claims that nobody can be recognized in it, but neither did the original nor were features cleaned.");
		return findings;
	}

	private boolean claims(ProfileOption option) {
		return fresh.contains(option.code());
	}

	private void longitudinal(boolean full, boolean modified, TableCheck dates) {
		switch (written.string(DATES_MODIFIED).orElse("")) {
			case "REMOVED" -> {
				if (full || modified) find(Severity.ERROR, DATES_MODIFIED, "The file claims that dates are removed, and by its codes that they are not.");
				else if (dates.keepsDates()) find(Severity.ERROR, DATES_MODIFIED, "The file claims that dates are removed, but there are dates of the original.");
				else if (original == null && dates.hasDates()) find(Severity.WARNING, DATES_MODIFIED, "The file claims that dates are removed, but there are dates; they may be dummies.");
			}
			case "MODIFIED" -> {
				if (dates.keepsDates()) find(Severity.ERROR, DATES_MODIFIED, "The file claims that dates are modified, but there are dates of the original.");
				else if (!codes.contains(ProfileOption.RETAIN_MODIFIED_DATES.code())) find(Severity.WARNING, DATES_MODIFIED, "The file claims that dates are modified, but not by its codes.");
			}
			case "UNMODIFIED" -> {
				if (!codes.contains(ProfileOption.RETAIN_FULL_DATES.code())) find(Severity.WARNING, DATES_MODIFIED, "The file says that dates are as they were, but not by its codes.");
			}
			default -> {
				if (full || modified) find(Severity.WARNING, DATES_MODIFIED, "The file has codes about its dates, but Longitudinal Temporal Information Modified does not say so.");
			}
		}
	}

	private void identity() {
		boolean removed = written.string(Tag.PATIENT_IDENTITY_REMOVED).orElse("").equals("YES");
		boolean method = !codes.isEmpty() || written.string(Tag.DEIDENTIFICATION_METHOD).isPresent();
		if (removed && !method) find(Severity.WARNING, Tag.PATIENT_IDENTITY_REMOVED, "The file claims that the patient's identity is removed, but not by which method.");
		if (!removed && !written.contains(Tag.PATIENT_IDENTITY_REMOVED)) find(Severity.WARNING, Tag.PATIENT_IDENTITY_REMOVED, "The file does not say whether the patient's identity is removed.");
	}

	private void cleaned(int tag, ProfileCode code, String sentence) {
		if (original == null || codes.contains(code.code()) || !written.string(tag).orElse("").equals("NO")) return;
		if (!original.string(tag).orElse("").equals("NO")) find(Severity.ERROR, tag, sentence);
	}

	private void find(Severity severity, int tag, String sentence) {
		findings.add(new Finding(severity, RULE, Tag.toString(tag), sentence));
	}
}
