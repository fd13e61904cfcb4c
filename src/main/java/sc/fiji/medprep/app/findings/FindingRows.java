package sc.fiji.medprep.app.findings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.ItemPaths;

/**
 * The findings of a run.
 *
 * @param rows the first of them, in the order of the items; what is too many for a table is left out
 * @param total how many there are
 */
record FindingRows(List<FindingRow> rows, long total) {
	/** More rows than somebody looks through, and few enough to be sorted while one waits. */
	static final int MOST = 200_000;

	static FindingRows of(BatchResult result) throws IOException {
		BitSet wanted = new BitSet();
		long[] total = {0};
		result.forEach(item -> {
			if (total[0] < MOST && !item.findings().isEmpty()) wanted.set(item.item());
			total[0] += item.findings().size();
		});
		Map<Integer, String> paths = new HashMap<>();
		ItemPaths.forEach(result.options().privateFolder(), (item, path) -> {
			if (wanted.get(item)) paths.put(item, path);
		});
		String folder = result.options().input().toAbsolutePath().normalize().toString();
		// messages and tags repeat from file to file
		Map<String, String> words = new HashMap<>();
		List<FindingRow> rows = new ArrayList<>();
		result.forEach(item -> {
			String path = paths.getOrDefault(item.item(), ""), name = name(path, folder);
			for (Finding finding : item.findings()) {
				if (rows.size() < MOST) rows.add(new FindingRow(item.item(), finding.severity(), once(words, finding.rule()), once(words, finding.tag()), once(words, finding.message()), path, name));
			}
		});
		return new FindingRows(rows, total[0]);
	}

	private static String once(Map<String, String> words, String word) {
		String known = words.putIfAbsent(word, word);
		return known == null ? word : known;
	}

	/** Below the input folder, or the last part of the path. */
	private static String name(String path, String folder) {
		if (path.startsWith(folder) && path.length() > folder.length() + 1) return path.substring(folder.length() + (path.startsWith("!/", folder.length()) ? 2 : 1));
		Path last = path.isEmpty() ? null : Path.of(path).getFileName();
		return last == null ? path : last.toString();
	}
}
