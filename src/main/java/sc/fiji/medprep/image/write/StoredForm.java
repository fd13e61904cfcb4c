package sc.fiji.medprep.image.write;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;

/**
 * How values are stored in the new files: as they are if they are integers of at most 16 bits or colours. Others become integers
 * of 16 bits, with the steps of the source if all values lie on these, as whole numbers if they are such, else with 65,534 steps
 * from the least to the greatest value of the series, so that none is off by more than half a step.
 *
 * @param type UINT8, INT8, UINT16, INT16 or RGB
 * @param bitsStored used bits of a sample
 * @param rescales one per plane, or a single one for all
 * @param requantized whether values in memory are not those that are stored
 * @param mostError by how much a real value may differ from the one in memory
 */
record StoredForm(PixelType type, int bitsStored, List<Rescale> rescales, boolean requantized, double mostError) {
	Rescale rescale(int plane) {
		return rescales.size() == 1 ? rescales.get(0) : rescales.get(plane);
	}

	/** Whether there is a linear map to real values at all. */
	boolean rescaleIsStated() {
		return type != PixelType.RGB;
	}

	static int least(PixelType type, int bits) {
		return type.isSigned() ? -(1 << bits - 1) : 0;
	}

	static int greatest(PixelType type, int bits) {
		return type.isSigned() ? (1 << bits - 1) - 1 : (1 << bits) - 1;
	}

	/**
	 * The samples of a plane as the file has them, colours interleaved.
	 *
	 * @return byte[] or short[]
	 */
	Object stored(PlaneSource voxels, int plane, Object held) {
		Volume.Values values = voxels.values();
		if (type == PixelType.RGB) return Voxels.interleaved((int[]) held);
		if (!requantized && values.type() == type && type.offset() == 0) return held;
		int length = voxels.shape().width() * voxels.shape().height();
		Voxels from = Voxels.of(values.type(), held);
		Rescale real = values.rescale(plane), stored = rescale(plane);
		int least = least(type, bitsStored), greatest = greatest(type, bitsStored);
		byte[] bytes = type.bytes() == 1 ? new byte[length] : null;
		short[] shorts = bytes == null ? new short[length] : null;
		for (int i = 0; i < length; i++) {
			double value = from.stored(i);
			long number = requantized ? step(real.real(value), stored) : (long) value;
			int fitting = (int) Math.max(least, Math.min(greatest, number));
			if (bytes != null) bytes[i] = (byte) fitting;
			else shorts[i] = (short) fitting;
		}
		return bytes == null ? shorts : bytes;
	}

	static long step(double real, Rescale rescale) {
		return Math.round((real - rescale.intercept()) / rescale.slope());
	}

	/** The rescales of the source for planes that take their headers from some of its planes. */
	static List<Rescale> ofSource(Volume.Values source, SourcePlanes planes, int count) {
		if (source.isUniform()) return List.of(source.rescale(0));
		List<Rescale> rescales = new ArrayList<>();
		for (int plane = 0; plane < count; plane++) rescales.add(source.rescale(planes.nearest(plane)));
		return rescales;
	}
}
