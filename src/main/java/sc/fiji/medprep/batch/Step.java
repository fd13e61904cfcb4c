package sc.fiji.medprep.batch;

import java.io.IOException;

/** What is done to each item. Called by several threads at once, and for the same item the result must always be the same. */
@FunctionalInterface
public interface Step {
	/**
	 * @throws IOException if the item cannot be handled: it is refused with the message as the reason, which therefore must be
	 *             one sentence without values of the file. Any other exception counts as an error in the program.
	 */
	Product process(Item item) throws IOException;

	/** Looks at all items together once each is done; called by one thread. */
	default void review(Review review) throws IOException {
		// most steps have nothing to say about the set
	}
}
