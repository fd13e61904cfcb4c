package sc.fiji.medprep.batch;

import java.io.IOException;

/**
 * Reads a line of compact JSON from left to right: the journal is gone through several times in a run, and a reader that
 * takes any JSON needs ten times as long.
 */
final class LineReader {
	private final String text;
	private int at;
	/** The first backslash that is not yet passed. */
	private int escape;

	LineReader(String text) {
		this.text = text;
		escape = text.indexOf('\\');
		if (escape < 0) escape = text.length();
	}

	/** Takes a character if it comes next. */
	boolean take(char c) {
		if (at >= text.length() || text.charAt(at) != c) return false;
		at++;
		return true;
	}

	void expect(char c) throws IOException {
		if (!take(c)) throw damaged();
	}

	/** Enters an object or array; false if it is empty and so left again. */
	boolean begin(char open, char close) throws IOException {
		expect(open);
		return !take(close);
	}

	/** Whether another value follows in an object or array, which is left if not. */
	boolean next(char close) throws IOException {
		if (take(',')) return true;
		expect(close);
		return false;
	}

	/** The name of a value in an object. */
	String name() throws IOException {
		String name = string();
		expect(':');
		return name;
	}

	String string() throws IOException {
		expect('"');
		int end = text.indexOf('"', at);
		if (end < 0) throw damaged();
		if (escape > end) {
			String plain = text.substring(at, end);
			at = end + 1;
			return plain;
		}
		StringBuilder value = new StringBuilder();
		while (!take('"')) value.append(character());
		escape = text.indexOf('\\', at);
		if (escape < 0) escape = text.length();
		return value.toString();
	}

	private char character() throws IOException {
		char c = any();
		if (c != '\\') return c;
		c = any();
		return switch (c) {
			case 't' -> '\t';
			case 'b' -> '\b';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 'f' -> '\f';
			case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
			default -> c;
		};
	}

	private int hex() throws IOException {
		int digit = Character.digit(any(), 16);
		if (digit < 0) throw damaged();
		return digit;
	}

	private char any() throws IOException {
		if (at >= text.length()) throw damaged();
		return text.charAt(at++);
	}

	/** A whole number that is not negative. */
	long number() throws IOException {
		int from = at;
		long number = 0;
		for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) number = 10 * number + text.charAt(at) - '0';
		if (at == from || at - from > 18) throw damaged();
		return number;
	}

	boolean truth() throws IOException {
		boolean truth = text.startsWith("true", at);
		if (!truth && !text.startsWith("false", at)) throw damaged();
		at += truth ? 4 : 5;
		return truth;
	}

	/** A line break may be left. */
	void end() throws IOException {
		take('\n');
		if (at < text.length()) throw damaged();
	}

	static IOException damaged() {
		return new IOException("The journal is damaged");
	}
}
