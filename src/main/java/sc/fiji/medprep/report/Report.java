package sc.fiji.medprep.report;

/** What a finished command tells: to a person, to a program, and to the shell. */
public interface Report {
	/** A few lines for the terminal. Names folders as they were given, and items by number. */
	String summaryText();

	/** The record of the run, as in its {@code run.json}. */
	String json();

	/** The exit status: 0 done and clean, 1 done with something to look at, 3 done with faults of the program. */
	int exitCode();
}
