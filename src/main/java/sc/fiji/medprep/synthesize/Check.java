package sc.fiji.medprep.synthesize;

/**
 * One question of an answer key: what has to be true of the de-identified copy of an instance.
 *
 * @param instance SOP Instance UID of the original
 * @param series Series Instance UID of the original
 * @param study Study Instance UID of the original
 * @param patient Patient ID of the original
 * @param action what is asked
 * @param path where: tags with sequence items between them, {@code <(0008,1115)>[<0000>]<(0020,000e)>}; private elements
 *            {@code <(0029,"CREATOR",10)>}; empty for a question about the whole file
 * @param value of the original, as text
 * @param text what the action looks for: words that must stay or must go, or the box of burned-in text; may be empty
 * @param category why: what rule asks for it, such as {@code dicom-basic} or {@code hipaa-name}
 */
record Check(String instance, String series, String study, String patient, Action action, String path, String value, String text, String category) {
	/** What is asked. The first ten are those of the MIDI-B challenge. */
	enum Action {
		/** The element is there; it may be empty. */
		TAG_RETAINED,
		/** The element is there and not empty. */
		TEXT_NOTNULL,
		/** Each word of the text is still in the value. */
		TEXT_RETAINED,
		/** No word of the text is in the value. */
		TEXT_REMOVED,
		/** The date is another one, or gone. */
		DATE_SHIFTED,
		/** The UID is another one, or gone. */
		UID_CHANGED,
		/** The UID is the one that the mapping gives, or gone. */
		UID_CONSISTENT,
		/** The Patient ID is the one that the mapping gives. */
		PATID_CONSISTENT,
		/** The box shows no text any more. */
		PIXELS_HIDDEN,
		/** The value of Pixel Data is the same byte by byte. */
		PIXELS_RETAINED,
		/** The date has moved by as many days as all others of this patient, or all are gone. */
		OFFSET_CONSISTENT,
		/** The UID refers to an instance, series or study of the output. */
		REFERENCE_CLOSED,
		/** The words of the text are nowhere in the bytes or the name of the file. */
		NOTHING_ADDED
	}
}
