package sc.fiji.medprep.app.findings;

import sc.fiji.medprep.batch.Severity;

/**
 * A finding as the window shows it.
 *
 * @param tag path of tags, empty if it is about the whole file
 * @param path of the input file as the private folder has it, for the eyes of its user only; empty if unknown
 * @param name the part of the path that is shown
 */
record FindingRow(int item, Severity severity, String rule, String tag, String message, String path, String name) {
	private static final String PER_FRAME = "(5200,9230)";

	/** The name without folders. */
	String fileName() {
		return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	}

	/** The frame that the path of tags names (PS3.3 C.7.6.16), from 1; 1 if it names none. */
	int frame() {
		if (!tag.startsWith(PER_FRAME + "[")) return 1;
		String number = tag.substring(PER_FRAME.length() + 1, Math.max(PER_FRAME.length() + 1, tag.indexOf(']')));
		return number.matches("[1-9]\\d{0,8}") ? Integer.parseInt(number) : 1;
	}
}
