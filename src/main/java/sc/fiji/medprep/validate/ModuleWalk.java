package sc.fiji.medprep.validate;

import java.util.Iterator;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.rule.AttributeRule;
import sc.fiji.medprep.standard.rule.Frame;
import sc.fiji.medprep.standard.rule.ModuleRule;
import sc.fiji.medprep.standard.rule.ObjectRules;
import sc.fiji.medprep.standard.rule.Requirement;
import sc.fiji.medprep.standard.rule.RuleLevel;
import sc.fiji.medprep.standard.rule.Truth;

/**
 * Goes once through a data set and the rules of its object, both in the order of tags. For one file.
 */
final class ModuleWalk {
	private static final int OVERLAYS = 0x60000000;

	private final ObjectRules rules;
	private final DataSet root;
	private final Findings findings;
	private final Frame frame;
	private final TagPath path = new TagPath();
	private final RuleCount count = new RuleCount();
	private final ModulePresence modules;
	private final AttributeCheck attributes;
	private final Grouped foreign = new Grouped("attribute.not_in_object", "Attributes that no module of the object has");
	private final Grouped retired = new Grouped("attribute.retired", "Retired attributes");

	ModuleWalk(ObjectRules rules, DataSet root, Findings findings) {
		this.rules = rules;
		this.root = root;
		this.findings = findings;
		frame = new Frame(root);
		modules = new ModulePresence(rules, root, frame, count, findings);
		attributes = new AttributeCheck(rules, modules, frame, path, count, findings);
	}

	void run() {
		level(rules.root(), root);
		new FunctionalGroups(rules, root, frame, count, findings).check();
		attributes.finish();
		foreign.addTo(findings);
		retired.addTo(findings);
		findings.cover(count.coverage(rules.name()));
	}

	private void level(RuleLevel level, DataSet set) {
		int overlays = position(level, OVERLAYS), beyond = position(level, 0x60010000);
		int overlay = 0;
		int i = 0;
		Iterator<Element> elements = set.iterator();
		Element element = elements.hasNext() ? elements.next() : null;
		while (element != null || i < level.size()) {
			if (i == overlays) i = beyond;
			int order = element == null ? 1 : i == level.size() ? -1 : Integer.compareUnsigned(element.tag(), level.tag(i));
			if (order > 0) {
				if (i < level.size()) attributes.missing(level, i++, set);
				continue;
			}
			if (isOverlay(element.tag())) {
				if (Tag.group(element.tag()) != overlay) overlay(level, set, overlay = Tag.group(element.tag()), overlays, beyond);
			}
			else if (order == 0) present(level, i++, set, element);
			else foreign(element.tag());
			element = elements.hasNext() ? elements.next() : null;
		}
		requirements(level, set);
	}

	private static int position(RuleLevel level, int tag) {
		int i = level.indexOf(tag);
		return i < 0 ? -i - 1 : i;
	}

	/** Overlay planes repeat their group 6000 up to 601E (PS3.5 section 7.6). */
	private static boolean isOverlay(int tag) {
		return (tag & 0xFFE10000) == OVERLAYS;
	}

	private void overlay(RuleLevel level, DataSet set, int group, int from, int to) {
		if (from == to) return;
		frame.overlay(group);
		for (int i = from; i < to; i++) {
			Element element = set.get(level.tag(i) + (group << 16) - OVERLAYS);
			if (element == null) attributes.missing(level, i, set);
			else present(level, i, set, element);
		}
		frame.overlay(0x6000);
	}

	private void present(RuleLevel level, int i, DataSet set, Element element) {
		attributes.present(level, i, set, element);
		if (!(element.value() instanceof Value.Sequence sequence)) return;
		RuleLevel inside = level.inside(i);
		if (inside == null || inside.size() == 0) return;
		boolean frames = set == root && element.tag() == Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE;
		List<Value.Item> items = sequence.items();
		for (int item = 0; item < items.size(); item++) {
			DataSet inner = items.get(item).dataSet();
			if (frames) frame.enter(inner);
			path.enter(element.tag(), item + 1);
			level(inside, inner);
			path.leave();
		}
		if (frames) frame.enter(null);
	}

	private void foreign(int tag) {
		if (Tag.isPrivate(tag) || Tag.element(tag) == 0 || tag == Tag.DATA_SET_TRAILING_PADDING) return;
		if (Dictionary.instance().attribute(tag).filter(Attribute::retired).isPresent()) retired.add(tag);
		else foreign.add(tag);
	}

	private void requirements(RuleLevel level, DataSet set) {
		for (Requirement requirement : level.requirements()) {
			ModuleRule module = rules.modules().get(requirement.module());
			if (!modules.isThere(requirement.module()) || level.isFunctionalGroups() && !ModulePresence.hasAny(set, module.tags())) continue;
			Truth truth = requirement.condition().evaluate(set, frame);
			count.add(requirement.number(), truth);
			if (truth == Truth.FALSE) findings.add(requirement.rule(), path.of(requirement.tag()), sentence(requirement.message()));
		}
	}

	private static String sentence(String message) {
		return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
	}
}
