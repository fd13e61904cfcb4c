package sc.fiji.medprep.standard.rule;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.standard.AttributeType;

/** All that the statements of one place say about one attribute; what they leave out is null or 0. Filled once. */
final class AttributeStatement {
	final int tag;
	/** Where it is written first. */
	final String where;
	AttributeType type;
	Condition condition;
	boolean orMay;
	int fewest, most;
	final List<ValueSet> sets = new ArrayList<>(2);

	AttributeStatement(int tag, String where) {
		this.tag = tag;
		this.where = where;
	}
}
