package sc.fiji.medprep.batch;

import java.io.IOException;

/** The work of a run: over items one by one, or over groups of them. */
interface Work {
	/** Does all that is not yet done. Returns whether all is. */
	boolean run(Run run) throws IOException;

	/** The step's look at all items together. */
	void review(Review review) throws IOException;

	/** Times that each item counts in the progress of a run. */
	int passes();

	/**
	 * What all threads of a run share.
	 *
	 * @param remains what an earlier part of the run has left
	 * @param threads number of workers
	 */
	record Run(ItemList items, Places places, Journal journal, Resume.Remains remains, Workers workers, int threads) {
		ItemReader reader() {
			return new ItemReader(items, places, threads, workers::isStopped);
		}

		OutputWriter writer() {
			return new OutputWriter(places.output(), workers::isStopped);
		}

		ItemOrigin origin(int item, String entry) {
			return new ItemOrigin(items.path(item), entry, places.input());
		}

		Failure failure(Throwable thrown, int item) throws IOException {
			return Failure.of(thrown, items.path(item), places.input());
		}
	}
}
