package sc.fiji.medprep.image.write;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as VR DS writes them, in at most 16 characters (PS3.5 section 6.2). */
final class DecimalText {
	private static final int LONGEST = 16;

	private DecimalText() {}

	/** The text of a finite number with as many digits as fit. */
	static String of(double number) {
		if (number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString((long) number);
		BigDecimal exact = new BigDecimal(Double.toString(number));
		for (int digits = 17; digits > 0; digits--) {
			BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
			String plain = rounded.toPlainString(), scientific = rounded.toString();
			if (plain.length() <= LONGEST) return plain;
			if (scientific.length() <= LONGEST) return scientific;
		}
		throw new IllegalArgumentException("The number has no decimal text");
	}

	static String of(double... numbers) {
		StringBuilder text = new StringBuilder();
		for (double number : numbers) text.append(text.isEmpty() ? "" : "\\").append(of(number));
		return text.toString();
	}

	/** The number that a reader gets. */
	static double rounded(double number) {
		return Double.parseDouble(of(number));
	}
}
