package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BatchGroupTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;

	/**
	 * Joins files of the form "group:rest": all rests into one file and their number into another; "none:" belongs to no group,
	 * and a group of which a rest is "bad" fails while it is written.
	 */
	static class Join implements GroupStep<Join.Named> {
		record Named(String name, List<Integer> items) implements Group {}

		final SortedMap<Integer, String> surveyed = new TreeMap<>();
		final AtomicInteger processed = new AtomicInteger();

		@Override
		public Optional<Product> survey(Item item) throws IOException {
			String group = Scene.text(item).split(":")[0];
			if (group.equals("none")) return Optional.of(new Product(Outcome.SKIPPED, "It belongs to nothing.", "", null, List.of()));
			if (group.equals("broken")) throw new IOException("It cannot be read.");
			synchronized (surveyed) {
				surveyed.put(item.number(), group);
			}
			return Optional.empty();
		}

		@Override
		public List<Named> groups(ItemOpener items) {
			SortedMap<String, List<Integer>> groups = new TreeMap<>();
			surveyed.forEach((item, group) -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(item));
			return groups.entrySet().stream().map(group -> new Named(group.getKey(), group.getValue())).toList();
		}

		@Override
		public GroupProduct process(Named group, ItemOpener items) {
			processed.incrementAndGet();
			String image = "images/" + group.name + ".image", side = "images/" + group.name + ".json";
			Content all = out -> {
				for (int item : group.items) {
					try (ItemOpener.OpenItem open = items.open(item)) {
						String text = new String(open.source().bytes(0, (int) open.source().length()), StandardCharsets.UTF_8);
						if (text.endsWith(":bad")) throw new IOException("A part of the group is damaged.");
						out.write(ByteBuffer.wrap(text.substring(text.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8)));
					}
				}
			};
			Content count = out -> out.write(ByteBuffer.wrap(String.valueOf(group.items.size()).getBytes(StandardCharsets.UTF_8)));
			List<GroupProduct.Row> rows = group.items.stream().map(item -> new GroupProduct.Row(item, Outcome.DONE, "", image, List.of())).toList();
			return new GroupProduct(List.of(new GroupProduct.Output(side, count), new GroupProduct.Output(image, all)), rows);
		}

		@Override
		public void review(Review review) throws IOException {
			Set<String> images = new TreeSet<>();
			review.forEach(item -> images.add(item.output()));
			review.write("list.tsv", out -> out.write(ByteBuffer.wrap(String.join("\n", images).getBytes(StandardCharsets.UTF_8))));
		}
	}

	@Before
	public void makeScene() throws Exception {
		scene = new Scene(temporary.getRoot().toPath());
		scene.file("1", "a:A").file("2", "b:B").file("3", "none:").file("4", "a:C").file("5", "c:D").file("6", "c:bad").file("7", "broken:");
	}

	private BatchResult run() throws IOException {
		return run(scene.options(), new Join());
	}

	private static BatchResult run(BatchOptions options, GroupStep<?> step) throws IOException {
		return new Batch(options).run(step, "join", Scene.SETTINGS, Progress.NONE);
	}

	@Test
	public void items_of_a_group_share_outputs_that_appear_together_or_not_at_all() throws Exception {
		BatchResult result = run();
		assertEquals(Map.of("images/a.image", "AC", "images/a.json", "2", "images/b.image", "B", "images/b.json", "1", "list.tsv", "\nimages/a.image\nimages/b.image"), scene.outputs());
		List<ItemResult> items = Scene.items(result);
		assertEquals(List.of("done", "done", "skipped", "done", "refused", "refused", "refused"), items.stream().map(item -> item.outcome().word()).toList());
		assertEquals("images/a.image", items.get(3).output());
		assertEquals(Scene.sha256("AC".getBytes()), items.get(3).sha256Out());
		assertEquals("A part of the group is damaged.", items.get(4).reason());
		assertEquals("It cannot be read.", items.get(6).reason());
		assertEquals(1, result.exitCode());
	}

	@Test
	public void the_hash_of_every_item_is_known_whether_it_was_read_as_a_whole_or_not() throws Exception {
		for (ItemResult item : Scene.items(run()))
			assertEquals(Scene.sha256(Files.readAllBytes(scene.input.resolve(String.valueOf(item.item())))), item.sha256In());
	}

	@Test
	public void a_journal_cut_off_at_any_byte_gives_the_same_result() throws Exception {
		List<ItemResult> expected = Scene.items(run());
		SortedMap<String, String> outputs = scene.outputs();
		Path journal = scene.secret(Journal.NAME);
		byte[] whole = Files.readAllBytes(journal);
		int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		for (int length = header; length <= whole.length; length += 7) {
			Files.write(journal, Arrays.copyOf(whole, length));
			assertEquals("cut at " + length, expected, Scene.items(run()));
			assertEquals(outputs, scene.outputs());
		}
	}

	@Test
	public void a_group_with_a_file_left_half_or_lost_is_done_again_and_no_other() throws Exception {
		List<ItemResult> expected = Scene.items(run());
		SortedMap<String, String> outputs = scene.outputs();
		Path output = scene.folder.resolve("output"), journal = scene.secret(Journal.NAME);
		String whole = Files.readString(journal);
		for (String lost : List.of("images/a.json", "images/a.image", "list.tsv")) {
			Files.delete(output.resolve(lost));
			Join step = new Join();
			assertEquals(lost, expected, Scene.items(run(scene.options(), step)));
			assertEquals(lost, outputs, scene.outputs());
			assertEquals(lost, lost.equals("list.tsv") ? 0 : 1, step.processed.get());
		}
		Files.writeString(journal, whole.substring(0, whole.indexOf("{\"set\"")));
		Files.writeString(output.resolve("images/.medprep-1-1.part"), "half");
		Files.writeString(output.resolve(".medprep-0.part"), "half");
		Join step = new Join();
		assertEquals(expected, Scene.items(run(scene.options(), step)));
		assertEquals(outputs, scene.outputs());
		assertEquals(1, step.processed.get());
	}

	@Test
	public void overwriting_removes_all_files_of_the_earlier_run() throws Exception {
		run();
		new Batch(scene.overwriting()).run(item -> Product.done("only", Scene.all(item), List.of()), "copy", Scene.SETTINGS, Progress.NONE);
		assertEquals(Set.of("only"), scene.outputs().keySet());
	}

	@Test
	public void an_item_that_could_not_be_read_changes_its_group_when_it_can_be() throws Exception {
		Join failing = new Join() {
			@Override
			public Optional<Product> survey(Item item) throws IOException {
				if (item.number() == 4) Files.readAllBytes(scene.input.resolve("nowhere"));
				return super.survey(item);
			}
		};
		run(scene.options(), failing);
		assertEquals("A", scene.outputs().get("images/a.image"));
		run();
		assertEquals("AC", scene.outputs().get("images/a.image"));
	}

	@Test
	public void a_journal_of_this_version_can_be_read() throws Exception {
		run();
		Path journal = scene.secret(Journal.NAME);
		try (var fixture = getClass().getResourceAsStream("journal-2.jsonl")) {
			Files.write(journal, fixture.readAllBytes());
		}
		try (Journal read = Journal.open(Places.of(scene.options()))) {
			JournalLines lines = read.lines();
			ItemResult first = JournalLine.parse(lines.at(read.starts()[1])), second = JournalLine.parse(lines.at(read.starts()[2]));
			assertEquals(List.of(new WrittenFile("a.nii.gz", "1".repeat(64), 531234), new WrittenFile("a.json", "2".repeat(64), 99)), first.files());
			assertEquals(1, second.group());
			assertEquals("a.nii.gz", second.output());
			assertEquals(List.of(new WrittenFile("participants.tsv", "3".repeat(64), 40)), read.set());
			assertEquals("2026-03-01T10:00:07.250Z", read.ended());
		}
	}

	@Test
	public void an_item_forgotten_by_the_step_is_an_error_in_the_program() throws Exception {
		assertThrows(IllegalStateException.class, () -> run(scene.options(), new Join() {
			@Override
			public List<Named> groups(ItemOpener items) {
				return List.of();
			}
		}));
	}

	@Test
	public void the_same_name_from_two_groups_is_refused() throws Exception {
		BatchResult result = run(scene.options(1), new Join() {
			@Override
			public List<Named> groups(ItemOpener items) {
				return super.groups(items).stream().map(group -> new Named("same", group.items())).toList();
			}
		});
		assertEquals(3, result.exitCode());
		assertEquals("AC", scene.outputs().get("images/same.image"));
	}

	@Test
	public void archives_give_groups_too() throws Exception {
		Path zip = scene.folder.resolve("in.zip");
		try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
			for (String name : List.of("1", "2", "3", "4")) {
				out.putNextEntry(new java.util.zip.ZipEntry(name));
				out.write(Files.readAllBytes(scene.input.resolve(name)));
			}
		}
		BatchResult result = run(new BatchOptions(zip, scene.folder.resolve("output"), null, 2, false), new Join());
		assertEquals("AC", scene.outputs().get("images/a.image"));
		assertEquals(0, result.exitCode());
	}

	@Test
	public void a_process_killed_again_and_again_gives_the_result_of_one_that_was_not() throws Exception {
		for (int i = 0; i < 300; i++) scene.file("k" + i, "g" + i / 5 + ":" + String.valueOf(i).repeat(20_000));
		BatchOptions whole = new BatchOptions(scene.input, scene.folder.resolve("whole"), null, 2, false);
		List<ItemResult> expected = Scene.items(run(whole, new Join()));
		Path journal = scene.secret(Journal.NAME);
		int kills = 0;
		for (int round = 1; round <= 4; round++) {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path")
				+ File.pathSeparator + Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI()), Victim.class.getName(), scene.input.toString(),
				scene.folder.resolve("output").toString()).redirectErrorStream(true).redirectOutput(scene.folder.resolve("log").toFile()).start();
			long enough = round * 15_000L;
			while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) < enough)) Thread.sleep(1);
			if (process.isAlive()) kills++;
			process.destroyForcibly();
			assertTrue(process.waitFor(10, TimeUnit.SECONDS));
		}
		assertTrue("The process must be killed while it works: " + Files.readString(scene.folder.resolve("log")), kills > 1);
		assertEquals(expected, Scene.items(run()));
		assertTrue("The trees differ", Scene.tree(whole.output()).equals(scene.outputs()));
		assertFalse(expected.isEmpty());
	}

	/** Runs in a process of its own, to be killed. */
	static final class Victim {
		private Victim() {}

		public static void main(String[] arguments) throws Exception {
			run(new BatchOptions(Path.of(arguments[0]), Path.of(arguments[1]), null, 2, false), new Join() {
				@Override
				public GroupProduct process(Named group, ItemOpener items) {
					try {
						Thread.sleep(10);
					}
					catch (InterruptedException e) {
						throw new IllegalStateException(e);
					}
					return super.process(group, items);
				}
			});
		}
	}
}
