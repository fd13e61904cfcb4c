package sc.fiji.medprep.standard.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rule texts: statements by the context they stand in. A context is written "general-image/00089215": a module, macro or
 * "iod " and an IOD, then tags of sequences; or "*" and "*&#47;00089215". A context is parsed when it is first asked for,
 * because a run meets few of them.
 */
final class RuleTexts {
	/** All texts there are. */
	static final List<String> FILES = List.of("common.txt", "ct-mr-pt-nm.txt", "xray-us.txt", "multiframe.txt", "derived.txt", "sr-ko-pr.txt", "rt.txt", "other.txt");

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private static final class Holder {
		static final RuleTexts INSTANCE = ofResources();
	}

	private record Line(String file, int number, String text) {
		String where() {
			return file + ":" + number;
		}
	}

	private final Map<String, List<Line>> lines = new HashMap<>();
	/** Contexts with those around them. */
	private final Set<String> reached = new HashSet<>();
	private final ConcurrentHashMap<String, Statements> parsed = new ConcurrentHashMap<>();

	/** The texts of this installation. */
	static RuleTexts instance() {
		return Holder.INSTANCE;
	}

	private static RuleTexts ofResources() {
		RuleTexts texts = new RuleTexts();
		try {
			for (String file : FILES) texts.add(file, resource(file));
			return texts;
		}
		catch (RuleSyntaxException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	static String resource(String file) {
		try (InputStream in = RuleTexts.class.getResourceAsStream("/sc/fiji/medprep/standard/rules/" + file)) {
			if (in == null) throw new IllegalStateException("The rules " + file + " are missing from this installation.");
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException("The rules " + file + " cannot be read.", e);
		}
	}

	/** Adds a text before the first context is asked for. */
	void add(String file, String text) throws RuleSyntaxException {
		List<Line> context = null;
		int number = 0;
		for (int at = 0; at < text.length();) {
			int end = text.indexOf('\n', at);
			if (end < 0) end = text.length();
			String line = text.substring(at, end).strip();
			at = end + 1;
			number++;
			if (line.isEmpty() || line.startsWith("#")) continue;
			Line read = new Line(file, number, line);
			if (line.startsWith("in ")) context = lines.computeIfAbsent(context(read), key -> new ArrayList<>());
			else if (context == null) throw new RuleSyntaxException(read.where() + ": a statement stands before the first 'in'");
			else context.add(read);
		}
	}

	private String context(Line line) throws RuleSyntaxException {
		try {
			Tokens tokens = new Tokens(line.text);
			tokens.take("in");
			boolean iod = tokens.take("iod");
			String name = tokens.name("a module");
			tokens.end();
			String[] parts = name.split("/", -1);
			StringBuilder key = new StringBuilder(iod ? "iod " : "").append(parts[0]);
			for (int i = 1; i < parts.length; i++) key.append(inside(Tokens.tag(parts[i])));
			for (int end = key.length(); end > 0; end = key.lastIndexOf("/", end - 1)) reached.add(key.substring(0, end));
			return key.toString();
		}
		catch (RuleSyntaxException e) {
			throw new RuleSyntaxException(line.where() + ": " + e.getMessage());
		}
	}

	/** What the items of a sequence add to a context. */
	static String inside(int sequence) {
		return "/" + HEX.toHexDigits(sequence);
	}

	/** All contexts that have statements. */
	Set<String> contexts() {
		return lines.keySet();
	}

	/** File and line of the first statement of a context. */
	String where(String context) {
		List<Line> all = lines.get(context);
		return all == null || all.isEmpty() ? "" : all.get(0).where();
	}

	/** Whether there are statements in a context or in sequences inside it. */
	boolean reach(String context) {
		return reached.contains(context);
	}

	/** The statements of a context; none if it is not in the texts. */
	Statements in(String context) {
		if (!lines.containsKey(context)) return Statements.EMPTY;
		Statements known = parsed.get(context);
		if (known != null) return known;
		Statements statements = new Statements();
		for (RuleSyntaxException problem : parse(context, statements)) throw new IllegalStateException(problem.getMessage(), problem);
		parsed.put(context, statements);
		return statements;
	}

	/** Parses a context and gives what cannot be understood. */
	List<RuleSyntaxException> parse(String context, Statements into) {
		StatementParser parser = new StatementParser(into);
		List<RuleSyntaxException> problems = new ArrayList<>();
		for (Line line : lines.getOrDefault(context, List.of())) {
			try {
				parser.add(line.text, line.where());
			}
			catch (RuleSyntaxException e) {
				problems.add(e);
			}
		}
		return problems;
	}
}
