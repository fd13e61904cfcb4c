package sc.fiji.medprep.standard.rule;

/** The three values of a condition, combined as Kleene has it: what cannot be told stays open unless the rest decides. */
public enum Truth {
	TRUE, FALSE,
	/** Cannot be told from the file. */
	UNKNOWN;

	static Truth of(boolean is) {
		return is ? TRUE : FALSE;
	}

	Truth not() {
		return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
	}

	Truth and(Truth other) {
		if (this == FALSE || other == FALSE) return FALSE;
		return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
	}

	Truth or(Truth other) {
		if (this == TRUE || other == TRUE) return TRUE;
		return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
	}
}
