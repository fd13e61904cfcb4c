package sc.fiji.medprep.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The threads of a run: each takes the next item that is not done, until none is left or the run is canceled. */
final class Workers {
	private static final int TOLD_EACH_MILLIS = 100;

	private final Step step;
	private final ItemList items;
	private final Places places;
	private final Journal journal;
	private final OutputNames names;
	private final Quarantine quarantine;
	private final int threads;
	private final Set<Path> folders = ConcurrentHashMap.newKeySet();
	private final Object[] locks = new Object[64];
	private final AtomicInteger next = new AtomicInteger(1);
	private final AtomicInteger done = new AtomicInteger();
	private final AtomicReference<Throwable> failure = new AtomicReference<>();
	private volatile boolean stopped;

	Workers(Step step, ItemList items, Places places, Journal journal, OutputNames names, int threads) {
		this.step = step;
		this.items = items;
		this.places = places;
		this.journal = journal;
		this.names = names;
		this.quarantine = new Quarantine(places);
		this.threads = threads;
		for (int i = 0; i < locks.length; i++) locks[i] = new Object();
	}

	/** Returns whether all items are done. */
	boolean run(Progress progress) throws IOException {
		CountDownLatch running = new CountDownLatch(threads);
		for (int i = 1; i <= threads; i++) {
			Thread thread = new Thread(() -> work(running), "medprep-worker-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		boolean interrupted = false;
		for (boolean ended = false; !ended;) {
			try {
				ended = running.await(TOLD_EACH_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException e) {
				interrupted = stopped = true;
			}
			progress.update(done.get(), items.size());
			if (progress.isCanceled()) stopped = true;
		}
		if (interrupted) Thread.currentThread().interrupt();
		Throwable cause = failure.get();
		if (cause instanceof IOException e) throw e;
		if (cause instanceof Error e) throw e;
		return done.get() == items.size();
	}

	private void work(CountDownLatch running) {
		try (ItemReader reader = new ItemReader(items, places, threads, () -> stopped)) {
			OutputWriter writer = new OutputWriter(places.output(), folders, () -> stopped);
			for (int item = next.getAndIncrement(); item <= items.size() && !stopped; item = next.getAndIncrement()) {
				if (!journal.has(item)) process(item, reader, writer);
				done.incrementAndGet();
			}
		}
		catch (CanceledException e) {
			// the item remains for a later run
		}
		catch (IOException | RuntimeException | Error e) {
			failure.compareAndSet(null, e instanceof RuntimeException bug ? new IOException(Reasons.ofBug(bug)) : e);
			stopped = true;
		}
		finally {
			running.countDown();
		}
	}

	private void process(int item, ItemReader reader, OutputWriter writer) throws IOException {
		if (items.refusal(item) != null) {
			journal.append(refused(item, items.refusal(item), "", false, false));
			return;
		}
		String sha256 = "";
		OutputWriter.Part part = null;
		ItemResult result;
		try (ItemReader.Opened opened = reader.open(item)) {
			sha256 = opened.sha256();
			Product product = step.process(new Item(item, opened.source(), sha256, new ItemOrigin(items.path(item), opened.entry(), places.input())));
			if (product.content() != null) part = writer.write(item, product);
			Verdict verdict = part == null ? Verdict.PASSED : part.judged(product.check());
			List<Finding> findings = new ArrayList<>(product.findings());
			findings.addAll(verdict.findings());
			result = new ItemResult(item, product.outcome(), product.reason(), product.name(), sha256, part == null ? "" : part.sha256(),
				part == null ? 0 : part.bytes(), false, false, product.note(), findings);
			boolean apart = product.outcome() == Outcome.QUARANTINED || !verdict.problem().isEmpty();
			if (apart) result = result.quarantinedAs(verdict.problem().isEmpty() ? product.reason() : verdict.problem(), Quarantine.nameOf(item, product.name()));
		}
		catch (OutputException e) {
			throw e;
		}
		catch (IOException | UncheckedIOException e) {
			IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
			result = refused(item, Reasons.of(cause, items.path(item), places.input()), sha256, false, Reasons.mayPass(cause));
		}
		catch (OutOfMemoryError e) {
			result = refused(item, Reasons.OUT_OF_MEMORY, sha256, false, true);
		}
		catch (RuntimeException | StackOverflowError e) {
			result = refused(item, Reasons.ofBug(e), sha256, true, false);
		}
		boolean failed = part != null && result.output().isEmpty();
		if (failed || stopped && part != null) part.delete();
		// what failed while the run was being canceled may have failed because of that
		if (stopped) throw new CanceledException();
		if (part == null || failed) journal.append(result);
		else if (result.outcome() == Outcome.QUARANTINED) {
			quarantine.take(part.part(), result.output());
			journal.append(result);
		}
		else place(part, result);
	}

	/** Gives the output its name, unless an earlier item has it. The tables are told later which of them counts. */
	private void place(OutputWriter.Part part, ItemResult result) throws IOException {
		OutputNames.Key key = OutputNames.Key.of(result.output());
		synchronized (locks[(int) (key.high() & locks.length - 1)]) {
			int owner = names.owner(key);
			journal.append(result);
			if (owner != 0 && owner < result.item()) {
				part.delete();
				return;
			}
			try {
				part.moveToTarget();
				names.claim(key, result.item());
			}
			catch (OutputException | BatchConfigurationException e) {
				throw e;
			}
			catch (IOException e) {
				part.delete();
				journal.append(refused(result.item(), Reasons.of(e), result.sha256In(), false, false));
			}
		}
	}

	private static ItemResult refused(int item, String reason, String sha256, boolean internal, boolean retry) {
		return new ItemResult(item, Outcome.REFUSED, reason, "", sha256, "", 0, internal, retry, "", List.of());
	}
}
