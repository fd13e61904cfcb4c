package sc.fiji.medprep.app;

import org.scijava.SciJava;
import org.scijava.event.EventHandler;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.event.ModuleCanceledEvent;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.module.event.ModuleExecutedEvent;

import sc.fiji.medprep.report.Report;

/** Runs SciJava's own command line, and adds what that lacks: an exit status. */
final class SciJavaLaunch {
	private final LogService log;
	private int status = CommandFailure.COULD_NOT_START;

	private SciJavaLaunch(LogService log) {
		this.log = log;
	}

	/** @return the exit status as {@link MedPrep} defines it; 2 if nothing ran */
	static int run(String... arguments) {
		SciJava scijava = new SciJava();
		SciJavaLaunch launch = new SciJavaLaunch(scijava.log());
		scijava.event().subscribe(launch);
		scijava.launch(arguments);
		return launch.status;
	}

	@EventHandler
	void onEvent(ModuleExecutedEvent event) {
		Object command = event.getModule().getDelegateObject();
		Report report = command instanceof ReportingCommand reporting ? reporting.report() : null;
		Answer answer = command instanceof AnsweringCommand answering ? answering.answer() : null;
		if (answer != null) System.out.print(answer.text());
		status = answer != null ? answer.exitCode() : report == null ? 0 : report.exitCode();
	}

	@EventHandler
	void onEvent(ModuleCanceledEvent event) {
		status = CommandFailure.COULD_NOT_START;
	}

	@EventHandler
	void onEvent(ModuleErroredEvent event) {
		CommandFailure failure = CommandFailure.of(event.getException());
		System.err.println(failure.getMessage());
		status = failure.exitCode();
		event.consume();
		// SciJava would repeat the sentence below the stack traces of four wrappers.
		log.setLevel(LogLevel.NONE);
	}
}
