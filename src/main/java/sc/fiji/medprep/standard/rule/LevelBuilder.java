package sc.fiji.medprep.standard.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;

import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.ModuleTable;

/** Merges the tables and the texts of all modules that reach one level. */
final class LevelBuilder {
	private static final ValueSet[] NO_SETS = {};

	/** An attribute in one source. */
	private record Row(Source source, AttributeType type, String inside) {}

	private final RuleTexts texts;
	private final IntSupplier numbers;
	private final List<Source> sources;
	private final Statements anywhere;
	private final Statements anySequence;
	private final TreeMap<Integer, List<Row>> rows = new TreeMap<>(Integer::compareUnsigned);

	/** @param numbers gives each rule its number */
	LevelBuilder(RuleTexts texts, IntSupplier numbers, List<Source> sources) {
		this.texts = texts;
		this.numbers = numbers;
		this.sources = sources;
		int sequence = sources.isEmpty() ? 0 : sources.get(0).sequence;
		anywhere = texts.in("*");
		anySequence = sequence == 0 ? Statements.EMPTY : texts.in("*" + RuleTexts.inside(sequence));
	}

	/** @param more adds sources to the items of some sequences */
	RuleLevel build(Map<Integer, List<Source>> more, boolean functionalGroups, Function<List<Source>, RuleLevel> levels) {
		for (Source source : sources) addRows(source);
		addNew(anySequence, sources.isEmpty() ? null : sources.get(0));
		int size = rows.size();
		int[] tags = new int[size];
		AttributeRule[][] rules = new AttributeRule[size][];
		List<List<Source>> inside = new ArrayList<>(size);
		int i = 0;
		for (Map.Entry<Integer, List<Row>> entry : rows.entrySet()) {
			tags[i] = entry.getKey();
			rules[i++] = rules(entry.getKey(), entry.getValue());
			inside.add(inside(entry.getKey(), entry.getValue(), more));
		}
		return new RuleLevel(tags, rules, inside, requirements(), functionalGroups, levels);
	}

	private void addRows(Source source) {
		if (source.block != null) ModuleTable.instance().forEach(source.block, (tag, type, inside) -> add(tag, new Row(source, type, inside)));
		addNew(texts.in(source.context), source);
	}

	/** Attributes that only the texts have. */
	private void addNew(Statements statements, Source source) {
		for (AttributeStatement statement : statements.attributes.values()) {
			boolean ofObject = source != null && source.module == 0;
			if (source == null || !ofObject && statement.type == null || has(statement.tag, source)) continue;
			if (ofObject || statements != anySequence || !rows.containsKey(statement.tag)) add(statement.tag, new Row(source, AttributeType.NONE, null));
		}
	}

	private boolean has(int tag, Source source) {
		for (Row row : rows.getOrDefault(tag, List.of())) {
			if (row.source == source) return true;
		}
		return false;
	}

	private void add(int tag, Row row) {
		rows.computeIfAbsent(tag, key -> new ArrayList<>(2)).add(row);
	}

	private List<Source> inside(int tag, List<Row> of, Map<Integer, List<Source>> more) {
		List<Source> inside = new ArrayList<>();
		for (Row row : of) {
			if (row.inside != null || texts.reach(row.source.context + RuleTexts.inside(tag))) inside.add(row.source.inside(tag, row.inside, texts));
		}
		for (Source source : more.getOrDefault(tag, List.of())) inside.add(source);
		return inside;
	}

	private AttributeRule[] rules(int tag, List<Row> of) {
		AttributeStatement ofObject = null;
		for (Row row : of) {
			if (row.source.module == 0) ofObject = texts.in(row.source.context).attributes.get(tag);
		}
		AttributeRule[] rules = new AttributeRule[of.size()];
		List<ValueSet> later = new ArrayList<>();
		// the most specific first, because its values replace those of the others
		for (int i = of.size() - 1; i >= 0; i--) {
			rules[i] = rule(tag, of.get(i), of.get(i).source.module == 0 ? null : ofObject, later);
		}
		return rules;
	}

	private AttributeRule rule(int tag, Row row, AttributeStatement ofObject, List<ValueSet> later) {
		AttributeStatement[] said = {texts.in(row.source.context).attributes.get(tag), anySequence.attributes.get(tag), anywhere.attributes.get(tag)};
		AttributeType type = row.type;
		AttributeStatement conditional = null, typed = null, counted = null;
		List<ValueSet> sets = List.of();
		for (AttributeStatement statement : said) {
			if (statement == null) continue;
			if (typed == null && statement.type != null) typed = statement;
			if (conditional == null && statement.condition != null) conditional = statement;
			if (counted == null && statement.most != 0) counted = statement;
			if (sets.isEmpty()) sets = statement.sets;
		}
		if (typed != null) type = typed.type;
		// a condition of this very place turns Type 1 into 1C
		boolean own = conditional != null && conditional == said[0];
		if (own && type == AttributeType.TYPE_1) type = AttributeType.TYPE_1C;
		if (own && type == AttributeType.TYPE_2) type = AttributeType.TYPE_2C;
		if (ofObject != null && ofObject.type != null) type = AttributeType.NONE;
		if (ofObject != null && ofObject.condition != null) conditional = ofObject;
		boolean asks = type == AttributeType.TYPE_1C || type == AttributeType.TYPE_2C;
		Condition condition = !asks ? null : conditional == null ? Condition.Constant.UNKNOWN : conditional.condition;
		boolean limited = counted != null && (ofObject == null || ofObject.most == 0);
		ValueSet[] left = notReplaced(sets, later);
		later.addAll(sets);
		return new AttributeRule(tag, type, condition, asks && (conditional == null || conditional.orMay), left, limited ? counted.fewest : 0, limited ? counted.most : 0, row.source.module, numbers.getAsInt());
	}

	private static ValueSet[] notReplaced(List<ValueSet> sets, List<ValueSet> later) {
		if (sets.isEmpty()) return NO_SETS;
		List<ValueSet> left = new ArrayList<>(sets);
		left.removeIf(set -> later.stream().anyMatch(by -> by.index() == set.index() && by.when() == null));
		return left.toArray(NO_SETS);
	}

	private Requirement[] requirements() {
		List<Requirement> all = new ArrayList<>();
		for (Source source : sources) addRequirements(texts.in(source.context), source, all);
		if (!sources.isEmpty()) addRequirements(anySequence, sources.get(0), all);
		return all.toArray(new Requirement[0]);
	}

	private void addRequirements(Statements statements, Source source, List<Requirement> all) {
		for (Statements.Required required : statements.required)
			all.add(new Requirement(required.rule(), required.condition(), firstTag(required.condition()), required.message(), source.module, numbers.getAsInt()));
	}

	private static int firstTag(Condition condition) {
		if (condition instanceof Condition.Look look) return look.path().origin() == AttributePath.Origin.ITEM && look.path().up() == 0 ? look.path().tags()[0] : 0;
		if (condition instanceof Condition.Not not) return firstTag(not.of());
		if (condition instanceof Condition.And and) return firstTag(and.left()) != 0 ? firstTag(and.left()) : firstTag(and.right());
		if (condition instanceof Condition.Or or) return firstTag(or.left()) != 0 ? firstTag(or.left()) : firstTag(or.right());
		return 0;
	}
}
