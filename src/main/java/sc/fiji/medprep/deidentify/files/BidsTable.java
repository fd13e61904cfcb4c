package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.deidentify.subject.Subject;

/** A table of BIDS with tabs between columns: participants, sessions, scans, events and the like. Columns go by their names; what goes leaves {@code n/a}. */
final class BidsTable {
	private static final String NONE = "n/a";
	/** Columns of events, whose words are those of the experiment. */
	private static final Set<String> EXPERIMENT = Set.of("onset", "duration", "sample", "trial_type", "response_time", "HED", "value", "stim_file");

	private final Context context;
	private final Values values;
	private final BidsNames names;

	BidsTable(Context context) {
		this.context = context;
		values = new Values(context);
		names = new BidsNames(context);
	}

	/** @throws IOException if it is no table; the message is one sentence */
	byte[] cleaned(byte[] bytes, String path) throws IOException {
		String[] lines = text(bytes).split("\\r\\n|\\n|\\r");
		String[] columns = lines[0].split("\t", -1);
		Subject ofPath = context.subject(BidsNames.label(path));
		boolean events = path.endsWith("_events.tsv");
		StringBuilder cleaned = new StringBuilder();
		List<String> header = new ArrayList<>();
		for (String column : columns) header.add(column.matches("[A-Za-z][A-Za-z0-9_ -]{0,63}") ? column : orElse(values.text(column, null, List.of()), "column" + (header.size() + 1)));
		cleaned.append(String.join("\t", header)).append('\n');
		for (int i = 1; i < lines.length; i++) {
			if (lines[i].isBlank()) continue;
			String[] cells = lines[i].split("\t", -1);
			if (cells.length != columns.length) throw new IOException("Line " + (i + 1) + " of the table has another number of columns than its first line; mend it or leave it out.");
			Subject subject = subject(columns, cells, ofPath);
			List<String> known = known(columns, cells, path);
			for (int k = 0; k < cells.length; k++) cleaned.append(k == 0 ? "" : "\t").append(cell(columns[k], cells[k], path, subject, known, events));
			cleaned.append('\n');
		}
		return cleaned.toString().getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) throws IOException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith("\ufeff") ? text.substring(1) : text;
		}
		catch (CharacterCodingException e) {
			throw new IOException("The text file is not UTF-8, as BIDS wants it; write it anew in that encoding.");
		}
	}

	private Subject subject(String[] columns, String[] cells, Subject ofPath) {
		for (int k = 0; k < columns.length; k++) {
			if (isParticipant(columns[k]) && !cells[k].isBlank()) return context.subject(cells[k].strip().replaceFirst("^sub-", ""));
		}
		return ofPath;
	}

	private static boolean isParticipant(String column) {
		return column.strip().matches("(?i)(?:participant|subject)(?:_?id)?|sub");
	}

	private static List<String> known(String[] columns, String[] cells, String path) {
		List<String> known = new ArrayList<>();
		if (BidsNames.label(path) != null) known.add(BidsNames.label(path));
		for (int k = 0; k < columns.length; k++) {
			if (cells[k].isBlank() || cells[k].equals(NONE)) continue;
			if (isParticipant(columns[k])) known.add(cells[k].strip().replaceFirst("^sub-", ""));
			else if (Values.isIdentifying(columns[k])) known.add(cells[k].strip());
		}
		return known;
	}

	private String cell(String column, String cell, String path, Subject subject, List<String> known, boolean events) {
		String value = cell.strip(), name = column.strip();
		if (value.isEmpty() || value.equals(NONE)) return value;
		if (isParticipant(name)) return subject == null ? NONE : (value.startsWith("sub-") || name.equals("participant_id") ? "sub-" : "") + subject.pseudonym();
		String reference = names.reference(name.equals("session_id") && !value.startsWith("ses-") ? "ses-" + value : value, path);
		if (reference != null) return reference;
		if (events && EXPERIMENT.contains(name)) return value;
		return orElse(values.cleaned(name, value, subject, known), NONE).replace('\t', ' ').replace('\n', ' ');
	}

	private static String orElse(String value, String other) {
		return value == null ? other : value;
	}
}
