package sc.fiji.medprep.deidentify.frames;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells the comments that encoders write about themselves (a name and a short version number) from all others. */
final class EncoderComment {
	/** No encoder writes more than this about itself. */
	private static final int MAX_LENGTH = 80;
	/** Longer names stand before those that they begin with. */
	private static final List<String> NAMES = List.of("MITRA_DICOM_STANDARD", "Kakadu", "GDCM/OpenJPEG", "OpenJPEG", "JasPer", "LEAD Technologies", "IJG", "Aware", "PICTools", "LuraWave",
		"Intel");
	private static final List<String> LEADS = List.of("Created by ", "CREATOR: ", "Creator: ");
	private static final List<String> WORDS = List.of("Inc.", "JP2K", "JPEG2000", "JPEG", "Version", "version");
	private static final int MAX_GROUPS = 3, MAX_DIGITS = 5;

	private EncoderComment() {}

	/** True if a comment is an encoder's name, perhaps with words like "version" and one version number such as 7.10.2 or 6b. */
	static boolean matches(byte[] comment) {
		if (comment.length > MAX_LENGTH) return false;
		String text = new String(comment, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
		int at = after(text, 0, LEADS);
		int named = after(text, at, NAMES);
		if (named == at) return false;
		at = named;
		while (true) {
			while (at < text.length() && "-, ".indexOf(text.charAt(at)) >= 0) at++;
			int next = after(text, at, WORDS);
			if (next == at) break;
			at = next;
		}
		if (at < text.length() && (text.charAt(at) == 'v' || text.charAt(at) == 'V')) at++;
		return afterVersion(text, at) == text.length();
	}

	/** Position behind one of the words, or the same position if none of them is there. */
	private static int after(String text, int at, List<String> words) {
		for (String word : words) {
			if (text.startsWith(word, at)) return at + word.length();
		}
		return at;
	}

	/** Position behind up to three groups of digits with full stops between them, five digits in all, and a small letter. */
	private static int afterVersion(String text, int at) {
		int end = at, digits = 0, groups = 0;
		while (end < text.length()) {
			char c = text.charAt(end);
			if (c >= '0' && c <= '9' && digits < MAX_DIGITS) digits++;
			else if (c == '.' && digits > 0 && ++groups < MAX_GROUPS) {
				// the next group follows
			}
			else break;
			end++;
		}
		return digits > 0 && end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z' ? end + 1 : end;
	}
}
