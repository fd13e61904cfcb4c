package sc.fiji.medprep.curate.quality;

import java.util.Optional;

/**
 * What the pixels of a frame say. The arrays are shared and not to be changed.
 *
 * @param frame number in its file, from 1
 * @param valueHash SHA-256 of the decoded values, 32 bytes, the same for whatever form they are stored in
 * @param perceptualHash 128 bytes for {@link Likeness}; none for a blank frame
 */
public record FrameMeasures(int frame, byte[] valueHash, Optional<byte[]> perceptualHash, Measures measures) {
	/** Whether all pixels that are not padding have one value. */
	public boolean isBlank() {
		return perceptualHash.isEmpty() && !(measures.get(Measure.GREY_LEVELS) > 1);
	}
}
