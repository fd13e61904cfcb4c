package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/** What a run did. The items themselves stay in the journal, so that a million of them take no heap. */
public final class BatchResult {
	private final BatchOptions options;
	private final JournalHeader header;
	private final String ended;
	private final long litter, links;
	private final int threads;
	private final Path journal;
	private final long[] starts;
	private final OutputNames names;
	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
	private final Map<Severity, Long> severities = new EnumMap<>(Severity.class);
	private int internal;

	/** Given each item in turn. */
	@FunctionalInterface
	public interface ItemConsumer {
		void accept(ItemResult item) throws IOException;
	}

	BatchResult(BatchOptions options, Journal journal, Path journalFile, String ended, Lister.Listing listing, int threads) {
		this.options = options;
		this.header = journal.header();
		this.ended = ended;
		this.litter = listing.litter();
		this.links = listing.links();
		this.threads = threads;
		this.journal = journalFile;
		this.starts = journal.starts();
		this.names = new OutputNames(header.items());
		for (Outcome outcome : Outcome.values()) outcomes.put(outcome, 0);
		for (Severity severity : Severity.values()) severities.put(severity, 0L);
	}

	/** Counts, for which all items are gone through once. */
	BatchResult counted() throws IOException {
		forEach(this::count);
		return this;
	}

	private void count(ItemResult item) {
		outcomes.merge(item.outcome(), 1, Integer::sum);
		for (Finding finding : item.findings()) severities.merge(finding.severity(), 1L, Long::sum);
		if (item.internal()) internal++;
	}

	/**
	 * Visits the items that were handled, in the order of their numbers. Of several items with the same output name the first
	 * has it, whichever was processed first.
	 */
	public void forEach(ItemConsumer consumer) throws IOException {
		try (FileChannel file = FileChannel.open(journal, StandardOpenOption.READ)) {
			JournalLines lines = new JournalLines(file), others = new JournalLines(file);
			for (int item = 1; item < starts.length; item++) {
				if (starts[item] == 0) continue;
				consumer.accept(settled(JournalLine.parse(lines.at(starts[item])), others));
			}
		}
	}

	private ItemResult settled(ItemResult item, JournalLines others) throws IOException {
		// groups have names of their own
		if (item.group() > 0 || item.output().isEmpty() || item.outcome() == Outcome.QUARANTINED) return item.told();
		OutputNames.Key key = OutputNames.Key.of(item.output());
		int owner = names.owner(key);
		if (owner == 0 || owner == item.item()) {
			names.claim(key, item.item());
			return item;
		}
		boolean same = JournalLine.parse(others.at(starts[owner])).sha256Out().equals(item.sha256Out());
		return same ? item.skippedAs("Same content as item " + owner + ".")
			: item.refusedAs(otherContent(owner));
	}

	static String otherContent(int owner) {
		return "Item " + owner + " has the same output name and other content.";
	}

	/** 0 all is done and clean; 1 items were refused or quarantined, errors were found, or the run was canceled; 3 there was an error in the program. */
	public int exitCode() {
		if (internal > 0) return 3;
		return isCanceled() || count(Outcome.REFUSED) + count(Outcome.QUARANTINED) > 0 || count(Severity.ERROR) > 0 ? 1 : 0;
	}

	public int count(Outcome outcome) {
		return outcomes.get(outcome);
	}

	public long count(Severity severity) {
		return severities.get(severity);
	}

	/** Number of items refused because of an error in the program. */
	public int internalErrors() {
		return internal;
	}

	/** Number of items in the input. */
	public int items() {
		return header.items();
	}

	/** Whether items remain for a later run. */
	public boolean isCanceled() {
		return ended.isEmpty();
	}

	public BatchOptions options() {
		return options;
	}

	/** The settings as given to the run, without any path. */
	public SortedMap<String, String> settings() {
		return header.settings();
	}

	public String command() {
		return header.command();
	}

	/** Name and version of the program. */
	public String software() {
		return header.software();
	}

	/** When the run began, or if it was killed in between, its first part; ISO 8601 in UTC. */
	public String started() {
		return header.started();
	}

	/** When the last item was done; ISO 8601 in UTC. Empty if the run was canceled. */
	public String ended() {
		return ended;
	}

	/** Number of workers. */
	public int threads() {
		return threads;
	}

	/** Number of files that were passed over because operating systems leave them behind. */
	public long ignoredLitter() {
		return litter;
	}

	/** Number of special files and of links that lead to a folder or to outputs of this program; they are passed over. */
	public long ignoredLinks() {
		return links;
	}
}
