package sc.fiji.medprep.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Just enough of a NIfTI-1 file to compare with: little endian, not compressed, 8 and 16 bits, sform. */
record Nifti(int[] dim, int type, double[] affine, ByteBuffer voxels) {
	private static final int UINT8 = 2, INT16 = 4, FLOAT32 = 16, UINT16 = 512;
	/** What conversion promises, in millimetres. */
	private static final double SAME = 1e-3;

	static Nifti read(Path file) throws IOException {
		ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		int[] dim = new int[4];
		for (int axis = 0; axis < 4; axis++) dim[axis] = Math.max(1, in.getShort(42 + 2 * axis));
		double[] affine = new double[12];
		for (int i = 0; i < 12; i++) affine[i] = in.getFloat(280 + 4 * i);
		return new Nifti(dim, in.getShort(70), affine, in.slice((int) in.getFloat(108), in.capacity() - (int) in.getFloat(108)).order(ByteOrder.LITTLE_ENDIAN));
	}

	private double voxel(int index) {
		return switch (type) {
			case UINT8 -> voxels.get(index) & 0xFF;
			case INT16 -> voxels.getShort(2 * index);
			case UINT16 -> voxels.getShort(2 * index) & 0xFFFF;
			case FLOAT32 -> voxels.getFloat(4 * index);
			default -> throw new IllegalArgumentException("Type " + type);
		};
	}

	/** Asserts that stored values and places are the same once axes run in the same direction. */
	void assertSame(String name, Volume volume) {
		Volume.Shape shape = volume.shape();
		int[] size = {shape.width(), shape.height(), shape.depth()};
		assertEquals(name, dim[0] + " " + dim[1] + " " + dim[2] + " " + dim[3], size[0] + " " + size[1] + " " + size[2] + " " + shape.count());
		Geometry theirs = Geometry.ofRas(affine), turned = volume.geometry();
		boolean[] back = new boolean[3];
		for (int axis = 0; axis < 3; axis++) {
			back[axis] = Geometry.dot(theirs.column(axis), volume.geometry().column(axis)) < 0;
			if (back[axis]) turned = turned.reversed(axis, size[axis]);
		}
		assertTrue(name + " differs by " + turned.difference(theirs) + " mm", turned.difference(theirs) < SAME);
		int offset = volume.values().type().offset(), bits = 8 * volume.values().type().bytes();
		int index = 0;
		for (int v = 0; v < shape.count(); v++) {
			for (int z = 0; z < size[2]; z++) {
				Object plane = volume.plane(back[2] ? size[2] - 1 - z : z, v);
				for (int y = 0; y < size[1]; y++) {
					for (int x = 0; x < size[0]; x++) {
						int at = (back[1] ? size[1] - 1 - y : y) * size[0] + (back[0] ? size[0] - 1 - x : x);
						int stored = (bits == 8 ? ((byte[]) plane)[at] & 0xFF : ((short[]) plane)[at] & 0xFFFF) - offset;
						if (voxel(index++) != stored) assertEquals(name + " at " + x + ' ' + y + ' ' + z + ' ' + v, voxel(index - 1), stored, 0);
					}
				}
			}
		}
	}
}
