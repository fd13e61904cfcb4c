package sc.fiji.medprep.dicom;

/**
 * Something in the encoding of a file that does not follow the standard, although the file could be read.
 *
 * @param path tags as (gggg,eeee) from the outside in, joined by '&gt;', behind a sequence the number of the item as in [3], left
 *            out for the first; only tags that are known, since others may be text; empty if it is about the whole file
 * @param offset position in the file, in the inflated data set if that is deflated
 */
public record Irregularity(Kind kind, String path, long offset) {
	/** What is wrong. */
	public enum Kind {
		NO_PREAMBLE("no preamble"), //
		NO_FILE_META("no file meta information"), //
		IMPLICIT_FILE_META("file meta information in implicit VR"), //
		OTHER_ENCODING("encoding other than the Transfer Syntax UID says"), //
		UNKNOWN_VR("unknown Value Representation"), //
		RESERVED_BYTES("reserved bytes that are not zero"), //
		OUT_OF_ORDER("element behind one with a greater tag"), //
		DUPLICATE("element that occurs twice, the first was taken"), //
		ODD_LENGTH("value of odd length"), //
		GROUP_LENGTH("group length that is wrong"), //
		UNDEFINED_LENGTH("undefined length of a value that must have one"), //
		STRAY_DELIMITER("delimiter outside of a sequence"), //
		DELIMITER_NOT_WANTED("delimiter in a sequence of defined length"), //
		DELIMITER_LENGTH("delimiter with a length other than zero"), //
		NO_ITEM_DELIMITER("item without its delimiter"), //
		NO_FRAGMENTS_DELIMITER("encapsulated Pixel Data without a delimiter at the end of the file"), //
		EXPLICIT_BEHIND_UN("items in explicit VR behind VR UN"), //
		TRAILING_ZEROS("zero bytes after the data set were dropped"), //
		TRAILING_ZEROS_AND_MORE("zero bytes after the data set and what follows them were dropped"), //
		TRAILING_BYTES("bytes after the data set that are no element were dropped");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

		/** What is wrong, to be put into a sentence. */
		public String words() {
			return words;
		}
	}
}
