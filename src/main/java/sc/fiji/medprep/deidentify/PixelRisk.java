package sc.fiji.medprep.deidentify;

/** What happens to a file whose content may show or tell who the patient is, beyond its attributes. */
public enum PixelRisk {
	/** Not written; the reason stands in the report. */
	REFUSE,
	/** Written with Patient Identity Removed = NO, and named in the findings to be looked at. */
	FLAG,
	/** Written as it is, because the user has looked at it. Encapsulated documents and speech are let through only here. */
	PASS
}
