package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.standard.rule.Frame;
import sc.fiji.medprep.standard.rule.ModuleRule;
import sc.fiji.medprep.standard.rule.ObjectRules;
import sc.fiji.medprep.standard.rule.Truth;

/** Which modules of its object a file has or must have. Functional group macros count as there: they are looked at item by item. */
final class ModulePresence {
	private final boolean[] there;

	ModulePresence(ObjectRules rules, DataSet root, Frame frame, RuleCount count, Findings findings) {
		there = new boolean[rules.modules().size()];
		for (ModuleRule module : rules.modules()) {
			boolean mandatory = module.usage() == 'M' || module.place().isMacro();
			there[module.number()] = mandatory || isThere(module, root, frame);
			if (mandatory || module.condition() == null) continue;
			Truth needed = module.condition().evaluate(root, frame);
			count.add(module.rule(), needed);
			if (needed == Truth.FALSE && !module.mayOtherwise() && there[module.number()]) {
				findings.add("module.unneeded", "", "The module " + module.name() + " of " + rules.name() + " is present though its condition is not met.");
			}
			there[module.number()] |= needed == Truth.TRUE;
		}
	}

	private static boolean isThere(ModuleRule module, DataSet root, Frame frame) {
		return module.present() != null ? module.present().evaluate(root, frame) == Truth.TRUE : hasAny(root, module.tags());
	}

	/** Whether a data set has one of some attributes; of overlay planes any group counts. */
	static boolean hasAny(DataSet set, int[] tags) {
		for (int tag : tags) {
			if (set.contains(tag)) return true;
			if ((tag & 0xFFFF0000) != 0x60000000) continue;
			for (int group = 2; group <= 0x1E; group += 2) {
				if (set.contains(tag + (group << 16))) return true;
			}
		}
		return false;
	}

	boolean isThere(int module) {
		return there[module];
	}
}
