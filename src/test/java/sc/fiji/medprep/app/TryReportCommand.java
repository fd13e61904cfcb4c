package sc.fiji.medprep.app;

import java.nio.file.Path;

import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

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
		report = new RunReport(status, "1 of 4 refused.", "{\"refused\": 1}", Path.of("r"), Path.of("o"));
	}

	@Override
	public RunReport report() {
		return report;
	}
}
