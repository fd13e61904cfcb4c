package sc.fiji.medprep.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Surveys all items and does a step to each group of them that is not yet complete. */
final class GroupWork<G extends GroupStep.Group> implements Work {
	private final GroupStep<G> step;
	private final Set<String> names = ConcurrentHashMap.newKeySet();

	GroupWork(GroupStep<G> step) {
		this.step = step;
	}

	@Override
	public int passes() {
		return 2;
	}

	@Override
	public void review(Review review) throws IOException {
		step.review(review);
	}

	@Override
	public boolean run(Run run) throws IOException {
		boolean complete = step.isComplete();
		if (run.journal().ended() != null && complete) return true;
		if (!complete) run.journal().reopen();
		boolean[] answered = new boolean[run.items().size() + 1];
		if (!run.workers().run(run.items().size(), () -> new Surveyor(run, answered))) return false;
		BitSet regained = run.remains().retried();
		for (int item = 1; item < answered.length; item++)
			if (answered[item]) regained.clear(item);
		// what could not be read before may change groups, and with them names
		if (!regained.isEmpty()) new Resume(run.places(), run.journal()).forgetGroups();
		List<G> groups;
		try (GroupItems items = new GroupItems(run, false)) {
			groups = step.groups(items);
		}
		check(groups, answered);
		return run.workers().run(groups.size(), () -> {
			OutputWriter writer = run.writer();
			return number -> {
				G group = groups.get(number - 1);
				if (!complete || !group.items().stream().allMatch(run.journal()::has)) {
					try (GroupItems items = new GroupItems(run, true)) {
						process(group, items, run, writer);
					}
				}
				return group.items().size();
			};
		});
	}

	private void check(List<G> groups, boolean[] answered) {
		boolean[] seen = answered.clone();
		for (G group : groups)
			for (int item : group.items()) {
				if (seen[item]) throw new IllegalStateException("An item is in two groups, or in one and answered");
				seen[item] = true;
			}
		for (int item = 1; item < seen.length; item++)
			if (!seen[item]) throw new IllegalStateException("An item is in no group");
	}

	/** Looks at items one by one; those that belong to no group are done with that. */
	private final class Surveyor implements Workers.Worker {
		private final Run run;
		private final boolean[] answered;
		private final ItemReader reader;

		Surveyor(Run run, boolean[] answered) {
			this.run = run;
			this.answered = answered;
			reader = run.reader();
		}

		@Override
		public int handle(int item) throws IOException {
			ItemResult result = survey(item);
			if (run.workers().isStopped()) throw new CanceledException();
			if (result == null) return 1;
			answered[item] = true;
			if (!run.journal().has(item)) run.journal().append(result);
			return 2;
		}

		private ItemResult survey(int item) throws IOException {
			if (run.items().refusal(item) != null) return new Failure(run.items().refusal(item), false, false).refused(item, "");
			try (ItemReader.Opened opened = reader.peek(item)) {
				Optional<Product> product = step.survey(new Item(item, opened.source(), opened.sha256(), run.origin(item, opened.entry())));
				if (product.isEmpty()) return null;
				if (product.get().content() != null) throw new IllegalStateException("A survey writes nothing");
				return new ItemResult(item, product.get().outcome(), product.get().reason(), "", sha256(item), "", 0, false, false, "", product.get().findings());
			}
			catch (Throwable e) {
				return run.failure(e, item).refused(item, sha256(item));
			}
		}

		private String sha256(int item) {
			return run.journal().has(item) ? "" : GroupItems.sha256(reader, item);
		}

		@Override
		public void close() throws IOException {
			reader.close();
		}
	}

	private void process(G group, GroupItems items, Run run, OutputWriter writer) throws IOException {
		int first = group.items().get(0);
		List<OutputWriter.Part> parts = new ArrayList<>();
		List<ItemResult> results = null;
		Failure failure = null;
		try {
			GroupProduct product = step.process(group, items);
			for (GroupProduct.Output output : product.outputs()) {
				if (!names.add(output.name().toLowerCase(Locale.ROOT))) throw new IllegalStateException("Two outputs have the same name");
				parts.add(writer.write(first, parts.size(), output.name(), output.content()));
			}
			results = results(group, product, parts, items);
		}
		catch (Throwable e) {
			failure = run.failure(e, first);
		}
		if (failure != null || run.workers().isStopped()) for (OutputWriter.Part part : parts) part.delete();
		// what failed while the run was being canceled may have failed because of that
		if (run.workers().isStopped()) throw new CanceledException();
		if (failure == null) place(results, parts, run);
		else run.journal().append(refused(group, failure, items));
	}

	/** The lines first: a file in its place without a line would be nobody's. */
	private static void place(List<ItemResult> results, List<OutputWriter.Part> parts, Run run) throws IOException {
		run.journal().append(results);
		for (int i = 0; i < parts.size(); i++) {
			try {
				parts.get(i).moveToTarget();
			}
			catch (OutputException | BatchConfigurationException e) {
				throw e;
			}
			catch (IOException e) {
				for (OutputWriter.Part part : parts) part.delete();
				for (int moved = 0; moved < i; moved++) parts.get(moved).deleteTarget();
				Failure failure = new Failure(Reasons.of(e), false, false);
				run.journal().append(results.stream().map(result -> failure.refused(result.item(), result.sha256In()).inGroup(result.group(), List.of())).toList());
				return;
			}
		}
	}

	private static <G extends GroupStep.Group> List<ItemResult> results(G group, GroupProduct product, List<OutputWriter.Part> parts, GroupItems items) {
		Map<String, WrittenFile> files = new HashMap<>(Map.of("", new WrittenFile("", "", 0)));
		for (OutputWriter.Part part : parts) files.put(part.name(), part.written());
		List<WrittenFile> all = parts.stream().map(OutputWriter.Part::written).toList();
		List<ItemResult> results = new ArrayList<>(product.rows().size());
		for (GroupProduct.Row row : product.rows()) {
			WrittenFile file = files.get(row.output());
			results.add(new ItemResult(row.item(), row.outcome(), row.reason(), row.output(), row.sha256().isEmpty() ? items.sha256(row.item()) : row.sha256(), file.sha256(), file.bytes(), false, false, "", row.findings())
				.inGroup(group.items().get(0), all));
		}
		if (!results.stream().map(ItemResult::item).sorted().toList().equals(group.items())) throw new IllegalStateException("As many rows as items are needed");
		return results;
	}

	private static List<ItemResult> refused(GroupStep.Group group, Failure failure, GroupItems items) {
		return group.items().stream().map(item -> failure.refused(item, items.sha256(item)).inGroup(group.items().get(0), List.of())).toList();
	}
}
