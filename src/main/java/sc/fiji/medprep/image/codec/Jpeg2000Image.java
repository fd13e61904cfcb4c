package sc.fiji.medprep.image.codec;

import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkFloat;
import jj2000.j2k.image.DataBlkInt;

/** Puts the tiles of a JPEG 2000 image together; undoes component transforms (T.800 annex G). Samples are interleaved. */
final class Jpeg2000Image {
	private final int columns, components, shift, least, most;
	private final byte[] bytes;
	private final short[] shorts;

	Jpeg2000Image(Jpeg2000Stream stream) {
		columns = stream.columns();
		components = stream.components();
		int half = 1 << stream.bits() - 1;
		shift = stream.signed() ? 0 : half;
		least = stream.signed() ? -half : 0;
		most = least + 2 * half - 1;
		int length = stream.rows() * columns * components;
		bytes = stream.bits() <= 8 ? new byte[length] : null;
		shorts = stream.bits() <= 8 ? null : new short[length];
	}

	Object array() {
		return bytes != null ? bytes : shorts;
	}

	/** @param blocks a tile of each component, int if the transform was reversible, else float */
	void put(DataBlk[] blocks, boolean transform, int left, int top, int width, int height) {
		int[][] lines = new int[components][width];
		for (int y = 0; y < height; y++) {
			if (!transform) for (int i = 0; i < components; i++) copy(blocks[i], y, lines[i]);
			else if (blocks[0] instanceof DataBlkInt) reversible(blocks, y, lines);
			else irreversible(blocks, y, lines);
			for (int i = 0; i < components; i++) store(lines[i], ((top + y) * columns + left) * components + i);
		}
	}

	private static int start(DataBlk block, int y) {
		return block.offset + y * block.scanw;
	}

	private static void copy(DataBlk block, int y, int[] line) {
		int from = start(block, y);
		if (block instanceof DataBlkInt ints) System.arraycopy(ints.data, from, line, 0, line.length);
		else {
			float[] data = ((DataBlkFloat) block).data;
			for (int x = 0; x < line.length; x++) line[x] = (int) Math.rint(data[from + x]);
		}
	}

	/** T.800 G.2.2. */
	private static void reversible(DataBlk[] blocks, int y, int[][] lines) {
		int[] luma = ((DataBlkInt) blocks[0]).data, blue = ((DataBlkInt) blocks[1]).data, red = ((DataBlkInt) blocks[2]).data;
		int a = start(blocks[0], y), b = start(blocks[1], y), c = start(blocks[2], y);
		for (int x = 0; x < lines[0].length; x++, a++, b++, c++) {
			int green = luma[a] - (blue[b] + red[c] >> 2);
			lines[0][x] = red[c] + green;
			lines[1][x] = green;
			lines[2][x] = blue[b] + green;
		}
	}

	/** T.800 G.3.2. */
	private static void irreversible(DataBlk[] blocks, int y, int[][] lines) {
		float[] luma = ((DataBlkFloat) blocks[0]).data, blue = ((DataBlkFloat) blocks[1]).data, red = ((DataBlkFloat) blocks[2]).data;
		int a = start(blocks[0], y), b = start(blocks[1], y), c = start(blocks[2], y);
		for (int x = 0; x < lines[0].length; x++, a++, b++, c++) {
			lines[0][x] = (int) Math.rint(luma[a] + 1.402f * red[c]);
			lines[1][x] = (int) Math.rint(luma[a] - 0.344136f * blue[b] - 0.714136f * red[c]);
			lines[2][x] = (int) Math.rint(luma[a] + 1.772f * blue[b]);
		}
	}

	/** Undoes the level shift of unsigned samples (T.800 G.1) and keeps them in range. */
	private void store(int[] line, int to) {
		int mask = most - least;
		for (int x = 0; x < line.length; x++, to += components) {
			int value = Math.max(least, Math.min(line[x] + shift, most)) & mask;
			if (bytes != null) bytes[to] = (byte) value;
			else shorts[to] = (short) value;
		}
	}
}
