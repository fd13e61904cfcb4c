package sc.fiji.medprep.deidentify;

/** What happens to a file that encapsulates a document (PDF, CDA, STL, OBJ, MTL), whose content cannot be cleaned. */
public enum Documents {
	/** Not written; the reason stands in the report. */
	REFUSE,
	/** An empty document of the same type takes its place. */
	STRIP
}
