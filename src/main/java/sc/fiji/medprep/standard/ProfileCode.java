package sc.fiji.medprep.standard;

/**
 * A code of CID 7050 (coding scheme DCM) for De-identification Method Code Sequence (0012,0064) that is none of the options with
 * a column in PS3.15 table E.1-1; for those see {@link ProfileOption}.
 *
 * @param code the Code Value
 * @param meaning the Code Meaning
 */
public record ProfileCode(String code, String meaning) {
	public static final ProfileCode BASIC_PROFILE = new ProfileCode("113100", "Basic Application Confidentiality Profile");
	public static final ProfileCode CLEAN_PIXEL_DATA = new ProfileCode("113101", "Clean Pixel Data Option");
	public static final ProfileCode CLEAN_RECOGNIZABLE_VISUAL_FEATURES = new ProfileCode("113102", "Clean Recognizable Visual Features Option");
}
