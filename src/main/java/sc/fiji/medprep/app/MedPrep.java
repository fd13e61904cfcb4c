package sc.fiji.medprep.app;

import java.util.Arrays;

/**
 * The program: {@code COMMAND key=value ...} runs a command, {@code COMMAND help} explains it, nothing at all lists the
 * commands. {@code --headless --run CLASS 'key="value"'} is handed to SciJava as Fiji would.
 * <p>
 * Exit status: 0 done and clean; 1 done, but files were refused; 2 could not start; 3 a fault of the program.
 */
public final class MedPrep {
	private MedPrep() {
	}

	public static void main(String... arguments) {
		System.exit(Arrays.asList(arguments).contains("--run") ? SciJavaLaunch.run(arguments)
				: new Terminal(System.out, System.err, showsProgress()).run(arguments));
	}

	/** Java cannot see whether standard error alone is a terminal; {@code scripts/medprep} can, and says so. */
	private static boolean showsProgress() {
		String told = System.getProperty("medprep.progress");
		return told != null ? Boolean.parseBoolean(told) : System.console() != null;
	}
}
