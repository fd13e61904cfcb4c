package sc.fiji.medprep.deidentify.verify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.VR;

/**
 * A value of an original by which a patient, or somebody around one, may be recognised.
 *
 * @param tag the attribute that has it
 * @param characterSet in which the original writes it
 */
record Identifier(String text, Kind kind, int tag, SpecificCharacterSet characterSet) {
	/** Kinds of values, which differ in what may stand beside them. */
	enum Kind {
		NAME, ID, TEXT, UID, DATE
	}

	/**
	 * The bytes of a spelling in an encoding.
	 *
	 * @param unit bytes of a character: 1, or 2 for UTF-16
	 * @param bigEndian the byte order if it is 2
	 */
	record Pattern(byte[] bytes, Identifier of, int unit, boolean bigEndian) {
		/** True if what stands beside the bytes shows that they are the whole value and no part of a longer one. */
		boolean standsAlone(byte[] in, int start, int from, int to) {
			int end = start + bytes.length;
			return of.mayPrecede(at(in, start - unit, from, to)) && of.mayFollow(at(in, end, from, to), at(in, end + unit, from, to));
		}

		/** The character at a place, -1 beyond the ends. */
		private int at(byte[] in, int i, int from, int to) {
			if (i < from || i + unit > to) return -1;
			if (unit == 1) return in[i] & 0xFF;
			return bigEndian ? (in[i] & 0xFF) << 8 | in[i + 1] & 0xFF : (in[i + 1] & 0xFF) << 8 | in[i] & 0xFF;
		}
	}

	/** Longer values are known by their beginning. */
	private static final int MAX_BYTES = 256;
	private static final int ESC = 0x1B, ESCAPE_LENGTH = 3;
	private static final List<Charset> WIDE = List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
	private static final int LONG_UID = 20;

	/** In all spellings and encodings that a file may have: upper and lower case, the original's character set, UTF-8, ISO 8859-1 and UTF-16. */
	List<Pattern> patterns() {
		List<Pattern> patterns = new ArrayList<>(12);
		Set<String> spellings = new LinkedHashSet<>();
		spellings.add(text);
		if (kind != Kind.UID && kind != Kind.DATE) {
			spellings.add(text.toUpperCase(Locale.ROOT));
			spellings.add(text.toLowerCase(Locale.ROOT));
			spellings.add(title(text));
		}
		for (String spelling : spellings) {
			add(patterns, spelling.getBytes(StandardCharsets.UTF_8), 1, false);
			if (!isAscii(spelling)) {
				if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(spelling)) add(patterns, spelling.getBytes(StandardCharsets.ISO_8859_1), 1, false);
				addOriginal(patterns, spelling);
			}
			for (Charset wide : WIDE) add(patterns, spelling.getBytes(wide), 2, wide == StandardCharsets.UTF_16BE);
		}
		return patterns;
	}

	private void addOriginal(List<Pattern> patterns, String spelling) {
		try {
			byte[] bytes = characterSet.encode(spelling, VR.LO);
			// The escape back to ASCII is missing where more text of the same set follows.
			boolean escapesBack = bytes.length > ESCAPE_LENGTH && bytes[bytes.length - ESCAPE_LENGTH] == ESC;
			add(patterns, escapesBack ? Arrays.copyOf(bytes, bytes.length - ESCAPE_LENGTH) : bytes, 1, false);
		}
		catch (IllegalArgumentException cannotBeWritten) {
			// then it does not stand there in this character set
		}
	}

	private void add(List<Pattern> patterns, byte[] bytes, int unit, boolean bigEndian) {
		byte[] pattern = bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
		if (pattern.length < ResidueSearch.SHORTEST) return;
		for (Pattern known : patterns) {
			if (Arrays.equals(known.bytes, pattern)) return;
		}
		patterns.add(new Pattern(pattern, this, unit, bigEndian));
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) return false;
		}
		return true;
	}

	private static String title(String text) {
		StringBuilder title = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean inside = i > 0 && Character.isLetter(text.charAt(i - 1));
			title.append(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
		}
		return title.toString();
	}

	/** True for a value of nothing but digits and what stands between digits. */
	boolean isNumber() {
		return isNumber(text);
	}

	static boolean isNumber(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isLetter(text.charAt(i))) return false;
		}
		return true;
	}

	private boolean mayPrecede(int c) {
		return switch (kind) {
			case NAME -> !isLetter(c) || !isSpaced();
			case ID, TEXT -> !isLetterOrDigit(c);
			case UID, DATE -> !isLetterOrDigit(c) && c != '.';
		};
	}

	private boolean mayFollow(int c, int next) {
		return switch (kind) {
			case NAME -> !isLetter(c) || !isSpaced();
			case ID, TEXT -> !isLetterOrDigit(c) && !(c == '.' && isNumber() && isDigit(next));
			// A longer UID that begins with one of the original tells it, if that is not a mere root.
			case UID -> !isDigit(c) && (c != '.' || text.length() >= LONG_UID);
			case DATE -> !isLetterOrDigit(c) && !(c == '.' && isDigit(next));
		};
	}

	/** False for scripts that put no blanks between words. */
	private boolean isSpaced() {
		return text.codePoints().noneMatch(c -> {
			Character.UnicodeScript script = Character.UnicodeScript.of(c);
			return script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA
				|| script == Character.UnicodeScript.HANGUL || script == Character.UnicodeScript.THAI;
		});
	}

	private static boolean isDigit(int c) {
		return c >= '0' && c <= '9';
	}

	/** The last character of ISO 8859-1 stands in hardly any name, but its byte fills white pixels and erased memory. */
	private static boolean isLetter(int c) {
		return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 && (c > 0xFF ? Character.isLetter(c) : c >= 0xC0 && c < 0xFF);
	}

	private static boolean isLetterOrDigit(int c) {
		return isDigit(c) || isLetter(c);
	}
}
