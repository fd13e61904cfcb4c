package sc.fiji.medprep.report;

import java.util.List;

/** A part of the report page that a command adds, under a heading. */
public record Section(String title, List<Block> blocks) {
	public Section {
		blocks = List.copyOf(blocks);
	}

	public Section(String title, Block... blocks) {
		this(title, List.of(blocks));
	}
}
