package sc.fiji.medprep.batch;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.DicomException;

public class BatchTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;

	@Before
	public void makeScene() {
		scene = new Scene(temporary.getRoot().toPath());
	}

	@Test
	public void every_file_is_an_item_in_sorted_order_and_is_written() throws Exception {
		scene.file("b/2", "two").file("b/10", "ten").file("a", "first");
		List<ItemResult> items = Scene.items(scene.run(Scene.COPY));
		assertEquals(List.of(Outcome.DONE, Outcome.DONE, Outcome.DONE), items.stream().map(ItemResult::outcome).toList());
		assertEquals("item,path\n1," + real("a") + "\n2," + real("b/10") + "\n3," + real("b/2") + "\n", Files.readString(scene.secret("paths.csv")));
		assertEquals("first", scene.outputs().get(items.get(0).output()));
		assertEquals(3, scene.outputs().size());
	}

	@Test
	public void hashes_are_those_of_input_and_output() throws Exception {
		Random random = new Random(7);
		// around the slices of the channel, and beyond what is read into the heap
		int[] sizes = {0, 1, 100, (1 << 14) - 1, 1 << 18, (1 << 18) + 1, 600_000, (8 << 20) + 3};
		for (int i = 0; i < sizes.length; i++) {
			byte[] bytes = new byte[sizes[i]];
			random.nextBytes(bytes);
			scene.file("" + i, bytes);
		}
		Step step = item -> Product.done("f" + item.number(), out -> {
			out.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
			item.source().transferTo(0, item.source().length(), out);
			out.write(ByteBuffer.allocateDirect(5));
		}, List.of());
		for (ItemResult item : Scene.items(scene.run(step))) {
			byte[] in = Files.readAllBytes(scene.input.resolve("" + (item.item() - 1)));
			byte[] out = Files.readAllBytes(scene.folder.resolve("output").resolve(item.output()));
			assertEquals(Scene.sha256(in), item.sha256In());
			assertEquals(Scene.sha256(out), item.sha256Out());
			assertEquals(out.length, item.bytes());
			byte[] expected = ByteBuffer.allocate(in.length + 8).put(new byte[] {1, 2, 3}).put(in).array();
			assertArrayEquals(expected, out);
		}
	}

	@Test
	public void a_failed_item_is_refused_with_its_reason_and_the_others_go_on() throws Exception {
		scene.file("1", "good").file("2", "bad").file("3", "good too");
		BatchResult result = scene.run(item -> {
			if (item.number() == 2) throw new DicomException("(0010,0010)", 132, "the value is cut off");
			return Scene.COPY.process(item);
		});
		ItemResult refused = Scene.items(result).get(1);
		assertEquals(Outcome.REFUSED, refused.outcome());
		assertEquals("(0010,0010) at byte 132: the value is cut off", refused.reason());
		assertEquals(Scene.sha256("bad".getBytes()), refused.sha256In());
		assertEquals(2, result.count(Outcome.DONE));
		assertEquals(1, result.exitCode());
	}

	@Test
	public void a_reason_of_the_reader_stays_whatever_the_file_is_called() throws Exception {
		scene.file("truncated", "bad");
		BatchResult result = scene.run(item -> {
			throw new DicomException("(0010,0010)", 132, "the file may be truncated");
		});
		assertEquals("(0010,0010) at byte 132: the file may be truncated", Scene.items(result).get(0).reason());
	}

	@Test
	public void a_failure_while_writing_leaves_no_file() throws Exception {
		scene.file("1", "x");
		BatchResult result = scene.run(item -> Product.done("a/b", out -> {
			out.write(ByteBuffer.allocate(1 << 20));
			throw new EOFException("The pixel data ends too early.");
		}, List.of()));
		assertEquals("The pixel data ends too early.", Scene.items(result).get(0).reason());
		assertTrue(scene.outputs().isEmpty());
	}

	@Test
	public void an_error_in_the_program_names_its_place_but_never_its_message_and_ends_with_code_3() throws Exception {
		scene.file("1", "x").file("2", "y").file("3", "z");
		BatchResult result = scene.run(item -> {
			if (item.number() == 1) throw new IllegalStateException("Doe^John");
			if (item.number() == 2) throw new StackOverflowError("Doe^John");
			throw new IndexOutOfBoundsException("Doe^John");
		});
		for (ItemResult item : Scene.items(result)) {
			assertEquals(Outcome.REFUSED, item.outcome());
			assertTrue(item.internal());
			assertFalse(item.reason().contains("Doe"));
			assertTrue(item.reason(), item.reason().contains(" at BatchTest."));
		}
		assertEquals(3, result.internalErrors());
		assertEquals(3, result.exitCode());
	}

	@Test
	public void an_item_for_which_the_memory_is_too_small_is_refused_and_tried_again_by_a_later_run() throws Exception {
		scene.file("1", "x").file("2", "y");
		BatchResult result = scene.run(item -> {
			if (item.number() == 1) throw new OutOfMemoryError("Doe^John");
			return Scene.COPY.process(item);
		});
		assertEquals("The file needs more memory than this run has; start it with a larger heap or fewer threads.", Scene.items(result).get(0).reason());
		assertEquals(0, result.internalErrors());
		assertEquals(1, result.exitCode());
		assertEquals(2, scene.run(Scene.COPY).count(Outcome.DONE));
	}

	@Test
	public void exceptions_without_a_message_become_sentences() {
		assertEquals("The file ends too early.", Reasons.of(new EOFException()));
		assertEquals("The file was closed while it was in use.", Reasons.of(new ClosedByInterruptException()));
	}

	@Test
	public void an_output_whose_name_another_has_as_a_folder_is_refused_and_the_others_go_on() throws Exception {
		scene.file("1", "a/b:x").file("2", "a:x").file("3", "a/b/c:x").file("4", "d:x");
		List<ItemResult> items = Scene.items(Scene.run(scene.options(1), Scene::named));
		assertEquals(List.of("done", "refused", "refused", "done"), items.stream().map(item -> item.outcome().word()).toList());
		assertTrue(items.get(1).reason(), items.get(1).reason().contains("where a folder is needed"));
		assertEquals(items.get(1).reason(), items.get(2).reason());
	}

	@Test
	public void an_output_name_that_leaves_the_folder_is_an_error_in_the_program() throws Exception {
		for (String name : new String[] {"/etc/x", "../x", "a/../../x", "a//b", "a\\b", "C:x", "a/.", ".medprep-1.part", "a\nb", "ä".repeat(128)}) {
			assertThrows(name, IllegalArgumentException.class, () -> Product.done(name, out -> {}, List.of()));
		}
	}

	@Test
	public void findings_and_outcomes_decide_the_exit_code() throws Exception {
		scene.file("1", "x");
		assertEquals(0, scene.run(Scene.COPY).exitCode());
		BatchResult result = Scene.run(scene.overwriting(), item -> Product.done("x", Scene.all(item),
			List.of(new Finding(Severity.ERROR, "rule", "", "Something is wrong."), new Finding(Severity.WARNING, "rule", "", "Look."))));
		assertEquals(1, result.exitCode());
		assertEquals(1, result.count(Severity.ERROR));
		assertEquals(1, result.count(Severity.WARNING));
	}

	@Test
	public void quarantined_items_are_written_to_the_private_folder_and_skipped_ones_are_not() throws Exception {
		scene.file("1", "x").file("2", "y");
		BatchResult result = scene.run(item -> item.number() == 1
			? new Product(Outcome.QUARANTINED, "A face is visible.", "a/b.dcm", Scene.all(item), List.of())
			: new Product(Outcome.SKIPPED, "Not an image.", "", null, List.of()));
		assertEquals(Map.of(), scene.outputs());
		assertEquals("x", Files.readString(scene.secret("quarantine/1.dcm")));
		assertEquals(1, result.count(Outcome.QUARANTINED));
		assertEquals(1, result.count(Outcome.SKIPPED));
	}

	@Test
	public void same_name_and_content_is_one_output_and_other_content_is_refused_whatever_the_order() throws Exception {
		scene.file("1", "n:A").file("2", "n:B").file("3", "n:A").file("4", "N:A").file("5", "m:A");
		for (int threads : new int[] {1, 2, 5}) {
			for (int last = 1; last <= 5; last++) {
				int slow = last;
				CountDownLatch others = new CountDownLatch(threads == 5 ? 4 : 0);
				List<ItemResult> items = Scene.items(Scene.run(new BatchOptions(scene.input, scene.folder.resolve("output"), null, threads, true), item -> {
					if (item.number() == slow) await(others);
					else others.countDown();
					if (item.number() == slow) sleep(20);
					return Scene.named(item);
				}));
				assertEquals(List.of("done", "refused", "skipped", "refused", "done"), items.stream().map(item -> item.outcome().word()).toList());
				assertEquals("Item 1 has the same output name and other content.", items.get(1).reason());
				assertEquals("", items.get(1).output());
				assertEquals("Same content as item 1.", items.get(2).reason());
				assertEquals(new TreeMap<>(Map.of("n", "n:A", "m", "m:A")), scene.outputs());
			}
		}
	}

	@Test
	public void the_number_of_threads_does_not_change_the_result() throws Exception {
		Random random = new Random(3);
		for (int i = 0; i < 200; i++) scene.file("d" + i % 7 + "/f" + i, "n" + random.nextInt(60) + ":" + random.nextInt(2));
		Step step = item -> {
			if (item.number() % 11 == 0) throw new IOException("Every eleventh.");
			return Scene.named(item);
		};
		List<ItemResult> expected = Scene.items(Scene.run(new BatchOptions(scene.input, scene.folder.resolve("one"), null, 1, false), step));
		for (int round = 0; round < 5; round++) {
			assertEquals(expected, Scene.items(Scene.run(new BatchOptions(scene.input, scene.folder.resolve("many" + round), null, 8, false), step)));
			assertEquals(Scene.tree(scene.folder.resolve("one")), Scene.tree(scene.folder.resolve("many" + round)));
		}
	}

	@Test
	public void cancel_stops_within_a_second_and_the_rest_is_done_later() throws Exception {
		for (int i = 0; i < 50; i++) scene.file("f" + i, "content " + i);
		AtomicInteger processed = new AtomicInteger();
		Progress afterFive = new Progress() {
			@Override
			public void update(long done, long total) {
				// not watched
			}

			@Override
			public boolean isCanceled() {
				return processed.get() >= 5;
			}
		};
		long[] canceledAt = {0};
		BatchResult result = new Batch(scene.options()).run(item -> {
			if (processed.incrementAndGet() == 5) canceledAt[0] = System.nanoTime();
			sleep(30);
			return Scene.COPY.process(item);
		}, "copy", Scene.SETTINGS, afterFive);
		assertTrue(System.nanoTime() - canceledAt[0] < 1_000_000_000L);
		assertTrue(result.isCanceled());
		assertEquals(1, result.exitCode());
		assertTrue(result.count(Outcome.DONE) < 50);
		assertEquals(result.count(Outcome.DONE), scene.outputs().size());
		BatchResult rest = scene.run(Scene.COPY);
		assertFalse(rest.isCanceled());
		assertEquals(50, rest.count(Outcome.DONE));
		assertEquals(50, scene.outputs().size());
	}

	@Test
	public void cancel_stops_in_the_middle_of_a_long_output() throws Exception {
		scene.file("1", "x");
		boolean[] writing = {false};
		Progress progress = new Progress() {
			@Override
			public void update(long done, long total) {
				// not watched
			}

			@Override
			public boolean isCanceled() {
				return writing[0];
			}
		};
		BatchResult result = new Batch(scene.options()).run(item -> Product.done("endless", out -> {
			writing[0] = true;
			for (ByteBuffer zeros = ByteBuffer.allocate(1 << 16);; zeros.clear()) out.write(zeros);
		}, List.of()), "copy", Scene.SETTINGS, progress);
		assertTrue(result.isCanceled());
		assertTrue(scene.outputs().isEmpty());
	}

	@Test
	public void progress_comes_on_the_calling_thread_and_ends_with_all_items() throws Exception {
		scene.file("1", "x").file("2", "y");
		List<String> told = new ArrayList<>();
		Thread caller = Thread.currentThread();
		new Batch(scene.options()).run(Scene.COPY, "copy", Scene.SETTINGS, new Progress() {
			@Override
			public void update(long done, long total) {
				assertEquals(caller, Thread.currentThread());
				told.add(done + "/" + total);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals("2/2", told.get(told.size() - 1));
	}

	@Test
	public void the_private_folder_and_its_files_are_for_the_owner_only() throws Exception {
		scene.file("1", "x");
		Path secret = new Batch(scene.options()).createPrivateFolder();
		assertEquals(scene.folder.resolve("output-report-private"), secret);
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwxr-xr-x"));
		scene.run(Scene.COPY);
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
		for (String name : new String[] {"journal.jsonl", "paths.csv", "journal.lock"})
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.resolve(name))));
		assertEquals(3, Scene.tree(secret).size());
	}

	@Test
	public void a_second_run_over_the_same_folders_at_the_same_time_is_refused() throws Exception {
		scene.file("1", "x");
		String[] said = {null};
		scene.run(item -> {
			said[0] = assertThrows(BatchConfigurationException.class, () -> scene.run(Scene.COPY)).getMessage();
			return Scene.COPY.process(item);
		});
		assertTrue(said[0], said[0].startsWith("Another run"));
	}

	private Path real(String name) throws IOException {
		return scene.input.toRealPath().resolve(name);
	}

	private static void sleep(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
