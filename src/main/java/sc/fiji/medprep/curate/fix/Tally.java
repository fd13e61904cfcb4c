package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.Section;

/** Counts changes and changed files by repair. */
final class Tally {
	private final Map<Repair, Long> changes = new EnumMap<>(Repair.class), files = new EnumMap<>(Repair.class);

	/** @param repairs one for each change of a file */
	void add(List<Repair> repairs) {
		for (Repair repair : repairs) changes.merge(repair, 1L, Long::sum);
		Set<Repair> kinds = EnumSet.noneOf(Repair.class);
		kinds.addAll(repairs);
		for (Repair repair : kinds) files.merge(repair, 1L, Long::sum);
	}

	Section section() {
		List<List<String>> rows = new ArrayList<>();
		changes.forEach((repair, count) -> rows.add(List.of(repair.word(), String.valueOf(files.get(repair)), String.valueOf(count))));
		return new Section("Repairs", new Block.Paragraph("What was changed in copies; the originals are as they were. Each change is listed in " + ChangesFile.NAME
			+ " of the private folder, which also leads back to the originals. A file that is written has no fault of encoding left, even if that repair was not asked for."),
			Block.Table.ofText(List.of("Repair", "Files", "Changes"), rows));
	}
}
