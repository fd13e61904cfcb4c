package sc.fiji.medprep.app.browser;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.image.render.Picture;

/** Scans a folder on a thread of its own, then makes the small pictures; tells on the event thread. */
final class BackgroundScan implements Progress {
	/** Hears on the event thread how the scan goes, and nothing after it was stopped. */
	interface Listener {
		void progress(long done, long total);

		void found(FolderScan scan);

		void drawn(SeriesEntry entry, Picture picture);

		void failed(CommandFailure failure);
	}

	private final Path folder;
	private final Listener listener;
	private volatile boolean stopped;

	private BackgroundScan(Path folder, Listener listener) {
		this.folder = folder;
		this.listener = listener;
	}

	static BackgroundScan start(Path folder, Listener listener) {
		BackgroundScan scan = new BackgroundScan(folder, listener);
		Thread thread = new Thread(scan::run, "MedPrep series browser");
		thread.setDaemon(true);
		thread.start();
		return scan;
	}

	void stop() {
		stopped = true;
	}

	private void run() {
		try {
			FolderScan found = FolderScan.of(folder, Runtime.getRuntime().availableProcessors(), this);
			if (found == null) return;
			tell(() -> listener.found(found));
			for (SeriesEntry entry : found.entries()) {
				if (stopped) return;
				draw(entry);
			}
		}
		catch (IOException | RuntimeException | Error e) {
			CommandFailure failure = CommandFailure.of(e);
			tell(() -> listener.failed(failure));
		}
	}

	private void draw(SeriesEntry entry) {
		try {
			Picture picture = entry.thumbnail(SeriesTable.PICTURE);
			tell(() -> listener.drawn(entry, picture));
		}
		catch (IOException e) {
			// a series whose pixels cannot be decoded stays without a picture; opening it says why
		}
	}

	private void tell(Runnable news) {
		EventQueue.invokeLater(() -> {
			if (!stopped) news.run();
		});
	}

	@Override
	public void update(long done, long total) {
		tell(() -> listener.progress(done, total));
	}

	@Override
	public boolean isCanceled() {
		return stopped;
	}
}
