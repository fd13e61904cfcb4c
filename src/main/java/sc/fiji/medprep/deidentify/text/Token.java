package sc.fiji.medprep.deidentify.text;

/** A word or a number in a text: letters only or digits only. */
final class Token {
	/** How the letters of a word are written. */
	enum Case { LOWER, CAPITALISED, UPPER, MIXED, NONE }

	final int start, end;
	final boolean digits;
	/** True if a letter or a digit stands directly before or behind. */
	boolean joinedBefore, joinedBehind;
	/** Comparable form. */
	final String key;
	final Case form;
	final Words.Sense sense;
	/** Whether the word stands for a part of a known name: 0 no, 1 perhaps, 2 certainly. */
	byte known;
	String part;

	Token(int start, int end, boolean digits, String key, Case form, Words.Sense sense) {
		this.start = start;
		this.end = end;
		this.digits = digits;
		this.key = key;
		this.form = form;
		this.sense = sense;
	}

	boolean isWord() {
		return !digits;
	}

	boolean isFree() {
		return !joinedBefore && !joinedBehind;
	}

	/** True for a single letter that stands alone. */
	boolean isLetter() {
		return !digits && key.length() == 1 && isFree();
	}

	boolean isCapital() {
		return form == Case.CAPITALISED || form == Case.UPPER || form == Case.MIXED;
	}
}
