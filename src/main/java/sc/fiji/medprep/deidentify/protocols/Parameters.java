package sc.fiji.medprep.deidentify.protocols;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A list of the parameters that are kept and of the forms that their values must have, from a resource of this package. */
final class Parameters {
	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,10}|[+-]?\\d{0,10}\\.\\d{0,16}([eE][+-]?\\d{1,3})?|0x[0-9a-fA-F]{1,8}");
	private static final int DIGITS_OF_A_DAY = 8;
	/** Sequences write their day into parameters that are not used otherwise. */
	private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])|(0[1-9]|[12]\\d|3[01])(0[1-9]|1[0-2])(19|20)\\d\\d|(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(19|20)\\d\\d");
	/** Shorter numbers are too many to be told from a patient's number. */
	private static final int LONG_ENOUGH_TO_NAME = 6;

	/** The form of each parameter; a number if the line of the list has no pattern. */
	private final Map<String, Pattern> forms = new HashMap<>();

	Parameters(String list) {
		try (InputStream in = Objects.requireNonNull(Parameters.class.getResourceAsStream(list), "This installation lacks " + list)) {
			new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
				int tab = line.indexOf('\t');
				forms.put(tab < 0 ? line : line.substring(0, tab), tab < 0 ? NUMBER : Pattern.compile(line.substring(tab + 1)));
			});
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	boolean isListed(String name) {
		return forms.containsKey(name);
	}

	/**
	 * True for a value of a listed parameter that has the form it must have, is no day, and is left alone by what cleans texts.
	 *
	 * @param value without blanks around it
	 */
	boolean keep(String name, String value, UnaryOperator<String> text) {
		Pattern form = forms.get(name);
		if (form == null || !form.matcher(value).matches()) return false;
		if (form != NUMBER) return text.apply(value).equals(value);
		return (value.length() != DIGITS_OF_A_DAY || !DAY.matcher(value).matches()) && (value.length() < LONG_ENOUGH_TO_NAME || text.apply(value).equals(value));
	}
}
