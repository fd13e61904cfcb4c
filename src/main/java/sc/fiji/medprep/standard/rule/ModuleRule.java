package sc.fiji.medprep.standard.rule;

/**
 * A module or functional group macro of an object, or the object itself.
 *
 * @param number its place in {@link ObjectRules#modules()}; 0 is the object itself
 * @param name in lower case with hyphens, as in general-series
 * @param usage M mandatory, C conditional, U user option
 * @param place where it stands
 * @param condition when a conditional one must be there; null for others
 * @param mayOtherwise whether it may be there although the condition is false
 * @param present tells that it is there; null if one of {@code tags} tells
 * @param tags of a module the attributes at the root that no mandatory module has and that it requires, or if there are none those of Type 3; of a macro its sequences; ascending
 * @param section of PS3.3; empty if not known
 * @param rule number of this rule among all of its object, see {@link ObjectRules#size()}
 */
public record ModuleRule(int number, String name, char usage, Place place, Condition condition, boolean mayOtherwise, Condition present, int[] tags, String section, int rule) {
	/** Where a module stands. */
	public enum Place {
		ROOT, SHARED, PER_FRAME, SHARED_OR_PER_FRAME;

		/** Whether it is a functional group macro. */
		public boolean isMacro() {
			return this != ROOT;
		}
	}
}
