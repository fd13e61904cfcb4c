package sc.fiji.medprep.validate;

import java.util.Locale;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.rule.AttributeRule;
import sc.fiji.medprep.standard.rule.Frame;
import sc.fiji.medprep.standard.rule.ModuleRule;
import sc.fiji.medprep.standard.rule.ObjectRules;
import sc.fiji.medprep.standard.rule.RuleLevel;
import sc.fiji.medprep.standard.rule.Truth;
import sc.fiji.medprep.standard.rule.ValueSet;
import sc.fiji.medprep.standard.rule.Values;

/**
 * Holds one attribute at a time against what the modules of the object ask of it (PS3.5 section 7.4). Several modules may ask
 * the same; what is wrong is found once.
 */
final class AttributeCheck {
	/** Longer lists of allowed values are left out of messages. */
	private static final int LISTED = 12;

	private final ObjectRules rules;
	private final ModulePresence modules;
	private final Frame frame;
	private final TagPath path;
	private final RuleCount count;
	private final Findings findings;
	private final Grouped unneeded1 = new Grouped("type1c.unneeded", "Attributes of Type 1C that are present though their conditions are not met");
	private final Grouped unneeded2 = new Grouped("type2c.unneeded", "Attributes of Type 2C that are present though their conditions are not met");

	AttributeCheck(ObjectRules rules, ModulePresence modules, Frame frame, TagPath path, RuleCount count, Findings findings) {
		this.rules = rules;
		this.modules = modules;
		this.frame = frame;
		this.path = path;
		this.count = count;
		this.findings = findings;
	}

	/** The file has been seen. */
	void finish() {
		unneeded1.addTo(findings);
		unneeded2.addTo(findings);
	}

	/** An attribute that the data set does not have. */
	void missing(RuleLevel level, int i, DataSet set) {
		// an absent macro is the business of FunctionalGroups
		if (!level.isWanted(i) || level.isFunctionalGroups()) return;
		AttributeRule asks = null;
		// an absent macro is the business of FunctionalGroups
		if (level.isFunctionalGroups()) return;
		for (AttributeRule rule : level.rules(i)) {
			if (!rule.type().isRequired() || !modules.isThere(rule.module())) continue;
			if (isNeeded(rule, set) && (asks == null || rule.type().compareTo(asks.type()) < 0)) asks = rule;
		}
		if (asks == null) return;
		findings.add("type" + asks.type().toString().toLowerCase(Locale.ROOT) + ".missing", path.of(frame.here(level.tag(i))),
			name(asks) + " is missing" + (asks.condition() == null ? "" : " though its condition is met") + "; it is " + origin(asks) + ".");
	}

	private boolean isNeeded(AttributeRule rule, DataSet set) {
		if (rule.condition() == null) {
			count.add(rule.number());
			return true;
		}
		Truth needed = rule.condition().evaluate(set, frame);
		count.add(rule.number(), needed);
		return needed == Truth.TRUE;
	}

	/** An attribute that the data set has. */
	void present(RuleLevel level, int i, DataSet set, Element element) {
		boolean blank = Values.isBlank(element);
		AttributeRule unneeded = null, empty = null;
		boolean allowed = false;
		for (AttributeRule rule : level.rules(i)) {
			if (!modules.isThere(rule.module())) continue;
			AttributeType type = rule.type();
			if (type.needsValue() && blank && empty == null) empty = rule;
			if (rule.condition() != null && !rule.mayOtherwise() && evaluate(rule, set) == Truth.FALSE) unneeded = rule;
			else if (type != AttributeType.NONE) allowed = true;
			if (type.isRequired()) count.add(rule.number());
			// "one or more items" forbids an empty sequence also where its Type does not
			if (rule.most() > 0 && (!blank || type == AttributeType.TYPE_3 && element.value() instanceof Value.Sequence)) number(rule, element);
			if (blank) continue;
			for (ValueSet values : rule.sets()) values(rule, values, set, element);
		}
		if (empty != null) {
			findings.add("type" + empty.type().toString().toLowerCase(Locale.ROOT) + ".empty", path.of(element.tag()), name(empty) + " has no " + unit(element) + "; it is " + origin(empty) + ", which needs one.");
		}
		if (unneeded != null && !allowed) unneeded(unneeded, element);
	}

	private Truth evaluate(AttributeRule rule, DataSet set) {
		Truth needed = rule.condition().evaluate(set, frame);
		count.add(rule.number(), needed);
		return needed;
	}

	private void unneeded(AttributeRule rule, Element element) {
		boolean one = rule.type() == AttributeType.TYPE_1C;
		if (!findings.isStrict()) (one ? unneeded1 : unneeded2).add(element.tag());
		else {
			findings.add(one ? "type1c.unneeded" : "type2c.unneeded", path.of(element.tag()),
				name(rule) + " is present though its condition is not met; it is " + origin(rule) + " and may not be present otherwise.");
		}
	}

	private void number(AttributeRule rule, Element element) {
		count.add(rule.number());
		boolean sequence = element.value() instanceof Value.Sequence;
		int number = element.value() instanceof Value.Sequence items ? items.items().size() : Values.count(element);
		if (number >= rule.fewest() && number <= rule.most()) return;
		String wanted = rule.most() == Integer.MAX_VALUE ? rule.fewest() + " or more" : rule.fewest() == rule.most() ? String.valueOf(rule.most()) : rule.fewest() + " to " + rule.most();
		findings.add(sequence ? "value.items" : "value.multiplicity", path.of(element.tag()),
			name(rule) + " has " + number + (sequence ? " items" : " values") + "; module " + module(rule).name() + " allows " + wanted + ".");
	}

	private void values(AttributeRule rule, ValueSet values, DataSet set, Element element) {
		Truth counts = values.when() == null ? Truth.TRUE : values.when().evaluate(set, frame);
		count.add(rule.number(), counts);
		if (counts != Truth.TRUE) return;
		int outside = values.firstOutside(element);
		if (outside == 0) return;
		String listed = values.size() <= LISTED ? ": " + values : "";
		findings.add(values.isEnumerated() ? "value.enumerated" : "value.defined_term", path.of(element.tag()),
			"Value " + outside + " of " + name(rule) + " is none of the " + (values.isEnumerated() ? "Enumerated Values" : "Defined Terms") + " of " + module(rule).name() + listed + ".");
	}

	private static String unit(Element element) {
		return element.value() instanceof Value.Sequence ? "item" : "value";
	}

	private static String name(AttributeRule rule) {
		return Keywords.of(rule.tag());
	}

	private ModuleRule module(AttributeRule rule) {
		return rules.modules().get(rule.module());
	}

	private String origin(AttributeRule rule) {
		ModuleRule module = module(rule);
		String by = module.number() == 0 ? rules.name() : "module " + module.name() + " of " + rules.name();
		return "Type " + rule.type() + " in " + by + (module.section().isEmpty() ? "" : " (" + module.section() + ")");
	}
}
