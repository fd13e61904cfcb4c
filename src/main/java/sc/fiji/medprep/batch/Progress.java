package sc.fiji.medprep.batch;

/** Told how far a run is, and asked whether to go on; always on the thread that started the run, a few times a second. */
public interface Progress {
	/** Neither shows nor cancels. */
	Progress NONE = new Progress() {
		@Override
		public void update(long done, long total) {
			// nobody looks
		}

		@Override
		public boolean isCanceled() {
			return false;
		}
	};

	/**
	 * @param done number of items finished, those of an earlier, killed run included
	 * @param total number of items; while the input is still being listed, 0
	 */
	void update(long done, long total);

	/** Whether to stop. Items not yet finished then remain for a later run. */
	boolean isCanceled();
}
