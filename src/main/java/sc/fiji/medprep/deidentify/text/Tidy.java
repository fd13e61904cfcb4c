package sc.fiji.medprep.deidentify.text;

import java.util.List;
import java.util.Set;

/** Puts together what is left of a text, without words and signs that led to what is gone. */
final class Tidy {
	private static final String SEPARATORS = ",;:/^_=|&-\\#~@*", OPENERS = "([{<\"'«", CLOSERS = ")]}>\"'»", LIGHT = ",;:=|&#~@\\^/*";
	/** Words that lead to a name, a date, a number or a place, and say nothing without it. */
	private static final Set<String> LEADS = Set.of("dr", "prof", "mrs", "for", "by", "fur", "par", "pour", "door", "attn", "mrn", "dob", "ssn", "tel", "phone", "fax", "email", "mail", "id", "acc", "pat",
		"von", "vom", "per", "from", "name", "herr", "frau", "mme", "geb", "born", "dated", "mobile", "cell", "call", "zip", "plz", "und", "and", "user");
	/** Words that lead to a date or a place, if nothing follows. */
	private static final Set<String> LAST_LEADS = Set.of("on", "at", "in", "of", "to", "am", "le", "the", "with", "mit", "de", "del", "el", "al", "da", "do", "du", "op", "van", "il", "y", "et", "e", "en", "since", "or", "dr", "mr", "ms", "pt");

	private final String text;
	private final Marks marks;
	private final StringBuilder out;

	private Tidy(String text, Marks marks) {
		this.text = text;
		this.marks = marks;
		out = new StringBuilder(text.length());
	}

	static String tidied(String text, Marks marks) {
		return new Tidy(text, marks).tidied();
	}

	private String tidied() {
		List<Marks.Replacement> replacements = marks.replacements();
		int next = 0;
		boolean gone = false;
		for (int i = 0; i < text.length();) {
			if (next < replacements.size() && replacements.get(next).start() == i) {
				out.append(replacements.get(next).text());
				i = replacements.get(next++).end();
			}
			else if (marks.isRemoved(i)) {
				i = gap(i);
				gone = true;
			}
			else out.append(text.charAt(i++));
		}
		if (!gone) return out.toString();
		int start = 0;
		while (start < out.length() && (Character.isWhitespace(out.charAt(start)) && !Character.isWhitespace(text.charAt(0)))) start++;
		String left = out.substring(start);
		return left.codePoints().anyMatch(Character::isLetterOrDigit) ? left : "";
	}

	/** Joins both sides of what is removed from a place on, and tells where the text goes on. */
	private int gap(int from) {
		int right = from;
		boolean blank = false, line = false;
		String joint = "";
		// what is removed, and blanks and signs between two removed stretches
		while (right < text.length() && (marks.isRemoved(right) || isBridge(right))) right++;
		boolean more = true;
		while (more) {
			more = false;
			while (right < text.length() && Character.isWhitespace(text.charAt(right))) {
				blank = true;
				line |= text.charAt(right++) == '\n';
			}
			int left = trimBlanks();
			if (left > 0) {
				blank = true;
				line |= left == 2;
			}
			boolean end = right >= text.length() || isEnd(text.charAt(right));
			if (out.length() > 0 && right < text.length() && OPENERS.indexOf(out.charAt(out.length() - 1)) >= 0 && CLOSERS.indexOf(text.charAt(right)) == OPENERS.indexOf(out.charAt(out.length() - 1))) {
				out.setLength(out.length() - 1);
				right++;
				more = true;
			}
			else if (dropLead(end || line)) more = true;
			else if (out.length() > 0 && SEPARATORS.indexOf(out.charAt(out.length() - 1)) >= 0 && isLoose(left > 0)) {
				char separator = out.charAt(out.length() - 1);
				out.setLength(out.length() - 1);
				if (joint.isEmpty() && LIGHT.indexOf(separator) < 0 || separator == ',' || separator == ';' || separator == '^' || separator == '/') joint = String.valueOf(separator);
				more = true;
			}
			else if (right < text.length() && isDroppedRight(right, end)) {
				char separator = text.charAt(right++);
				joint = separator == '.' ? joint : String.valueOf(separator);
				more = true;
			}
		}
		join(right, joint, blank, line);
		return right;
	}

	private boolean isBridge(int i) {
		int end = i;
		while (end < text.length() && end - i < 4 && !marks.isRemoved(end) && !Character.isLetterOrDigit(text.charAt(end)) && "()+".indexOf(text.charAt(end)) < 0 && text.charAt(end) != '\n') end++;
		return end > i && end < text.length() && marks.isRemoved(end);
	}

	/** 0 if there were no blanks at the end, 2 if a line ended among them, else 1. */
	private int trimBlanks() {
		int blanks = 0;
		while (out.length() > 0 && Character.isWhitespace(out.charAt(out.length() - 1))) {
			blanks = Math.max(blanks, out.charAt(out.length() - 1) == '\n' ? 2 : 1);
			out.setLength(out.length() - 1);
		}
		return blanks;
	}

	private static boolean isEnd(char c) {
		return ".,;:)]}|".indexOf(c) >= 0;
	}

	/** A sign that stands before the gap and not at a word with a blank behind, such as in C-. */
	private boolean isLoose(boolean blankBehind) {
		if (!blankBehind || out.length() < 2) return true;
		char before = out.charAt(out.length() - 2);
		return Character.isWhitespace(before) || LIGHT.indexOf(out.charAt(out.length() - 1)) >= 0;
	}

	private boolean isDroppedRight(int right, boolean end) {
		char c = text.charAt(right);
		if (c == '.') return out.length() == 0 || right + 1 < text.length() && Character.isLetterOrDigit(text.charAt(right + 1));
		if (c == '-' || c == '_') return true;
		return SEPARATORS.indexOf(c) >= 0 && c != '*' && c != '#' && c != '@' && c != '~';
	}

	private boolean dropLead(boolean last) {
		int end = out.length();
		int dot = end > 0 && (out.charAt(end - 1) == '.' || out.charAt(end - 1) == ':') ? end - 1 : end, start = dot;
		while (start > 0 && dot - start <= 8 && Character.isLetter(out.charAt(start - 1))) start--;
		if (start == dot || dot - start > 8 || start > 0 && (Character.isDigit(out.charAt(start - 1)) || out.charAt(start - 1) == '_')) return false;
		String word = Folding.compact(out.substring(start, dot));
		boolean modality = word.length() == 2 && start == 0;
		if (!(LEADS.contains(word) && !word.equals("dr") || word.equals("dr") && (dot < end || !modality) || last && LAST_LEADS.contains(word) && !modality && Character.isLowerCase(out.charAt(start)))) return false;
		out.setLength(start);
		return true;
	}

	private void join(int right, String joint, boolean blank, boolean line) {
		if (out.length() == 0 || right >= text.length()) return;
		char behind = text.charAt(right), before = out.charAt(out.length() - 1);
		if (line) out.append(joint.equals(",") || joint.equals(";") ? joint : "").append('\n');
		else if (isEnd(behind) || CLOSERS.indexOf(behind) >= 0 && "\"'".indexOf(behind) < 0) return;
		else if (!joint.isEmpty() && OPENERS.indexOf(before) < 0) {
			boolean wide = blank && ",;:".indexOf(joint) >= 0 || blank && "-|/&=".indexOf(joint) >= 0;
			boolean close = ",;:".indexOf(joint) >= 0;
			out.append(wide && !close ? " " : "").append(joint).append(wide ? " " : "");
		}
		else if (blank && OPENERS.indexOf(before) < 0 || Character.isLetterOrDigit(before) && Character.isLetterOrDigit(behind)) out.append(' ');
	}
}
