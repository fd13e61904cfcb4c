package sc.fiji.medprep.batch;

import java.nio.file.Path;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * One input. The source is valid only until the step's content has been written; the batch closes it.
 *
 * @param number counts from 1 in the sorted order of the input
 * @param source the bytes; in the heap if there are few of them
 * @param sha256 SHA-256 of all bytes, 64 lower-case hexadecimal digits
 * @param path the file, or the archive that the item is an entry of; it carries identifiers and must not be told. Null if there is none.
 */
public record Item(int number, ByteSource source, String sha256, Path path) {
	/** Bytes that lie in no file. */
	public Item(int number, ByteSource source, String sha256) {
		this(number, source, sha256, null);
	}
}
