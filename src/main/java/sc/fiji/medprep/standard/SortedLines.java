package sc.fiji.medprep.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text resource whose lines are sorted by their leading fields and separated into fields by tabs. The first line names
 * content, edition and origin. Lookups search the bytes as they are: nothing is parsed at load time, because a cold
 * interpreter needs longer to build an index than all lookups of a run take.
 */
final class SortedLines {

	private final byte[] text;
	private final int start;

	SortedLines(String name) {
		text = bytes(name);
		start = lineAfter(text, 0);
	}

	/** The content of a resource of this room. */
	static byte[] bytes(String name) {
		try (InputStream in = SortedLines.class.getResourceAsStream(name)) {
			if (in == null) throw new IllegalStateException("The table " + name + " is missing from this installation.");
			return in.readAllBytes();
		}
		catch (IOException e) {
			throw new UncheckedIOException("The table " + name + " cannot be read.", e);
		}
	}

	/** Where the line behind the one at {@code at} begins; the length of the text if there is none. */
	static int lineAfter(byte[] text, int at) {
		int i = at;
		while (i < text.length && text[i] != '\n') i++;
		return Math.min(i + 1, text.length);
	}

	/** What the first line of a table says between "edition " and the semicolon. */
	static String edition(byte[] text) {
		String header = new String(text, 0, lineAfter(text, 0) - 1, StandardCharsets.UTF_8);
		int from = header.indexOf("edition ") + "edition ".length();
		return header.substring(from, header.indexOf(';', from));
	}

	/** The number written at {@code at} as eight upper-case hexadecimal digits. */
	static int hex8(byte[] text, int at) {
		int value = 0;
		for (int i = at; i < at + 8; i++) {
			int c = text[i];
			value = value << 4 | (c & 15) + (c >>> 6) * 9 & 15;
		}
		return value;
	}

	/** The tag written at {@code at}, with zeros for digits that are written x because they vary. */
	static int tag(byte[] text, int at) {
		return hex8(text, at) & fixedDigits(text, at);
	}

	/** The bits that a tag written with x has in common with all that it stands for; odd groups are private, never repeats. */
	static int mask(byte[] text, int at) {
		return fixedDigits(text, at) | 0x00010000;
	}

	private static int fixedDigits(byte[] text, int at) {
		int mask = 0;
		for (int i = at; i < at + 8; i++) mask = mask << 4 | (text[i] == 'x' ? 0 : 15);
		return mask;
	}

	/** A tag as it stands in the tables: eight upper-case hexadecimal digits, x where the mask leaves bits open. */
	static String tagText(int tag, int mask) {
		char[] text = new char[8];
		for (int i = 0; i < 8; i++) {
			int shift = 28 - 4 * i;
			text[i] = (mask >>> shift & 15) != 15 ? 'x' : "0123456789ABCDEF".charAt(tag >>> shift & 15);
		}
		return new String(text);
	}

	String edition() {
		return edition(text);
	}

	/** The first line whose leading fields are {@code key} (several fields are joined by tabs), or -1. */
	int find(String key) {
		int low = start;
		int high = text.length;
		while (low < high) {
			int line = (low + high) >>> 1;
			while (line > low && text[line - 1] != '\n') line--;
			if (compare(line, key) < 0) low = lineAfter(text, line);
			else high = line;
		}
		return low < text.length && compare(low, key) == 0 ? low : -1;
	}

	/** The line behind {@code line} if its leading fields are {@code key} too, or -1. */
	int next(int line, String key) {
		int next = lineAfter(text, line);
		return next < text.length && compare(next, key) == 0 ? next : -1;
	}

	private int compare(int line, String key) {
		int length = key.length();
		for (int i = 0; i < length; i++) {
			if (line + i >= text.length) return -1;
			int difference = (text[line + i] & 0xFF) - key.charAt(i);
			if (difference != 0) return difference;
		}
		return line + length < text.length ? text[line + length] - '\t' : -1;
	}

	/** Where field {@code index} of a line begins. */
	int fieldStart(int line, int index) {
		int at = line;
		for (int i = 0; i < index; i++) {
			while (text[at] != '\t') at++;
			at++;
		}
		return at;
	}

	/** Field {@code index} of a line; every line has all fields of its table. */
	String field(int line, int index) {
		int from = fieldStart(line, index);
		int to = from;
		while (text[to] != '\t' && text[to] != '\n') to++;
		return new String(text, from, to - from, StandardCharsets.UTF_8);
	}

	/** The first field of each line. */
	List<String> firstFields() {
		List<String> fields = new ArrayList<>();
		for (int line = start; line < text.length; line = lineAfter(text, line)) fields.add(field(line, 0));
		return fields;
	}

	/** The bytes of the table; for reading only. */
	byte[] text() {
		return text;
	}
}
