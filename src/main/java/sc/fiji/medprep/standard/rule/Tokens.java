package sc.fiji.medprep.standard.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.standard.Dictionary;

/** The words of a statement, read from left to right. */
final class Tokens {
	private static final Set<String> RESERVED = Set.of("and", "or", "not", "(", ")", "or-may", "if", "when", "type", "enum", "terms", "values", "present", ":", "exists", "has",
		"count", "any", "unknown", "=", "!=", "<", "<=", ">", ">=");

	private record Token(String text, boolean quoted, int at) {}

	private final List<Token> tokens = new ArrayList<>();
	private final String line;
	private int next;

	Tokens(String line) throws RuleSyntaxException {
		this.line = line;
		int at = 0;
		while (at < line.length()) {
			char c = line.charAt(at);
			if (c == '#') return;
			if (c <= ' ') {
				at++;
				continue;
			}
			int end = at + 1;
			if (c == '"') {
				end = line.indexOf('"', at + 1);
				if (end < 0) throw new RuleSyntaxException("a quote is not closed");
				tokens.add(new Token(line.substring(at + 1, end++), true, at));
			}
			else {
				if (c != '(' && c != ')') {
					while (end < line.length() && line.charAt(end) > ' ' && "()\"#".indexOf(line.charAt(end)) < 0) end++;
				}
				tokens.add(new Token(line.substring(at, end), false, at));
			}
			at = end;
		}
	}

	boolean atEnd() {
		return next >= tokens.size();
	}

	/** Takes the next word if it is this one, unquoted. */
	boolean take(String word) {
		boolean is = !atEnd() && !tokens.get(next).quoted && tokens.get(next).text.equals(word);
		if (is) next++;
		return is;
	}

	/** Whether the next word has a meaning in the language, or none is left. */
	boolean atReserved() {
		return atEnd() || !tokens.get(next).quoted && RESERVED.contains(tokens.get(next).text);
	}

	/** @param what is wanted, for the sentence if nothing is left */
	String word(String what) throws RuleSyntaxException {
		if (atEnd()) throw new RuleSyntaxException("the line ends where " + what + " should stand");
		return tokens.get(next++).text;
	}

	/** A word without meaning in the language. */
	String name(String what) throws RuleSyntaxException {
		if (!atEnd() && atReserved()) throw new RuleSyntaxException("'" + tokens.get(next).text + "' stands where " + what + " should");
		return word(what);
	}

	/** The values up to the next word of the language: at least one. */
	Term[] terms() throws RuleSyntaxException {
		List<Term> terms = new ArrayList<>();
		do {
			boolean quoted = !atEnd() && tokens.get(next).quoted;
			String text = name("a value");
			if (!quoted && text.endsWith(",")) throw new RuleSyntaxException("values are separated by spaces, not by commas");
			terms.add(Term.of(text));
		}
		while (!atReserved());
		return terms.toArray(new Term[0]);
	}

	/** What is left, as it was written. */
	String rest() {
		if (atEnd()) return "";
		String rest = line.substring(tokens.get(next).at).strip();
		next = tokens.size();
		return rest;
	}

	void end() throws RuleSyntaxException {
		if (!atEnd()) throw new RuleSyntaxException("'" + tokens.get(next).text + "' is not expected there");
	}

	/** The tag of a keyword. */
	static int tag(String keyword) throws RuleSyntaxException {
		int tag = Dictionary.instance().tag(keyword);
		if (tag == 0) throw new RuleSyntaxException("no attribute has the keyword '" + keyword + "'");
		return tag;
	}

	/** A keyword, and the number behind it in brackets. */
	record Indexed(int tag, int index) {
		static Indexed of(String text) throws RuleSyntaxException {
			int bracket = text.indexOf('[');
			if (bracket < 0) return new Indexed(Tokens.tag(text), 0);
			String index = text.endsWith("]") ? text.substring(bracket + 1, text.length() - 1) : "";
			if (!index.matches("[1-9]\\d{0,3}")) throw new RuleSyntaxException("'" + text + "' should have one number in brackets, counted from 1");
			return new Indexed(Tokens.tag(text.substring(0, bracket)), Integer.parseInt(index));
		}
	}
}
