package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.BatchConfigurationException;

/** A table of old and new identifiers as the MIDI-B validator takes it: CSV with the columns {@code id_old} and {@code id_new}. */
final class IdMapping {
	private IdMapping() {}

	/**
	 * New identifiers by old ones. Of several rows with the same old one the first counts.
	 *
	 * @param what starts sentences, as in "The UID mapping"
	 */
	static Map<String, String> read(Path file, String what) throws IOException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException(what + " does not exist.");
		try {
			return parse(Files.readString(file), what);
		}
		catch (CharacterCodingException e) {
			throw new BatchConfigurationException(what + " is no text in UTF-8.");
		}
	}

	static Map<String, String> parse(String text, String what) throws BatchConfigurationException {
		List<List<String>> rows = rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
		int from = rows.isEmpty() ? -1 : rows.get(0).indexOf("id_old"), to = rows.isEmpty() ? -1 : rows.get(0).indexOf("id_new");
		if (from < 0 || to < 0) throw new BatchConfigurationException(what + " needs the columns id_old and id_new in its first line.");
		Map<String, String> mapping = new LinkedHashMap<>();
		for (List<String> row : rows.subList(1, rows.size())) {
			if (row.size() > Math.max(from, to)) mapping.putIfAbsent(row.get(from), row.get(to));
		}
		return mapping;
	}

	/** The cells of RFC 4180, without blanks around them. */
	private static List<List<String>> rows(String text) {
		List<List<String>> rows = new ArrayList<>();
		List<String> row = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i <= text.length(); i++) {
			char c = i < text.length() ? text.charAt(i) : '\n';
			if (quoted && i < text.length()) {
				if (c != '"') cell.append(c);
				else if (i + 1 < text.length() && text.charAt(i + 1) == '"') cell.append(text.charAt(i++));
				else quoted = false;
			}
			else if (c == '"') quoted = true;
			else if (c == ',' || c == '\n' || c == '\r') {
				row.add(cell.toString().strip());
				cell.setLength(0);
				if (c == ',') continue;
				if (row.size() > 1 || !row.get(0).isEmpty()) rows.add(row);
				row = new ArrayList<>();
			}
			else cell.append(c);
		}
		return rows;
	}
}
