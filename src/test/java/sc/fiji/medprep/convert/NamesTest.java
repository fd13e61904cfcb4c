package sc.fiji.medprep.convert;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.ImageKind;
import sc.fiji.medprep.image.ImageKind.Component;

public class NamesTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private static final Subjects.Subject JANE = new Subjects.Subject("001", false, List.of("1.2"), "F", "54"), P7 = new Subjects.Subject("P7", true, List.of("1.2"), "F", "54");

	private static ItemFacts item(String patient, String study, String when, boolean removed, String... values) {
		SortedMap<String, String> map = new TreeMap<>();
		for (int i = 0; i < values.length; i += 2) map.put(values[i], values[i + 1]);
		return new ItemFacts(patient, study, when, removed, "F", "054Y", false, map);
	}

	private static ImageFacts image(Subjects.Subject subject, Component component, int echo, Axis.Kind axis, int volumes, String... values) {
		ImageKind kind = new ImageKind(List.of("ORIGINAL", "PRIMARY"), component, echo, Double.NaN, 1, 1, Double.NaN, Double.NaN);
		return new ImageFacts(item("x", "1.2", "", false, values), subject, 0, kind, axis, volumes, echo > 0);
	}

	/** One image of one echo, with an echo time in milliseconds. */
	private static ImageFacts single(String words, String type, Component component, int echo, double echoTime, double repetitionTime, Axis.Kind axis, int volumes, String... values) {
		ImageKind kind = new ImageKind(List.of(type.split("/")), component, echo, echoTime, 1, 1, repetitionTime, Double.NaN);
		List<String> all = new ArrayList<>(List.of("Modality", "MR", "SeriesDescription", words));
		all.addAll(List.of(values));
		return new ImageFacts(item("x", "1.2", "", false, all.toArray(new String[0])), JANE, 0, kind, axis, volumes, false);
	}

	private static String guess(ImageFacts image) {
		return BidsGuess.of(image).path("X", "").replaceFirst("sub-X/", "").replaceFirst("sub-X_", "");
	}

	private static String guess(String words) {
		return guess(mr(words));
	}

	/** Of a series of an echo planar sequence. */
	private static String planar(String words, Axis.Kind axis, int volumes, String... values) {
		List<String> all = new ArrayList<>(List.of("ScanningSequence", "EP"));
		all.addAll(List.of(values));
		return guess(single(words, "ORIGINAL/PRIMARY", Component.UNSTATED, 1, 30, 2000, axis, volumes, all.toArray(new String[0])));
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
			single("gre_field_mapping", "ORIGINAL", Component.PHASE, 2, 7, 400, Axis.Kind.NONE, 1),
			image(JANE, Component.UNSTATED, 0, Axis.Kind.NONE, 1, "Modality", "CT"));
		List<BidsName> names = Names.bids(images, BidsMapping.NONE);
		assertEquals(List.of("anat/sub-001_run-01_T1w", "anat/sub-001_FLAIR", "anat/sub-001_T2w", "anat/sub-001_T2starw", "mr/sub-001_mr", "anat/sub-001_run-02_T1w",
			"func/sub-001_task-unknown_echo-2_bold", "dwi/sub-001_dwi", "fmap/sub-001_phasediff", "ct/sub-001_ct"),
			Names.paths(images, names).stream().map(path -> path.replaceFirst("^sub-001/", "")).toList());
		assertFalse(names.get(9).isStandard());
	}

	@Test
	public void words_of_protocols_choose_names_but_never_stand_in_them() {
		Map.ofEntries(Map.entry("T1w_MPR1", "anat/T1w"), Map.entry("Ax T1 FLAIR", "anat/T1w"), Map.entry("t2_space_dark-fluid_sag", "anat/FLAIR"), Map.entry("T2wSPACE", "anat/T2w"),
			Map.entry("t2s_swi3d", "anat/T2starw"), Map.entry("TOF_3D_multi-slab", "anat/angio"), Map.entry("Sag PDw", "anat/PDw"), Map.entry("3D BRAVO", "anat/T1w"),
			Map.entry("t1_mp2rage_INV2", "anat/inv-2_MP2RAGE"), Map.entry("t1_mp2rage_UNI_Images", "anat/UNIT1"), Map.entry("pcasl_2d", "perf/asl"), Map.entry("pCASL M0", "perf/m0scan"),
			Map.entry("Survey", "mr/mr"), Map.entry("B1 map T1", "mr/mr"), Map.entry("T1 map MOLLI", "mr/mr"), Map.entry("AAHead_Scout", "mr/mr"), Map.entry("perfusion", "mr/mr"),
			Map.entry("SpinEchoFieldMap_AP", "fmap/dir-AP_epi"), Map.entry("DistortionMap", "fmap/dir-unknown_epi"), Map.entry("rfMRI_REST_LR_SBRef", "func/task-unknown_dir-LR_sbref"),
			Map.entry("dMRI_dir98_PA_SBRef", "dwi/dir-PA_sbref"), Map.entry("Jane Doe", "mr/mr")).forEach((words, path) -> assertEquals(words, path, guess(words)));
	}

	@Test
	public void echo_planar_series_in_time_are_functional_unless_words_say_otherwise() {
		assertEquals("func/task-unknown_bold", planar("EPI", Axis.Kind.TIME, 2));
		assertEquals("func/task-unknown_dir-AP_bold", planar("EPI PE=AP", Axis.Kind.TIME, 3));
		assertEquals("func/task-unknown_bold", planar("me_fMRI", Axis.Kind.NONE, 1));
		assertEquals("func/task-unknown_bold", planar("restBOLD", Axis.Kind.NONE, 1));
		assertEquals("fmap/dir-PA_epi", planar("fmap_rest_PA", Axis.Kind.TIME, 3));
		assertEquals("fmap/dir-PA_epi", planar("dti b0 PA", Axis.Kind.NONE, 1));
		assertEquals("dwi/dir-AP_dwi", planar("dti AP", Axis.Kind.DIFFUSION, 30));
		assertEquals("mr/mr", planar("ep2d_perf", Axis.Kind.TIME, 60));
		assertEquals("mr/mr", planar("something", Axis.Kind.NONE, 1));
		assertEquals("mr/mr", guess(single("dyn vibe", "ORIGINAL/PRIMARY", Component.UNSTATED, 1, 1.5, 4, Axis.Kind.TIME, 60, "ScanningSequence", "GR")));
		assertEquals("mr/mr", guess(single("ep2d_diff_ADC", "DERIVED/PRIMARY/ADC", Component.UNSTATED, 1, 60, 4000, Axis.Kind.NONE, 1, "ScanningSequence", "EP")));
		assertEquals("func/task-unknown_rec-moco_bold", guess(single("x", "ORIGINAL/PRIMARY/M/MOCO", Component.UNSTATED, 1, 30, 2000, Axis.Kind.TIME, 60, "ScanningSequence", "EP")));
	}

	@Test
	public void contrasts_are_told_from_times_where_words_say_nothing() {
		assertEquals(List.of("anat/T1w", "anat/PDw", "anat/T2w", "anat/FLAIR", "mr/mr", "anat/T1w", "anat/T2starw", "mr/mr"), List.of(
			byTimes("SE", 500, 12, "0"), byTimes("SE", 2500, 15, "0"), byTimes("SE", 4000, 95, ""), byTimes("SE\\IR", 9000, 90, "2500"), byTimes("SE\\IR", 4000, 60, "160"),
			byTimes("GR\\IR", 2300, 3, "900"), byTimes("GR", 700, 20, ""), byTimes("GR", 20, 3, "")));
	}

	private static String byTimes(String sequence, double repetition, double echo, String inversion) {
		return guess(single("series", "ORIGINAL/PRIMARY", Component.UNSTATED, 1, echo, repetition, Axis.Kind.NONE, 1, "ScanningSequence", sequence, "InversionTime", inversion, "MRAcquisitionType", "2D"));
	}

	@Test
	public void field_maps_of_one_difference_and_of_two_phases_have_their_names_and_times() {
		ImageFacts first = single("gre_field_mapping", "ORIGINAL", Component.MAGNITUDE, 1, 4.92, 400, Axis.Kind.NONE, 1, "SeriesNumber", "2"), second = single("gre_field_mapping", "ORIGINAL", Component.MAGNITUDE,
			2, 7.38, 400, Axis.Kind.NONE, 1, "SeriesNumber", "2"), difference = single("gre_field_mapping", "ORIGINAL", Component.PHASE, 2, 7.38, 400, Axis.Kind.NONE, 1, "SeriesNumber", "3");
		List<ImageFacts> images = List.of(first, second, difference);
		List<BidsName> names = Names.bids(images, BidsMapping.NONE);
		assertEquals(List.of("magnitude1", "magnitude2", "phasediff"), names.stream().map(BidsName::suffix).toList());
		assertArrayEquals(new double[] {0.00492, 0.00738}, Names.echoTimes(images, names, 2), 1e-9);
		assertEquals(0, Names.echoTimes(images, names, 1).length);
		String[] values = {"Modality", "MR", "SeriesDescription", "fieldmap"};
		assertEquals(List.of("phase1", "phase2"), List.of(1, 2).stream().map(echo -> BidsGuess.of(image(JANE, Component.PHASE, echo, Axis.Kind.NONE, 1, values)).suffix()).toList());
	}

	@Test
	public void a_magnitude_is_called_so_only_beside_a_phase() {
		List<ImageFacts> images = List.of(single("bold", "ORIGINAL", Component.MAGNITUDE, 1, 30, 2000, Axis.Kind.TIME, 9), single("bold", "ORIGINAL", Component.PHASE, 1, 30, 2000, Axis.Kind.TIME, 9),
			single("t1", "ORIGINAL", Component.MAGNITUDE, 1, 3, 2000, Axis.Kind.NONE, 1));
		assertEquals(List.of("{part=mag, task=unknown}", "{part=phase, task=unknown}", "{}"), Names.bids(images, BidsMapping.NONE).stream().map(name -> name.entities().toString()).toList());
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
		for (String wrong : List.of("anat\tModality=MR", "anat/T1w\tNoSuchKeyword=x", "anat/T1w Modality=MR", "anat/run-1_T1w", "anat/sub-x_T1w", "../anat/T1w", "anat/T1w\tModality", "anat/acq-a_acq-b_T1w", "anat/acq-" + "x".repeat(41) + "_T1w", "func/task-a_T1w", "func/bold", "anat/echo-x_T1w", "anat/" + "acq-x_".repeat(30) + "T1w", "func/task-a/../b_bold")) {
			String message = assertThrows(wrong, BatchConfigurationException.class, () -> BidsMapping.parse("medprep-bids 1\n\n" + wrong)).getMessage();
			assertTrue(message, message.startsWith("Line 3 of the mapping"));
		}
		assertThrows(BatchConfigurationException.class, () -> BidsMapping.parse("anat/T1w"));
	}

	@Test
	public void a_mapping_in_another_character_set_is_refused_in_one_sentence() throws Exception {
		Path file = temporary.newFile().toPath();
		Files.write(file, "medprep-bids 1\nanat/T1w\tModality=\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
		assertEquals("The mapping is not a text in UTF-8; save it as such.", assertThrows(BatchConfigurationException.class, () -> BidsMapping.read(file)).getMessage());
	}

	@Test(timeout = 10_000)
	public void a_pattern_of_many_stars_is_soon_compared_with_a_long_value() throws Exception {
		String text = "medprep-bids 1\nanat/T1w\tImageComments=" + "*a".repeat(30) + "*b\nanat/T2w\tImageComments=a*b*\\E*.*a\n";
		BidsMapping mapping = BidsMapping.parse(text);
		assertTrue(mapping.nameOf(item("x", "1", "", false, "ImageComments", "a".repeat(50_000))).isEmpty());
		assertEquals("T1w", mapping.nameOf(item("x", "1", "", false, "ImageComments", "xaxb".repeat(30))).orElseThrow().orElseThrow().suffix());
		assertEquals("T2w", mapping.nameOf(item("x", "1", "", false, "ImageComments", "A--b\\e..a")).orElseThrow().orElseThrow().suffix());
	}
}
