package sc.fiji.medprep.curate;

import java.util.List;

/**
 * Something that was found within a family.
 *
 * @param message one sentence without values and without full stop; the numbers of the items follow it
 * @param items those it is about; the finding stands at each
 */
record Note(String rule, String tag, String message, List<Integer> items) {
	Note {
		items = List.copyOf(items);
	}
}
