package sc.fiji.medprep.deidentify.text;

/** What happens to dates in free text. Dates that are known to identify the patient go in any case. */
public enum DateText {
	/** They go, with the time of day that belongs to them. */
	REMOVE,
	/** They are moved by the shift of the patient and keep their spelling. */
	SHIFT,
	/** They stay. */
	KEEP
}
