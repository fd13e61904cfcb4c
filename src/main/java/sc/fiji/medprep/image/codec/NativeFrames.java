package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import sc.fiji.medprep.dicom.ByteSource;

/** Uncompressed frames one after the other, without gaps even between bits; only the bytes of the frame asked for are read. */
final class NativeFrames implements FrameReader {
	private static final int CHUNK = 1 << 16;
	/** Memory of a thread that the operating system can read into: to get it anew for each frame takes longer than to copy the frame. */
	private static final ThreadLocal<ByteBuffer> CHUNKS = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK));

	private final NativePixels stored;
	private final ByteSource source;

	/** @param source what the pixels stand in */
	NativeFrames(NativePixels stored, ByteSource source) {
		this.stored = stored;
		this.source = source;
	}

	@Override
	public Codec.Samples read(int frame) throws IOException {
		PixelFormat format = stored.format();
		if (areWords()) return new Codec.Samples(words(frame, false), format.bitsAllocated(), Codec.Colour.AS_STATED);
		long bits = stored.bits(), firstBit = frame * bits, from = firstBit / 8, to = (firstBit + bits + 7) / 8;
		if (stored.swapped()) {
			from -= from % 2;
			to = Math.min(stored.length(), to + to % 2);
		}
		byte[] bytes = source.bytes(stored.offset() + from, (int) (to - from));
		if (stored.swapped()) {
			Unpacking.swapPairs(bytes);
			int before = (int) (firstBit / 8 - from);
			if (format.bitsAllocated() == 8 && bytes.length != stored.samples()) bytes = Arrays.copyOfRange(bytes, before, before + stored.samples());
		}
		return new Codec.Samples(PlainCodec.samples(bytes, (int) (firstBit - from * 8), format, stored.order()), format.bitsAllocated(), Codec.Colour.AS_STATED);
	}

	NativePixels stored() {
		return stored;
	}

	/** Whether the samples of a frame are words that need no unpacking. */
	boolean areWords() {
		return stored.format().bitsAllocated() == 16 && stored.format().samples() == 1;
	}

	/** The words of a frame as {@link Frames#plane} gives them. */
	short[] plane(int frame) throws IOException {
		return words(frame, true);
	}

	/** Words pass through a buffer that stays in the cache, and are finished there. */
	private short[] words(int frame, boolean finished) throws IOException {
		short[] words = new short[stored.samples()];
		long from = stored.offset() + 2L * frame * words.length;
		ByteBuffer buffer = CHUNKS.get().order(stored.order());
		for (int done = 0; done < words.length;) {
			int n = Math.min(CHUNK / 2, words.length - done);
			source.readFully(from + 2L * done, buffer.clear().limit(2 * n));
			buffer.flip();
			buffer.asShortBuffer().get(words, done, n);
			if (finished) StoredBits.finish(words, done, done + n, stored.format(), stored.format().highBit() + 1 - stored.format().bitsStored());
			done += n;
		}
		return words;
	}
}
