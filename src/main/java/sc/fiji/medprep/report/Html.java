package sc.fiji.medprep.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text on its way into a page: escaped, and numbers as people read them. */
final class Html {
	private Html() {}

	static String text(String plain) {
		return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** As many digits as say something. */
	static String number(double number) {
		return number == Math.rint(number) && Math.abs(number) < 1e15 ? number((long) number) : String.format(Locale.ROOT, "%.4g", number).replaceFirst("(\\.\\d*?)0+($|e)", "$1$2").replaceFirst("\\.($|e)", "$1");
	}

	static String items(long count) {
		return plural(count, "item");
	}

	static String plural(long count, String one) {
		return plural(count, one, one + "s");
	}

	static String plural(long count, String one, String many) {
		return number(count) + " " + (count == 1 ? one : many);
	}

	/** The first items of some, as a list. */
	static String first(List<Integer> items, long count) {
		return items.stream().map(String::valueOf).collect(Collectors.joining(", ")) + (count > items.size() ? ", …" : "");
	}
}
