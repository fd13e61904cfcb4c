package sc.fiji.medprep.image.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;

/** Reads the planes of a file. Memory grows with what the file holds, not with what its header claims. */
final class PlaneReader {
	private static final int CHUNK = 3 << 18;

	private final StoredImage image;
	private final PixelType type;
	private final byte[] chunk;

	private PlaneReader(StoredImage image) {
		this.image = image;
		type = image.values().type();
		// a multiple of the size of every sample, also of three and four bytes for a colour
		chunk = new byte[(int) Math.min(CHUNK, image.planeBytes())];
	}

	static Volume read(StoredImage image, VoxelBytes voxels) throws IOException {
		Volume.Shape shape = image.shape();
		int slices = image.isInterleaved() ? shape.depth() : shape.planes();
		if (image.planeBytes() > Long.MAX_VALUE / 2048 / slices) throw new IOException("The header claims an image that is too large to be read; the file is damaged.");
		List<Object> planes = voxels.read(image.planeBytes() * slices, new PlaneReader(image)::planes);
		return new Volume(shape, image.values(), image.geometry(), image.axis(), planes, List.of(), image.findings());
	}

	private List<Object> planes(InputStream in) throws IOException {
		Volume.Shape shape = image.shape();
		int voxels = shape.width() * shape.height();
		if (!image.isInterleaved()) {
			List<Object> planes = new ArrayList<>();
			for (int i = 0; i < shape.planes(); i++) planes.add(plane(in, voxels));
			return planes;
		}
		if ((long) voxels * image.samples() > Integer.MAX_VALUE - 8) throw new IOException("The values of a plane are too many to be read; write the image with its volumes one after the other.");
		Object[] planes = new Object[shape.planes()];
		for (int k = 0; k < shape.depth(); k++) {
			Object all = plane(in, voxels * image.samples());
			for (int v = 0; v < image.samples(); v++) Voxels.copy(all, v, image.samples(), planes[v * shape.depth() + k] = type.newPlane(voxels), 0, voxels);
		}
		return Arrays.asList(planes);
	}

	private Object plane(InputStream in, int length) throws IOException {
		Object plane = type.newPlane(length);
		int bytes = type == PixelType.RGB ? image.samples() : type.bytes();
		for (int at = 0; at < length;) {
			int n = (int) Math.min(length - at, chunk.length / bytes);
			if (in.readNBytes(chunk, 0, n * bytes) < n * bytes) throw new EOFException();
			put(ByteBuffer.wrap(chunk, 0, n * bytes).order(image.order()), plane, at, n);
			at += n;
		}
		return plane;
	}

	private void put(ByteBuffer from, Object plane, int at, int n) {
		switch (type) {
			case UINT8, INT8 -> from.get((byte[]) plane, at, n);
			case UINT16, INT16 -> from.asShortBuffer().get((short[]) plane, at, n);
			case UINT32, INT32 -> from.asIntBuffer().get((int[]) plane, at, n);
			case FLOAT32 -> from.asFloatBuffer().get((float[]) plane, at, n);
			case FLOAT64 -> from.asDoubleBuffer().get((double[]) plane, at, n);
			case RGB -> colours((int[]) plane, at, n);
		}
		// the offset in memory turns the highest bit around
		if (type == PixelType.INT8) {
			byte[] values = (byte[]) plane;
			for (int i = at; i < at + n; i++) values[i] ^= (byte) 0x80;
		}
		if (type == PixelType.INT16) {
			short[] values = (short[]) plane;
			for (int i = at; i < at + n; i++) values[i] ^= (short) 0x8000;
		}
	}

	private void colours(int[] plane, int at, int n) {
		for (int i = 0, from = 0; i < n; i++, from += image.samples())
			plane[at + i] = 0xFF000000 | (chunk[from] & 0xFF) << 16 | (chunk[from + 1] & 0xFF) << 8 | chunk[from + 2] & 0xFF;
	}
}
