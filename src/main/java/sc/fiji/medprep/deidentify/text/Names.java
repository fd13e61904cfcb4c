package sc.fiji.medprep.deidentify.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds names by what stands around them, and by lists of frequent ones. */
final class Names {
	private static final Set<String> TITLES = Set.of("dr", "dra", "drs", "prof", "professor", "doctor", "doktor", "docteur", "doc", "mrs", "miss", "herr", "herrn", "frau", "hr", "mme", "mlle", "monsieur", "madame", "mademoiselle",
		"senor", "senora", "senhor", "senhora", "sra", "srta", "signor", "signora", "dott", "dottssa", "dottore", "dhr", "mevr", "mevrouw", "rev", "sir", "nurse", "sister", "pat");
	/** Titles that are a modality or an abbreviation in capitals. */
	private static final Set<String> DOUBTFUL_TITLES = Set.of("mr", "ms", "sr", "pt", "dr");
	private static final Set<String> DEGREES = Set.of("md", "phd", "frcr", "frcs", "mbbs", "dds", "facr", "dnb", "mrcp");
	private static final Set<String> BEFORE_NAMES = Set.of("for", "by", "per", "von", "par", "pour", "für", "fur", "por", "para", "door", "voor", "attn", "durch");
	private static final Set<String> LABELS = Set.of("name", "names", "nom", "prenom", "nombre", "apellido", "apellidos", "nome", "cognome", "naam", "nachname", "vorname", "surname", "lastname", "firstname", "patient", "patientin", "paciente",
		"paziente", "physician", "radiologist", "technologist", "technician", "operator", "referrer", "consultant", "surgeon", "cardiologist", "oncologist", "clinician", "sonographer", "radiographer", "mother", "father",
		"husband", "wife", "daughter", "son", "contact", "reader", "observer", "investigator", "author", "arzt", "befunder", "zuweiser", "medecin", "medico", "arts", "guarantor", "spouse", "tech", "resident", "fellow", "requestor", "username",
		"signed", "dictated", "reviewed", "transcribed", "approved", "initials", "pi", "ref", "referring");
	/** Labels behind which a term of imaging is a name as well. */
	private static final Set<String> SURE_LABELS = Set.of("name", "nom", "nombre", "nome", "naam", "nachname", "vorname", "surname", "lastname", "firstname", "cognome", "apellido", "prenom");
	private static final int MOST_PARTS = 4, SHORTEST = 3, SHORTEST_UPPER = 4;

	private final Reading reading;
	private final List<Token> tokens;
	private final Marks marks;
	private final Strictness strictness;

	private Names(Reading reading, Marks marks, Strictness strictness) {
		this.reading = reading;
		this.tokens = reading.tokens;
		this.marks = marks;
		this.strictness = strictness;
	}

	static void mark(Reading reading, Marks marks, Strictness strictness) {
		new Names(reading, marks, strictness).all();
	}

	private void all() {
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (token.digits) continue;
			// what is gone cannot be a name again, but a title may still lead to one
			if (TITLES.contains(token.key) || DOUBTFUL_TITLES.contains(token.key)) title(i);
			else if (BEFORE_NAMES.contains(token.key) && token.isFree()) preposition(i);
			if (LABELS.contains(token.key)) label(i);
			if (DEGREES.contains(token.key) && token.form != Token.Case.LOWER) degree(i);
			if (token.key.equals("m") && token.isFree() && isDot(i)) degree(i);
			if (strictness != Strictness.LOOSE) frequent(i);
		}
		pairs();
	}

	private void title(int i) {
		Token token = tokens.get(i);
		if (i + 1 >= tokens.size() || token.joinedBefore && token.form == Token.Case.LOWER) return;
		boolean dot = isDot(i), capitals = token.form == Token.Case.UPPER;
		Token next = tokens.get(i + 1);
		if (!isGap(i, " .,:\t", 3)) return;
		boolean doubtful = DOUBTFUL_TITLES.contains(token.key) && (capitals || token.form == Token.Case.LOWER);
		if (token.key.equals("pat") && !dot || doubtful && token.key.equals("sr") && !next.sense.isName()) return;
		if (doubtful && !token.key.equals("dr") && !next.sense.isName() && !(dot && reading.between(i).length() > 1 && isNameLike(i + 1) && next.key.length() >= SHORTEST_UPPER)) return;
		if (doubtful && token.key.equals("dr") && !dot && i == 0 && capitals && !next.sense.isName()) return;
		int last = last(i + 1, doubtful || token.form == Token.Case.LOWER ? SHORTEST : 1);
		boolean polite = dot && token.form == Token.Case.CAPITALISED && !token.key.equals("pat");
		if (last == i && polite && next.form == Token.Case.CAPITALISED && !next.joinedBehind && next.sense != Words.Sense.UNKNOWN) last = Math.max(i + 1, last(i + 2, 1));
		if (last == i && next.form == Token.Case.LOWER && isUnknownWord(next) && (token.form != Token.Case.UPPER || dot)) {
			last = i + 1;
			if (i + 2 < tokens.size() && isGap(i + 1, " .", 2) && tokens.get(i + 2).form == Token.Case.LOWER && isUnknownWord(tokens.get(i + 2))) last++;
		}
		if (last == i && (TITLES.contains(next.key) || DOUBTFUL_TITLES.contains(next.key)) && dot) return;
		if (last == i && next.isLetter() && isDot(i + 1) && dot) last = Math.max(i + 1, last(i + 2, 1));
		if (last > i) remove(i, last);
	}

	private boolean isUnknownWord(Token token) {
		return token.isWord() && !token.joinedBefore && !token.joinedBehind && !token.sense.isTerm() && token.key.length() >= SHORTEST;
	}

	private boolean isDot(int i) {
		int end = tokens.get(i).end;
		return end < reading.plain.length() && reading.plain.charAt(end) == '.';
	}

	/** True for the O of O'Neil and the D of D'Angelo. */
	private boolean isBeforeApostrophe(int i) {
		Token token = tokens.get(i);
		return "od".contains(token.key) && i + 1 < tokens.size() && tokens.get(i + 1).isCapital() && reading.between(i).equals("'");
	}

	private boolean isGap(int before, String allowed, int longest) {
		String between = reading.between(before);
		if (between.isEmpty() || between.length() > longest) return false;
		for (int i = 0; i < between.length(); i++) {
			if (allowed.indexOf(between.charAt(i)) < 0) return false;
		}
		return true;
	}

	/** True for a word that is no term, written as names are, or that stands for a known part of one. */
	private boolean isNameLike(int i) {
		Token token = tokens.get(i);
		if (token.digits || token.joinedBehind && i + 1 < tokens.size() && tokens.get(i + 1).digits || token.joinedBefore && i > 0 && tokens.get(i - 1).digits) return false;
		if (token.known > 0) return true;
		if (token.key.length() == 1) return token.isFree() && (isDot(i) || isBeforeApostrophe(i));
		boolean written = token.isCapital() || token.form == Token.Case.NONE;
		return written && !token.sense.isTerm();
	}

	/** The last token of a name that may start at one; the one before if none does. */
	private int last(int from, int shortest) {
		int last = from - 1, parts = 0;
		for (int i = from; i < tokens.size() && parts < MOST_PARTS; i++) {
			if (i > from && !isGap(i - 1, " .-'^_\t,", 2) && tokens.get(i).start != tokens.get(i - 1).end) break;
			boolean comma = i > from && reading.between(i - 1).indexOf(',') >= 0;
			if (comma && (parts != 1 || !tokens.get(i).isCapital())) break;
			boolean wide = i > from && reading.between(i - 1).startsWith(". ") && tokens.get(i - 1).key.length() > 2;
			if (wide) break;
			Token token = tokens.get(i);
			if (isNameLike(i) && (token.key.length() >= shortest || token.key.length() == 1 || parts > 0)) {
				last = i;
				parts++;
			}
			else if (!(NameParts.PARTICLES.contains(token.key) && token.isWord() && token.key.length() > 1 && i + 1 < tokens.size() && (isNameLike(i + 1) || NameParts.PARTICLES.contains(tokens.get(i + 1).key)) && isGap(i, " '-", 1))) break;
		}
		// a single initial with its point is no name
		return last == from && tokens.get(from).key.length() == 1 ? from - 1 : last;
	}

	private void preposition(int i) {
		if (i + 1 >= tokens.size() || !isGap(i, " :\t", 2)) return;
		Token next = tokens.get(i + 1);
		boolean upper = next.form == Token.Case.UPPER;
		boolean likely = next.sense.isName() && !next.joinedBefore || next.form == Token.Case.CAPITALISED && !next.joinedBehind && isNameLike(i + 1) && next.sense == Words.Sense.UNKNOWN && next.key.length() >= SHORTEST
			|| next.key.length() == 1 && isNameLike(i + 1) && i + 2 < tokens.size() && tokens.get(i + 2).isCapital() && !tokens.get(i + 2).sense.isProtected();
		if (upper && !next.sense.isName()) likely = tokens.get(i).key.equals("by") && next.sense == Words.Sense.UNKNOWN && next.key.length() > SHORTEST_UPPER && !next.joinedBehind;
		if (next.known > 0 && next.isCapital()) likely = true;
		if (!likely || marks.isRemoved(next.start)) return;
		int last = last(i + 1, 1);
		if (last > i) remove(i, last);
		else if (next.sense.isName()) remove(i, i + 1);
	}

	private void label(int i) {
		if (i + 1 >= tokens.size() || !isGap(i, " :=#.\t-", 3)) return;
		String between = reading.between(i);
		boolean sign = between.indexOf(':') >= 0 || between.indexOf('=') >= 0;
		Token label = tokens.get(i), next = tokens.get(i + 1);
		if (!sign && !next.sense.isName() && next.known == 0) return;
		if (marks.isRemoved(next.start)) return;
		int last = last(i + 1, 2);
		if (last == i && sign && SURE_LABELS.contains(label.key) && next.isCapital() && !next.joinedBehind && i + 2 < tokens.size() && reading.between(i + 1).matches("[,^] ?") && tokens.get(i + 2).isCapital()) last = Math.max(i + 2, last(i + 2, 1));
		if (last == i && sign && next.isWord() && next.form == Token.Case.LOWER && (next.sense.isName() || SURE_LABELS.contains(label.key) && isUnknownWord(next))) last = i + 1;
		if (last > i) remove(sign && SURE_LABELS.contains(label.key) ? i : i + 1, last);
	}

	/** A name before a degree: John Iyer, MD. */
	private void degree(int i) {
		int end = tokens.get(i).end;
		if (tokens.get(i).key.equals("m")) {
			if (!reading.plain.startsWith("m.d.", tokens.get(i).start)) return;
			end = tokens.get(i).start + 4;
		}
		if (i == 0 || !isGap(i - 1, " ,", 2)) return;
		int first = i;
		for (int k = i - 1; k >= 0 && i - k <= 3; k--) {
			if (!isNameLike(k) || k < i - 1 && !isGap(k, " .-'", 2)) break;
			Token token = tokens.get(k);
			boolean word = token.key.length() > 2 || k < i - 1;
			if (!word) break;
			first = k;
		}
		boolean comma = reading.between(i - 1).indexOf(',') >= 0;
		boolean name = false;
		for (int k = first; k < i; k++) name |= tokens.get(k).sense.isName() || tokens.get(k).known > 0 || tokens.get(k).form == Token.Case.CAPITALISED && tokens.get(k).key.length() > 2 || comma && tokens.get(k).key.length() > SHORTEST_UPPER;
		if (first < i && name) {
			remove(first, i - 1);
			marks.remove(tokens.get(i - 1).end, end, Kind.NAME);
		}
	}

	/** A frequent name, with unknown words that belong to it. */
	private void frequent(int i) {
		Token token = tokens.get(i);
		if (token.sense == Words.Sense.PLACE && token.isCapital()) {
			if (!marks.isRemoved(token.start) && token.isFree()) marks.remove(token.start, token.end, Kind.ADDRESS);
			return;
		}
		if (!token.sense.isName() || token.joinedBefore && tokens.get(i - 1).digits) return;
		if (token.form == Token.Case.LOWER && (token.key.length() < 4 || token.sense == Words.Sense.SURNAME && !(i > 0 && tokens.get(i - 1).sense == Words.Sense.GIVEN))) return;
		if (token.key.length() < SHORTEST && !(i + 1 < tokens.size() && tokens.get(i + 1).sense.isName() || i > 0 && tokens.get(i - 1).sense.isName())) return;
		int first = i, last = i;
		while (last + 1 < tokens.size() && last - i < MOST_PARTS - 1 && isNameGap(last) && goesWith(last + 1, token.sense == Words.Sense.GIVEN)) last++;
		while (tokens.get(last).key.length() > 1 && last > i && NameParts.PARTICLES.contains(tokens.get(last).key) && tokens.get(last).form == Token.Case.LOWER) last--;
		if (first > 0 && isNameGap(first - 1) && (goesWith(first - 1, false) || reading.between(first - 1).matches("[,^] ?") && isUnknownCapital(first - 1))) first--;
		remove(first, last);
	}

	private boolean isNameGap(int before) {
		return isGap(before, " .-'^_,", 2) && !reading.between(before).contains("  ") || reading.between(before).isEmpty() && !tokens.get(before + 1).digits && !tokens.get(before).digits;
	}

	private boolean isUnknownCapital(int i) {
		Token token = tokens.get(i);
		return isNameLike(i) && token.sense == Words.Sense.UNKNOWN && token.key.length() >= SHORTEST && token.isCapital();
	}

	/** True for a word that stands beside a frequent name and belongs to it. */
	private boolean goesWith(int i, boolean behindGiven) {
		Token token = tokens.get(i);
		if (token.digits) return false;
		if (token.sense.isName()) return true;
		if (token.key.length() == 1) return token.isFree() && (isDot(i) && token.isCapital() || isBeforeApostrophe(i));
		if (token.key.equals("st")) return token.isCapital();
		if (NameParts.PARTICLES.contains(token.key) && token.form != Token.Case.UPPER) return i + 1 < tokens.size() && isNameGap(i) && isNameLike(i + 1);
		if (!isUnknownCapital(i)) return false;
		return behindGiven || token.form == Token.Case.CAPITALISED;
	}

	/** Of words that nobody knows SURNAME^GIVEN, which nothing but a name is written like, and unless unknown words are to stay Surname, G. */
	private void pairs() {
		for (int i = 0; i + 1 < tokens.size(); i++) {
			String between = reading.between(i);
			if (!isUnknownCapital(i)) continue;
			boolean caret = between.equals("^") && (isUnknownCapital(i + 1) || tokens.get(i + 1).isLetter());
			if (caret) remove(i, Math.max(i + 1, last(i + 1, 1)));
			if (caret || strictness == Strictness.LOOSE) continue;
			boolean comma = between.startsWith(",") && between.strip().length() == 1 && between.length() <= 2 && tokens.get(i + 1).isLetter() && (isDot(i + 1) || isLoneInitial(i));
			boolean initial = i > 0 && tokens.get(i - 1).isLetter() && tokens.get(i - 1).isCapital() && isDot(i - 1) && reading.between(i - 1).matches("\\. ?") && tokens.get(i).form == Token.Case.CAPITALISED && tokens.get(i).key.length() > SHORTEST
				&& (i < 2 || !tokens.get(i - 2).joinedBehind);
			boolean two = (between.equals(" ") || between.equals(", ")) && isCapitalised(i) && isCapitalised(i + 1);
			if (comma || two) remove(i, Math.max(i + 1, last(i + 1, 1)));
			else if (initial) remove(i - 1, i);
		}
	}

	/** True for a long unknown word whose letter behind the comma is the last of its line or clause. */
	private boolean isLoneInitial(int i) {
		if (tokens.get(i).key.length() <= SHORTEST_UPPER || !tokens.get(i).isFree() || !tokens.get(i + 1).isCapital()) return false;
		return i + 2 >= tokens.size() || !reading.between(i + 1).equals(",");
	}

	private boolean isCapitalised(int i) {
		Token token = tokens.get(i);
		return token.isFree() && token.form == Token.Case.CAPITALISED && token.sense == Words.Sense.UNKNOWN && token.key.length() > SHORTEST && !Words.instance().isCompound(token.key);
	}

	/** Removes a name with the points and blanks inside it. */
	private void remove(int first, int last) {
		int end = tokens.get(last).end;
		if (tokens.get(last).key.length() == 1 && isDot(last)) end++;
		marks.remove(tokens.get(first).start, end, Kind.NAME);
	}

	/** The ending of Smith's goes with the name. */
	static void possessives(Reading reading, Marks marks) {
		for (int i = 1; i < reading.tokens.size(); i++) {
			Token token = reading.tokens.get(i);
			if (token.key.equals("s") && !token.joinedBehind && reading.between(i - 1).equals("'") && marks.isRemoved(token.start - 2)) marks.remove(token.start - 1, token.end, Kind.NAME);
		}
	}

	/** Words of removed names and long removed numbers, which must not stand elsewhere in the text either. */
	static void repeat(Reading reading, Marks marks) {
		Set<String> gone = new HashSet<>();
		for (Token token : reading.tokens) {
			if (marks.isRemoved(token.start) && token.key.length() >= (token.digits ? 4 : SHORTEST) && (token.digits ? token.key.length() > 4 : !token.sense.isTerm() && !isLead(token.key))) gone.add(token.key);
		}
		if (gone.isEmpty()) return;
		for (Token token : reading.tokens) {
			if (gone.contains(token.key) && marks.isFree(token.start, token.end)) marks.remove(token.start, token.end, token.digits ? Kind.ID : Kind.NAME);
		}
	}

	private static boolean isLead(String key) {
		return TITLES.contains(key) || LABELS.contains(key) || DEGREES.contains(key) || BEFORE_NAMES.contains(key);
	}
}
