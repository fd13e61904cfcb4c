package sc.fiji.medprep.image.codec;

/** The samples of a JPEG-LS image, interleaved pixel by pixel: in bytes up to 8 bits, else in shorts. */
final class JpegLsImage {
	final int columns, components;
	private final byte[] bytes;
	private final short[] shorts;

	JpegLsImage(int rows, int columns, int components, int precision) {
		this.columns = columns;
		this.components = components;
		bytes = precision <= 8 ? new byte[rows * columns * components] : null;
		shorts = precision <= 8 ? null : new short[rows * columns * components];
	}

	Object array() {
		return bytes != null ? bytes : shorts;
	}

	/** Takes over the samples of a row of a component; the first is at index 1. */
	void put(int row, int component, int[] line) {
		int to = row * columns * components + component;
		if (bytes != null) for (int x = 1; x <= columns; x++, to += components) bytes[to] = (byte) line[x];
		else for (int x = 1; x <= columns; x++, to += components) shorts[to] = (short) line[x];
	}
}
