package sc.fiji.medprep.curate.quality;

import java.util.List;

/**
 * Something about the quality of a volume that somebody should look at.
 *
 * @param rule its id in {@code rules.txt} of the room
 * @param message one sentence in words without full stop
 * @param files numbers of the files it is about, as their sources have them; empty if about all
 */
public record QualityNote(String rule, String message, List<Integer> files) {
	public QualityNote {
		files = List.copyOf(files);
	}
}
