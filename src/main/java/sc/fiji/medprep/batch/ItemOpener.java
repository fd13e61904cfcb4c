package sc.fiji.medprep.batch;

import java.io.Closeable;
import java.io.IOException;

import sc.fiji.medprep.dicom.ByteSource;

/** Opens the items of a group. Safe for use by several threads. */
@FunctionalInterface
public interface ItemOpener {
	/** An item that is open; closing it closes its source. */
	interface OpenItem extends Closeable {
		/** The bytes; in the heap if there are few of them. */
		ByteSource source();

		/** SHA-256 of all bytes, in hexadecimal digits; empty if it was not taken. */
		String sha256();
	}

	/** Opens an item; to be closed by the caller. The first time its SHA-256 is taken on the way, so it is best read as a whole then. */
	OpenItem open(int item) throws IOException;
}
