package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.report.RunReport;

/** Writes the originals of files that {@link Repairer} has repaired, byte for byte: the SHA-256 of each is checked. */
public final class Undoer {
	private static final String COMMAND = "curate";

	private final UndoOptions options;

	public Undoer(UndoOptions options) {
		this.options = options;
	}

	/**
	 * Writes all originals and the report folder. A file that the changes file does not know is refused.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if an output or the report cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		try (RecordedChanges changes = RecordedChanges.open(options.changes())) {
			SortedMap<String, String> settings = new TreeMap<>();
			settings.put("fix", "undo");
			settings.put("changes", changes.sha256());
			BatchResult result = new Batch(options.batch()).run(new UndoStep(changes), COMMAND, settings, progress);
			return RunReport.writeWithoutNames(result, new TreeMap<>(), List.of(), RuleBook.of(Repairer.class));
		}
	}
}
