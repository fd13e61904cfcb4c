package sc.fiji.medprep.batch;

import java.io.IOException;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * One input. The source is valid only until the step's content has been written; the batch closes it.
 *
 * @param number counts from 1 in the sorted order of the input
 * @param source the bytes; in the heap if there are few of them
 * @param sha256 SHA-256 of all bytes, 64 lower-case hexadecimal digits
 * @param origin where it lies, for files whose names and neighbours have a meaning
 */
public record Item(int number, ByteSource source, String sha256, Origin origin) {
	/** Where an item lies. What it says identifies patients and must not get into a record, a message or a name. */
	public interface Origin {
		/** The path relative to the input folder, with '/' between folders; '!/' stands between an archive and its entry. */
		String path();

		/** SHA-256 of where it lies, its size and when it was last changed: the same as long as it is the same file and nobody writes it. */
		default byte[] fingerprint() throws IOException {
			throw new UnsupportedOperationException("Not in a file system");
		}

		/** A file of another name in the same folder, to be closed by the caller; null if there is none or the item is in an archive. */
		ByteSource sibling(String name) throws IOException;
	}
}
