package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Steps over groups that keep between runs what they know of items. */
public class BatchKeepingTest {
	private static final String HASH = "ab".repeat(32);

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;

	/** Every item is a group, and its hash is known. */
	private static class Known implements GroupStep<Known.One> {
		record One(int item) implements Group {
			@Override
			public List<Integer> items() {
				return List.of(item);
			}
		}

		final AtomicInteger processed = new AtomicInteger();
		final SortedMap<Integer, byte[]> fingerprints = new TreeMap<>();
		boolean complete = true;

		@Override
		public boolean isComplete() {
			return complete;
		}

		@Override
		public Optional<Product> survey(Item item) throws IOException {
			synchronized (fingerprints) {
				fingerprints.put(item.number(), item.origin().fingerprint());
			}
			return Optional.empty();
		}

		@Override
		public List<One> groups(ItemOpener items) {
			return fingerprints.keySet().stream().map(One::new).toList();
		}

		@Override
		public GroupProduct process(One one, ItemOpener items) {
			processed.incrementAndGet();
			return new GroupProduct(List.of(), List.of(new GroupProduct.Row(one.item, Outcome.DONE, "", "", List.of(), HASH)));
		}

		@Override
		public void review(Review review) {
			review.findAll(item -> item == 2 ? List.of(new Finding(Severity.INFO, "set.kept", "", "It was kept.")) : List.of());
		}
	}

	@Before
	public void makeScene() throws Exception {
		scene = new Scene(temporary.getRoot().toPath());
		scene.file("1", "one").file("2", "two").file("sub/1", "one");
	}

	private BatchResult run(Known step) throws IOException {
		return new Batch(scene.options()).run(step, "keep", Scene.SETTINGS, Progress.NONE);
	}

	@Test
	public void a_hash_that_the_step_knows_is_not_taken_again() throws Exception {
		for (ItemResult item : Scene.items(run(new Known()))) assertEquals(HASH, item.sha256In());
	}

	@Test
	public void findings_about_the_set_are_asked_for_item_by_item() throws Exception {
		List<String> rules = new ArrayList<>();
		for (ItemResult item : Scene.items(run(new Known()))) rules.add(String.join(" ", item.findings().stream().map(Finding::rule).toList()));
		assertEquals(List.of("", "set.kept", ""), rules);
		Known wrong = new Known() {
			@Override
			public void review(Review review) {
				review.findAll(item -> List.of(new Finding(Severity.INFO, "other", "", "No rule about the set.")));
			}
		};
		wrong.complete = false;
		assertThrows(IllegalArgumentException.class, () -> run(wrong));
	}

	@Test
	public void groups_are_processed_again_if_the_step_has_lost_what_it_kept() throws Exception {
		run(new Known());
		Known again = new Known();
		run(again);
		assertEquals(0, again.processed.get());
		Known lost = new Known();
		lost.complete = false;
		List<ItemResult> items = Scene.items(run(lost));
		assertEquals(3, lost.processed.get());
		assertEquals(1, items.get(1).findings().size());
	}

	@Test
	public void a_fingerprint_is_that_of_the_place_the_size_and_the_time() throws Exception {
		Known before = new Known(), after = new Known();
		run(before);
		assertFalse(Arrays.equals(before.fingerprints.get(1), before.fingerprints.get(3)));
		scene.file("2", "three");
		after.complete = false;
		new Batch(scene.overwriting()).run(after, "keep", Scene.SETTINGS, Progress.NONE);
		assertTrue(Arrays.equals(before.fingerprints.get(1), after.fingerprints.get(1)));
		assertFalse(Arrays.equals(before.fingerprints.get(2), after.fingerprints.get(2)));
	}

	@Test
	public void a_private_file_is_made_for_its_owner_only_and_kept() throws Exception {
		Batch batch = new Batch(scene.options());
		Path file = batch.privateFile("kept");
		Files.writeString(file, "what a step keeps");
		assertEquals("what a step keeps", Files.readString(batch.privateFile("kept")));
	}
}
