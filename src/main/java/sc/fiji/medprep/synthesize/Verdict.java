package sc.fiji.medprep.synthesize;

/** What came of a check. */
enum Verdict {
	PASSED, FAILED,
	/** It could not be told. */
	UNDECIDED;

	static Verdict of(boolean passed) {
		return passed ? PASSED : FAILED;
	}
}
