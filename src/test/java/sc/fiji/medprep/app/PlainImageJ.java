package sc.fiji.medprep.app;

import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;

/**
 * An ImageJ as it is downloaded, without Fiji, with the suite in it: its own folder with {@code plugins/} and {@code plugins/jars/},
 * a Java of its own and a display from {@code xvfb-run}. Where that program is missing, the tests say that they were left
 * out; with CI=true in the environment they fail instead.
 */
final class PlainImageJ {
	private static final int PATIENCE_SECONDS = 60;

	private final TemporaryFolder folder;
	private final Path imagej;

	PlainImageJ(TemporaryFolder folder) throws IOException {
		this.folder = folder;
		imagej = folder.newFolder("ImageJ").toPath();
		Path jars = Files.createDirectories(imagej.resolve("plugins/jars"));
		pack(Path.of("target/classes"), imagej.resolve("plugins/medprep_plugins-test.jar"));
		for (String library : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (library.matches(".*/(scijava-common|parsington|gson|sqlite-jdbc|imglib2|ome-jai)-[^/]*\\.jar")) {
				Files.copy(Path.of(library), jars.resolve(Path.of(library).getFileName()));
			}
		}
	}

	private static void pack(Path classes, Path jar) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file); Stream<Path> walk = Files.walk(classes)) {
			for (Path path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
				out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
			}
		}
	}

	static void requireDisplay() {
		Oracle.require(Oracle.isInstalled("xvfb-run"), "a plain ImageJ with a display: xvfb-run (Debian: xvfb, xauth)");
	}

	private static Path imagejJar() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(path -> path.matches(".*/ij-1\\.[^/]*\\.jar"))
			.map(Path::of).findFirst().orElseThrow();
	}

	/**
	 * @param display whether Java gets one from Xvfb, or must do without
	 * @return what it printed
	 */
	private String run(boolean display, String classPath, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if (display) command.addAll(List.of("xvfb-run", "-a", "-s", "-screen 0 1280x1024x24"));
		command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Djava.awt.headless=" + !display, "-Duser.home=" + folder.getRoot(),
			"-Djava.util.prefs.userRoot=" + folder.getRoot(), "-Dplugins.dir=" + imagej, "-cp", classPath));
		command.addAll(List.of(arguments));
		File logFile = folder.newFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(logFile).start();
		boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (!ended) process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
		String log = Files.readString(logFile.toPath());
		assertTrue("ImageJ hangs: " + log, ended);
		return log;
	}

	/** Runs a program of the tests that acts as a user of ImageJ does. */
	String runUser(Class<?> user, String... arguments) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(List.of(user.getName()));
		all.addAll(List.of(arguments));
		return run(true, imagejJar() + File.pathSeparator + Path.of("target/test-classes").toAbsolutePath(), all.toArray(String[]::new));
	}

	String runMacro(boolean display, String code) throws IOException, InterruptedException {
		Path macro = Files.writeString(folder.newFile("macro" + System.nanoTime() + ".ijm").toPath(), code);
		return run(display, imagejJar().toString(), "ij.ImageJ", "-ijpath", imagej.toString(), "-batch", macro.toString());
	}
}
