package sc.fiji.medprep.image;

/** The values of a plane, whatever its type. For loops that must be fast over many voxels, look at the arrays themselves. */
public final class Voxels {
	private final PixelType type;
	private final byte[] bytes;
	private final short[] shorts;
	private final int[] ints;
	private final float[] floats;
	private final double[] doubles;

	private Voxels(PixelType type, Object plane) {
		this.type = type;
		bytes = plane instanceof byte[] array ? array : null;
		shorts = plane instanceof short[] array ? array : null;
		ints = plane instanceof int[] array ? array : null;
		floats = plane instanceof float[] array ? array : null;
		doubles = plane instanceof double[] array ? array : null;
	}

	/** @param plane as {@link PixelType#newPlane} makes it */
	public static Voxels of(PixelType type, Object plane) {
		return new Voxels(type, plane);
	}

	/** The stored value at a place; of colours, their brightness from 0 to 255. */
	public double stored(int at) {
		return switch (type) {
			case UINT8 -> bytes[at] & 0xFF;
			case INT8 -> (bytes[at] & 0xFF) - type.offset();
			case UINT16 -> shorts[at] & 0xFFFF;
			case INT16 -> (shorts[at] & 0xFFFF) - type.offset();
			case INT32 -> ints[at];
			case UINT32 -> ints[at] & 0xFFFFFFFFL;
			case FLOAT32 -> floats[at];
			case FLOAT64 -> doubles[at];
			case RGB -> 0.299 * (ints[at] >> 16 & 0xFF) + 0.587 * (ints[at] >> 8 & 0xFF) + 0.114 * (ints[at] & 0xFF);
		};
	}

	/** Colours as three bytes each: red, green, blue. */
	public static byte[] interleaved(int[] colours) {
		byte[] bytes = new byte[Math.multiplyExact(colours.length, 3)];
		for (int i = 0, at = 0; i < colours.length; i++) {
			bytes[at++] = (byte) (colours[i] >> 16);
			bytes[at++] = (byte) (colours[i] >> 8);
			bytes[at++] = (byte) colours[i];
		}
		return bytes;
	}

	/**
	 * Copies values that stand at equal distances, as those of a column or of one of several volumes do.
	 *
	 * @param from array of a type of {@link PixelType#newPlane}, as {@code to} is
	 * @param at where the first one stands
	 * @param step from one to the next; negative to go backwards
	 * @param first where it goes to; the others follow without gaps
	 */
	public static void copy(Object from, int at, int step, Object to, int first, int count) {
		if (step == 1) System.arraycopy(from, at, to, first, count);
		else if (from instanceof byte[] a && to instanceof byte[] b) for (int i = 0; i < count; i++) b[first + i] = a[at + i * step];
		else if (from instanceof short[] a && to instanceof short[] b) for (int i = 0; i < count; i++) b[first + i] = a[at + i * step];
		else if (from instanceof int[] a && to instanceof int[] b) for (int i = 0; i < count; i++) b[first + i] = a[at + i * step];
		else if (from instanceof float[] a && to instanceof float[] b) for (int i = 0; i < count; i++) b[first + i] = a[at + i * step];
		else if (from instanceof double[] a && to instanceof double[] b) for (int i = 0; i < count; i++) b[first + i] = a[at + i * step];
		else throw new IllegalArgumentException("Both arrays must be of one type of planes");
	}
}
