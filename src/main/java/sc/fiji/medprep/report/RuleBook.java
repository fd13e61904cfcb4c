package sc.fiji.medprep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Severity;

/**
 * The rules of a room, from its resource {@code rules.txt}: a line for each with id, severity, severity when strict, section,
 * title and, if a repair can put it right, the name of that, separated by tabs; lines that begin with # are comments. Immutable.
 */
public final class RuleBook {
	/** A book without rules. */
	public static final RuleBook NONE = new RuleBook();
	private static final int FIX = 5;

	private final TreeMap<String, Rule> rules = new TreeMap<>();

	private RuleBook() {}

	/** @param room a class of the room whose {@code rules.txt} is read */
	public static RuleBook of(Class<?> room) {
		RuleBook book = new RuleBook();
		try (InputStream in = room.getResourceAsStream("rules.txt")) {
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				if (line.isBlank() || line.startsWith("#")) continue;
				String[] fields = line.split("\t", -1);
				Rule rule = new Rule(fields[0], Severity.ofWord(fields[1]), Severity.ofWord(fields[2]), fields[3], fields[4], fields.length > FIX ? fields[FIX] : "");
				if (book.rules.put(rule.id(), rule) != null) throw new IllegalStateException("Two rules are called " + rule.id());
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return book;
	}

	/** Whether there is a rule of that id. */
	public boolean has(String id) {
		return rules.containsKey(id);
	}

	/** @throws NoSuchElementException if there is no such rule */
	public Rule get(String id) {
		Rule rule = rules.get(id);
		if (rule == null) throw new NoSuchElementException("No rule is called " + id);
		return rule;
	}

	/** All rules in the order of their ids. */
	public Collection<Rule> rules() {
		return Collections.unmodifiableCollection(rules.values());
	}
}
