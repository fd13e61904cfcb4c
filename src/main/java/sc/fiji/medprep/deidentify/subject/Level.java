package sc.fiji.medprep.deidentify.subject;

/** What an identifier identifies, from the whole to its parts. */
public enum Level {
	PATIENT, STUDY, SERIES, INSTANCE
}
