package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;

/** Threads that share a list of work. */
final class Crew {
	private static final int TOLD_EACH_MILLIS = 100;

	/** What is done for each of the list. */
	interface Work<T> {
		void on(T item) throws IOException;
	}

	private final int threads;
	private final Progress progress;
	/** Number of all that the progress is told of, over several lists. */
	private final long total;
	private final AtomicInteger done = new AtomicInteger();

	Crew(int threads, Progress progress, long total) {
		this.threads = threads;
		this.progress = progress;
		this.total = total;
	}

	/**
	 * Does the work for each of a list, in no certain order.
	 *
	 * @throws IOException what the first failed work threw; the rest is left undone
	 * @throws BatchConfigurationException if the user stopped it
	 */
	<T> void forEach(List<T> items, Work<T> work) throws IOException {
		AtomicInteger next = new AtomicInteger();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		CountDownLatch running = new CountDownLatch(threads);
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> {
				try {
					for (int item = next.getAndIncrement(); item < items.size() && failure.get() == null; item = next.getAndIncrement()) {
						work.on(items.get(item));
						done.incrementAndGet();
					}
				}
				catch (Throwable e) {
					failure.compareAndSet(null, e);
				}
				finally {
					running.countDown();
				}
			}, "medprep-score-" + (i + 1));
			thread.setDaemon(true);
			thread.start();
		}
		await(running, failure);
		if (failure.get() instanceof IOException e) throw e;
		if (failure.get() instanceof RuntimeException e) throw e;
		if (failure.get() instanceof Error e) throw e;
	}

	private void await(CountDownLatch running, AtomicReference<Throwable> failure) {
		boolean interrupted = false;
		for (boolean ended = false; !ended;) {
			try {
				ended = running.await(TOLD_EACH_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException e) {
				interrupted = true;
			}
			progress.update(done.get(), total);
			if (interrupted || progress.isCanceled()) failure.compareAndSet(null, new BatchConfigurationException("Scoring was stopped; nothing was written."));
		}
		if (interrupted) Thread.currentThread().interrupt();
	}
}
