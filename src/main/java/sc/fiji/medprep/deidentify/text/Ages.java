package sc.fiji.medprep.deidentify.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Groups ages over 89 years, as HIPAA's safe harbor asks (45 CFR 164.514(b)(2)(i)(C)). */
final class Ages {
	private static final String OLD = "0?(9\\d|1[0-3]\\d)";
	private static final Pattern AGE = Pattern.compile("(?<![0-9.,])" + OLD + "(?=[ -]?(?:y\\.?/?o\\.?(?![a-z])|y ?o(?![a-z])|yrs?(?![a-z])|years?(?![a-z])|yo[fm](?![a-z])|j\\.|jahr|jarige?|jaar|ans(?![a-z])|an[oi]s?(?![a-z])|ann[io](?![a-z])|aos(?![a-z])|letn|lat(?: |$)|歳|才|岁|세))"
		+ "|(?<![a-z0-9.,/-])(9\\d)(?=/?[fm](?![a-z0-9/-]))|(?<=(?<![a-z0-9])[fm]/)(9\\d)(?![0-9.,+/-])"
		+ "|(?<=\\bage[: ]{1,2}|\\baged |\\balter[: ]{1,2}|\\bedad[: ]{1,2}|\\beta[: ]{1,2}|\\bidade[: ]{1,2}|\\bleeftijd[: ]{1,2})" + OLD + "(?![0-9.,+])");
	/** Two digits and Y alone are an age except 90Y, which is yttrium. */
	private static final Pattern AGE_STRING = Pattern.compile("(?<![0-9a-z.,])(?:0(9\\d)|(9[1-9])|(1[0-3]\\d))(?=y(?![a-z0-9-]))");

	private Ages() {}

	static void mark(Reading reading, Marks marks) {
		if (!mayBeOld(reading)) return;
		replace(AGE, reading, marks);
		replace(AGE_STRING, reading, marks);
	}

	private static boolean mayBeOld(Reading reading) {
		for (Token token : reading.tokens) {
			int length = token.end - token.start;
			if (token.digits && (length == 2 && token.key.charAt(0) == '9' || length == 3 && (token.key.startsWith("09") || token.key.charAt(0) == '1'))) return true;
		}
		return false;
	}

	private static void replace(Pattern pattern, Reading reading, Marks marks) {
		for (Matcher m = pattern.matcher(reading.plain); m.find();) {
			if (marks.isFree(m.start(), m.end())) marks.replace(m.start(), m.end(), "90+", Kind.AGE);
		}
	}
}
