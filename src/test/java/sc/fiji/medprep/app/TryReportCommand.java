package sc.fiji.medprep.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RunReport;

/** Ends with the exit status it is told, after one step of progress. */
@Plugin(type = Command.class, name = "medprep.try_report", headless = true, description = "Makes a report.")
public class TryReportCommand extends ContextCommand implements ReportingCommand {
	@Parameter(min = "0", max = "3", description = "The exit status.")
	private int status;

	@Parameter
	private TaskService tasks;

	private RunReport report;

	@Override
	public void run() {
		Task task = tasks.createTask("Trying");
		task.setProgressMaximum(4);
		task.setProgressValue(1);
		try {
			Path folder = Files.createTempDirectory("medprep-test");
			Files.writeString(folder.resolve("item"), "content");
			BatchResult result = new Batch(new BatchOptions(folder.resolve("item"), folder.resolve("out"), null, 1, false)).run(this::process, "try_report", new TreeMap<>(), Progress.NONE);
			report = RunReport.write(result, new TreeMap<>(), List.of());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Product process(Item item) {
		if (status == 3) throw new IllegalStateException("A fault on purpose");
		return status == 1 ? Product.refused("Refused on purpose.", List.of()) : new Product(Outcome.SKIPPED, "Nothing to do.", "", null, List.of());
	}

	@Override
	public RunReport report() {
		return report;
	}
}
