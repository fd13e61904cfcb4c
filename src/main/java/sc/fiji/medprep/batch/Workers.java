package sc.fiji.medprep.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The threads of a run: each takes the next number, until none is left or the run is canceled. */
final class Workers {
	private static final int TOLD_EACH_MILLIS = 100;

	/** What one thread works with; the thread closes it at its end. */
	interface Worker extends Closeable {
		/** Handles one number and returns how many items further that brings the run. */
		int handle(int number) throws IOException;

		@Override
		default void close() throws IOException {
			// many hold nothing
		}
	}

	private final int threads;
	private final Progress progress;
	private final long total;
	private final AtomicLong done = new AtomicLong();
	private final AtomicReference<Throwable> failure = new AtomicReference<>();
	private volatile boolean stopped;

	/** @param total items to go through in all calls of {@link #run} together */
	Workers(int threads, Progress progress, long total) {
		this.threads = threads;
		this.progress = progress;
		this.total = total;
	}

	/** Whether all threads are to end soon. */
	boolean isStopped() {
		return stopped;
	}

	/** Handles the numbers from 1 to a last one. Returns whether all were. */
	boolean run(int last, Supplier<Worker> starting) throws IOException {
		AtomicInteger next = new AtomicInteger(1), handled = new AtomicInteger();
		int count = Math.max(1, Math.min(threads, last));
		CountDownLatch running = new CountDownLatch(count);
		for (int i = 1; i <= count; i++) {
			Thread thread = new Thread(() -> {
				try {
					work(last, starting, next, handled);
				}
				finally {
					running.countDown();
				}
			}, "medprep-worker-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		await(running);
		Throwable cause = failure.get();
		if (cause instanceof IOException e) throw e;
		if (cause instanceof Error e) throw e;
		return handled.get() == last;
	}

	private void await(CountDownLatch running) {
		boolean interrupted = false;
		for (boolean ended = false; !ended;) {
			try {
				ended = running.await(TOLD_EACH_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException e) {
				interrupted = stopped = true;
			}
			progress.update(done.get(), total);
			if (progress.isCanceled()) stopped = true;
		}
		if (interrupted) Thread.currentThread().interrupt();
	}

	private void work(int last, Supplier<Worker> starting, AtomicInteger next, AtomicInteger handled) {
		try (Worker worker = starting.get()) {
			for (int number = next.getAndIncrement(); number <= last && !stopped; number = next.getAndIncrement()) {
				done.addAndGet(worker.handle(number));
				handled.incrementAndGet();
			}
		}
		catch (CanceledException e) {
			// what was in hand remains for a later run
		}
		catch (IOException | RuntimeException | Error e) {
			failure.compareAndSet(null, e instanceof RuntimeException bug ? new IOException(Reasons.ofBug(bug)) : e);
			stopped = true;
		}
	}
}
