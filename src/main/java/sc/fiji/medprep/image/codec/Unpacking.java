package sc.fiji.medprep.image.codec;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** From the bytes of a native frame (PS3.5 section 8.1 and annex D) to samples in the order of the bytes. */
final class Unpacking {
	private Unpacking() {}

	/**
	 * @param bytes from the one that holds the first bit of the frame; words of less than 16 bits in little endian order
	 * @param firstBit of the frame in the first byte; 0 if samples are whole bytes
	 * @param count of samples
	 * @param order of samples that are whole words
	 * @return byte[], short[], int[] or long[], the bits as they are; float[] or double[] of real pixels
	 */
	static Object samples(byte[] bytes, int firstBit, int count, PixelFormat format, ByteOrder order) {
		ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
		switch (format.bitsAllocated()) {
			case 1:
				return bits(bytes, firstBit, count);
			case 8:
				return bytes;
			case 12:
				return twelves(bytes, firstBit, count);
			case 16:
				short[] shorts = new short[count];
				in.asShortBuffer().get(shorts);
				return shorts;
			case 32:
				if (format.real()) {
					float[] floats = new float[count];
					in.asFloatBuffer().get(floats);
					return floats;
				}
				int[] ints = new int[count];
				in.asIntBuffer().get(ints);
				return ints;
			default:
				if (format.real()) {
					double[] doubles = new double[count];
					in.asDoubleBuffer().get(doubles);
					return doubles;
				}
				long[] longs = new long[count];
				in.asLongBuffer().get(longs);
				return longs;
		}
	}

	/** Single bits, the lowest of a byte first. */
	private static byte[] bits(byte[] bytes, int firstBit, int count) {
		byte[] samples = new byte[count];
		for (int i = 0, bit = firstBit; i < count; i++, bit++) samples[i] = (byte) (bytes[bit >> 3] >> (bit & 7) & 1);
		return samples;
	}

	/** Twelve bits, the lowest of a byte first, as ACR-NEMA packed them. */
	private static short[] twelves(byte[] bytes, int firstBit, int count) {
		short[] samples = new short[count];
		long bit = firstBit;
		for (int i = 0; i < count; i++, bit += 12) {
			int at = (int) (bit >> 3);
			int pair = bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
			samples[i] = (short) (pair >> (bit & 7) & 0xFFF);
		}
		return samples;
	}

	/** Exchanges the bytes of each pair: words of 16 bits that were written in the other byte order. */
	static void swapPairs(byte[] bytes) {
		for (int i = 0; i + 1 < bytes.length; i += 2) {
			byte first = bytes[i];
			bytes[i] = bytes[i + 1];
			bytes[i + 1] = first;
		}
	}

	/** Bytes of an integer sample in an array. */
	static int bytes(Object samples) {
		return samples instanceof byte[] ? 1 : samples instanceof short[] ? 2 : samples instanceof int[] ? 4 : 8;
	}

	/** The same bits, read as unsigned, in an array of larger samples of 2, 4 or 8 bytes. */
	static Object widened(Object samples, int bytes) {
		int length = Array.getLength(samples);
		if (bytes == 2) {
			short[] wide = new short[length];
			byte[] from = (byte[]) samples;
			for (int i = 0; i < length; i++) wide[i] = (short) (from[i] & 0xFF);
			return wide;
		}
		if (bytes == 4) {
			int[] wide = new int[length];
			if (samples instanceof byte[] from) for (int i = 0; i < length; i++) wide[i] = from[i] & 0xFF;
			else for (int i = 0; i < length; i++) wide[i] = ((short[]) samples)[i] & 0xFFFF;
			return wide;
		}
		long[] wide = new long[length];
		int[] from = samples instanceof int[] ints ? ints : (int[]) widened(samples, 4);
		for (int i = 0; i < length; i++) wide[i] = from[i] & 0xFFFFFFFFL;
		return wide;
	}

	/** The samples of a pixel side by side, from planes one after the other. */
	static Object interleaved(Object planar, int samples) {
		int length = Array.getLength(planar), pixels = length / samples;
		Object interleaved = Array.newInstance(planar.getClass().getComponentType(), length);
		for (int s = 0; s < samples; s++) {
			if (planar instanceof byte[] from) spread(from, (byte[]) interleaved, s, samples, pixels);
			else if (planar instanceof short[] from) spread(from, (short[]) interleaved, s, samples, pixels);
			else if (planar instanceof int[] from) spread(from, (int[]) interleaved, s, samples, pixels);
			else spread((long[]) planar, (long[]) interleaved, s, samples, pixels);
		}
		return interleaved;
	}

	private static void spread(byte[] from, byte[] to, int sample, int samples, int pixels) {
		for (int i = 0, at = sample * pixels, target = sample; i < pixels; i++, target += samples) to[target] = from[at++];
	}

	private static void spread(short[] from, short[] to, int sample, int samples, int pixels) {
		for (int i = 0, at = sample * pixels, target = sample; i < pixels; i++, target += samples) to[target] = from[at++];
	}

	private static void spread(int[] from, int[] to, int sample, int samples, int pixels) {
		for (int i = 0, at = sample * pixels, target = sample; i < pixels; i++, target += samples) to[target] = from[at++];
	}

	private static void spread(long[] from, long[] to, int sample, int samples, int pixels) {
		for (int i = 0, at = sample * pixels, target = sample; i < pixels; i++, target += samples) to[target] = from[at++];
	}
}
