package sc.fiji.medprep.deidentify.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds street addresses and postcodes of several countries. */
final class Addresses {
	private static final String WORD = "[\\p{L}][\\p{L}'.-]{0,24}";
	private static final Pattern ENGLISH = Pattern.compile("(?<![0-9.,])\\d{1,5}[a-z]?,? (" + WORD + "(?: " + WORD + "){0,2}) (street|avenue|road|boulevard|lane|drive|court|parkway|highway|terrace|crescent|close|square|place|st|ave|rd|blvd|ln|dr|ct|pl|pkwy|hwy|sq)\\b\\.?"
		+ "(,? ?(?:apt|apartment|suite|ste|unit|floor|fl|#)\\.? ?#?[a-z]?\\d{0,5}[a-z]?)?");
	private static final Pattern GERMAN = Pattern.compile("(?<![\\p{L}])([\\p{L}-]{3,30}?(?:str\\.|straße|strasse|gasse|allee|weg|platz|damm|ufer|chaussee|straat|laan|plein|gracht|kade|dijk|singel|gatan|vagen|gata|veien)) ?(\\d{1,4}) ?[a-z]?(?![0-9\\p{L}.])");
	private static final Pattern FRENCH = Pattern.compile("(?<![0-9.,])\\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\\.|boulevard|bd|chemin|allee|impasse|quai|route de|place) (?:(?:de la|de l'|du|des|de|la|le|l'|d') ?)?" + WORD + "(?: (?!" + WORD + ":)" + WORD + "){0,2}");
	private static final Pattern ROMANCE = Pattern.compile("(?<![\\p{L}])(?:calle|c/|avenida|avda\\.?|plaza|paseo|rua|travessa|praca|viale|corso|piazza|vicolo|via) (?:(?:de la|de los|del|de|da|do|dos|das|della|dei) )?" + WORD + "(?: " + WORD + "){0,2},? ?(?:n[o.]{1,2} ?)?\\d{1,4}(?![0-9.])");
	private static final Pattern BOX = Pattern.compile("\\bp\\.? ?o\\.? box \\d{1,6}|\\bpostfach \\d{1,6}|\\bapartado \\d{1,6}");
	private static final Pattern UK = Pattern.compile("(?<![a-z0-9])([a-z]{1,2})\\d[a-z0-9]? (\\d[abd-hjlnp-uw-z]{2})(?![a-z0-9])");
	private static final Pattern STATE_AND_CODE = Pattern.compile("(?:, ?|(?<=\\s)|^)([a-z]{2})\\.?,? (\\d{5})(-\\d{4})?(?![0-9]|[-.]\\d)");
	/** ZIP+4, which nothing else is written like. */
	private static final Pattern LONG_CODE = Pattern.compile("(?<![0-9.,/-])\\d{5}-\\d{4}(?![0-9/-]|[.,]\\d)");
	private static final Pattern DUTCH_CODE = Pattern.compile("(?<![0-9.,-])[1-9]\\d{3} [a-z]{2}(?![a-z0-9])(?:[ ,]{1,2}(" + WORD + "))?");
	private static final Pattern CODE_AND_TOWN = Pattern.compile("(?<![0-9.,-])(?:[a-z]{1,2}-)?(\\d{4,5}),? (" + WORD + ")");
	private static final Set<String> ABBREVIATIONS = Set.of("st", "ave", "rd", "blvd", "ln", "dr", "ct", "pl", "pkwy", "hwy", "sq", "close", "place", "square");
	private static final Set<String> STATES = Set.of(("al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr").split(" "));
	/** States whose letters are a word of imaging, so that a number behind them says nothing. */
	private static final Set<String> AMBIGUOUS_STATES = Set.of("ct", "pa", "ms", "md", "la", "de", "in", "or", "me", "al", "id", "ri", "sc", "pr", "mt", "mi", "mo", "co", "ca", "ma", "ne", "va", "fl", "hi", "ar", "nd");
	private static final Set<String> UK_AREAS = Set.of(("ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec en ex fk fy g gl gu ha hd hg hp hr hs hu hx ig im ip iv jy ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe "
		+ "ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze").split(" "));
	private static final Set<String> ENGLISH_WORDS = Set.of("street", "avenue", "road", "boulevard", "lane", "drive", "court", "parkway", "highway", "terrace", "crescent", "close", "square", "place", "st", "ave", "rd", "blvd", "ln", "dr", "ct", "pl",
		"pkwy", "hwy", "sq"), FRENCH_WORDS = Set.of("rue", "avenue", "av", "boulevard", "bd", "chemin", "allee", "impasse", "quai", "route", "place"),
		ROMANCE_WORDS = Set.of("calle", "c", "avenida", "avda", "plaza", "paseo", "rua", "travessa", "praca", "viale", "corso", "piazza", "vicolo", "via"), BOX_WORDS = Set.of("box", "postfach", "apartado");
	private static final String[] GERMAN_ENDINGS = { "str.", "stra", "gasse", "allee", "weg", "platz", "damm", "ufer", "chaussee", "laan", "plein", "gracht", "kade", "dijk", "singel", "gata", "vagen", "veien" };
	private static final int FEWEST = 2;

	private final Reading reading;
	private final String plain;
	private final Marks marks;
	private final Words words;

	private Addresses(Reading reading, Marks marks, Words words) {
		this.reading = reading;
		this.plain = reading.plain;
		this.marks = marks;
		this.words = words;
	}

	static void mark(Reading reading, Marks marks, Words words) {
		if (reading.digits == 0 || plainLetters(reading) == 0) return;
		new Addresses(reading, marks, words).all();
	}

	private static int plainLetters(Reading reading) {
		return reading.length - reading.digits;
	}

	private void all() {
		boolean found = false;
		if (plain.indexOf(' ') > 0 || plain.indexOf('.') > 0) {
			if (reading.hasAny(ENGLISH_WORDS)) for (Matcher m = ENGLISH.matcher(plain); m.find();) found |= isStreet(m) && removed(m.start(), m.end());
			if (hasGermanEnding()) for (Matcher m = GERMAN.matcher(plain); m.find();) found |= !isTerm(m.group(1)) && isFreeOfTerms(m.start(), m.end(1)) && removed(m.start(), m.end());
			if (reading.hasAny(FRENCH_WORDS)) for (Matcher m = FRENCH.matcher(plain); m.find();) found |= removed(m.start(), beforeTerms(m.start(), m.end()));
			if (reading.hasAny(ROMANCE_WORDS)) for (Matcher m = ROMANCE.matcher(plain); m.find();) found |= isCapital(m.start()) && removed(m.start(), m.end());
			if (reading.hasAny(BOX_WORDS)) for (Matcher m = BOX.matcher(plain); m.find();) found |= removed(m.start(), m.end());
		}
		codes(found);
	}

	private boolean hasGermanEnding() {
		for (String ending : GERMAN_ENDINGS) {
			if (plain.contains(ending)) return true;
		}
		return false;
	}

	private boolean isCapital(int i) {
		return reading.text.charAt(i) != plain.charAt(i);
	}

	private boolean isTerm(String text) {
		return words.of(Folding.compact(text)).isTerm();
	}

	private boolean isFreeOfTerms(int start, int end) {
		for (int i = Math.max(0, reading.tokenAt(start)); i < reading.tokens.size() && reading.tokens.get(i).start < end; i++) {
			Token token = reading.tokens.get(i);
			if (token.start >= start && token.sense == Words.Sense.IMAGING) return false;
		}
		return true;
	}

	private boolean isStreet(Matcher m) {
		boolean terms = true;
		for (String word : m.group(1).split("[ .-]+")) terms &= isTerm(word);
		String type = m.group(2);
		int digits = m.group().indexOf(' ');
		if (ABBREVIATIONS.contains(type)) return !terms && (isCapital(m.start(1)) || digits >= FEWEST) && isFreeOfTerms(m.start(1), m.end(1));
		return !terms || digits >= FEWEST;
	}

	/** Where the first term of imaging starts behind the beginning of an address that takes in any words. */
	private int beforeTerms(int start, int end) {
		for (int i = Math.max(0, reading.tokenAt(start)); i < reading.tokens.size() && reading.tokens.get(i).start < end; i++) {
			Token token = reading.tokens.get(i);
			if (token.start > start + 8 && token.key.length() > 3 && token.sense == Words.Sense.IMAGING) return token.start;
		}
		return end;
	}

	private boolean removed(int start, int end) {
		marks.remove(start, end, Kind.ADDRESS);
		return true;
	}

	private void codes(boolean address) {
		if (plain.indexOf(' ') > 0 && reading.numbers > 1) for (Matcher m = UK.matcher(plain); m.find();) {
			String inward = m.group(2);
			boolean technical = inward.matches("[234]d.|1st|2nd|\\dmm|\\dth|\\dtr|\\dte") || reading.text.substring(m.start(), m.end()).chars().anyMatch(Character::isLowerCase);
			if (UK_AREAS.contains(m.group(1)) && (!technical || address)) removed(withTown(m.start(), address), m.end());
		}
		if (reading.longestNumber < 4) return;
		for (Matcher m = STATE_AND_CODE.matcher(plain); m.find();) {
			boolean capitals = reading.text.substring(m.start(1), m.end(1)).chars().allMatch(Character::isUpperCase);
			boolean comma = m.start() < m.start(1) && plain.charAt(m.start()) == ',';
			if (STATES.contains(m.group(1)) && capitals && (comma || address || !AMBIGUOUS_STATES.contains(m.group(1)))) removed(withTown(m.start(), comma || address), m.end());
		}
		if (reading.longestNumber > 4) for (Matcher m = LONG_CODE.matcher(plain); m.find();) removed(withTown(m.start(), true), m.end());
		for (Matcher m = CODE_AND_TOWN.matcher(plain); m.find();) {
			Token town = reading.tokens.get(reading.tokenAt(m.start(2)));
			boolean place = town.sense == Words.Sense.PLACE;
			if ((place || address && town.isCapital() && !town.sense.isTerm()) && town.form != Token.Case.LOWER) removed(m.start(), town.end);
			else if (address && m.end(1) - m.start(1) == 5 && !Units.follows(plain, m.end(1))) removed(m.start(), m.end(1));
		}
		for (Matcher m = DUTCH_CODE.matcher(plain); m.find();) {
			int letters = m.start() + 5;
			Token town = m.start(1) < 0 ? null : reading.tokens.get(reading.tokenAt(m.start(1)));
			boolean place = town != null && town.sense == Words.Sense.PLACE;
			if (isCapital(letters) && (address || place)) removed(m.start(), place || address && town != null && !town.sense.isTerm() ? town.end : letters + 2);
		}
		if (address) trailingTown();
	}

	/** Takes the town before a postcode along. */
	private int withTown(int start, boolean address) {
		int i = reading.tokens.size() - 1;
		while (i >= 0 && reading.tokens.get(i).end > start) i--;
		int from = start;
		for (int taken = 0; i >= 0 && taken < 2; i--, taken++) {
			Token token = reading.tokens.get(i);
			String between = plain.substring(token.end, from);
			boolean town = token.isWord() && token.isCapital() && !token.sense.isTerm() && token.key.length() > 2 && (token.sense == Words.Sense.PLACE || address);
			if (!town || between.length() > 2 || between.indexOf('\n') >= 0 || marks.isRemoved(token.start)) break;
			from = token.start;
		}
		return from;
	}

	/** Takes a town along that follows an address after a comma. */
	private void trailingTown() {
		for (int i = 1; i < reading.tokens.size(); i++) {
			Token token = reading.tokens.get(i), before = reading.tokens.get(i - 1);
			if (!marks.isRemoved(before.end - 1) || marks.isRemoved(token.start) || !token.isWord()) continue;
			String between = reading.between(i - 1);
			if (between.startsWith(",") && between.length() <= 2 && token.isCapital() && !token.sense.isTerm() && token.key.length() > 2) removed(token.start, token.end);
		}
	}
}
