package sc.fiji.medprep.curate.quality;

import java.util.List;

/**
 * What the pixels of a file say.
 *
 * @param valueHash of the only frame, or the SHA-256 of the hashes of all frames; 32 bytes
 */
public record FileMeasures(byte[] valueHash, List<FrameMeasures> frames) {
	public FileMeasures {
		frames = List.copyOf(frames);
	}
}
