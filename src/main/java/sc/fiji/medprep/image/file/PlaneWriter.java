package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.io.OutputStream;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;

/** Writes all planes in order, while the next ones are read and decoded by several threads. Holds a few planes for each thread. */
final class PlaneWriter {
	private PlaneWriter() {}

	static void write(PlaneSource source, OutputStream out, Workers workers) throws IOException {
		PixelType type = source.values().type();
		int planes = source.shape().planes(), most = 2 * workers.threads();
		Ahead<byte[]> ahead = new Ahead<>(workers);
		try {
			for (int next = 0, written = 0; written < planes; written++) {
				for (; next < planes && ahead.size() < most; next++) {
					int plane = next;
					ahead.add(() -> PlaneBytes.of(source.plane(plane), type));
				}
				out.write(ahead.take());
			}
		}
		finally {
			ahead.cancel();
		}
	}
}
