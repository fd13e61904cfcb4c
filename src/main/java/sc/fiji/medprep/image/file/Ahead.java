package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Tasks that are done ahead by an executor and whose results come in the order they were added. Whoever waits for a result
 * meanwhile does what has not begun; so nobody waits for a busy pool, and an executor that does nothing makes all work serial.
 */
final class Ahead<T> {
	private final Executor executor;
	private final ArrayDeque<FutureTask<T>> tasks = new ArrayDeque<>();

	Ahead(Executor executor) {
		this.executor = executor;
	}

	int size() {
		return tasks.size();
	}

	void add(Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		tasks.add(task);
		executor.execute(task);
	}

	/** Whether the oldest result is there. */
	boolean isReady() {
		return !tasks.isEmpty() && tasks.peek().isDone();
	}

	/** The result of the oldest task. */
	T take() throws IOException {
		FutureTask<T> task = tasks.remove();
		task.run();
		for (FutureTask<T> other : tasks) {
			if (task.isDone()) break;
			other.run();
		}
		try {
			return task.get();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The work was stopped.");
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof IOException cause) throw cause;
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw new IllegalStateException(e.getCause());
		}
	}

	/** Lets go of what is not done yet. */
	void cancel() {
		tasks.forEach(task -> task.cancel(false));
		tasks.clear();
	}
}
