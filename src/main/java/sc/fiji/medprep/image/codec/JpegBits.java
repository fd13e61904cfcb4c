package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bits of one entropy-coded segment (T.81 B.1.1.5), the bytes between two markers without their stuffing. Zeros follow
 * the end, so that decoders may look ahead and ask afterwards, by {@link #checkEnd}, whether they went too far.
 */
final class JpegBits {
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
	/** More than the longest block takes: 64 coefficients with a code of 16 and as many further bits. */
	private static final int PADDING = 64 * 4 + 8;

	private final byte[] encoded;
	private final byte[] data;
	private long end;
	private int marker;
	private int restarts;
	/** The next bit; decoders keep it in a local variable in their inner loops. */
	long at;

	/** @param from where the first segment begins */
	JpegBits(byte[] encoded, int from) {
		this.encoded = encoded;
		data = new byte[encoded.length - from + PADDING];
		load(from);
	}

	private void load(int from) {
		int n = 0, i = from;
		marker = encoded.length;
		while (i < encoded.length) {
			byte b = encoded[i++];
			data[n++] = b;
			if (b != -1) continue;
			while (i < encoded.length && encoded[i] == -1) i++;
			if (i < encoded.length && encoded[i] == 0) {
				i++;
				continue;
			}
			n--;
			marker = i - 1;
			break;
		}
		Arrays.fill(data, n, Math.min(data.length, n + PADDING), (byte) 0);
		at = 0;
		end = 8L * n;
	}

	/** Where the marker after the segment stands, or the end of the stream. */
	int marker() {
		return marker;
	}

	/** Goes on behind the restart marker that must follow here. */
	void restart() throws IOException {
		checkEnd(at);
		if (marker + 1 >= encoded.length || (encoded[marker + 1] & 0xff) != JpegDecoder.RST0 + (restarts++ & 7)) throw JpegDecoder.damaged("lacks a restart marker where one must be");
		load(marker + 2);
	}

	/** At least 57 bits from a position on, left-aligned. */
	long window(long position) {
		return (long) LONG.get(data, (int) (position >>> 3)) << (position & 7);
	}

	/** Fails if bits behind the end of the segment were used. */
	void checkEnd(long position) throws IOException {
		if (position > end) throw JpegDecoder.cutOff();
	}

	/** Some of the first bits of a left-aligned window, 0 to 16, as the signed number that T.81 F.2.2.1 (EXTEND) makes of them. */
	static int extend(long window, int count) {
		int value = (int) (window >>> 1 >>> 63 - count);
		return value + (value - (1 << count - 1) >> 31 & (-1 << count) + 1);
	}
}
