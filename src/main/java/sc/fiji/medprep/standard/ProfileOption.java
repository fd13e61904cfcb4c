package sc.fiji.medprep.standard;

/**
 * An option of the Basic Application Level Confidentiality Profile that has a column of its own in PS3.15 table E.1-1, in
 * the order of the columns. Codes are those of CID 7050, coding scheme DCM.
 */
public enum ProfileOption {
	RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
	RETAIN_UIDS("113110", "Retain UIDs Option"),
	RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
	RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option"),
	RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
	RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
	RETAIN_MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
	CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
	CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
	CLEAN_GRAPHICS("113103", "Clean Graphics Option");

	private final String code;
	private final String meaning;

	ProfileOption(String code, String meaning) {
		this.code = code;
		this.meaning = meaning;
	}

	/** The Code Value for De-identification Method Code Sequence (0012,0064). */
	public String code() {
		return code;
	}

	/** The Code Meaning. */
	public String meaning() {
		return meaning;
	}
}
