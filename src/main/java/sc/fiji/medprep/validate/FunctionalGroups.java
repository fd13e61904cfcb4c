package sc.fiji.medprep.validate;

import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.rule.Frame;
import sc.fiji.medprep.standard.rule.ModuleRule;
import sc.fiji.medprep.standard.rule.ObjectRules;
import sc.fiji.medprep.standard.rule.Truth;

/** Which functional groups a multi-frame object has, and whether they are shared or of each frame (PS3.3 C.7.6.16). */
final class FunctionalGroups {
	private final ObjectRules rules;
	private final DataSet root;
	private final Frame frame;
	private final RuleCount count;
	private final Findings findings;

	FunctionalGroups(ObjectRules rules, DataSet root, Frame frame, RuleCount count, Findings findings) {
		this.rules = rules;
		this.root = root;
		this.frame = frame;
		this.count = count;
		this.findings = findings;
	}

	void check() {
		// an object without any functional group misses the two sequences, which says enough
		if (frame.shared().isEmpty() && frame.frames().isEmpty()) return;
		List<ModuleRule> macros = rules.modules().stream().filter(module -> module.place().isMacro()).toList();
		if (macros.isEmpty()) return;
		checkItems();
		for (ModuleRule macro : macros) check(macro);
	}

	private void checkItems() {
		if (frame.shared().size() > 1) {
			findings.add("group.shared_items", Tag.toString(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), "SharedFunctionalGroupsSequence has " + frame.shared().size() + " items; it has one.");
		}
		int frames = root.intValue(Tag.NUMBER_OF_FRAMES).orElse(-1);
		if (!frame.frames().isEmpty() && frames >= 0 && frames != frame.frames().size()) {
			findings.add("group.frames", Tag.toString(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE), "PerFrameFunctionalGroupsSequence has " + frame.frames().size() + " items; it has one for each frame as NumberOfFrames counts them.");
		}
	}

	private void check(ModuleRule macro) {
		boolean shared = !frame.shared().isEmpty() && ModulePresence.hasAny(frame.shared().get(0), macro.tags());
		int with = 0;
		for (DataSet item : frame.frames()) {
			if (ModulePresence.hasAny(item, macro.tags())) with++;
		}
		if (shared && with > 0) add("group.twice", macro, 0, "is both shared and of frames; it stands in one of the two places.");
		if (shared && macro.place() == ModuleRule.Place.PER_FRAME) add("group.place", macro, 0, "is shared; it stands in the items of frames only.");
		if (with > 0 && macro.place() == ModuleRule.Place.SHARED) add("group.place", macro, 1, "stands in the item of a frame; it is shared only.");
		switch (macro.usage()) {
			case 'M' -> mandatory(macro, shared, with);
			case 'C' -> conditional(macro, shared, with);
			default -> {
				// nobody asks for it
			}
		}
	}

	private void mandatory(ModuleRule macro, boolean shared, int with) {
		count.add(macro.rule());
		if (!shared && (with < frame.frames().size() || frame.frames().isEmpty())) missing(macro, firstWithout(macro), "");
	}

	private int firstWithout(ModuleRule macro) {
		for (int i = 0; i < frame.frames().size(); i++) {
			if (!ModulePresence.hasAny(frame.frames().get(i), macro.tags())) return i + 1;
		}
		return 0;
	}

	private void conditional(ModuleRule macro, boolean shared, int with) {
		List<DataSet> frames = frame.frames();
		boolean unneeded = false;
		// a tiled image may have no items for its frames
		for (int i = frames.isEmpty() ? -1 : 0; i < frames.size(); i++) {
			DataSet item = i < 0 ? frame.shared().get(0) : frames.get(i);
			frame.enter(i < 0 ? null : item);
			Truth needed = macro.condition().evaluate(item, frame);
			frame.enter(null);
			count.add(macro.rule(), needed);
			boolean there = shared || with > 0 && ModulePresence.hasAny(item, macro.tags());
			if (needed == Truth.TRUE && !there) {
				missing(macro, i + 1, " though its condition is met");
				return;
			}
			unneeded |= needed == Truth.FALSE && !macro.mayOtherwise() && there;
		}
		if (unneeded) findings.add("module.unneeded", "", "The functional group " + macro.name() + " of " + rules.name() + " is present though its condition is not met.");
	}

	private void missing(ModuleRule macro, int item, String though) {
		add("group.missing", macro, item, "is neither shared nor in every frame" + though + "; it has usage " + macro.usage() + " in " + rules.name() + ".");
	}

	/** @param item number of the frame; 0 for the shared functional groups */
	private void add(String rule, ModuleRule macro, int item, String what) {
		TagPath path = new TagPath();
		path.enter(item == 0 ? Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE : Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, Math.max(1, item));
		int tag = macro.tags().length == 0 ? 0 : macro.tags()[0];
		findings.add(rule, path.of(tag), (tag == 0 ? "The functional group " + macro.name() : Keywords.of(tag)) + " " + what);
	}
}
