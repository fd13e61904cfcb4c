package sc.fiji.medprep.dicom;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graphic character set of ISO 2022 that an escape sequence designates to G0 (bytes below 128) or G1 (PS3.3 tables
 * C.12-3 and C.12-4).
 */
enum GraphicSet {
	ASCII(6, "(B", "US-ASCII"), //
	LATIN_1(100, "-A", "ISO-8859-1"), LATIN_2(101, "-B", "ISO-8859-2"), LATIN_3(109, "-C", "ISO-8859-3"), //
	LATIN_4(110, "-D", "ISO-8859-4"), CYRILLIC(144, "-L", "ISO-8859-5"), ARABIC(127, "-G", "ISO-8859-6"), //
	GREEK(126, "-F", "ISO-8859-7"), HEBREW(138, "-H", "ISO-8859-8"), LATIN_5(148, "-M", "ISO-8859-9"), //
	LATIN_9(203, "-b", "ISO-8859-15"), THAI(166, "-T", "TIS-620"), //
	JIS_ROMAJI(13, "(J", "JIS_X0201"), JIS_KATAKANA(13, ")I", "JIS_X0201"), //
	JIS_KANJI(87, "$B", "x-JIS0208"), JIS_SUPPLEMENTARY_KANJI(159, "$(D", "JIS_X0212-1990"), //
	KOREAN(149, "$)C", "EUC-KR"), SIMPLIFIED_CHINESE(58, "$)A", "GB2312");

	/** Sets by defined term, with and without code extension. */
	private static final Map<String, List<GraphicSet>> BY_TERM = new HashMap<>();
	static {
		for (GraphicSet set : values()) {
			for (String prefix : new String[] {"ISO_IR ", "ISO 2022 IR "}) BY_TERM.computeIfAbsent(prefix + set.registration, term -> new ArrayList<>(2)).add(set);
		}
	}

	/** ISO-IR registration number, as in the defined terms. */
	final int registration;
	/** What follows ESC. */
	final String escape;
	private final String charsetName;
	/** Filled in when it is first asked for: most files need none of the large tables. */
	private volatile Charset charset;

	GraphicSet(int registration, String escape, String charsetName) {
		this.registration = registration;
		this.escape = escape;
		this.charsetName = charsetName;
	}

	/** Maps the bytes of this set; those of G1 sets with their high bit set. */
	Charset charset() {
		if (charset == null) charset = Charset.forName(charsetName);
		return charset;
	}

	boolean isG1() {
		return escape.charAt(0) == '-' || escape.charAt(0) == ')' || escape.startsWith("$)");
	}

	boolean isTwoBytes() {
		return escape.charAt(0) == '$';
	}

	/** The sets of a defined term; none for one that names a charset without escapes, or that the standard does not know. */
	static List<GraphicSet> ofTerm(String term) {
		return BY_TERM.getOrDefault(term, List.of());
	}

	/** The set whose escape sequence stands in the bytes behind an ESC, or null. */
	static GraphicSet designatedBy(byte[] bytes, int at) {
		for (GraphicSet set : values()) {
			int i = 0;
			while (i < set.escape.length() && at + i < bytes.length && bytes[at + i] == set.escape.charAt(i)) i++;
			if (i == set.escape.length()) return set;
		}
		return null;
	}
}
