package sc.fiji.medprep.image;

/**
 * What a stored value is. Signed values of 8 and 16 bits are held in memory as ImageJ holds them, with an {@link #offset}
 * added that makes them unsigned, so that Fiji can show the very arrays that are computed on.
 */
public enum PixelType {
	UINT8(1, 0), INT8(1, 128), UINT16(2, 0), INT16(2, 32768), UINT32(4, 0), INT32(4, 0), FLOAT32(4, 0), FLOAT64(8, 0),
	/** Colour, in memory one int of 0xFFRRGGBB per voxel, three bytes in files. */
	RGB(3, 0);

	private final int bytes, offset;

	PixelType(int bytes, int offset) {
		this.bytes = bytes;
		this.offset = offset;
	}

	/** Bytes of one voxel in a file. */
	public int bytes() {
		return bytes;
	}

	/** What is added to a stored value to get the one held in memory. */
	public int offset() {
		return offset;
	}

	public boolean isSigned() {
		return this == INT8 || this == INT16 || this == INT32;
	}

	/** A plane in memory: byte[], short[], int[], float[] or double[]. */
	public Object newPlane(int length) {
		return switch (this) {
			case UINT8, INT8 -> new byte[length];
			case UINT16, INT16 -> new short[length];
			case UINT32, INT32, RGB -> new int[length];
			case FLOAT32 -> new float[length];
			case FLOAT64 -> new double[length];
		};
	}
}
