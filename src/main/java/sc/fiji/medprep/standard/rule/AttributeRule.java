package sc.fiji.medprep.standard.rule;

import sc.fiji.medprep.standard.AttributeType;

/**
 * What one module of an object asks of an attribute at one place.
 *
 * @param type its Type; NONE if this rule leaves that to others, as where the object overrides a module
 * @param condition of Types 1C and 2C; null for others
 * @param mayOtherwise whether it may be present although the condition is false
 * @param sets the values that it may have; must not be changed
 * @param fewest number of values or items at least
 * @param most number of values or items at most; 0 if this rule does not limit it
 * @param module number of the module in {@link ObjectRules#modules()}
 * @param number of this rule among all of its object, see {@link ObjectRules#size()}
 */
public record AttributeRule(int tag, AttributeType type, Condition condition, boolean mayOtherwise, ValueSet[] sets, int fewest, int most, int module, int number) {}
