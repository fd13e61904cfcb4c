package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.AttributeForms;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.rule.ObjectRules;

/**
 * Adds attributes of Type 2, and of Type 2C whose condition is met, without a value: what is not known is said to be unknown
 * (PS3.5 section 7.4.3). Nothing is added where that would make an attribute necessary which needs a value.
 */
final class TypeTwoRepair {
	private static final AttributeForms FORMS = AttributeForms.instance();
	/** What is added may be what another condition waits for; more rounds have not been seen. */
	private static final int ROUNDS = 4;

	private final DataSet root;
	private final ObjectRules rules;

	/** @param root a whole data set */
	TypeTwoRepair(ObjectRules rules, DataSet root) {
		this.rules = rules;
		this.root = root;
	}

	void repair(Consumer<Change> changes) {
		List<MissingAttributes.Missing> added = new ArrayList<>();
		Set<MissingAttributes.Key> before = null;
		for (int round = 0; round < ROUNDS; round++) {
			List<MissingAttributes.Missing> missing = new MissingAttributes(rules, root).list();
			Set<MissingAttributes.Key> needy = new HashSet<>();
			for (MissingAttributes.Missing one : missing) if (one.needsValue()) needy.add(one.key());
			if (before == null) before = needy;
			if (!before.containsAll(needy)) {
				for (MissingAttributes.Missing one : added) one.level().remove(one.tag());
				return;
			}
			int known = added.size();
			for (MissingAttributes.Missing one : missing) if (!one.needsValue() && add(one)) added.add(one);
			if (added.size() == known) break;
		}
		for (MissingAttributes.Missing one : added) changes.accept(new Change(Repair.TYPE2, one.place().of(one.tag()), "added without a value"));
	}

	private static boolean add(MissingAttributes.Missing missing) {
		int form = FORMS.find(missing.tag());
		VR vr = Dictionary.instance().vrOf(missing.tag(), null);
		// which of several VRs is right may not be known
		if (form < 0 || FORMS.hasChoice(form) || vr == null) return false;
		missing.level().put(Element.empty(missing.tag(), vr));
		return true;
	}
}
