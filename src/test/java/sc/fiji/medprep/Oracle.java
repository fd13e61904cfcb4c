package sc.fiji.medprep;

import static org.junit.Assert.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.AssumptionViolatedException;

/** What tests compare with that is not ours: programs of other toolkits and the corpus of real files. */
public final class Oracle {
	private static final Path CORPUS = Path.of("..", "shared", "corpus");

	/** What a program printed, standard output and error together, and how it ended. */
	public record Run(int status, String output) {
		/** The lines that begin with a word. */
		public List<String> lines(String start) {
			return output.lines().filter(line -> line.startsWith(start)).toList();
		}
	}

	private Oracle() {}

	/** Runs a program; leaves the test out, loudly, where it is not installed. */
	public static Run run(String... command) throws IOException, InterruptedException {
		require(isInstalled(command[0]), "the program " + command[0]);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		if (!process.waitFor(60, TimeUnit.SECONDS)) fail(command[0] + " does not end");
		return new Run(process.exitValue(), output);
	}

	/** True if a program is on the PATH. */
	public static boolean isInstalled(String program) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
	}

	/** A folder or file of the corpus; leaves the test out, loudly, where there is none. */
	public static Path corpus(String path) {
		Path found = CORPUS.resolve(path);
		require(Files.exists(found), "the corpus at " + CORPUS);
		return found;
	}

	/** All files below some folders of the corpus, in the order of their names. */
	public static List<Path> corpusFiles(String... folders) throws IOException {
		List<Path> files = new ArrayList<>();
		for (String folder : folders) {
			try (Stream<Path> walk = Files.walk(corpus(folder))) {
				walk.filter(Files::isRegularFile).sorted().forEach(files::add);
			}
		}
		return files;
	}

	/** Says what is missing and leaves the test out; in continuous integration that is a failure. */
	public static void require(boolean available, String what) {
		if (available) return;
		if ("true".equals(System.getenv("CI"))) fail("Missing: " + what);
		System.out.println("LEFT OUT a comparison with " + what + ", which is not here");
		throw new AssumptionViolatedException("Missing: " + what);
	}
}
