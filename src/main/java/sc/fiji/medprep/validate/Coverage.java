package sc.fiji.medprep.validate;

/**
 * How many rules a file was held against.
 *
 * @param object the kind of object as PS3.3 calls it, such as CT Image; empty if there are no rules for it
 * @param evaluated rules whose conditions could be told
 * @param notEvaluable rules whose conditions cannot be told from the file
 */
record Coverage(String object, int evaluated, int notEvaluable) {
	static final Coverage NONE = new Coverage("", 0, 0);

	/** As it is kept in the journal. */
	String note() {
		return object + "\t" + evaluated + "\t" + notEvaluable;
	}

	/** Reads what {@link #note} wrote; anything else is {@link #NONE}. */
	static Coverage ofNote(String note) {
		String[] fields = note.split("\t", -1);
		if (fields.length != 3) return NONE;
		try {
			return new Coverage(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
		}
		catch (NumberFormatException noNumber) {
			return NONE;
		}
	}
}
