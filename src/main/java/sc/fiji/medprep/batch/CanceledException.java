package sc.fiji.medprep.batch;

import java.io.IOException;

/** Unwinds the work of an item, or the listing, when the run is canceled. Never leaves this package. */
final class CanceledException extends IOException {
	private static final long serialVersionUID = 1L;

	CanceledException() {
		super("The run was canceled.");
	}
}
