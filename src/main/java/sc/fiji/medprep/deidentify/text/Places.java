package sc.fiji.medprep.deidentify.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.standard.UidRegistry;

/** Finds what locates somebody or something in a network: e-mail, URL, host, address, path, UID. */
final class Places {
	private static final Pattern URL = Pattern.compile("(?:\\b[a-z][a-z0-9+.-]{1,12}://|\\bwww\\.)[^\\s\"<>\\\\]{1,2000}");
	private static final Pattern HOST = Pattern.compile("(?<![a-z0-9.-])(?:[a-z0-9][a-z0-9-]{0,40}\\.){1,5}(?:(?:com|org|net|edu|gov|local|lan|intern|internal|hospital|health)|(?<=[a-z0-9-]{1,41}\\.[a-z0-9-]{1,41}\\.)(?:de|fr|uk|es|it|nl|pt|ch|at|be|se|dk|no|fi|pl|cz|jp|cn|kr|br|us|ca|au|eu|ie|in))(?![a-z0-9-]|\\.[a-z0-9])(?::\\d{1,5})?(?:/[^\\s]{0,500})?");
	private static final Pattern ADDRESS = Pattern.compile("(?<![0-9.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![0-9]|\\.[0-9])(?::\\d{1,5})?");
	private static final Pattern HARDWARE = Pattern.compile("(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}(?![0-9a-f:-])");
	private static final Pattern UUID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])");
	private static final Pattern UID = Pattern.compile("(?<![0-9.])[0-2](?:\\.(?:0|[1-9]\\d{0,38})){4,30}(?![0-9]|\\.[0-9])");
	private static final Pattern PATH = Pattern.compile("(?<![a-z0-9])[a-z]:[\\\\/](?:(?:documents and settings|dokumente und einstellungen|users|benutzer)[\\\\/][^\\\\/\\r\\n\"<>|]{1,40}(?=[\\\\/]))?[^\\s\"<>|]{0,500}"
		+ "|(?<![a-z0-9\\\\])\\\\\\\\[a-z0-9_.$-]{1,64}\\\\[^\\s\"<>|]{1,500}|(?<![a-z0-9./])/(?:home|users|usr/people|export/home|data/home|media|mnt|root)/[^\\s\"<>|]{1,500}|(?<![a-z0-9])~[a-z][a-z0-9_-]{1,30}(?:/[^\\s]{0,200})?"
		+ "|\\b(?:user(?:name)?|login|logon|benutzer)[:=] ?[a-z0-9_.-]{2,40}");
	private static final int SHORTEST_UID = 17, LONGEST_LOCAL = 64, LONGEST_HOST = 253;

	private Places() {}

	static void mark(Reading reading, Marks marks) {
		String plain = reading.plain;
		if (plain.indexOf('@') >= 0) emails(plain, marks);
		if (plain.contains("://") || plain.contains("www.")) all(URL, plain, marks, Kind.LOCATION);
		boolean path = plain.indexOf('\\') >= 0 || plain.indexOf('~') >= 0 || plain.contains(":/") || plain.indexOf('/') >= 0 && plain.indexOf('/', plain.indexOf('/') + 1) > 0;
		if (path || plain.contains("user") || plain.contains("login") || plain.contains("logon") || plain.contains("benutzer")) all(PATH, plain, marks, Kind.LOCATION);
		if (plain.indexOf('.') >= 0) {
			if (reading.digits >= 5 && reading.numbers > 4) uids(plain, marks);
			if (reading.digits >= 4 && reading.numbers > 3) addresses(plain, marks);
			if (hasInnerPoint(plain)) all(HOST, plain, marks, Kind.LOCATION);
		}
		if (plain.indexOf('-') >= 0 || plain.indexOf(':') >= 0) {
			if (plain.length() >= 36) all(UUID, plain, marks, Kind.ID);
			if (plain.length() >= 17) all(HARDWARE, plain, marks, Kind.ID);
		}
	}

	/** True if a point stands directly before two letters, as before the last part of the name of a host. */
	private static boolean hasInnerPoint(String plain) {
		for (int i = plain.indexOf('.', 1); i >= 0 && i + 2 < plain.length(); i = plain.indexOf('.', i + 1)) {
			if (isLetter(plain.charAt(i + 1)) && isLetter(plain.charAt(i + 2)) && (isLetter(plain.charAt(i - 1)) || Character.isDigit(plain.charAt(i - 1)))) return true;
		}
		return false;
	}

	private static boolean isLetter(char c) {
		return c >= 'a' && c <= 'z';
	}

	private static void all(Pattern pattern, String plain, Marks marks, Kind kind) {
		for (Matcher m = pattern.matcher(plain); m.find();) marks.remove(m.start(), m.end(), kind);
	}

	/** Goes from each at sign both ways, so that long text takes linear time. */
	private static void emails(String plain, Marks marks) {
		for (int at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
			int start = at, end = at + 1;
			while (start > 0 && at - start < LONGEST_LOCAL && isLocal(plain.charAt(start - 1))) start--;
			while (end < plain.length() && end - at <= LONGEST_HOST && isHost(plain.charAt(end))) end++;
			while (end > at + 1 && !Character.isLetterOrDigit(plain.charAt(end - 1))) end--;
			if (start < at && end > at + 2 && plain.substring(at, end).indexOf('.') > 0) marks.remove(start, end, Kind.EMAIL);
		}
	}

	private static boolean isLocal(char c) {
		return Character.isLetterOrDigit(c) || "._%+-'".indexOf(c) >= 0;
	}

	private static boolean isHost(char c) {
		return Character.isLetterOrDigit(c) || c == '.' || c == '-';
	}

	private static void uids(String plain, Marks marks) {
		for (Matcher m = UID.matcher(plain); m.find();) {
			if (m.end() - m.start() > 64) marks.remove(m.start(), m.end(), Kind.UID);
			else {
				UidRegistry registry = UidRegistry.instance();
				String uid = m.group();
				if (registry.namesKind(uid)) marks.keep(m.start(), m.end());
				else if (uid.length() >= SHORTEST_UID) marks.remove(m.start(), m.end(), Kind.UID);
			}
		}
	}

	/** Four small numbers are a version unless they look like an address of a private network or are long. */
	private static void addresses(String plain, Marks marks) {
		for (Matcher m = ADDRESS.matcher(plain); m.find();) {
			int digits = 0, first = Integer.parseInt(m.group(1)), second = Integer.parseInt(m.group(2));
			boolean bytes = true;
			for (int i = 1; i <= 4; i++) {
				digits += m.end(i) - m.start(i);
				bytes &= Integer.parseInt(m.group(i)) < 256;
			}
			boolean version = m.start() > 0 && plain.substring(Math.max(0, m.start() - 9), m.start()).matches(".*(v|vers|version|software|release|rel)[ .:=]?");
			boolean inside = first == 10 && digits > 5 || first == 192 && second == 168 || first == 172 && second >= 16 && second < 32 || first == 127;
			if (bytes && !version && (inside || digits >= 8)) marks.remove(m.start(), m.end(), Kind.LOCATION);
		}
	}
}
