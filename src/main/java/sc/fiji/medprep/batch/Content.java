package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** The bytes of an output. */
@FunctionalInterface
public interface Content {
	/** Writes all bytes, once. The channel takes small pieces well and is closed by the batch. */
	void writeTo(WritableByteChannel out) throws IOException;
}
