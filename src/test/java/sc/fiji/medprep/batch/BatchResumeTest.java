package sc.fiji.medprep.batch;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.InflaterInputStream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.DicomException;

public class BatchResumeTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;
	private Path journal;
	/** Has every kind of outcome, with two items that share a name and two that share name and content. */
	private final Step step = item -> {
		if (item.number() == 2) throw new IOException("Refused, with quotes \" and umlauts äöü.");
		return Scene.named(item);
	};

	@Before
	public void makeScene() throws Exception {
		scene = new Scene(temporary.getRoot().toPath());
		scene.file("1", "n:A").file("2", "no").file("3", "n:B").file("4", "n:A").file("5", "d/m:C");
		journal = scene.secret(Journal.NAME);
	}

	@Test
	public void a_journal_cut_off_at_any_byte_gives_the_same_result() throws Exception {
		List<ItemResult> expected = Scene.items(scene.run(step));
		SortedMap<String, String> outputs = scene.outputs();
		byte[] whole = Files.readAllBytes(journal);
		int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		for (int length = header; length <= whole.length; length++) {
			Files.write(journal, Arrays.copyOf(whole, length));
			assertEquals("cut at " + length, expected, Scene.items(scene.run(step)));
			assertEquals(outputs, scene.outputs());
		}
	}

	@Test
	public void a_journal_without_its_whole_first_line_is_not_ours() throws Exception {
		scene.run(step);
		byte[] whole = Files.readAllBytes(journal);
		int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		for (int length = 0; length < header; length++) {
			Files.write(journal, Arrays.copyOf(whole, length));
			assertThrows(BatchConfigurationException.class, () -> scene.run(step));
		}
	}

	@Test
	public void an_item_whose_line_was_written_but_whose_file_was_not_renamed_is_done_again() throws Exception {
		List<ItemResult> expected = Scene.items(scene.run(step));
		SortedMap<String, String> outputs = scene.outputs();
		byte[] whole = Files.readAllBytes(journal);
		String[] lines = new String(whole, StandardCharsets.UTF_8).split("(?<=\n)");
		// lines in the order in which they were written; the last item was killed before its file took the name from the other
		record Kill(int[] lines, String inPlace) {}
		for (Kill kill : List.of(new Kill(new int[] {3, 1}, "n:B"), new Kill(new int[] {4, 3}, "n:A"), new Kill(new int[] {4, 5, 2, 3, 1}, "n:B"),
			new Kill(new int[] {1, 3}, "n:A"), new Kill(new int[] {1}, null))) {
			StringBuilder text = new StringBuilder(lines[0]);
			ItemResult last = null;
			for (int item : kill.lines) {
				String line = lines[lineOf(lines, item)];
				text.append(line);
				last = JournalLine.parse(line);
			}
			Files.writeString(journal, text);
			Path output = scene.folder.resolve("output").resolve(last.output());
			Files.writeString(output.resolveSibling(".medprep-" + last.item() + ".part"), "whatever was written");
			if (kill.inPlace == null) Files.delete(output);
			else Files.writeString(output, kill.inPlace);
			String name = Arrays.toString(kill.lines);
			assertEquals(name, expected, Scene.items(scene.run(step)));
			assertEquals(name, outputs, scene.outputs());
		}
	}

	private static int lineOf(String[] lines, int item) throws IOException {
		for (int i = 1; i <= 5; i++)
			if (JournalLine.parse(lines[i]).item() == item) return i;
		throw new AssertionError("No line of item " + item);
	}

	@Test
	public void an_output_that_is_missing_or_too_short_is_made_again() throws Exception {
		scene.run(step);
		SortedMap<String, String> outputs = scene.outputs();
		Files.delete(scene.folder.resolve("output/n"));
		Files.writeString(scene.folder.resolve("output/d/m"), "");
		scene.run(step);
		assertEquals(outputs, scene.outputs());
	}

	@Test
	public void a_step_that_dies_at_any_item_leaves_a_run_that_can_go_on() throws Exception {
		for (int i = 6; i < 30; i++) scene.file("f" + i, "f" + i % 20 + ":" + i % 3);
		List<ItemResult> expected = Scene.items(Scene.run(new BatchOptions(scene.input, scene.folder.resolve("whole"), null, 1, false), step));
		SortedMap<String, String> outputs = Scene.tree(scene.folder.resolve("whole"));
		for (int dies = 1; dies <= 29; dies += 3) {
			int number = dies;
			for (boolean writing : new boolean[] {false, true}) {
				BatchOptions options = new BatchOptions(scene.input, scene.folder.resolve("o" + dies + writing), null, 2, false);
				assertThrows(LinkageError.class, () -> Scene.run(options, item -> {
					if (item.number() == number && !writing) throw new LinkageError();
					if (item.number() != number) return step.process(item);
					return Product.done("x", out -> {
						throw new LinkageError();
					}, List.of());
				}));
				assertEquals(expected, Scene.items(Scene.run(options, step)));
				assertEquals(outputs, Scene.tree(options.output()));
			}
		}
	}

	@Test
	public void an_output_that_cannot_be_opened_or_named_ends_the_run_which_then_goes_on() throws Exception {
		Path output = scene.folder.resolve("output");
		Step inTheWay = item -> {
			if (item.number() == 5) Files.createDirectories(output.resolve("d/.medprep-5.part/inside"));
			return step.process(item);
		};
		Step takenAway = item -> Product.done(step.process(item).name(), out -> {
			Scene.all(item).writeTo(out);
			if (item.number() == 5) Files.delete(output.resolve("d/.medprep-5.part"));
		}, List.of());
		for (Step failing : List.of(inTheWay, takenAway)) {
			IOException failure = assertThrows(OutputException.class, () -> Scene.run(scene.options(1), failing));
			assertTrue(failure.getMessage(), failure.getMessage().startsWith("The output cannot be written; make room"));
			assertFalse(failure.getMessage(), failure.getMessage().contains(scene.folder.toString()));
			Scene.delete(output.resolve("d/.medprep-5.part"));
			List<ItemResult> items = Scene.items(scene.run(step));
			assertEquals(List.of("done", "refused", "refused", "skipped", "done"), items.stream().map(item -> item.outcome().word()).toList());
			Scene.delete(output);
			Scene.delete(scene.options().privateFolder());
		}
	}

	@Test
	public void an_item_that_could_not_be_read_is_read_again_by_a_later_run_and_one_that_is_wrong_is_not() throws Exception {
		Path elsewhere = scene.folder.resolve("elsewhere");
		BatchResult first = Scene.run(scene.options(1), item -> {
			// as when the disk of the input goes away
			if (item.number() == 2) Files.move(scene.input.resolve("3"), elsewhere);
			return step.process(item);
		});
		assertEquals("The file does not exist or cannot be opened.", Scene.items(first).get(2).reason());
		Files.move(elsewhere, scene.input.resolve("3"));
		StringBuilder called = new StringBuilder();
		BatchResult second = scene.run(item -> {
			called.append(item.number());
			return step.process(item);
		});
		assertEquals("3", called.toString());
		assertEquals("Item 1 has the same output name and other content.", Scene.items(second).get(2).reason());
		assertFalse(second.isCanceled());
	}

	@Test
	public void a_disk_that_fails_while_a_step_reads_may_work_again_and_a_damaged_value_stays_one() throws Exception {
		IOException noDisk = assertThrows(IOException.class, () -> Files.readAllBytes(scene.folder));
		assertEquals("The system reports: " + noDisk.getMessage() + ".", Reasons.of(noDisk));
		assertTrue(Reasons.mayPass(noDisk));
		assertTrue(Reasons.mayPass(assertThrows(IOException.class, () -> Files.size(scene.folder.resolve("missing")))));
		assertFalse(Reasons.mayPass(new IOException("A step says that a value is wrong.")));
		assertFalse(Reasons.mayPass(new DicomException("", 0, "no DICOM file")));
		assertFalse(Reasons.mayPass(assertThrows(IOException.class, () -> new InflaterInputStream(new ByteArrayInputStream(new byte[9])).read())));
	}

	@Test
	public void a_write_that_failed_fails_for_good_even_if_the_disk_has_room_again() throws Exception {
		DigestingChannel channel = new DigestingChannel(() -> false);
		FileChannel closed = FileChannel.open(scene.folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		closed.close();
		channel.start(closed);
		assertThrows(OutputException.class, () -> channel.write(ByteBuffer.allocate(1 << 17)));
		assertThrows(OutputException.class, () -> channel.write(ByteBuffer.allocate(1)));
		assertThrows(OutputException.class, channel::finish);
	}

	@Test
	public void a_completed_run_is_not_done_again_and_reports_the_same() throws Exception {
		BatchResult first = scene.run(step);
		byte[] before = Files.readAllBytes(journal);
		AtomicInteger called = new AtomicInteger();
		BatchResult second = scene.run(item -> {
			called.incrementAndGet();
			return step.process(item);
		});
		assertEquals(0, called.get());
		assertEquals(Scene.items(first), Scene.items(second));
		assertEquals(first.started() + first.ended(), second.started() + second.ended());
		assertEquals(first.exitCode(), second.exitCode());
		assertArrayEquals(before, Files.readAllBytes(journal));
	}

	@Test
	public void overwrite_does_a_completed_run_again_and_goes_on_with_an_unfinished_one() throws Exception {
		scene.run(step);
		byte[] whole = Files.readAllBytes(journal);
		AtomicInteger called = new AtomicInteger();
		Step counting = item -> {
			called.incrementAndGet();
			return step.process(item);
		};
		Scene.run(scene.overwriting(), counting);
		assertEquals(5, called.getAndSet(0));
		String[] lines = new String(whole, StandardCharsets.UTF_8).split("(?<=\n)");
		Files.writeString(journal, String.join("", Arrays.copyOf(lines, 4)));
		Scene.run(scene.overwriting(), counting);
		assertEquals(2, called.get());
	}

	@Test
	public void the_journal_of_version_1_is_read() throws Exception {
		scene.run(step);
		try (var fixture = getClass().getResourceAsStream("journal-1.jsonl")) {
			Files.write(journal, fixture.readAllBytes());
		}
		try (Journal read = Journal.open(Places.of(scene.options()))) {
			assertEquals("deidentify", read.header().command());
			assertEquals("flag", read.header().settings().get("pixel_risk"));
			assertEquals(4, read.header().items());
			assertEquals("2026-03-01T10:00:07.250Z", read.ended());
			JournalLines lines = read.lines();
			ItemResult first = JournalLine.parse(lines.at(read.starts()[1])), second = JournalLine.parse(lines.at(read.starts()[2]));
			assertEquals(new ItemResult(1, Outcome.DONE, "", "2.25.1/2.25.2.dcm", "0".repeat(64), "1".repeat(64), 531234, false, false, "",
				List.of(new Finding(Severity.WARNING, "burned_in_text", "(0028,0301)", "The image may hold text in its pixels."))), first);
			assertEquals("at byte 0: this is no DICOM file", second.reason());
			assertFalse(second.internal());
			assertTrue(JournalLine.parse(lines.at(read.starts()[3])).internal());
			assertEquals(Outcome.QUARANTINED, JournalLine.parse(lines.at(read.starts()[4])).outcome());
		}
	}

	@Test
	public void a_process_killed_again_and_again_gives_the_result_of_one_that_was_not() throws Exception {
		byte[] image = new byte[100_000];
		for (int i = 0; i < 300; i++) {
			Arrays.fill(image, (byte) i);
			scene.file("k/" + i, image);
		}
		BatchOptions whole = new BatchOptions(scene.input, scene.folder.resolve("whole"), null, 2, false);
		List<ItemResult> expected = Scene.items(Scene.run(whole, Scene.COPY));
		int kills = 0;
		for (int round = 1; round <= 4; round++) {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path")
				+ File.pathSeparator + testClasses(), Victim.class.getName(), scene.input.toString(), scene.folder.resolve("output").toString()).redirectErrorStream(true)
				.redirectOutput(scene.folder.resolve("log").toFile()).start();
			long enough = round * 12_000L;
			while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) < enough)) Thread.sleep(1);
			if (process.isAlive()) kills++;
			process.destroyForcibly();
			assertTrue(process.waitFor(10, TimeUnit.SECONDS));
		}
		assertTrue("The process must be killed while it works: " + Files.readString(scene.folder.resolve("log")), kills > 1);
		assertEquals(expected, Scene.items(scene.run(Scene.COPY)));
		SortedMap<String, String> outputs = scene.outputs();
		assertEquals(Scene.tree(whole.output()).keySet(), outputs.keySet());
		// not assertEquals, whose message would hold 60 MB of pixels
		assertTrue("The bytes differ", Scene.tree(whole.output()).equals(outputs));
	}

	private static Path testClasses() throws Exception {
		return Path.of(BatchResumeTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	/** Runs in a process of its own, to be killed. */
	static final class Victim {
		private Victim() {}

		public static void main(String[] arguments) throws Exception {
			Scene.run(new BatchOptions(Path.of(arguments[0]), Path.of(arguments[1]), null, 2, false), item -> {
				try {
					Thread.sleep(2);
				}
				catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
				return Scene.COPY.process(item);
			});
		}
	}
}
