package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.Test;

import ij.Macro;

public class MacroOptionsTest {
	@Test
	public void reads_what_imagej_reads() {
		for (String options : List.of("input=/data/a level=9", "input=[/data/a b] level=9 ", "input='/data/a b' level=9", " input=[a [b] c]  level=",
				"input=/data/a=b level=[9]", "input=[] level=''")) {
			Map<String, String> values = MacroOptions.parse(options);
			assertEquals(options, Macro.getValue(options, "input", null), values.get("input"));
			assertEquals(options, Macro.getValue(options, "level", null), values.get("level"));
		}
	}

	@Test
	public void no_options_are_no_values() {
		assertTrue(MacroOptions.parse(null).isEmpty());
		assertTrue(MacroOptions.parse("  ").isEmpty());
	}

	@Test
	public void a_key_inside_a_path_is_part_of_the_path() {
		assertEquals(Map.of("input", "/data/x output=y", "level", "9"), MacroOptions.parse("input=[/data/x output=y] level=9"));
	}

	@Test
	public void a_key_may_be_the_tail_of_another() {
		assertEquals(Map.of("key_file", "a", "file", "b"), MacroOptions.parse("key_file=a file=b"));
	}

	@Test
	public void what_cannot_be_read_is_a_fault_and_is_not_repeated() {
		for (String options : List.of("input=[/data/Smith", "input='/data/Smith", "input=/data/a Smith level=9", "verbose", "input=Smith input=Smith")) {
			CommandFailure failure = assertThrows(options, CommandFailure.class, () -> MacroOptions.parse(options));
			assertEquals(2, failure.exitCode());
			assertTrue(failure.getMessage(), !failure.getMessage().contains("Smith"));
		}
	}

	@Test
	public void value_that_would_not_read_the_same_again_is_known() {
		for (String value : List.of("/data/a", "/data/a b", "/data/a [b] c", "/data/a]b", "it's", "a it's")) assertTrue(value, MacroOptions.canHold(value));
		for (String value : List.of("[a", "'a", "/data/a [b", "/data/a] b", "/data/\"a\"", "] [")) assertFalse(value, MacroOptions.canHold(value));
	}
}
