package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.rule.AttributeRule;
import sc.fiji.medprep.standard.rule.Frame;
import sc.fiji.medprep.standard.rule.ModuleRule;
import sc.fiji.medprep.standard.rule.ObjectRules;
import sc.fiji.medprep.standard.rule.RuleLevel;
import sc.fiji.medprep.standard.rule.Truth;

/** The required attributes that a data set lacks at any level, in modules that it has or must have. Overlay planes are left out. */
final class MissingAttributes {
	private static final int OVERLAYS = 0x60000000;

	private final ObjectRules rules;
	private final DataSet root;
	private final Frame frame;
	private final boolean[] there;
	private final List<Missing> missing = new ArrayList<>();

	/** An attribute that is missing at a level, and the strictest of what is asked of it. */
	record Missing(DataSet level, Place place, int tag, AttributeType type) {
		boolean needsValue() {
			return type.needsValue();
		}

		Key key() {
			return new Key(place, tag);
		}
	}

	/** Tells places apart. */
	record Key(Place place, int tag) {}

	MissingAttributes(ObjectRules rules, DataSet root) {
		this.rules = rules;
		this.root = root;
		frame = new Frame(root);
		there = new boolean[rules.modules().size()];
		for (ModuleRule module : rules.modules()) there[module.number()] = isThere(module);
	}

	List<Missing> list() {
		level(rules.root(), root, Place.TOP);
		return missing;
	}

	private boolean isThere(ModuleRule module) {
		if (module.usage() == 'M' || module.place().isMacro()) return true;
		if (module.condition() != null && module.condition().evaluate(root, frame) == Truth.TRUE) return true;
		return module.present() != null ? module.present().evaluate(root, frame) == Truth.TRUE : hasAny(module.tags());
	}

	private boolean hasAny(int[] tags) {
		for (int tag : tags) {
			if (root.contains(tag)) return true;
			for (int group = 2; isOverlay(tag) && group <= 0x1E; group += 2) {
				if (root.contains(tag + (group << 16))) return true;
			}
		}
		return false;
	}

	private static boolean isOverlay(int tag) {
		return (tag & 0xFFFF0000) == OVERLAYS;
	}

	private void level(RuleLevel level, DataSet set, Place place) {
		for (int i = 0; i < level.size(); i++) {
			Element element = set.get(level.tag(i));
			if (element == null) {
				// an absent macro is absent as a whole
				if (!level.isFunctionalGroups() && !isOverlay(level.tag(i))) missing(level, i, set, place);
			}
			else if (element.value() instanceof Value.Sequence sequence) inside(level.inside(i), sequence, element.tag(), set, place);
		}
	}

	private void inside(RuleLevel inside, Value.Sequence sequence, int tag, DataSet around, Place place) {
		if (inside == null) return;
		boolean frames = around == root && tag == Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE;
		int number = 0;
		for (Value.Item item : sequence.items()) {
			if (frames) frame.enter(item.dataSet());
			level(inside, item.dataSet(), place.inside(tag, ++number));
		}
		if (frames) frame.enter(null);
	}

	private void missing(RuleLevel level, int i, DataSet set, Place place) {
		AttributeType strictest = null;
		for (AttributeRule rule : level.rules(i)) {
			if (!rule.type().isRequired() || !there[rule.module()]) continue;
			boolean needed = rule.condition() == null || rule.condition().evaluate(set, frame) == Truth.TRUE;
			if (needed && (strictest == null || rule.type().compareTo(strictest) < 0)) strictest = rule.type();
		}
		if (strictest != null) missing.add(new Missing(set, place, level.tag(i), strictest));
	}
}
