package sc.fiji.medprep.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The look of a step at all items together, once each is done and before the run ends. A run that is killed meanwhile looks
 * again, with the same result.
 */
public final class Review {
	/** Starts the rules of findings about the set; those of an earlier review are dropped by it. */
	public static final String RULE_PREFIX = "set.";

	private final BatchResult result;
	private final Journal journal;
	private final Places places;
	private final Map<Integer, List<Finding>> findings = new HashMap<>();
	private final Map<Integer, String> problems = new HashMap<>();
	private final List<FindingSource> sources = new ArrayList<>();
	private final Set<Integer> moved = new HashSet<>();
	private final Map<String, Content> files = new LinkedHashMap<>();

	/** Knows what there is to say about items. */
	@FunctionalInterface
	public interface FindingSource {
		/** Findings about an item, whose rules start with {@link #RULE_PREFIX}. */
		List<Finding> of(int item) throws IOException;
	}

	Review(BatchResult result, Journal journal, Places places) {
		this.result = result;
		this.journal = journal;
		this.places = places;
	}

	/** Visits the items in the order of their numbers, with what became of each. */
	public void forEach(BatchResult.ItemConsumer consumer) throws IOException {
		result.forEach(consumer);
	}

	/**
	 * Adds a finding to an item.
	 *
	 * @throws IllegalArgumentException if the rule does not start with {@link #RULE_PREFIX}
	 */
	public void find(int item, Finding finding) {
		findings.computeIfAbsent(item, i -> new ArrayList<>(1)).add(checked(finding));
	}

	private static Finding checked(Finding finding) {
		if (!finding.rule().startsWith(RULE_PREFIX)) throw new IllegalArgumentException("The rule is not one about the set");
		return finding;
	}

	/**
	 * Adds the findings of all items, for sets with more of them than fit the heap.
	 *
	 * @param source gives the findings of an item; asked for each in turn when the review is over
	 */
	public void findAll(FindingSource source) {
		sources.add(source);
	}

	/**
	 * Puts the output of an item into quarantine, with those of the items that share it. An item without output stays as it is.
	 * Not for items of groups.
	 */
	public void quarantine(int item, String problem) {
		problems.put(item, problem);
	}

	/**
	 * Writes a file that is about the set.
	 *
	 * @param name relative to the output folder, and that of no other output
	 */
	public void write(String name, Content content) {
		if (!Product.isPlain(name)) throw new IllegalArgumentException("Not a plain relative path");
		files.put(name, content);
	}

	/** Does what was said, in the journal and with the files. */
	void apply() throws IOException {
		if (!problems.isEmpty()) takeAway();
		if (journal.isNew() && findings.isEmpty() && sources.isEmpty()) {
			writeFiles();
			return;
		}
		JournalLines lines = journal.lines();
		for (int item = 1; item <= result.items(); item++) {
			ItemResult old = JournalLine.parse(lines.at(journal.starts()[item]));
			List<Finding> all = new ArrayList<>(old.findings());
			all.removeIf(finding -> finding.rule().startsWith(RULE_PREFIX));
			all.addAll(findings.getOrDefault(item, List.of()));
			for (FindingSource source : sources)
				for (Finding finding : source.of(item)) all.add(checked(finding));
			if (!all.equals(old.findings())) journal.append(old.withFindings(all));
		}
		writeFiles();
	}

	private void writeFiles() throws IOException {
		if (files.isEmpty()) return;
		OutputWriter writer = new OutputWriter(places.output(), () -> false);
		List<OutputWriter.Part> parts = new ArrayList<>();
		for (var file : files.entrySet()) parts.add(writer.write(OutputWriter.SET, parts.size(), file.getKey(), file.getValue()));
		journal.appendSet(parts.stream().map(OutputWriter.Part::written).toList());
		for (OutputWriter.Part part : parts) part.moveToTarget();
	}

	private void takeAway() throws IOException {
		Map<Shared, String> taken = new HashMap<>();
		Map<OutputNames.Key, ItemResult> owners = new HashMap<>();
		result.forEach(item -> {
			if (problems.containsKey(item.item()) && !item.output().isEmpty()) taken.put(Shared.of(item), problems.get(item.item()));
		});
		List<ItemResult> concerned = new ArrayList<>();
		JournalLines lines = journal.lines();
		for (int item = 1; item <= result.items(); item++) {
			ItemResult old = JournalLine.parse(lines.at(journal.starts()[item]));
			if (old.outcome() != Outcome.DONE || old.output().isEmpty()) continue;
			if (taken.containsKey(Shared.of(old))) owners.putIfAbsent(Shared.of(old).name, old);
			if (owners.containsKey(Shared.of(old).name)) concerned.add(old);
		}
		// The last first: what was refused because of an output must be told so before the output is gone.
		for (int i = concerned.size() - 1; i >= 0; i--) {
			ItemResult item = concerned.get(i);
			ItemResult owner = owners.get(Shared.of(item).name);
			if (!taken.containsKey(Shared.of(item))) journal.append(item.refusedAs(BatchResult.otherContent(owner.item())));
			else journal.append(item.quarantinedAs(taken.get(Shared.of(item)), taken(owner)));
		}
	}

	/** The name in quarantine of an output, which is moved there if it is not there yet: before its line says so. */
	private String taken(ItemResult owner) throws IOException {
		String name = Quarantine.nameOf(owner.item(), owner.output());
		if (moved.add(owner.item())) new Quarantine(places).take(places.output().resolve(owner.output()), name);
		return name;
	}

	/** An output that several items may have. */
	private record Shared(OutputNames.Key name, String sha256) {
		static Shared of(ItemResult item) {
			return new Shared(OutputNames.Key.of(item.output()), item.sha256Out());
		}
	}
}
