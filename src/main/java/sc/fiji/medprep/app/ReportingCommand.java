package sc.fiji.medprep.app;

import org.scijava.command.Command;

import sc.fiji.medprep.report.Report;

/** A command whose work ends in a report; the terminal prints it and takes its exit status from it. */
public interface ReportingCommand extends Command {
	/** The report of the finished run; null before. */
	Report report();
}
