package sc.fiji.medprep.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.codec.Frames;

/** A file whose planes are being read: opened by the first thread that needs it, a mosaic is decoded once. */
final class OpenFile {
	private final FileFacts facts;
	/** Guarded by the map of {@link StoredPlanes}. */
	int users, planesLeft;
	private Closeable file;
	private Frames frames;
	private Object mosaic;

	OpenFile(FileFacts facts, int planes) {
		this.facts = facts;
		planesLeft = planes;
	}

	Object plane(Frame frame, PixelType type, Volume.Shape shape) throws IOException {
		try {
			int across = 0;
			Frames pixels;
			Object whole = null;
			synchronized (this) {
				if (frames == null) open();
				pixels = frames;
				if (pixels.type() != type || frame.index() >= pixels.count()) throw changed();
				if (frame.tile() >= 0) {
					if (mosaic == null) mosaic = pixels.plane(frame.index());
					whole = mosaic;
					across = pixels.format().columns() / shape.width();
				}
			}
			if (whole == null) whole = pixels.plane(frame.index());
			else if (frame.tile() >= across * across) throw changed();
			int length = shape.width() * shape.height();
			if (Array.getLength(whole) != length * Math.max(1, across * across)) throw changed();
			return frame.tile() < 0 ? whole : Mosaic.tile(whole, frame.tile(), across, shape.height(), shape.width(), type.newPlane(length));
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Without the header, if it was said before where the pixels stand. */
	private void open() throws IOException {
		close();
		ByteSource bytes = facts.pixels == null ? null : facts.source.bytes().orElse(null);
		if (bytes != null) {
			file = bytes;
			frames = Frames.of(facts.pixels, bytes);
			return;
		}
		DicomFile opened = facts.source.open();
		file = opened;
		frames = Frames.of(opened);
	}

	private static IOException changed() {
		return new IOException("The file is not as it was when the series was put together; read the folder again");
	}

	synchronized void close() throws IOException {
		if (file != null) file.close();
		file = null;
		frames = null;
		mosaic = null;
	}
}
