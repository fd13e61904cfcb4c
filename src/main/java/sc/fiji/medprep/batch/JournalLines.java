package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads the lines of a journal from given positions; fast if these are near each other, as they are in item order. */
final class JournalLines {
	private static final int MAX_LINE = 1 << 28;

	private final FileChannel file;
	private byte[] window = new byte[1 << 16];
	private long windowStart;
	private int windowLength;
	private long next;

	JournalLines(FileChannel file) {
		this.file = file;
	}

	/** The line that starts at a position, or null if it has no end. */
	String at(long position) throws IOException {
		int start = (int) (position - windowStart);
		if (position < windowStart || position > windowStart + windowLength) start = fill(position);
		int i = end(start);
		while (i == windowLength) {
			int length = i - start;
			if (length >= MAX_LINE) throw new IOException("The journal is damaged");
			start = fill(position);
			if (windowLength <= length) return null;
			i = end(length);
		}
		next = windowStart + i + 1;
		return new String(window, start, i - start, StandardCharsets.UTF_8);
	}

	/** Where the line break from a place of the window on is, or the end of what is in it. */
	private int end(int from) {
		byte[] bytes = window;
		int to = windowLength, i = from;
		while (i < to && bytes[i] != '\n') i++;
		return i;
	}

	/** Where the line after the one read last starts. */
	long next() {
		return next;
	}

	private int fill(long position) throws IOException {
		// twice the line that did not fit, or the same window elsewhere
		if (position == windowStart && windowLength == window.length) window = new byte[2 * window.length];
		ByteBuffer target = ByteBuffer.wrap(window);
		while (target.hasRemaining())
			if (file.read(target, position + target.position()) < 0) break;
		windowStart = position;
		windowLength = target.position();
		return 0;
	}
}
