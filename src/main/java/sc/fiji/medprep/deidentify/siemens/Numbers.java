package sc.fiji.medprep.deidentify.siemens;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Numbers as text that measure something, told from those that name something. */
final class Numbers {
	static final Pattern PATTERN = Pattern.compile("[+-]?\\d{1,10}|[+-]?\\d{0,10}\\.\\d{0,16}([eE][+-]?\\d{1,3})?|0x[0-9a-fA-F]{1,8}");
	/** Sequences write their day into parameters that are not used otherwise. */
	private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])|(0[1-9]|[12]\\d|3[01])(0[1-9]|1[0-2])(19|20)\\d\\d|(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(19|20)\\d\\d");
	/** Shorter ones are too many to be told from a patient's number. */
	private static final int LONG_ENOUGH_TO_NAME = 6;

	private Numbers() {}

	/** True for a number that is no day and that a patient is not known by. */
	static boolean isHarmless(String value, UnaryOperator<String> text) {
		return PATTERN.matcher(value).matches() && !DAY.matcher(value).matches() && (value.length() < LONG_ENOUGH_TO_NAME || text.apply(value).equals(value));
	}
}
