package sc.fiji.medprep.standard;

/** What a profile option does with an attribute in place of the basic action (PS3.15 table E.1-1a). */
public enum OptionAction {
	/** Keep unchanged, sequences with cleaned content. */
	K,
	/** Clean: replace by values of similar meaning without identifying information. */
	C
}
