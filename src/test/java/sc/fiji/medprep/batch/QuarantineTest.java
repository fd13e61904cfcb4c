package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.ByteSource;

public class QuarantineTest {
	private static final Finding LEAK = new Finding(Severity.ERROR, "leak", "", "There is a B."), SET = new Finding(Severity.WARNING, "set.two", "", "There are several.");
	/** Writes "name:rest" under that name and lets no B pass. */
	private static final Step NO_B = item -> Scene.named(item).checked(QuarantineTest::check);

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;
	private Path journal;

	@Before
	public void makeScene() throws Exception {
		scene = new Scene(temporary.getRoot().toPath());
		scene.file("1", "a/n.dcm:A").file("2", "a/m.dcm:B").file("3", "a/m.dcm:B").file("4", "a/m.dcm:C").file("5", "o:A");
		journal = scene.secret(Journal.NAME);
	}

	private static Verdict check(ByteSource written) throws IOException {
		String text = new String(written.bytes(0, (int) written.length()), StandardCharsets.UTF_8);
		return text.endsWith("B") ? new Verdict("The output has a B.", List.of(LEAK)) : Verdict.PASSED;
	}

	private SortedMap<String, String> apart() throws IOException {
		return Scene.tree(scene.secret("quarantine"));
	}

	@Test
	public void an_output_with_a_problem_goes_into_the_private_folder_and_others_may_have_its_name() throws Exception {
		BatchResult result = scene.run(NO_B);
		List<ItemResult> items = Scene.items(result);
		assertEquals(List.of("done", "quarantined", "quarantined", "done", "done"), items.stream().map(item -> item.outcome().word()).toList());
		assertEquals(List.of("The output has a B.", "", "", List.of(LEAK)), List.of(items.get(1).reason(), items.get(1).output(), items.get(1).sha256Out(), items.get(1).findings()));
		assertEquals(Map.of("a/n.dcm", "a/n.dcm:A", "a/m.dcm", "a/m.dcm:C", "o", "o:A"), scene.outputs());
		assertEquals(Map.of("2.dcm", "a/m.dcm:B", "3.dcm", "a/m.dcm:B"), apart());
		assertEquals(1, result.exitCode());
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.secret("quarantine"))));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.secret("quarantine/2.dcm"))));
	}

	@Test
	public void a_quarantine_alone_gives_exit_code_1() throws Exception {
		assertEquals(1, scene.run(item -> Scene.named(item).checked(written -> new Verdict("No.", List.of()))).exitCode());
	}

	@Test
	public void a_journal_cut_off_anywhere_gives_the_same_result() throws Exception {
		Step step = reviewed(NO_B);
		List<ItemResult> expected = Scene.items(scene.run(step));
		SortedMap<String, String> outputs = scene.outputs(), apart = apart();
		assertEquals(Map.of("a/n.dcm", "a/n.dcm:A", "a/m.dcm", "a/m.dcm:C"), outputs);
		assertEquals(Map.of("2.dcm", "a/m.dcm:B", "3.dcm", "a/m.dcm:B", "5", "o:A"), apart);
		byte[] whole = Files.readAllBytes(journal);
		int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		for (int length = header; length <= whole.length; length += length < header + 40 ? 1 : 13) {
			Files.write(journal, Arrays.copyOf(whole, length));
			assertEquals("cut at " + length, expected, Scene.items(scene.run(step)));
			assertEquals(outputs, scene.outputs());
			assertEquals(apart, apart());
		}
	}

	@Test
	public void an_output_that_is_missing_in_quarantine_is_made_again() throws Exception {
		scene.run(NO_B);
		SortedMap<String, String> apart = apart();
		Files.delete(scene.secret("quarantine/3.dcm"));
		scene.run(NO_B);
		assertEquals(apart, apart());
	}

	@Test
	public void overwrite_empties_the_quarantine_of_the_run_before() throws Exception {
		scene.run(NO_B);
		Files.writeString(scene.secret("quarantine/notes of mine"), "x");
		Scene.run(scene.overwriting(), Scene::named);
		assertEquals(Map.of("notes of mine", "x"), apart());
	}

	@Test
	public void a_quarantine_that_cannot_be_written_ends_the_run_and_leaves_no_output() throws Exception {
		assertThrows(OutputException.class, () -> Scene.run(scene.options(1), item -> {
			if (item.number() == 2) Files.writeString(scene.secret("quarantine"), "in the way");
			return NO_B.process(item);
		}));
		assertEquals(Map.of("a/n.dcm", "a/n.dcm:A"), scene.outputs());
		Files.delete(scene.secret("quarantine"));
		assertEquals(2, scene.run(NO_B).count(Outcome.QUARANTINED));
	}

	@Test
	public void a_check_that_cannot_read_or_has_a_bug_lets_nothing_pass() throws Exception {
		BatchResult result = scene.run(item -> Scene.named(item).checked(written -> {
			if (item.number() == 1) throw new IllegalStateException("secret");
			throw new IOException("The output cannot be read.");
		}));
		assertEquals(5, result.count(Outcome.REFUSED));
		assertEquals(3, result.exitCode());
		assertEquals(Map.of(), scene.outputs());
		assertEquals("The output cannot be read.", Scene.items(result).get(1).reason());
	}

	/** Warns of every output whose note was seen before, and puts item 5 apart. */
	private static Step reviewed(Step step) {
		return new Step() {
			@Override
			public Product process(Item item) throws IOException {
				return step.process(item).noted(Scene.text(item).substring(Scene.text(item).length() - 1));
			}

			@Override
			public void review(Review review) throws IOException {
				Map<String, Integer> notes = new TreeMap<>();
				review.forEach(item -> {
					if (notes.putIfAbsent(item.note(), item.item()) != null) review.find(item.item(), SET);
				});
				review.quarantine(5, "Five is too many.");
			}
		};
	}

	@Test
	public void a_review_sees_the_notes_of_all_items_and_adds_findings_and_quarantines() throws Exception {
		BatchResult result = scene.run(reviewed(NO_B));
		List<ItemResult> items = Scene.items(result);
		assertEquals(List.of(LEAK, SET), items.get(2).findings());
		assertEquals(List.of(SET), items.get(4).findings());
		assertEquals("Five is too many.", items.get(4).reason());
		assertEquals(3, result.count(Outcome.QUARANTINED));
		assertFalse(scene.outputs().containsKey("o"));
	}

	@Test
	public void a_review_takes_an_output_away_from_all_items_that_share_it() throws Exception {
		scene.file("6", "o:other").file("7", "o:A");
		List<ItemResult> items = Scene.items(scene.run(reviewed(NO_B)));
		assertEquals(List.of("quarantined", "refused", "quarantined"), items.subList(4, 7).stream().map(item -> item.outcome().word()).toList());
		assertEquals("Item 5 has the same output name and other content.", items.get(5).reason());
		byte[] whole = Files.readAllBytes(journal);
		for (int length = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\n") + 1; length <= whole.length; length += 17) {
			Files.write(journal, Arrays.copyOf(whole, length));
			assertEquals("cut at " + length, items, Scene.items(scene.run(reviewed(NO_B))));
			assertFalse(scene.outputs().containsKey("o"));
		}
	}

	@Test
	public void findings_of_an_earlier_review_are_replaced() throws Exception {
		boolean[] away = {true};
		Step step = new Step() {
			@Override
			public Product process(Item item) throws IOException {
				// as when a disk goes away
				if (item.number() == 5 && away[0]) Files.size(scene.folder.resolve("missing"));
				return Scene.named(item);
			}

			@Override
			public void review(Review review) throws IOException {
				review.forEach(item -> {
					if (item.outcome() == Outcome.REFUSED) review.find(1, SET);
				});
			}
		};
		Step first = step;
		List<Finding> before = Scene.items(scene.run(first)).get(0).findings();
		away[0] = false;
		Files.delete(scene.input.resolve("4"));
		Scene.run(scene.overwriting(), step);
		assertTrue(before.contains(SET));
		assertEquals(List.of(), Scene.items(scene.run(step)).get(0).findings());
		assertThrows(IllegalArgumentException.class, () -> new Review(null, null, null).find(1, LEAK));
	}

	@Test
	public void a_run_without_output_only_looks() throws Exception {
		BatchOptions options = new BatchOptions(scene.input, null, scene.folder.resolve("seen"), 2, false);
		BatchResult result = Scene.run(options, item -> Product.seen(List.of(SET)));
		assertEquals(5, result.count(Outcome.DONE));
		assertEquals(0, result.exitCode());
		assertEquals(Scene.items(result), Scene.items(Scene.run(options, item -> Product.seen(List.of()))));
		try (var children = Files.list(scene.folder)) {
			assertEquals(List.of("input", "seen-private"), children.map(path -> path.getFileName().toString()).sorted().toList());
		}
		assertThrows(NullPointerException.class, () -> new BatchOptions(scene.input, null, null, 2, false));
	}
}
