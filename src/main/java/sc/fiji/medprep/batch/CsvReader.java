package sc.fiji.medprep.batch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a table from CSV as in RFC 4180, in UTF-8 with or without a mark of that at its beginning, and with what
 * spreadsheets make of it: semicolons or tabs where a comma is taken for a decimal point, and any kind of line end.
 */
public final class CsvReader {
	/**
	 * A row that is not empty.
	 *
	 * @param line in which it begins, counted from 1
	 * @param cells without blanks around them
	 */
	public record Row(int line, List<String> cells) {
		/** A cell; empty if the row is too short or the column is -1. */
		public String cell(int column) {
			return column < 0 || column >= cells.size() ? "" : cells.get(column);
		}
	}

	private final CharBuffer text;
	private final String what;
	private final char separator;
	private int at, line = 1;

	private CsvReader(CharBuffer text, String what) {
		this.text = text;
		this.what = what;
		separator = separator(text);
	}

	/**
	 * The rows of a table, its header as the first.
	 *
	 * @param what the table in a sentence, as in "subject list"
	 * @throws BatchConfigurationException if it is no such table; says which line and why
	 */
	public static List<Row> read(byte[] file, String what) throws BatchConfigurationException {
		CharBuffer text = decoded(file, what);
		if (text.length() > 0 && text.charAt(0) == '\uFEFF') text.position(1);
		CsvReader reader = new CsvReader(text, what);
		List<Row> rows = new ArrayList<>();
		while (!reader.isAtEnd()) {
			Row row = reader.row();
			if (!row.cells().stream().allMatch(String::isEmpty)) rows.add(row);
		}
		return rows;
	}

	/** What is wrong with a line, as one sentence. */
	public static BatchConfigurationException wrong(String what, int line, String why) {
		return new BatchConfigurationException("Line " + line + " of the " + what + " cannot be used: " + why + ".");
	}

	private static CharBuffer decoded(byte[] file, String what) throws BatchConfigurationException {
		ByteBuffer in = ByteBuffer.wrap(file);
		CharBuffer text = CharBuffer.allocate(file.length);
		CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
		if (result.isError()) {
			int line = 1;
			for (int i = 0; i < in.position(); i++) if (file[i] == '\n') line++;
			throw wrong(what, line, "it is not in UTF-8; save the table as \"CSV UTF-8\"");
		}
		return text.flip();
	}

	/** The one that the header has most of. */
	private static char separator(CharBuffer text) {
		int commas = 0, semicolons = 0, tabs = 0;
		for (int i = 0; i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
			switch (text.charAt(i)) {
				case ',' -> commas++;
				case ';' -> semicolons++;
				case '\t' -> tabs++;
				default -> { }
			}
		}
		return semicolons > Math.max(commas, tabs) ? ';' : tabs > commas ? '\t' : ',';
	}

	private boolean isAtEnd() {
		return at >= text.length();
	}

	private boolean isNext(char c) {
		return !isAtEnd() && text.charAt(at) == c;
	}

	private Row row() throws BatchConfigurationException {
		int start = line;
		List<String> cells = new ArrayList<>();
		do cells.add((isNext('"') ? quoted() : plain()).strip());
		while (skip(separator));
		if (skip('\r') | skip('\n')) line++;
		else if (!isAtEnd()) throw wrong(what, line, "something stands behind a closing quote");
		return new Row(start, cells);
	}

	private boolean skip(char c) {
		if (!isNext(c)) return false;
		at++;
		return true;
	}

	private String plain() throws BatchConfigurationException {
		int start = at;
		for (; !isAtEnd() && !isNext(separator) && !isNext('\r') && !isNext('\n'); at++) {
			if (isNext('"')) throw wrong(what, line, "a quote stands inside a cell that does not begin with one");
		}
		return text.subSequence(start, at).toString();
	}

	private String quoted() throws BatchConfigurationException {
		int start = line;
		StringBuilder cell = new StringBuilder();
		at++;
		while (true) {
			if (isAtEnd()) throw wrong(what, start, "a quote is not closed");
			char c = text.charAt(at++);
			if (c == '"' && !skip('"')) return cell.toString();
			if (c == '\n' || c == '\r' && !isNext('\n')) line++;
			cell.append(c);
		}
	}
}
