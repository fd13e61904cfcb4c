package sc.fiji.medprep.standard.rule;

/**
 * A rule of its own: a finding if its condition is false.
 *
 * @param rule id of the finding
 * @param condition asked of the data set of the module, the root or an item
 * @param tag the attribute of that data set that it looks at first; 0 if there is none
 * @param message lower case, without values and full stop
 * @param module number of the module in {@link ObjectRules#modules()}
 * @param number of this rule among all of its object, see {@link ObjectRules#size()}
 */
public record Requirement(String rule, Condition condition, int tag, String message, int module, int number) {}
