package sc.fiji.medprep.dicom;

import java.math.BigDecimal;
import java.util.List;

/** Numbers that are written as text (DS and IS). One value that is missing or no number makes the whole list empty. */
final class NumberText {
	static final long[] NO_LONGS = {};
	static final double[] NO_DOUBLES = {};
	/** Characters; DS and IS have 16 and 12 at most, which writers exceed. */
	private static final int MAX_LENGTH = 64;
	/** No long needs more. */
	private static final int MAX_DIGITS = 18;

	private NumberText() {}

	static long[] longs(List<String> texts) {
		long[] values = new long[texts.size()];
		for (int i = 0; i < values.length; i++) {
			String text = texts.get(i).strip();
			if (!isDecimal(text)) return NO_LONGS;
			if (isDigits(text)) {
				values[i] = Long.parseLong(text);
				continue;
			}
			try {
				values[i] = new BigDecimal(text).longValueExact();
			}
			catch (ArithmeticException | NumberFormatException noInteger) {
				return NO_LONGS;
			}
		}
		return values;
	}

	static double[] doubles(List<String> texts) {
		double[] values = new double[texts.size()];
		for (int i = 0; i < values.length; i++) {
			String text = texts.get(i).strip();
			if (!isDecimal(text)) return NO_DOUBLES;
			try {
				values[i] = Double.parseDouble(text);
			}
			catch (NumberFormatException noNumber) {
				return NO_DOUBLES;
			}
			if (Double.isInfinite(values[i])) return NO_DOUBLES;
		}
		return values;
	}

	private static boolean isDigits(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
		}
		return text.length() <= MAX_DIGITS;
	}

	/** True if a text is made of the characters of DS (PS3.5 table 6.2-1): Java reads more than these as numbers. */
	private static boolean isDecimal(String text) {
		if (text.isEmpty() || text.length() > MAX_LENGTH) return false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'E' && c != 'e') return false;
		}
		return true;
	}
}
