package sc.fiji.medprep.deidentify.siemens;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The fields of CSA headers that are kept, and what their values must look like. */
final class CsaFields {
	private static final String NUMBER = "number", PROTOCOL = "protocol";

	private static final class Holder {
		/** By name; the pattern is null for a protocol. */
		static final Map<String, Pattern> PATTERNS = new HashMap<>();
		static {
			for (String line : Lists.lines("csa-fields.txt")) {
				String[] fields = line.split("\t");
				PATTERNS.put(fields[0], fields[1].equals(PROTOCOL) ? null : fields[1].equals(NUMBER) ? Numbers.PATTERN : Pattern.compile(fields[1]));
			}
		}
	}

	private CsaFields() {}

	/** The values of a field that may stay, all of them or none; null if the field goes. */
	static List<String> kept(String name, List<String> values, UnaryOperator<String> text) {
		if (!Holder.PATTERNS.containsKey(name)) return null;
		Pattern pattern = Holder.PATTERNS.get(name);
		List<String> kept = new ArrayList<>(values.size());
		for (String value : values) {
			String stays = pattern == null ? AscConv.cleaned(value, text) : value.isBlank() ? "" : harmless(value.strip(), pattern, text);
			if (stays == null) return null;
			kept.add(stays);
		}
		return kept;
	}

	private static String harmless(String value, Pattern pattern, UnaryOperator<String> text) {
		if (pattern == Numbers.PATTERN) return Numbers.isHarmless(value, text) ? value : null;
		return pattern.matcher(value).matches() && text.apply(value).equals(value) ? value : null;
	}
}
