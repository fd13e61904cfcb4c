package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;

/** Finds the end of a deflated image frame (PS3.5 section A.4.13, RFC 1951). */
final class DeflatedFrame {
	private static final int CHUNK = 1 << 16;

	private DeflatedFrame() {}

	/**
	 * Gives the position behind the deflate stream.
	 *
	 * @param frameLength number of bytes that the frame holds inflated, or 0 if it is not known
	 */
	static long end(FrameBytes in, long from, long end, long frameLength) throws IOException, Damaged {
		if (frameLength == 0) throw new Damaged();
		Inflater inflater = new Inflater(true);
		try {
			byte[] pixels = new byte[CHUNK];
			long at = from;
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					if (at >= end) throw new Damaged();
					byte[] chunk = in.bytes(at, Math.min(end, at + CHUNK));
					inflater.setInput(chunk);
					at += chunk.length;
				}
				int inflated = inflater.inflate(pixels);
				// Padding of the pixels is one byte; a longer frame holds something else.
				if (inflater.getBytesWritten() > frameLength + 1 || inflated == 0 && inflater.needsDictionary()) throw new Damaged();
			}
			return from + inflater.getBytesRead();
		}
		catch (DataFormatException e) {
			throw new Damaged();
		}
		finally {
			inflater.end();
		}
	}
}
