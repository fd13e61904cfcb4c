package sc.fiji.medprep.dicom;

import java.io.IOException;

/**
 * A file that cannot be read or written as DICOM. The message is one sentence that names the attribute by tag, the byte
 * offset and the cause; it never holds a value of the file.
 */
public final class DicomException extends IOException {
	private static final long serialVersionUID = 1L;

	private final long offset;

	/**
	 * @param path where in the data set, as tags joined by '>' with item numbers in brackets; empty before the first element
	 * @param offset byte offset in the file (in the inflated data set if that is deflated)
	 * @param cause what is wrong, with what to do about it
	 */
	public DicomException(String path, long offset, String cause) {
		super((path.isEmpty() ? "" : path + " ") + "at byte " + offset + ": " + cause);
		this.offset = offset;
	}

	public long offset() {
		return offset;
	}
}
