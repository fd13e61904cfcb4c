package sc.fiji.medprep.batch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is done to items that belong together, such as the files of a series. All items are surveyed first, then grouped, then
 * each group is processed. For the same items the groups and what is made of them must always be the same: a run that was
 * killed surveys again, and does only those groups that are not complete.
 *
 * @param <G> what the step knows of a group
 */
public interface GroupStep<G extends GroupStep.Group> {
	/** Items that belong together. */
	interface Group {
		/** Their numbers in ascending order, at least one; no item is in two groups. */
		List<Integer> items();
	}

	/**
	 * Looks at one item, as a rule at its header only; called by several threads at once.
	 *
	 * @param item without its SHA-256, which is taken when its bytes are read as a whole
	 * @return what becomes of an item that is in no group: refused or skipped; empty for one that is
	 * @throws IOException if the item cannot be handled: it is refused with the message, as in {@link Step#process}
	 */
	Optional<Product> survey(Item item) throws IOException;

	/**
	 * The groups of the items for which the survey gave nothing, each of which is in one of them; called once, by one thread.
	 *
	 * @param items opens items during the call, to look at some of them again
	 */
	List<G> groups(ItemOpener items) throws IOException;

	/**
	 * Makes the outputs of a group; called by several threads at once, each for another group.
	 *
	 * @param items opens the items of the group until the outputs have been written
	 * @throws IOException if the group cannot be handled: all its items are refused, and nothing is written
	 */
	GroupProduct process(G group, ItemOpener items) throws IOException;

	/**
	 * Whether what the step itself keeps between runs is complete for what the journal says is done; if not, all groups are
	 * processed. Called before anything else.
	 */
	default boolean isComplete() throws IOException {
		return true;
	}

	/** Looks at all items together once each is done, and may write what is about the set; called by one thread. */
	default void review(Review review) throws IOException {
		// some steps have nothing to say about the set
	}
}
