package sc.fiji.medprep.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.Test;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.ImageKind;
import sc.fiji.medprep.image.ImageKind.Component;

public class NamesTest {
	private static final Subjects.Subject JANE = new Subjects.Subject("001", false, List.of("1.2"), "F", "54"), P7 = new Subjects.Subject("P7", true, List.of("1.2"), "F", "54");

	private static ItemFacts item(String patient, String study, String when, boolean removed, String... values) {
		SortedMap<String, String> map = new TreeMap<>();
		for (int i = 0; i < values.length; i += 2) map.put(values[i], values[i + 1]);
		return new ItemFacts(patient, study, when, removed, "F", "054Y", map);
	}

	private static ImageFacts image(Subjects.Subject subject, Component component, int echo, Axis.Kind axis, int volumes, String... values) {
		ImageKind kind = new ImageKind(List.of("ORIGINAL", "PRIMARY"), component, echo, Double.NaN, 1, 1, Double.NaN, Double.NaN);
		return new ImageFacts(item("x", "1.2", "", false, values), subject, 0, kind, axis, volumes, echo > 0);
	}

	private static ImageFacts mr(String words) {
		return image(JANE, Component.UNSTATED, 0, Axis.Kind.NONE, 1, "Modality", "MR", "SeriesDescription", words, "SeriesNumber", "3");
	}

	@Test
	public void subjects_have_their_id_only_where_all_files_say_that_identity_was_removed() {
		SortedMap<Integer, ItemFacts> items = new TreeMap<>(Map.of(1, item("DOE", "1", "", false), 2, item("P-7", "2", "", true), 3, item("P7", "3", "", true), 4, item("HALF", "4", "", true),
			5, item("HALF", "4", "", false), 6, item("", "5", "", false)));
		Subjects subjects = new Subjects(items);
		assertEquals(List.of("001", "P7", "P7x2", "002", "002", "003"), items.values().stream().map(facts -> subjects.of(facts).label()).toList());
		assertFalse(subjects.of(items.get(4)).identityRemoved());
	}

	@Test
	public void sessions_are_counted_in_the_order_of_time() {
		SortedMap<Integer, ItemFacts> items = new TreeMap<>(Map.of(1, item("A", "1.9", "20240301101010", false), 2, item("A", "1.2", "20240302101010", false), 3, item("A", "1.5", "20240229101010", false)));
		assertEquals(List.of("1.5", "1.9", "1.2"), new Subjects(items).of(items.get(1)).studies());
	}

	@Test
	public void ages_are_years_and_the_oldest_are_one_group() {
		assertEquals(List.of("54", "89", "89+", "0.5", "1.0", "n/a", "n/a"), List.of("054Y", "089Y", "093Y", "006M", "012M", "", "old").stream().map(Subjects::age).toList());
	}

	@Test
	public void flat_names_hold_words_only_where_they_may() {
		String[] values = {"SeriesNumber", "12", "ProtocolName", "T1 of Jane: fast!", "Modality", "MR"};
		ImageFacts jane = image(JANE, Component.PHASE, 2, Axis.Kind.NONE, 1, values), removed = image(P7, Component.UNSTATED, 0, Axis.Kind.NONE, 1, values);
		assertEquals(List.of("sub-001_012_e2_ph", "P7_012_T1-of-Jane-fast", "P7_012_T1-of-Jane-fast_2"), Names.flat(List.of(jane, removed, removed), false));
		assertEquals(List.of("sub-001_012_T1-of-Jane-fast_e2_ph"), Names.flat(List.of(jane), true));
	}

	@Test
	public void series_are_guessed_by_what_they_hold_and_repeats_are_runs() {
		List<ImageFacts> images = List.of(mr("t1_mprage_sag"), mr("T2 FLAIR"), mr("ax t2"), mr("Ax T2* GRE"), mr("something"), mr("t1 post"),
			image(JANE, Component.UNSTATED, 2, Axis.Kind.TIME, 100, "Modality", "MR"), image(JANE, Component.UNSTATED, 0, Axis.Kind.DIFFUSION, 30, "Modality", "MR"),
			image(JANE, Component.PHASE, 2, Axis.Kind.NONE, 1, "Modality", "MR", "SeriesDescription", "gre_field_mapping"),
			image(JANE, Component.UNSTATED, 0, Axis.Kind.NONE, 1, "Modality", "CT"));
		List<BidsName> names = Names.bids(images, BidsMapping.NONE);
		assertEquals(List.of("anat/sub-001_run-01_T1w", "anat/sub-001_FLAIR", "anat/sub-001_T2w", "anat/sub-001_T2starw", "mr/sub-001_mr", "anat/sub-001_run-02_T1w",
			"func/sub-001_task-unknown_echo-2_bold", "dwi/sub-001_dwi", "fmap/sub-001_phasediff", "ct/sub-001_ct"),
			Names.paths(images, names).stream().map(path -> path.replaceFirst("^sub-001/", "")).toList());
		assertFalse(names.get(9).isStandard());
	}

	@Test
	public void a_mapping_says_first_and_leaves_out() throws Exception {
		BidsMapping mapping = BidsMapping.parse("medprep-bids 1\n# mine\nfunc/task-rest_acq-mb_bold\tSeriesDescription=*rest*\tModality=mr\n-\tSeriesDescription=scout\nanat/T1w\tSeriesNumber=3  # the third\n");
		assertEquals(Set.of("SeriesDescription", "Modality", "SeriesNumber"), mapping.keywords());
		List<ImageFacts> images = List.of(mr("Resting state"), mr("Scout"), mr("whatever"), image(JANE, Component.UNSTATED, 0, Axis.Kind.NONE, 1, "Modality", "CT"));
		assertEquals(List.of("sub-001/func/sub-001_task-rest_acq-mb_bold", "", "sub-001/anat/sub-001_T1w", "sub-001/ct/sub-001_ct"), Names.paths(images, Names.bids(images, mapping)));
	}

	@Test
	public void a_wrong_mapping_is_refused_with_its_line() {
		for (String wrong : List.of("anat\tModality=MR", "anat/T1w\tNoSuchKeyword=x", "anat/T1w Modality=MR", "anat/run-1_T1w", "anat/sub-x_T1w", "../anat/T1w", "anat/T1w\tModality")) {
			String message = assertThrows(wrong, BatchConfigurationException.class, () -> BidsMapping.parse("medprep-bids 1\n\n" + wrong)).getMessage();
			assertTrue(message, message.startsWith("Line 3 of the mapping"));
		}
		assertThrows(BatchConfigurationException.class, () -> BidsMapping.parse("anat/T1w"));
	}
}
