package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.medprep.batch.BatchConfigurationException;

/** A table of what became what, with the columns {@code id_old} and {@code id_new}; as key lists of benchmarks have it. */
final class Mapping {
	static final Mapping NONE = new Mapping();
	private static final long MAX_BYTES = 1L << 30;

	private final Map<String, String> oldOfNew = new HashMap<>(), newOfOld = new HashMap<>();

	private Mapping() {}

	/** @param file null for none; @param key what the user calls the file */
	static Mapping read(Path file, String key) throws IOException {
		if (file == null) return NONE;
		if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) throw new BatchConfigurationException("The table " + key + " does not exist or is too large; give a CSV file.");
		Mapping mapping = new Mapping();
		List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
		List<String> head = lines.isEmpty() ? List.of() : fields(lines.get(0));
		int from = head.indexOf("id_old"), to = head.indexOf("id_new");
		if (from < 0 || to < 0) throw new BatchConfigurationException("The table " + key + " has no columns id_old and id_new; name its columns so.");
		for (int i = 1; i < lines.size(); i++) {
			List<String> fields = fields(lines.get(i));
			if (fields.size() <= Math.max(from, to)) {
				if (lines.get(i).isBlank()) continue;
				throw new BatchConfigurationException("Line " + (i + 1) + " of the table " + key + " has too few columns.");
			}
			mapping.oldOfNew.put(fields.get(to), fields.get(from));
			mapping.newOfOld.put(fields.get(from), fields.get(to));
		}
		return mapping;
	}

	/** The fields of a line (RFC 4180); no identifier has a line break in it. */
	private static List<String> fields(String line) {
		List<String> fields = new ArrayList<>();
		StringBuilder field = new StringBuilder();
		boolean quoted = false;
		for (int i = line.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0; i <= line.length(); i++) {
			char c = i < line.length() ? line.charAt(i) : ',';
			if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
				field.append(c);
				i++;
			}
			else if (c == '"') quoted = !quoted;
			else if (c == ',' && (!quoted || i == line.length())) {
				fields.add(field.toString().strip());
				field.setLength(0);
			}
			else field.append(c);
		}
		return fields;
	}

	boolean isEmpty() {
		return newOfOld.isEmpty();
	}

	/** True for what something became, and did not stay. */
	boolean isNew(String value) {
		String old = oldOfNew.get(value);
		return old != null && !old.equals(value);
	}

	Optional<String> oldOf(String value) {
		return Optional.ofNullable(oldOfNew.get(value));
	}

	Optional<String> newOf(String value) {
		return Optional.ofNullable(newOfOld.get(value));
	}
}
