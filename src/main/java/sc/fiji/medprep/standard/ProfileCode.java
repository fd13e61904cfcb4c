package sc.fiji.medprep.standard;

/**
 * A code of CID 7050 (coding scheme DCM) for De-identification Method Code Sequence (0012,0064) that is none of the options with
 * a column in PS3.15 table E.1-1; for those see {@link ProfileOption}.
 */
public enum ProfileCode {
	BASIC_PROFILE("113100", "Basic Application Confidentiality Profile"),
	CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"),
	CLEAN_RECOGNIZABLE_VISUAL_FEATURES("113102", "Clean Recognizable Visual Features Option");

	private final String code;
	private final String meaning;

	ProfileCode(String code, String meaning) {
		this.code = code;
		this.meaning = meaning;
	}

	/** The Code Value. */
	public String code() {
		return code;
	}

	/** The Code Meaning. */
	public String meaning() {
		return meaning;
	}
}
