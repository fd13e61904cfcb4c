package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.SyntheticCt;

/** {@code scripts/medprep} in a clone whose path has a space, called from another folder. */
public class LauncherScriptTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path script;
	private Path clone;
	private String out;
	private String err;

	@Before
	public void copyScript() throws IOException {
		clone = folder.newFolder("my clone").toPath();
		script = Files.createDirectories(clone.resolve("scripts")).resolve("medprep");
		Files.copy(Path.of("scripts/medprep"), script, StandardCopyOption.COPY_ATTRIBUTES);
		Files.createDirectories(clone.resolve("src/main"));
		Files.writeString(clone.resolve("pom.xml"), "<project/>");
	}

	/** As a build leaves it, but with a class archive that is worth nothing. */
	private void build() throws IOException {
		Path launch = Files.createDirectories(clone.resolve("target/launch"));
		Files.writeString(launch.resolve("java"), System.getProperty("java.home") + "/bin/java\n");
		Files.writeString(launch.resolve("classpath"), System.getProperty("java.class.path") + "\n");
		Files.writeString(launch.resolve("classes.jsa"), "spoilt");
	}

	private int run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("bash", script.toString()));
		command.addAll(List.of(arguments));
		File outFile = folder.newFile();
		File errFile = folder.newFile();
		ProcessBuilder process = new ProcessBuilder(command).directory(folder.newFolder()).redirectOutput(outFile).redirectError(errFile);
		process.environment().put("JAVA_HOME", System.getProperty("java.home"));
		process.environment().remove("MEDPREP_JAVA_OPTS");
		process.environment().putAll(environment);
		int status = process.start().waitFor();
		out = Files.readString(outFile.toPath());
		err = Files.readString(errFile.toPath());
		return status;
	}

	@Test
	public void arguments_with_spaces_and_the_exit_status_pass_through() throws Exception {
		build();
		assertEquals(err, 0, run(Map.of(), "try_inputs", "input=a b", "mode=loud and clear"));
		assertEquals("answer: a b null loud and clear 50.0 3 false", out.strip());
		assertEquals(1, run(Map.of(), "try_report", "status=1"));
		assertEquals(2, run(Map.of(), "try_inputs"));
	}

	@Test
	public void letters_beyond_ascii_pass_where_no_language_is_set() throws Exception {
		build();
		Map<String, String> unset = Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "");
		assertEquals(err, 0, run(unset, "try_inputs", "input=\u00FCml\u00E4ut"));
		assertTrue(out, out.contains("\u00FCml\u00E4ut"));
		assertEquals(err, 0, run(Map.of("LC_ALL", "C"), "try_inputs", "input=\u00FCml\u00E4ut"));
		assertTrue(out, out.contains("\u00FCml\u00E4ut"));
	}

	@Test
	public void names_beyond_ascii_are_read_by_a_java_that_knows_only_ascii() throws Exception {
		Path study = Files.createDirectories(folder.getRoot().toPath().resolve("study"));
		SyntheticCt.write(Files.createDirectories(study.resolve("\u00FCml\u00E4ut")).resolve("\u041F1.dcm"), 1, 64);
		SyntheticCt.write(study.resolve("\u00DF.dcm"), 2, 64);
		Path output = folder.getRoot().toPath().resolve("clean");
		ProcessBuilder process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"), MedPrep.class.getName(), "deidentify",
			"input=" + study, "output=" + output).redirectErrorStream(true);
		process.environment().put("LC_ALL", "C");
		Process started = process.start();
		String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(said, 0, started.waitFor());
		assertTrue(said, said.contains("2 done, 0 refused"));
	}

	@Test
	public void java_options_reach_java() throws Exception {
		build();
		assertEquals(0, run(Map.of("MEDPREP_JAVA_OPTS", "-XX:+UseParallelGC -XshowSettings:vm"), "try_inputs", "input=x"));
		assertTrue(err, err.contains("VM settings"));
	}

	@Test
	public void missing_maven_is_one_sentence() throws Exception {
		Path programs = folder.newFolder().toPath();
		for (String program : List.of("bash", "dirname", "find", "sed", "mkdir", "flock")) {
			for (String dir : System.getenv("PATH").split(File.pathSeparator)) {
				Path there = Path.of(dir, program);
				if (Files.isExecutable(there) && !Files.exists(programs.resolve(program))) Files.createSymbolicLink(programs.resolve(program), there);
			}
		}
		assertEquals(2, run(Map.of("PATH", programs.toString()), "try_inputs"));
		assertEquals("MedPrep needs Maven to build itself the first time: install Maven 3.6.3 or newer.", err.strip());
	}

	@Test
	public void old_java_is_one_sentence() throws Exception {
		Path home = folder.newFolder().toPath();
		Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
		Files.writeString(java, "#!/usr/bin/env bash\necho '    java.specification.version = 11' >&2\n");
		assertTrue(java.toFile().setExecutable(true));
		assertEquals(2, run(Map.of("JAVA_HOME", home.toString()), "try_inputs"));
		assertEquals("MedPrep needs Java 17 or newer, but this is Java 11: install a newer JDK, or set JAVA_HOME.", err.strip());
	}
}
