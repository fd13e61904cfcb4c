package sc.fiji.medprep.image;

import java.io.IOException;

/**
 * The planes of an image that need not all be in memory: what writers of files take, so that a series streams slice by slice.
 * A {@link Volume} gives one that reads from its arrays. Safe for use by several threads.
 */
public interface PlaneSource {
	Volume.Shape shape();

	Volume.Values values();

	Geometry geometry();

	Axis axis();

	/**
	 * The voxels of a plane as {@link PixelType#newPlane} holds them; not to be changed.
	 *
	 * @param index {@code v * depth + k}
	 * @throws IOException if it cannot be read or decoded; one sentence without identifiers
	 */
	Object plane(int index) throws IOException;
}
