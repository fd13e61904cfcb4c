package sc.fiji.medprep.image.file;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that help the calling one; none if it shall work alone. */
final class Workers implements Executor, AutoCloseable {
	private final int threads;
	private final ExecutorService pool;

	/** @param threads counting the calling one */
	Workers(int threads) {
		this.threads = Math.max(1, threads);
		pool = threads <= 1 ? null : Executors.newFixedThreadPool(threads - 1, task -> {
			Thread thread = new Thread(task, "MedPrep planes");
			thread.setDaemon(true);
			return thread;
		});
	}

	int threads() {
		return threads;
	}

	/** Does nothing without helpers: {@link Ahead} then works when it is asked for results. */
	@Override
	public void execute(Runnable task) {
		if (pool != null) pool.execute(task);
	}

	@Override
	public void close() {
		if (pool != null) pool.shutdownNow();
	}
}
