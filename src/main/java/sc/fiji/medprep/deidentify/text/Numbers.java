package sc.fiji.medprep.deidentify.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers that identify: behind a label, telephone, insurance and national numbers, and long runs of digits. */
final class Numbers {
	private static final Pattern LABEL = Pattern.compile("(?<![a-z0-9])(?:(mrn|m\\.r\\.n\\.?|med(?:ical)?\\.? ?rec(?:ord)?|hosp(?:ital)? ?(?:no|nr|num(?:ber)?)|acc(?:ession)?(?=[ #:.]*(?:no|nr|num|#|:|\\d{3}|[a-z]{0,4}-?\\d{3}))"
		+ "|pat(?:ient)?[ ._-]?(?:id|no|nr|num(?:ber)?|identifier)|pat(?:ienten)?-?(?:id|nr|nummer)|fall-?(?:nr|nummer)|aufnahme-?(?:nr|nummer)|pid|ssn|social security|nhs|chi|sin|medicare|medicaid|insurance|policy"
		+ "|vers(?:icherten)?\\.?-?(?:nr|nummer)|kvnr|insee|nir|secu|n[°o]? ?dossier|dossier|ipp|nip|dni|nie|nif|nhc|historia(?: clinica)?|cip|codice fiscale|tessera|bsn|burgerservicenummer|cpf|rg|utente|prontuario|cpr|personnummer|pesel|ahv"
		+ "|passport|license|licence|account|acct|device serial|serial(?: ?(?:no|nr|number))?|s/n|sn|requisition|req|order(?: ?(?:no|nr|number))|encounter|visit ?(?:no|nr|number|id)|case ?(?:no|nr|number|id)|chart(?: ?(?:no|nr|number))?|study ?id|subject ?id|exam ?(?:no|nr|number|id)|specimen(?: ?(?:no|nr|id))?)"
		+ "|(id|case|order|visit|exam|file|record|subject|ref(?:erence)?|number|nummer|no|nr))"
		+ "(?![a-z])([ ]?[#:=.][ ]?|[ ]{1,2}|[ ]?(?:is|no|nr|num|number|nummer|id)\\.?[ ]?[:#=.]?[ ]?){0,2}([a-z]{0,4}[-_/ ]?\\d[a-z0-9]{0,24}(?:[-_/.][a-z0-9]{1,12}){0,5})");
	private static final Pattern PHONE_LABEL = Pattern.compile("(?<![a-z])(?:tel(?:ef(?:on|ono)?|ephone)?|phone|ph|fon|fax|mobil[e]?|cell|handy|movil|telefoon|call|pager|bleep|beeper|ext)(?![a-z])[ ]?(?:no|nr)?[.:#]{0,2} ?(\\+?[(]?\\d(?:[ ()./-]{0,2}\\d){3,16})(?!\\d)");
	private static final Pattern INTERNATIONAL = Pattern.compile("(?<![a-z0-9+])(?:\\+[ ]?[1-9]\\d{0,2}|00[1-9]\\d(?=[ ()/-]))(?:[ ().\\/-]{0,2}\\d){6,13}(?!\\d)(?: ?(?:x|ext\\.?) ?\\d{1,6})?");
	private static final Pattern AMERICAN = Pattern.compile("(?<![0-9a-z+.,-])(?:1[ .-])?(?:\\(([2-9]\\d\\d)\\) ?|([2-9]\\d\\d)[-. ])(\\d{3})[-. ](\\d{4})(?!\\d|[-.]\\d)(?: ?(?:x|ext\\.?) ?\\d{1,6})?");
	private static final Pattern AMERICAN_LOCAL = Pattern.compile("(?<![0-9a-z+.,/-])([2-9]\\d\\d)-(\\d{4})(?!\\d|[-./]\\d)");
	private static final Pattern NATIONAL_PHONE = Pattern.compile("(?<![0-9a-z.,+/-])(?:\\(0\\d{1,5}\\)|0\\d{1,5})(?:[ ]?[/-][ ]?|[ ]|(?=\\.\\d\\d\\.\\d\\d\\.))(?:[ ./-]?\\d){5,9}(?!\\d|[.,]\\d)");
	private static final Pattern GROUPED = Pattern.compile("(?<![0-9a-z.,+-])(?:\\d{3}-\\d{2}-\\d{4}|\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{3}[ -]\\d{3}[ -]\\d{3,4}|\\d{4}[ -]\\d{4}[ -]\\d{4}(?:[ -]\\d{4})?|\\d{2,4}-\\d{3,4}-\\d{3,5}|756\\.\\d{4}\\.\\d{4}\\.\\d{2}|\\d{6,8}[-+]\\d{4}|\\d{6}-\\d{7}|\\d{6}[-+a]\\d{3}[0-9a-y]"
		+ "|[12] ?\\d\\d ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d\\d|2[ab]) ?\\d{3} ?\\d{3}(?: ?\\d\\d)?|\\d\\d ?\\d{6} ?[a-z] ?\\d{3}|[a-z]\\d{9}|\\d{8}-?[a-z]|[xyz]-?\\d{7}-?[a-z]|[a-z]{6}\\d\\d[a-ehlmprst]\\d\\d[a-z]\\d{3}[a-z]|[a-z]{2} ?\\d\\d ?\\d\\d ?\\d\\d ?[abcd]|\\d{17}x)(?![0-9a-z]|[-.]\\d)");
	private static final Pattern POST_CODE_PLUS = Pattern.compile("(?<![0-9.,-])\\d{5}-\\d{4}(?![0-9]|[-.]\\d)");
	/** Words with which a label starts or ends: without one of them there is none. */
	private static final Set<String> LABEL_WORDS = Set.of(("mrn m med medical hosp hospital acc accession pat patient patienten patid patnr fall fallnr fallnummer aufnahme aufnahmenr aufnahmenummer pid ssn social nhs chi sin medicare medicaid insurance policy vers versicherten "
		+ "kvnr insee nir secu dossier ipp nip dni nie nif nhc historia cip codice tessera bsn burgerservicenummer cpf rg utente prontuario cpr personnummer pesel ahv passport license licence account acct device serial s sn requisition req order "
		+ "encounter visit case chart study subject exam specimen id file record ref reference number nummer no nr patientid patientennummer patientennr casenr studyid subjectid").split(" "));
	private static final Set<String> PHONE_WORDS = Set.of("tel", "telefon", "telefono", "telephone", "telef", "phone", "ph", "fon", "fax", "mobil", "mobile", "cell", "handy", "movil", "telefoon", "call", "pager", "bleep", "beeper", "ext");
	private static final int LONG = 6, FEW = 4, SHORTEST_PHONE = 7;

	private final Reading reading;
	private final String plain;
	private final Marks marks;

	private Numbers(Reading reading, Marks marks) {
		this.reading = reading;
		this.plain = reading.plain;
		this.marks = marks;
	}

	static void mark(Reading reading, Marks marks) {
		if (reading.digits == 0) return;
		Numbers numbers = new Numbers(reading, marks);
		if (reading.digits >= LONG) numbers.groups();
		if (reading.hasAny(LABEL_WORDS)) numbers.labels();
		if (reading.digits >= 5) numbers.phones();
		numbers.runs();
	}

	private void labels() {
		for (Matcher m = LABEL.matcher(plain); m.find();) {
			String value = m.group(4), joint = plain.substring(m.end(1) < 0 ? m.end(2) : m.end(1), m.start(4));
			int digits = (int) value.chars().filter(c -> c >= '0' && c <= '9').count();
			boolean sign = joint.indexOf(':') >= 0 || joint.indexOf('#') >= 0 || joint.indexOf('=') >= 0 || joint.contains("n");
			boolean plainWord = m.group(2) != null;
			int end = m.end(4);
			// "study 5", "case 3" and "no 12" count things
			if (digits < (!plainWord ? 1 : m.group(2).equals("id") ? sign ? 1 : 2 : sign ? 4 : 5) || joint.isEmpty() && digits < 4) continue;
			if (m.group(1) != null && digits < 3 && !sign || Units.follows(plain, end)) continue;
			marks.remove(m.start(), end, Kind.ID);
		}
	}

	private void phones() {
		if (reading.hasAny(PHONE_WORDS)) for (Matcher m = PHONE_LABEL.matcher(plain); m.find();) phone(m);
		if (reading.digits >= SHORTEST_PHONE && (plain.indexOf('+') >= 0 || plain.contains("00"))) for (Matcher m = INTERNATIONAL.matcher(plain); m.find();) phone(m);
		if (reading.digits >= SHORTEST_PHONE && reading.numbers > 1) {
			for (Matcher m = AMERICAN.matcher(plain); m.find();) {
				String area = m.group(1) == null ? m.group(2) : m.group(1);
				if (!isRound(List.of(area, m.group(3), m.group(4)))) phone(m);
			}
			for (Matcher m = AMERICAN_LOCAL.matcher(plain); m.find();) {
				if (!isRound(List.of(m.group(1), m.group(2))) && !Units.follows(plain, m.end())) phone(m);
			}
			if (plain.indexOf('0') >= 0) for (Matcher m = NATIONAL_PHONE.matcher(plain); m.find();) {
				long digits = m.group().chars().filter(c -> c >= '0' && c <= '9').count();
				if (digits >= 8 && digits <= 13) phone(m);
			}
		}
	}

	/** Numbers such as 500 800 1000 are b-values or times. */
	private static boolean isRound(List<String> groups) {
		return groups.stream().allMatch(group -> Integer.parseInt(group) % 50 == 0);
	}

	private void phone(Matcher m) {
		if (marks.isFree(m.start(), m.end())) marks.remove(m.start(), m.end(), Kind.PHONE);
	}

	private void groups() {
		if (reading.numbers > 1 || reading.longestNumber >= LONG) for (Matcher m = GROUPED.matcher(plain); m.find();) {
			if (!marks.isFree(m.start(), m.end()) || Units.follows(plain, m.end())) continue;
			String[] parts = m.group().split("[ -]");
			boolean spaced = parts.length > 2 && m.group().matches("[0-9 -]+");
			if (spaced && isRound(List.of(parts))) continue;
			if (spaced && parts.length == 3 && parts[2].length() == 3 && Integer.parseInt(parts[0]) % 10 == 0 && Integer.parseInt(parts[1]) % 10 == 0 && Integer.parseInt(parts[2]) % 10 == 0) continue;
			marks.remove(m.start(), m.end(), parts.length == 3 && parts[2].length() == 4 && parts[1].length() == 3 && !isHealthServiceNumber(m.group()) ? Kind.PHONE : Kind.ID);
		}
		if (reading.longestNumber > FEW && plain.indexOf('-') >= 0) for (Matcher m = POST_CODE_PLUS.matcher(plain); m.find();) {
			if (marks.isFree(m.start(), m.end())) marks.remove(m.start(), m.end(), Kind.ADDRESS);
		}
	}

	/** Check digit of the British NHS number: modulus 11. */
	private static boolean isHealthServiceNumber(String number) {
		int sum = 0, weight = 10;
		for (int i = 0; i < number.length() && weight >= 1; i++) {
			if (number.charAt(i) >= '0' && number.charAt(i) <= '9') sum += weight-- * (number.charAt(i) - '0');
		}
		return sum % 11 == 0;
	}

	/** Runs of six digits and more, and codes in which letters and digits alternate, with all that hangs together with them. */
	private void runs() {
		List<Token> tokens = reading.tokens;
		for (int i = 0; i < tokens.size();) {
			int last = i, digits = 0;
			boolean run = false;
			while (true) {
				Token token = tokens.get(last);
				if (token.digits) {
					digits += token.end - token.start;
					run |= token.end - token.start >= LONG && !isMeasure(token) && marks.isFree(token.start, token.end);
				}
				if (!token.joinedBehind) break;
				last++;
			}
			boolean code = last - i >= 4 && digits >= FEW && tokens.get(last).end - tokens.get(i).start >= 8 && !hasTerms(i, last);
			if (run || code) removeRun(i, last);
			i = last + 1;
		}
	}

	private boolean hasTerms(int first, int last) {
		for (int i = first; i <= last; i++) {
			Token token = reading.tokens.get(i);
			if (token.isWord() && token.key.length() > 1 && token.sense.isProtected()) return true;
		}
		return false;
	}

	private boolean isMeasure(Token token) {
		char before = token.start > 0 ? plain.charAt(token.start - 1) : ' ', behind = token.end < plain.length() ? plain.charAt(token.end) : ' ';
		if (before == '.' && (reading.isDigit(token.start - 2) || token.start == 1)) return true;
		if ((behind == '.' || behind == ',') && reading.isDigit(token.end + 1) && !(behind == ',' && reading.isDigit(token.end + LONG - 1))) return true;
		return Units.follows(plain, token.end);
	}

	private void removeRun(int first, int last) {
		for (int i = first; i <= last; i++) {
			Token token = reading.tokens.get(i);
			if (token.isWord() && token.key.length() > 2 && token.sense.isTerm()) continue;
			marks.remove(token.start, token.end, Kind.ID);
		}
		// further groups of a number such as 12-345678-9
		for (int i = first - 1; i >= 0 && isHyphen(i) && reading.tokens.get(i).digits && reading.tokens.get(i).isFree(); i--) marks.remove(reading.tokens.get(i).start, reading.tokens.get(i + 1).start, Kind.ID);
		for (int i = last + 1; i < reading.tokens.size() && isHyphen(i - 1) && reading.tokens.get(i).digits && reading.tokens.get(i).isFree(); i++) marks.remove(reading.tokens.get(i - 1).end, reading.tokens.get(i).end, Kind.ID);
	}

	private boolean isHyphen(int before) {
		String between = reading.between(before);
		return between.equals("-") || between.equals("/");
	}
}
