package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.Test;
import org.scijava.command.CommandInfo;

import ij.ImagePlus;

/** The examples of {@code docs/running.md} are accepted as they stand and all mean the same run. */
public class RunningDocumentTest {
	private static final Map<String, Object> EXPECTED = Map.of("input", new File("/data/study"), "output", new File("/data/clean"));

	private static List<String> examples() throws IOException {
		List<String> examples = new ArrayList<>();
		boolean inside = false;
		for (String line : Files.readAllLines(Path.of("docs/running.md"))) {
			if (line.startsWith("```")) inside = !inside;
			else if (inside) examples.add(line);
		}
		return examples;
	}

	/** The one group of the pattern in an example that has it. */
	private static String only(String pattern) throws IOException {
		List<String> found = new ArrayList<>();
		for (String example : examples()) {
			Matcher matcher = Pattern.compile(pattern).matcher(example);
			if (matcher.matches()) found.add(matcher.group(1));
		}
		assertEquals(pattern, 1, found.size());
		return found.get(0);
	}

	private static void assertMeansTheExample(CommandInfo info, Map<String, String> texts) {
		Map<String, Object> values = new Inputs(info).complete(texts, (item, text) -> null);
		EXPECTED.forEach((key, value) -> assertEquals(value, values.get(key)));
	}

	@Test
	public void macro_line_names_the_command_and_its_keys() throws Exception {
		CommandInfo info = new CommandIndex(getClass().getClassLoader()).find("deidentify");
		assertMeansTheExample(info, MacroOptions.parse(only("run\\(\"" + Pattern.quote(info.getTitle()) + "\", \"(.*)\"\\);")));
	}

	@Test
	public void every_macro_line_is_accepted_by_the_command_of_its_label() throws Exception {
		CommandIndex index = new CommandIndex(getClass().getClassLoader());
		Pattern line = Pattern.compile("run\\(\"([^\"]*)\"(?:, \"(.*)\")?\\);");
		List<String> labels = new ArrayList<>();
		for (String example : examples()) {
			Matcher matcher = line.matcher(example);
			if (!matcher.matches()) continue;
			CommandInfo info = index.names().stream().map(index::find).filter(command -> command.getTitle().equals(matcher.group(1))).findFirst().orElseThrow(() -> new AssertionError(example));
			Map<String, String> texts = new HashMap<>(MacroOptions.parse(matcher.group(2) == null ? "" : matcher.group(2)));
			info.inputs().forEach(input -> {
				if (input.getType() == ImagePlus.class) texts.put(input.getName(), "the active one");
			});
			new Inputs(info).complete(texts, (item, text) -> new ImagePlus());
			labels.add(matcher.group(1));
		}
		assertEquals(List.of("De-identify DICOM Files...", "Clean Open Image...", "Validate DICOM...", "Curate Dataset...", "Curate Dataset...", "Open DICOM Series...", "Orthogonal Views in mm", "Convert DICOM to NIfTI...", "Write DICOM Series..."), labels);
	}

	@Test
	public void call_names_the_command_and_its_keys() throws Exception {
		CommandInfo info = new CommandIndex(getClass().getClassLoader()).find("deidentify");
		assertMeansTheExample(info, MacroOptions.parse(only("call\\(\"" + CommandBridge.class.getName() + ".call\", \"" + info.getClassName() + "\", \"(.*)\"\\);")));
	}

	@Test
	public void terminal_line_names_the_command_and_its_keys() throws Exception {
		assertMeansTheExample(new CommandIndex(getClass().getClassLoader()).find("deidentify"), MacroOptions.parse(only("scripts/medprep deidentify (.*)")));
	}

	@Test
	public void scijava_line_names_the_command_and_its_keys() throws Exception {
		CommandInfo info = new CommandIndex(getClass().getClassLoader()).find("deidentify");
		String list = only("scripts/medprep --headless --run " + info.getClassName() + " '(.*)'");
		assertMeansTheExample(info, Arrays.stream(list.split(",")).map(pair -> pair.split("="))
			.collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace("\"", ""))));
	}
}
