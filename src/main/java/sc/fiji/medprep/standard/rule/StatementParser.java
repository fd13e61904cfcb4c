package sc.fiji.medprep.standard.rule;

import sc.fiji.medprep.standard.AttributeType;

/** Reads the statements of one context, a line each. */
final class StatementParser {
	/** More values or items than this no rule asks for. */
	private static final int MANY = Integer.MAX_VALUE;

	private final Statements statements;

	StatementParser(Statements statements) {
		this.statements = statements;
	}

	/** @param where file and line, for messages */
	void add(String line, String where) throws RuleSyntaxException {
		try {
			Tokens tokens = new Tokens(line);
			if (tokens.atEnd()) return;
			if (tokens.take("require")) require(tokens, where);
			else if (tokens.take("module")) module(tokens, where);
			else if (tokens.take("present")) {
				if (statements.present != null) throw new RuleSyntaxException("present was said before");
				statements.present = ConditionParser.parse(tokens);
			}
			else if (tokens.take("section")) statements.section = tokens.word("a section");
			else attribute(tokens, where);
			tokens.end();
		}
		catch (RuleSyntaxException e) {
			throw new RuleSyntaxException(where + ": " + e.getMessage());
		}
	}

	private void require(Tokens tokens, String where) throws RuleSyntaxException {
		String rule = tokens.name("the name of a rule");
		Condition condition = ConditionParser.parse(tokens);
		if (!tokens.take(":")) throw new RuleSyntaxException("a requirement needs ' : ' and a message");
		String message = tokens.rest();
		if (message.isEmpty()) throw new RuleSyntaxException("a requirement needs a message");
		statements.required.add(new Statements.Required(rule, condition, message, where));
	}

	private void module(Tokens tokens, String where) throws RuleSyntaxException {
		String name = tokens.name("the name of a module");
		Condition condition = null, present = null;
		boolean orMay = false;
		while (!tokens.atEnd()) {
			if (tokens.take("if") && condition == null) {
				condition = ConditionParser.parse(tokens);
				orMay = tokens.take("or-may");
			}
			else if (tokens.take("present") && present == null) present = ConditionParser.parse(tokens);
			else tokens.end();
		}
		if (condition == null && present == null) throw new RuleSyntaxException("nothing is said about module " + name);
		Statements.ModuleStatement known = statements.modules.get(name);
		if (known != null) {
			if (condition != null && known.condition() != null || present != null && known.present() != null) throw new RuleSyntaxException("module " + name + " has had its condition before, see " + known.where());
			if (condition == null) {
				condition = known.condition();
				orMay = known.orMay();
			}
			if (present == null) present = known.present();
		}
		statements.modules.put(name, new Statements.ModuleStatement(condition, orMay, present, where));
	}

	private void attribute(Tokens tokens, String where) throws RuleSyntaxException {
		Tokens.Indexed named = Tokens.Indexed.of(tokens.name("a keyword"));
		AttributeStatement attribute = statements.attributes.computeIfAbsent(named.tag(), tag -> new AttributeStatement(tag, where));
		if (tokens.atEnd()) throw new RuleSyntaxException("nothing is said about the attribute");
		while (!tokens.atEnd()) {
			if (tokens.take("type")) type(attribute, tokens.word("a Type"));
			else if (tokens.take("if")) condition(attribute, tokens);
			else if (tokens.take("enum")) set(attribute, named.index(), true, tokens);
			else if (tokens.take("terms")) set(attribute, named.index(), false, tokens);
			else if (tokens.take("values")) values(attribute, tokens.word("a number"));
			else tokens.end();
		}
	}

	private static void type(AttributeStatement attribute, String word) throws RuleSyntaxException {
		if (attribute.type != null) throw new RuleSyntaxException("the attribute has had its Type before, see " + attribute.where);
		for (AttributeType type : AttributeType.values()) {
			if (type != AttributeType.NONE && type.toString().equals(word)) attribute.type = type;
		}
		if (attribute.type == null) throw new RuleSyntaxException("'" + word + "' is no Type; it is 1, 1C, 2, 2C or 3");
	}

	private static void condition(AttributeStatement attribute, Tokens tokens) throws RuleSyntaxException {
		if (attribute.condition != null) throw new RuleSyntaxException("the attribute has had its condition before, see " + attribute.where);
		attribute.condition = ConditionParser.parse(tokens);
		attribute.orMay = tokens.take("or-may");
	}

	private static void set(AttributeStatement attribute, int index, boolean enumerated, Tokens tokens) throws RuleSyntaxException {
		Term[] terms = tokens.terms();
		Condition when = tokens.take("when") ? ConditionParser.parse(tokens) : null;
		for (ValueSet known : attribute.sets) {
			if (when == null && known.when() == null && known.index() == index && known.isEnumerated() == enumerated) throw new RuleSyntaxException("the attribute has had its values before, see " + attribute.where);
		}
		attribute.sets.add(new ValueSet(index, enumerated, terms, when));
	}

	/** Reads n, n-m or n-n, the latter for n and more. */
	private static void values(AttributeStatement attribute, String text) throws RuleSyntaxException {
		if (attribute.most != 0) throw new RuleSyntaxException("the attribute has had its number of values before, see " + attribute.where);
		if (!text.matches("\\d{1,6}(-(\\d{1,6}|n))?")) throw new RuleSyntaxException("'" + text + "' is no number of values; write n, n-m or 1-n");
		int dash = text.indexOf('-');
		attribute.fewest = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
		attribute.most = dash < 0 ? attribute.fewest : text.endsWith("n") ? MANY : Integer.parseInt(text.substring(dash + 1));
		if (attribute.most < Math.max(1, attribute.fewest)) throw new RuleSyntaxException("'" + text + "' allows no value");
	}
}
