package sc.fiji.medprep.convert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The sidecar while it is written: only what is known gets in, and no text that tells who somebody is. What stands there first
 * stays, numbers have nine digits.
 */
final class Facts {
	private static final MathContext DIGITS = new MathContext(9);

	final JsonObject json = new JsonObject();
	private final Identity identity;

	Facts(Identity identity) {
		this.identity = identity;
	}

	void text(String name, String value) {
		if (!value.isBlank() && !json.has(name) && !identity.isIn(value)) json.addProperty(name, value.strip());
	}

	void texts(String name, List<String> values) {
		if (values.isEmpty() || json.has(name) || identity.isIn(values)) return;
		JsonArray array = new JsonArray();
		values.forEach(array::add);
		json.add(name, array);
	}

	void flag(String name, boolean value) {
		if (!json.has(name)) json.addProperty(name, value);
	}

	void number(String name, double value) {
		if (Double.isFinite(value) && !json.has(name)) json.addProperty(name, rounded(value));
	}

	/** A number for which zero and less say that it is unknown. */
	void positive(String name, double value) {
		if (value > 0) number(name, value);
	}

	void positive(String name, OptionalDouble value, double scale) {
		positive(name, value.orElse(0) * scale);
	}

	void numbers(String name, double[] values) {
		if (values.length == 0 || json.has(name) || !Arrays.stream(values).allMatch(Double::isFinite)) return;
		JsonArray array = new JsonArray();
		for (double value : values) array.add(rounded(value));
		json.add(name, array);
	}

	/** The number that a field has; NaN if there is none. */
	double get(String name) {
		return json.has(name) ? json.get(name).getAsDouble() : Double.NaN;
	}

	/** With nine digits. */
	static Number rounded(double value) {
		BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
		// Whole numbers without a point
		if (rounded.scale() <= 0 && rounded.precision() - rounded.scale() <= DIGITS.getPrecision()) return rounded.longValue();
		return rounded.doubleValue();
	}
}
