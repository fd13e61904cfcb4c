package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads all planes of a source by several threads. */
final class ParallelPlanes {
	private final PlaneSource source;
	private final Object[] planes;
	private final AtomicInteger next = new AtomicInteger();

	ParallelPlanes(PlaneSource source, int count) {
		this.source = source;
		planes = new Object[count];
	}

	List<Object> read(int threads) throws IOException {
		if (threads <= 1 || planes.length == 1) {
			readOn();
			return Arrays.asList(planes);
		}
		ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, planes.length));
		try {
			List<Future<?>> readers = new ArrayList<>();
			for (int t = 0; t < Math.min(threads, planes.length); t++) {
				readers.add(pool.submit(() -> {
					readOn();
					return null;
				}));
			}
			for (Future<?> reader : readers) reader.get();
			return Arrays.asList(planes);
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof IOException failed) throw failed;
			if (e.getCause() instanceof Error error) throw error;
			throw new IllegalStateException(e.getCause());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("Reading was interrupted", e);
		}
		finally {
			// The others end with the plane that they are at.
			next.set(planes.length);
			pool.shutdownNow();
		}
	}

	private void readOn() throws IOException {
		for (int i = next.getAndIncrement(); i < planes.length; i = next.getAndIncrement()) planes[i] = source.plane(i);
	}
}
