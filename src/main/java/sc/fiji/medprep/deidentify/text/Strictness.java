package sc.fiji.medprep.deidentify.text;

/** What happens to words of free text that are neither known to identify the patient nor known to be of imaging. */
public enum Strictness {
	/** They stay; only known values and patterns go. */
	LOOSE,
	/** They go if they look like names or identifiers. */
	NORMAL,
	/** They go. */
	STRICT
}
