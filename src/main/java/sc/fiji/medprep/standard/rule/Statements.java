package sc.fiji.medprep.standard.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All statements of one context, such as the root of a module or the items of a sequence in it. Filled once, then read only. */
final class Statements {
	static final Statements EMPTY = new Statements();

	/** What is said of a module in an IOD, or of the module itself. */
	record ModuleStatement(Condition condition, boolean orMay, Condition present, String where) {}

	/** A requirement that is not yet part of an object. */
	record Required(String rule, Condition condition, String message, String where) {}

	/** In the order of the text. */
	final Map<Integer, AttributeStatement> attributes = new LinkedHashMap<>();
	final Map<String, ModuleStatement> modules = new LinkedHashMap<>();
	final List<Required> required = new ArrayList<>();
	Condition present;
	String section = "";
}
