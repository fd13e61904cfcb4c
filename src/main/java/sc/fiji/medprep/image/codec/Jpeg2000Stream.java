package sc.fiji.medprep.image.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JPEG 2000 code stream (T.800 annex A), checked and written anew in the plain form that every decoder takes: no boxes
 * around it, no comments and tables of lengths, each tile-part with its length and the number of them, and an end. What
 * would need more memory or time than its bytes justify is refused.
 */
final class Jpeg2000Stream {
	private static final int SOC = 0xFF4F, SOT = 0xFF90, SOD = 0xFF93, EOC = 0xFFD9, SIZ = 0xFF51, CAP = 0xFF50, PPM = 0xFF60, PPT = 0xFF61;
	private static final int COD = 0xFF52, COC = 0xFF53, QCD = 0xFF5C, QCC = 0xFF5D, RGN = 0xFF5E, POC = 0xFF5F;
	private static final int SOT_LENGTH = 12, SMALLEST_TILE = SOT_LENGTH + 2;
	private static final int BOX_JP2 = 0x6A502020, BOX_CODE_STREAM = 0x6A703263;
	/** So many samples may have no bytes at all, as those of black images: 32 megapixels. */
	private static final long FREE_SAMPLES = 1L << 25;
	/** And so many more for each byte. */
	private static final long MOST_EXPANSION = 1024;

	private final ByteBuffer in;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private int rows, columns, tileWidth, tileHeight, components, bits;
	private boolean signed;
	private Jpeg2000Limits limits;
	/** Where the headers of the parts of a tile stand in the new stream. */
	private final Map<Integer, List<Integer>> parts = new HashMap<>();
	private final Map<Integer, Integer> stated = new HashMap<>();
	private byte[] written;

	Jpeg2000Stream(byte[] encoded, PixelFormat format) throws IOException {
		in = ByteBuffer.wrap(encoded);
		try {
			unbox();
			if (u16() != SOC || u16() != SIZ) throw new IOException("The frame does not begin as a JPEG 2000 stream does; export the file again");
			put16(SOC);
			size(format);
			header(SOT);
			while (tilePart()) {}
			finish();
		}
		catch (BufferUnderflowException | IllegalArgumentException e) {
			throw tooShort();
		}
	}

	int rows() {
		return rows;
	}

	int columns() {
		return columns;
	}

	int components() {
		return components;
	}

	/** Precision of the samples. */
	int bits() {
		return bits;
	}

	boolean signed() {
		return signed;
	}

	int tileWidth() {
		return tileWidth;
	}

	int tileHeight() {
		return tileHeight;
	}

	int tilesAcross() {
		return (columns + tileWidth - 1) / tileWidth;
	}

	int tilesDown() {
		return (rows + tileHeight - 1) / tileHeight;
	}

	/** The code stream in its plain form. */
	ByteBuffer bytes() {
		return ByteBuffer.wrap(written);
	}

	static IOException damaged() {
		return new IOException("The JPEG 2000 frame is damaged; copy or export the file again");
	}

	private static IOException tooShort() {
		return new IOException("The JPEG 2000 frame ends before all of its pixels are there; copy or export the file again");
	}

	static IOException unhandled(String what) {
		return new IOException("The JPEG 2000 frame uses " + what + ", which is not handled; convert the file with another program first");
	}

	private int u16() {
		return in.getShort() & 0xFFFF;
	}

	private void put16(int value) {
		out.write(value >> 8);
		out.write(value);
	}

	/** Goes to the code stream inside the boxes of a JP2 file (T.800 annex I), which DICOM does not allow but some write. */
	private void unbox() throws IOException {
		if (in.remaining() < 8 || in.getInt(4) != BOX_JP2) return;
		while (true) {
			int start = in.position();
			long length = in.getInt() & 0xFFFFFFFFL;
			int type = in.getInt();
			if (length == 1) length = in.getLong();
			if (type == BOX_CODE_STREAM) return;
			if (length < 8 || length > in.limit() - start) throw damaged();
			in.position(start + (int) length);
		}
	}

	/** SIZ (T.800 A.5.1). */
	private void size(PixelFormat format) throws IOException {
		int start = in.position(), length = u16(), capabilities = u16();
		columns = in.getInt();
		rows = in.getInt();
		long offset = in.getLong();
		tileWidth = in.getInt();
		tileHeight = in.getInt();
		long tileOffset = in.getLong();
		components = u16();
		if (offset != 0 || tileOffset != 0) throw unhandled("offsets of image or tiles");
		if (columns != format.columns() || rows != format.rows() || components != format.samples()) throw new IOException("The JPEG 2000 frame is of another size than the data set says; export it again");
		if ((capabilities & 0x4000) != 0) throw unhandled("high throughput coding (HTJ2K)");
		if ((capabilities & 0x8000) != 0) throw unhandled("extensions of part 2");
		if (rows < 1 || columns < 1 || tileWidth < 1 || tileHeight < 1 || length != 38 + 3 * components) throw damaged();
		for (int i = 0; i < components; i++) component(in.get() & 0xFF, u16());
		// a tile larger than the image is as good as one of its size, and its edge cannot overflow
		tileWidth = Math.min(tileWidth, columns);
		tileHeight = Math.min(tileHeight, rows);
		long samples = (long) rows * columns * components, bytes = in.limit();
		if (samples > Integer.MAX_VALUE - 8 || samples > FREE_SAMPLES + MOST_EXPANSION * bytes || (long) tilesAcross() * tilesDown() > bytes / SMALLEST_TILE) throw tooShort();
		limits = new Jpeg2000Limits(rows, columns, tileWidth, tileHeight, components, (int) bytes);
		byte[] segment = new byte[length];
		in.get(start, segment);
		ByteBuffer.wrap(segment).putShort(2, (short) 0).putInt(20, tileWidth).putInt(24, tileHeight);
		put16(SIZ);
		out.write(segment, 0, length);
	}

	private void component(int depth, int sampling) throws IOException {
		int precision = (depth & 0x7F) + 1;
		boolean minus = depth > 0x7F;
		if (sampling != 0x0101) throw unhandled("components of different resolution");
		if (bits != 0 && (precision != bits || minus != signed)) throw unhandled("components of different precision");
		if (precision > 16) throw unhandled("more than 16 bits");
		bits = precision;
		signed = minus;
	}

	/** Takes over the segments of the main header or that of a tile-part up to a marker, goes behind that. */
	private void header(int end) throws IOException {
		for (int marker = u16(); marker != end; marker = u16()) {
			int start = in.position(), length = u16();
			if (marker < 0xFF00 || length < 2) throw damaged();
			byte[] segment = new byte[Math.min(length, in.limit() - start)];
			in.get(start, segment);
			in.position(start + length);
			switch (marker) {
				case COD, COC, QCD, QCC, POC -> {
					limits.check(marker, segment);
					put16(marker);
					out.write(segment, 0, length);
				}
				case CAP -> throw unhandled("high throughput coding (HTJ2K)");
				case RGN -> throw unhandled("regions of interest");
				case PPM, PPT -> throw unhandled("packed packet headers");
				case SOC, SIZ, SOT, SOD, EOC -> throw damaged();
				default -> {
					// comments, tables of lengths and the like
				}
			}
		}
	}

	/** Takes over a tile-part (T.800 A.4.2), whose marker has been read, and the marker behind it. False after the last. */
	private boolean tilePart() throws IOException {
		int start = in.position() - 2, length = u16(), tile = u16(), size = in.getInt();
		in.get();
		int count = in.get() & 0xFF;
		int end = size == 0 ? lastEnd() : start + size;
		if (length != SOT_LENGTH - 2 || tile >= tilesAcross() * tilesDown()) throw damaged();
		if (size < 0 || end < start || end > in.limit()) throw tooShort();
		List<Integer> places = parts.computeIfAbsent(tile, key -> new ArrayList<>());
		int to = out.size();
		out.write(new byte[SOT_LENGTH], 0, SOT_LENGTH);
		places.add(to);
		if (count > 0) stated.put(tile, count);
		header(SOD);
		put16(SOD);
		if (in.position() > end) throw damaged();
		out.write(in.array(), in.position(), end - in.position());
		in.position(end);
		// an end is not asked for where there is nothing more: the length says that all is there
		return in.remaining() >= SMALLEST_TILE && u16() == SOT;
	}

	/** Where a tile-part ends that does not say it: at the end of the code stream, before padding. */
	private int lastEnd() throws IOException {
		for (int at = in.limit() - 2; at > in.position(); at--) if ((in.getShort(at) & 0xFFFF) == EOC) return at;
		throw tooShort();
	}

	/** Ends the new stream and puts in the headers of its tile-parts. */
	private void finish() throws IOException {
		put16(EOC);
		written = out.toByteArray();
		if (parts.size() < tilesAcross() * tilesDown()) throw tooShort();
		List<Integer> starts = new ArrayList<>();
		parts.values().forEach(starts::addAll);
		starts.add(written.length - 2);
		starts.sort(null);
		Map<Integer, Integer> ends = new HashMap<>();
		for (int i = 0; i + 1 < starts.size(); i++) ends.put(starts.get(i), starts.get(i + 1));
		ByteBuffer buffer = ByteBuffer.wrap(written);
		for (Map.Entry<Integer, List<Integer>> tile : parts.entrySet()) {
			List<Integer> places = tile.getValue();
			if (places.size() < stated.getOrDefault(tile.getKey(), 0)) throw tooShort();
			if (places.size() > 255) throw damaged();
			for (int i = 0; i < places.size(); i++) {
				int at = places.get(i);
				buffer.position(at);
				buffer.putShort((short) SOT).putShort((short) (SOT_LENGTH - 2)).putShort((short) (int) tile.getKey()).putInt(ends.get(at) - at).put((byte) i).put((byte) places.size());
			}
		}
	}
}
