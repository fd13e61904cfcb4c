package sc.fiji.medprep.image.stack;

import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;

/** A plane as real values of 32-bit float. */
final class RealValues {
	private RealValues() {}

	static float[] of(Volume volume, int index) {
		Rescale rescale = volume.values().rescale(index);
		Voxels voxels = Voxels.of(volume.values().type(), volume.planes().get(index));
		float[] real = new float[volume.shape().width() * volume.shape().height()];
		for (int i = 0; i < real.length; i++) real[i] = (float) rescale.real(voxels.stored(i));
		return real;
	}
}
