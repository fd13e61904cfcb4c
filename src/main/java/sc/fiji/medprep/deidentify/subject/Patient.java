package sc.fiji.medprep.deidentify.subject;

/**
 * Who a patient is in an input. Values are without blanks around them, and empty where the input has none.
 *
 * @param id Patient ID (0010,0020)
 * @param issuer Issuer of Patient ID (0010,0021)
 * @param name Patient's Name (0010,0010)
 * @param birthDate Patient's Birth Date (0010,0030)
 * @param deidentified true if the input says that MedPrep de-identified it, in De-identification Method (0012,0063)
 */
public record Patient(String id, String issuer, String name, String birthDate, boolean deidentified) {
	public Patient {
		id = stripped(id);
		issuer = stripped(issuer);
		name = stripped(name);
		birthDate = stripped(birthDate);
	}

	/** A patient of which only ID and name count. */
	public static Patient of(String id, String name) {
		return new Patient(id, "", name, "", false);
	}

	private static String stripped(String value) {
		return value == null ? "" : value.strip();
	}

	/** Says nothing, so that no message and no log can tell who it is. */
	@Override
	public String toString() {
		return "a patient";
	}
}
