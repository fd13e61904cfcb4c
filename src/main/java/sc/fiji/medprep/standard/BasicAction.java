package sc.fiji.medprep.standard;

/**
 * What the Basic Application Level Confidentiality Profile does with an attribute (PS3.15 table E.1-1a). Where there is a
 * choice, the Type of the attribute in the IOD decides: the first action that leaves a valid object.
 */
public enum BasicAction {
	/** Remove. */
	X("X"),
	/** Replace by a value of length zero, or by a dummy. */
	Z("Z"),
	/** Replace by a dummy value of the same VR. */
	D("D"),
	/** Replace by a UID that is consistent within a set of instances. */
	U("U"),
	/** Remove unless Type 2, then zero length. */
	X_Z("X/Z"),
	/** Remove unless Type 1, then dummy. */
	X_D("X/D"),
	/** Zero length unless Type 1, then dummy. */
	Z_D("Z/D"),
	/** Remove unless Type 2 (zero length) or Type 1 (dummy). */
	X_Z_D("X/Z/D"),
	/** Sequences of UID references: remove unless Type 2 (zero length) or Type 1 (keep, replace the UIDs inside). */
	X_Z_U("X/Z/U*");

	private final String text;

	BasicAction(String text) {
		this.text = text;
	}

	static BasicAction of(String text) {
		for (BasicAction action : values()) {
			if (action.text.equals(text)) return action;
		}
		throw new IllegalArgumentException("There is no basic profile action " + text + ".");
	}

	/** As PS3.15 prints it. */
	@Override
	public String toString() {
		return text;
	}
}
