package sc.fiji.medprep.image.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Voxels;

/** Planes as they stand in files: little endian, signed types without the offset they have in memory, colours as three bytes. */
final class PlaneBytes {
	private PlaneBytes() {}

	static byte[] of(Object plane, PixelType type) {
		return switch (type) {
			case UINT8 -> (byte[]) plane;
			case INT8 -> signed((byte[]) plane);
			case UINT16 -> bytes((short[]) plane);
			case INT16 -> bytes(signed((short[]) plane));
			case UINT32, INT32 -> bytes((int[]) plane);
			case FLOAT32 -> bytes((float[]) plane);
			case FLOAT64 -> bytes((double[]) plane);
			case RGB -> Voxels.interleaved((int[]) plane);
		};
	}

	private static byte[] signed(byte[] plane) {
		byte[] stored = plane.clone();
		for (int i = 0; i < stored.length; i++) stored[i] ^= (byte) 0x80;
		return stored;
	}

	/** Without the offset: it turns the highest bit around. */
	private static short[] signed(short[] plane) {
		short[] stored = plane.clone();
		for (int i = 0; i < stored.length; i++) stored[i] ^= (short) 0x8000;
		return stored;
	}

	private static ByteBuffer buffer(int length, int bytes) {
		return ByteBuffer.allocate(Math.multiplyExact(length, bytes)).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] bytes(short[] plane) {
		ByteBuffer bytes = buffer(plane.length, 2);
		bytes.asShortBuffer().put(plane);
		return bytes.array();
	}

	private static byte[] bytes(int[] plane) {
		ByteBuffer bytes = buffer(plane.length, 4);
		bytes.asIntBuffer().put(plane);
		return bytes.array();
	}

	private static byte[] bytes(float[] plane) {
		ByteBuffer bytes = buffer(plane.length, 4);
		bytes.asFloatBuffer().put(plane);
		return bytes.array();
	}

	private static byte[] bytes(double[] plane) {
		ByteBuffer bytes = buffer(plane.length, 8);
		bytes.asDoubleBuffer().put(plane);
		return bytes.array();
	}
}
