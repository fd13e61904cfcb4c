package sc.fiji.medprep.standard;

/** The Data Element Type of an attribute within an IOD (PS3.5 section 7.4), from strictest to none. */
public enum AttributeType {
	/** Required, with a value. */
	TYPE_1("1"),
	/** Required under a condition, then with a value. */
	TYPE_1C("1C"),
	/** Required, may be empty. */
	TYPE_2("2"),
	/** Required under a condition, may be empty. */
	TYPE_2C("2C"),
	/** Optional. */
	TYPE_3("3"),
	/** In no module of the IOD: at most a Standard Extended SOP Class has it, where it counts as optional. */
	NONE("");

	private final String text;

	AttributeType(String text) {
		this.text = text;
	}

	/** As PS3.3 prints it: 1, 1C, 2, 2C, 3, or empty. */
	@Override
	public String toString() {
		return text;
	}

	/** True for Type 1 and 1C: present means with a value. */
	public boolean needsValue() {
		return this == TYPE_1 || this == TYPE_1C;
	}

	/** True for Types 1 to 2C: not to be removed without knowing that its condition, if any, is false. */
	public boolean isRequired() {
		return this != TYPE_3 && this != NONE;
	}
}
