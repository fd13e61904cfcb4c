package sc.fiji.medprep.standard.rule;

/** Reads conditions by recursive descent: or binds less than and, and less than not. */
final class ConditionParser {
	/** Deeper ones are not written by people. */
	private static final int MAX_DEPTH = 100;

	private final Tokens tokens;
	private int depth;

	private ConditionParser(Tokens tokens) {
		this.tokens = tokens;
	}

	static Condition parse(String text) throws RuleSyntaxException {
		Tokens tokens = new Tokens(text);
		Condition condition = parse(tokens);
		tokens.end();
		return condition;
	}

	/** Takes a condition and leaves what follows it. */
	static Condition parse(Tokens tokens) throws RuleSyntaxException {
		return new ConditionParser(tokens).or();
	}

	private Condition or() throws RuleSyntaxException {
		Condition left = and();
		while (tokens.take("or")) left = new Condition.Or(left, and());
		return left;
	}

	private Condition and() throws RuleSyntaxException {
		Condition left = not();
		while (tokens.take("and")) left = new Condition.And(left, not());
		return left;
	}

	private Condition not() throws RuleSyntaxException {
		if (++depth > MAX_DEPTH) throw new RuleSyntaxException("the condition is nested too deep");
		try {
			if (tokens.take("not")) return new Condition.Not(not());
			if (!tokens.take("(")) return look();
			Condition inside = or();
			if (!tokens.take(")")) throw new RuleSyntaxException("a parenthesis is not closed");
			return inside;
		}
		finally {
			depth--;
		}
	}

	private Condition look() throws RuleSyntaxException {
		if (tokens.take("unknown")) return Condition.Constant.UNKNOWN;
		if (tokens.take("exists")) return presence(new ElementTest.Exists());
		if (tokens.take("has")) return presence(new ElementTest.Has());
		if (tokens.take("count")) {
			Place place = path();
			return new Condition.Look(place.path, new ElementTest.Count(order(), number()));
		}
		Place place = path();
		int index = tokens.take("any") ? 0 : Math.max(1, place.index);
		if (tokens.take("=")) return new Condition.Look(place.path, new ElementTest.OneOf(index, tokens.terms()));
		if (tokens.take("!=")) return new Condition.Not(new Condition.Look(place.path, new ElementTest.OneOf(index, tokens.terms())));
		ElementTest.Order order = order();
		if (index == 0) throw new RuleSyntaxException("any is for = and != only");
		return new Condition.Look(place.path, new ElementTest.Compare(index, order, number()));
	}

	/** With a number in brackets: whether there are so many. */
	private Condition presence(ElementTest test) throws RuleSyntaxException {
		Place place = path();
		return new Condition.Look(place.path, place.index == 0 ? test : new ElementTest.Count(ElementTest.Order.AT_LEAST, place.index));
	}

	private ElementTest.Order order() throws RuleSyntaxException {
		String sign = tokens.word("a comparison");
		ElementTest.Order order = ElementTest.Order.of(sign);
		if (order == null) throw new RuleSyntaxException("'" + sign + "' stands where a comparison should");
		return order;
	}

	private double number() throws RuleSyntaxException {
		String text = tokens.name("a number");
		double number = Term.of(text).number();
		if (Double.isNaN(number)) throw new RuleSyntaxException("'" + text + "' is no number");
		return number;
	}

	private record Place(AttributePath path, int index) {}

	private Place path() throws RuleSyntaxException {
		String text = tokens.name("an attribute");
		AttributePath.Origin origin = AttributePath.Origin.ITEM;
		int at = 0, up = 0;
		if (text.startsWith("frame:")) {
			origin = AttributePath.Origin.FRAME;
			at = "frame:".length();
		}
		else if (text.startsWith("/")) {
			origin = AttributePath.Origin.ROOT;
			at = 1;
		}
		else {
			while (text.startsWith("^", up)) up++;
			at = up;
			if (up > 0 && text.startsWith("/", at)) at++;
		}
		String[] parts = text.substring(at).split("/", -1);
		int[] tags = new int[parts.length], items = new int[parts.length];
		for (int i = 0; i < parts.length; i++) {
			Tokens.Indexed part = Tokens.Indexed.of(parts[i]);
			tags[i] = part.tag();
			items[i] = part.index();
		}
		return new Place(new AttributePath(origin, up, tags, items), items[parts.length - 1]);
	}
}
