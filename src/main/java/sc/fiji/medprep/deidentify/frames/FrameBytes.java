package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.Value;

/** The fragments of encapsulated Pixel Data as one run of bytes, read through a window. Positions count from the first fragment's first byte. */
final class FrameBytes {
	/** A frame breaks off or is not what its codec demands. */
	static final class Damaged extends Exception {
		private static final long serialVersionUID = 1;

		Damaged() {
			// thrown once per frame of a damaged file, so it costs no stack trace
			super("the frame is damaged", null, false, false);
		}
	}

	private static final int WINDOW = 1 << 16;

	final List<Value.Bulk> fragments;
	/** Position of each fragment, and at last the length. */
	final long[] starts;
	final long length;
	private byte[] window = new byte[0];
	private long windowStart;
	private int windowLength;

	FrameBytes(List<Value.Bulk> fragments) {
		this.fragments = fragments;
		starts = new long[fragments.size() + 1];
		for (int i = 0; i < fragments.size(); i++) starts[i + 1] = starts[i] + fragments.get(i).length();
		length = starts[fragments.size()];
	}

	/** The number of the fragment that holds a position. */
	int fragmentAt(long at) {
		int i = Arrays.binarySearch(starts, at);
		if (i < 0) return -i - 2;
		while (i + 1 < starts.length && starts[i + 1] == at) i++; // empty fragments
		return i;
	}

	/** End of the fragment in which the byte before a position lies. */
	long fragmentEnd(long at) {
		int i = Arrays.binarySearch(starts, at);
		return i >= 0 ? at : starts[-i - 1];
	}

	/** A byte without its sign. */
	int u8(long at) throws IOException, Damaged {
		long i = at - windowStart;
		if (i < 0 || i >= windowLength) {
			fill(at);
			i = at - windowStart;
		}
		return window[(int) i] & 0xFF;
	}

	/** Two bytes, big endian. */
	int u16(long at) throws IOException, Damaged {
		return u8(at) << 8 | u8(at + 1);
	}

	/** Four bytes, big endian. */
	long u32(long at) throws IOException, Damaged {
		return (long) u16(at) << 16 | u16(at + 2);
	}

	byte[] bytes(long from, long to) throws IOException, Damaged {
		if (to > length) throw new Damaged();
		byte[] bytes = new byte[(int) (to - from)];
		for (int done = 0; done < bytes.length;) {
			u8(from + done);
			int inWindow = (int) (from + done - windowStart), count = Math.min(bytes.length - done, windowLength - inWindow);
			System.arraycopy(window, inWindow, bytes, done, count);
			done += count;
		}
		return bytes;
	}

	boolean startsWith(long at, long end, int... expected) throws IOException, Damaged {
		if (end - at < expected.length) return false;
		for (int i = 0; i < expected.length; i++) {
			if (u8(at + i) != expected[i]) return false;
		}
		return true;
	}

	/** Position of the first FF that is followed by a byte from a value on which is neither FF nor a restart marker (D0 to D7). */
	long nextMarker(long from, long end, int least) throws IOException, Damaged {
		boolean afterFF = false;
		for (long at = from; at < end;) {
			u8(at);
			byte[] chunk = window;
			int first = (int) (at - windowStart), last = (int) Math.min(windowLength, end - windowStart);
			for (int i = first; i < last; i++) {
				if (!afterFF) {
					while (i < last && chunk[i] != -1) i++;
					afterFF = i < last;
				}
				else if (chunk[i] != -1) {
					int code = chunk[i] & 0xFF;
					if (code >= least && (code & 0xF8) != 0xD0) return windowStart + i - 1;
					afterFF = false;
				}
			}
			at = windowStart + last;
		}
		throw new Damaged();
	}

	/** Position of the first byte that is neither 00 nor FF, or the end. */
	long firstAfterFiller(long from, long end) throws IOException, Damaged {
		for (long at = from; at < end;) {
			u8(at);
			int first = (int) (at - windowStart), last = (int) Math.min(windowLength, end - windowStart);
			for (int i = first; i < last; i++) {
				if (window[i] != 0 && window[i] != -1) return windowStart + i;
			}
			at = windowStart + last;
		}
		return end;
	}

	private void fill(long at) throws IOException, Damaged {
		if (at < 0 || at >= length) throw new Damaged();
		int i = fragmentAt(at);
		Value.Bulk fragment = fragments.get(i);
		long inside = at - starts[i];
		int count = (int) Math.min(WINDOW, fragment.length() - inside);
		if (window.length < count) window = new byte[count];
		windowLength = 0;
		fragment.source().readFully(fragment.offset() + inside, ByteBuffer.wrap(window, 0, count));
		windowStart = at;
		windowLength = count;
	}
}
