package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.image.Slices.ct;
import static sc.fiji.medprep.image.Slices.firsts;
import static sc.fiji.medprep.image.Slices.kinds;
import static sc.fiji.medprep.image.Slices.text;
import static sc.fiji.medprep.image.Slices.volumes;
import static sc.fiji.medprep.image.Slices.with;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SeriesFinding.Kind;

public class SeriesAssemblerTest {
	private static final double EXACT = 1e-9;

	private static List<DataSet> stack(int slices, double distance) {
		List<DataSet> stack = new ArrayList<>();
		for (int i = 0; i < slices; i++) stack.add(ct(i + 1, 10 + i * distance));
		return stack;
	}

	private static StoredVolume only(List<StoredVolume> volumes) {
		assertEquals(1, volumes.size());
		return volumes.get(0);
	}

	@Test
	public void slices_make_a_volume_whose_spacing_is_that_of_their_positions() throws IOException {
		StoredVolume volume = only(volumes(stack(5, 2.5)));
		assertEquals(new Volume.Shape(6, 4, 5, 1), volume.shape());
		assertEquals(List.of(), volume.findings());
		assertEquals(0, Geometry.of(new double[] {0.75, 0, 0}, new double[] {0, 0.5, 0}, new double[] {0, 0, 2.5}, new double[] {-10, -20, 10}).difference(volume.geometry()), EXACT);
		assertArrayEquals(new int[] {100, 200, 300, 400, 500}, firsts(volume));
		assertEquals(5, volume.files().size());
		assertEquals(new SliceSource(3, Slices.CT, "2.25.10003", 1), volume.sources().get(2));
	}

	@Test
	public void the_order_of_files_and_of_instances_does_not_matter() throws IOException {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 9; i++) images.add(ct(1 + i * 4 % 9, i * 2));
		int[] expected = firsts(only(volumes(images)));
		for (int seed = 0; seed < 5; seed++) {
			Collections.shuffle(images, new Random(seed));
			StoredVolume volume = only(volumes(images));
			assertEquals(List.of(), volume.findings());
			assertArrayEquals(expected, firsts(volume));
		}
	}

	@Test
	public void slices_from_head_to_foot_are_turned_round_so_that_k_runs_along_the_normal() throws IOException {
		StoredVolume volume = only(volumes(ct(1, 30), ct(2, 20), ct(3, 10)));
		assertArrayEquals(new int[] {300, 200, 100}, firsts(volume));
		assertArrayEquals(new double[] {-10, -20, 10}, volume.geometry().origin(), EXACT);
		assertTrue(volume.geometry().determinant() > 0);
	}

	@Test
	public void oblique_slices_keep_their_place() {
		String oblique = "0.8\\0.6\\0\\-0.36\\0.48\\0.8";
		List<DataSet> images = new ArrayList<>();
		// The normal is (0.48, -0.64, 0.6).
		for (int i = 0; i < 4; i++) {
			DataSet image = Slices.slice(Slices.CT, "CT", i + 1, 5 + 0.48 * 3 * i, 6 - 0.64 * 3 * i, 7 + 0.6 * 3 * i);
			images.add(text(image, Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, oblique));
		}
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(), volume.findings());
		assertEquals(3, volume.geometry().spacing(2), EXACT);
		assertArrayEquals(new double[] {5 + 0.48 * 9 + 0.6 - 0.36, 6 - 0.64 * 9 + 0.45 + 0.48, 7 + 0.6 * 9 + 0.8}, volume.geometry().toPatient(1, 2, 3), EXACT);
	}

	@Test
	public void a_missing_slice_is_found_and_its_place_left_blank() throws IOException {
		List<DataSet> images = stack(6, 3);
		images.remove(2);
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(Kind.MISSING_SLICE), kinds(volume));
		assertTrue(volume.isRefused());
		assertArrayEquals(new int[] {100, 200, 0, 400, 500, 600}, firsts(volume));
		assertEquals(3, volume.geometry().spacing(2), EXACT);
		assertEquals(SliceSource.NONE, volume.sources().get(2));
	}

	@Test
	public void uneven_distances_are_found() {
		assertEquals(List.of(Kind.IRREGULAR_SPACING), kinds(only(volumes(ct(1, 0), ct(2, 3), ct(3, 6), ct(4, 10), ct(5, 13)))));
		// One gap that would take more blank slices than there are.
		assertEquals(List.of(Kind.IRREGULAR_SPACING), kinds(only(volumes(ct(1, 0), ct(2, 1), ct(3, 100)))));
	}

	@Test
	public void rounded_positions_are_even() {
		assertEquals(List.of(), kinds(only(volumes(ct(1, 0), ct(2, 0.62), ct(3, 1.25), ct(4, 1.88), ct(5, 2.5)))));
	}

	@Test
	public void a_slice_beside_the_others_is_found() {
		DataSet aside = Slices.slice(Slices.CT, "CT", 2, -8, -20, 3);
		assertEquals(List.of(Kind.IRREGULAR_SPACING), kinds(only(volumes(ct(1, 0), aside, ct(3, 6), ct(4, 9)))));
	}

	@Test
	public void tilt_is_kept_as_shear_and_said() {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 4; i++) images.add(Slices.slice(Slices.CT, "CT", i + 1, -10, -20 + i, 3 * i));
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(Kind.GANTRY_TILT), kinds(volume));
		assertFalse(volume.isRefused());
		assertEquals(1, volume.geometry().shear(), EXACT);
	}

	@Test
	public void several_images_of_one_position_that_nothing_tells_apart_are_found() throws IOException {
		List<DataSet> images = stack(4, 3);
		images.add(ct(9, 16));
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(Kind.DUPLICATE_POSITION), kinds(volume));
		assertEquals(List.of(5), volume.findings().get(0).files());
		assertArrayEquals(new int[] {100, 200, 300, 400}, firsts(volume));
	}

	@Test
	public void a_whole_series_twice_is_no_time_series() {
		List<DataSet> images = stack(4, 3);
		for (int i = 0; i < 4; i++) images.add(ct(i + 11, 10 + i * 3));
		assertEquals(List.of(Kind.DUPLICATE_POSITION), kinds(only(volumes(images))));
	}

	@Test
	public void copies_of_files_are_left_out_but_other_pixels_under_the_same_instance_are_not() throws IOException {
		List<DataSet> images = stack(4, 3);
		images.addAll(stack(4, 3));
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(Kind.REPEATED_FILE), kinds(volume));
		assertFalse(volume.isRefused());
		assertEquals(List.of(5, 6, 7, 8), volume.findings().get(0).files());
		assertArrayEquals(new int[] {100, 200, 300, 400}, firsts(volume));
		Slices.pixels(images.get(6), 999);
		assertEquals(List.of(Kind.REPEATED_FILE, Kind.DUPLICATE_POSITION, Kind.DUPLICATE_INSTANCE), kinds(only(volumes(images))));
	}

	@Test
	public void each_of_two_orientations_gets_a_volume_and_both_the_finding() {
		List<DataSet> images = stack(4, 3);
		for (int i = 0; i < 3; i++) images.add(text(Slices.slice(Slices.CT, "CT", i + 5, i * 2, 0, 0), Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "0\\1\\0\\0\\0\\-1"));
		List<StoredVolume> volumes = volumes(images);
		assertEquals(2, volumes.size());
		for (StoredVolume volume : volumes) assertEquals(List.of(Kind.MIXED_ORIENTATION), kinds(volume));
		assertEquals(List.of(5, 6, 7), volumes.get(0).findings().get(0).files());
		assertEquals(new Volume.Shape(6, 4, 3, 1), volumes.get(1).shape());
	}

	@Test
	public void views_of_a_localizer_are_no_fault() {
		List<DataSet> images = new ArrayList<>();
		for (String orientation : List.of(Slices.AXIAL, "0\\1\\0\\0\\0\\-1", "1\\0\\0\\0\\0\\-1")) images.add(text(ct(images.size() + 1, 0), Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, orientation));
		List<StoredVolume> volumes = volumes(images);
		assertEquals(3, volumes.size());
		for (StoredVolume volume : volumes) {
			assertEquals(List.of(Kind.NOT_A_VOLUME), kinds(volume));
			assertFalse(volume.isRefused());
		}
	}

	@Test
	public void differing_pixel_spacing_size_and_frame_of_reference_are_found() {
		assertMixed(Kind.MIXED_PIXEL_SPACING, slice -> text(slice, Tag.PIXEL_SPACING, VR.DS, "0.5\\0.8"));
		assertMixed(Kind.MIXED_FRAME_OF_REFERENCE, slice -> text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.4"));
		assertMixed(Kind.MIXED_SIZE, slice -> {
			slice.putInts(Tag.ROWS, VR.US, 3).putInts(Tag.COLUMNS, VR.US, 8);
		});
		assertMixed(Kind.MIXED_IDENTITY, slice -> text(slice, Tag.PATIENT_ID, VR.LO, "another"));
	}

	private static void assertMixed(Kind kind, Slices.Change change) {
		List<DataSet> images = stack(5, 3);
		change.to(images.get(4));
		List<StoredVolume> volumes = volumes(images);
		assertEquals(kind.name(), 2, volumes.size());
		for (StoredVolume volume : volumes) assertEquals(List.of(kind), kinds(volume));
	}

	@Test
	public void differing_thickness_class_and_shared_instances_are_found_in_one_volume() {
		assertFound(Kind.MIXED_THICKNESS, List.of(4), slice -> text(slice, Tag.SLICE_THICKNESS, VR.DS, "4"));
		assertFound(Kind.MIXED_SOP_CLASS, List.of(4), slice -> text(slice, Tag.SOP_CLASS_UID, VR.UI, Slices.MR));
		assertFound(Kind.DUPLICATE_INSTANCE, List.of(2, 4), slice -> text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.10002"));
	}

	private static void assertFound(Kind kind, List<Integer> files, Slices.Change change) {
		List<DataSet> images = stack(5, 3);
		change.to(images.get(3));
		StoredVolume volume = only(volumes(images));
		assertEquals(List.of(kind), kinds(volume));
		assertEquals(files, volume.findings().get(0).files());
		assertEquals(5, volume.shape().depth());
	}

	@Test
	public void slices_without_a_place_are_refused_and_flat_images_are_not() {
		StoredVolume lost = only(volumes(with(ct(1, 0), slice -> slice.remove(Tag.IMAGE_POSITION_PATIENT)), with(ct(2, 3), slice -> slice.remove(Tag.IMAGE_POSITION_PATIENT))));
		assertEquals(List.of(Kind.NO_GEOMETRY), kinds(lost));
		assertEquals(new Volume.Shape(6, 4, 1, 2), lost.shape());
		Slices.Change flat = slice -> {
			slice.remove(Tag.IMAGE_POSITION_PATIENT);
			slice.remove(Tag.IMAGE_ORIENTATION_PATIENT);
		};
		StoredVolume captures = only(volumes(with(Slices.slice("1.2.840.10008.5.1.4.1.1.7", "CT", 1, 0, 0, 0), flat), with(Slices.slice("1.2.840.10008.5.1.4.1.1.7", "CT", 2, 0, 0, 0), flat)));
		assertEquals(List.of(), captures.findings());
		assertEquals(new Volume.Shape(6, 4, 1, 2), captures.shape());
		assertEquals(0.75, captures.geometry().spacing(0), EXACT);
	}

	@Test
	public void projections_stand_alone_with_their_spacing_at_the_detector() {
		Slices.Change projection = slice -> {
			for (int tag : new int[] {Tag.IMAGE_POSITION_PATIENT, Tag.IMAGE_ORIENTATION_PATIENT, Tag.PIXEL_SPACING}) slice.remove(tag);
			text(slice, Tag.IMAGER_PIXEL_SPACING, VR.DS, "0.2\\0.2");
		};
		String digitalXRay = "1.2.840.10008.5.1.4.1.1.1.1";
		List<StoredVolume> volumes = volumes(with(Slices.slice(digitalXRay, "DX", 1, 0, 0, 0), projection), with(Slices.slice(digitalXRay, "DX", 2, 0, 0, 0), projection));
		assertEquals(2, volumes.size());
		assertEquals(List.of(Kind.SPACING_AT_DETECTOR), kinds(volumes.get(0)));
		assertEquals(0.2, volumes.get(0).geometry().spacing(1), EXACT);
	}

	@Test
	public void each_slice_keeps_its_own_rescale() {
		List<DataSet> images = stack(3, 3);
		for (int i = 0; i < 3; i++) {
			text(images.get(i), Tag.RESCALE_SLOPE, VR.DS, Integer.toString(i + 1));
			text(images.get(i), Tag.RESCALE_INTERCEPT, VR.DS, "-5");
		}
		Volume.Values values = only(volumes(images)).values();
		assertFalse(values.isUniform());
		assertEquals(new Rescale(3, -5), values.rescale(2));
		assertEquals("HU", values.unit());
	}

	@Test
	public void images_of_Philips_have_the_values_before_they_were_made_fit_for_display() {
		DataSet slice = text(text(Slices.mr(1, 0), Tag.RESCALE_SLOPE, VR.DS, "4"), Tag.RESCALE_INTERCEPT, VR.DS, "-6");
		text(slice, 0x20050010, VR.LO, "Philips MR Imaging DD 001");
		slice.put(Element.bytes(0x2005100E, VR.FL, new byte[] {0, 0, 0, 0x3F}));
		// (4 stored - 6) / (4 * 0.5)
		assertEquals(new Rescale(2, -3), only(volumes(slice)).values().rescale(0));
	}

	@Test
	public void a_single_slice_believes_the_header_about_its_distance_to_others() {
		StoredVolume volume = only(volumes(text(ct(1, 0), Tag.SPACING_BETWEEN_SLICES, VR.DS, "4")));
		assertEquals(4, volume.geometry().spacing(2), EXACT);
		assertEquals(9, only(volumes(ct(1, 0))).geometry().spacing(2), EXACT);
	}

	@Test
	public void what_is_no_image_is_refused_in_one_sentence() {
		DataSet report = new DataSet();
		text(report, Tag.MODALITY, VR.CS, "SR");
		DicomSource source = Slices.source(1, report);
		try (DicomFile file = source.open()) {
			IOException refusal = assertThrows(IOException.class, () -> new SeriesAssembler().add(source, file));
			assertTrue(refusal.getMessage(), refusal.getMessage().contains("Pixel Data"));
		}
		catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	public void findings_hold_no_identifiers() {
		List<DataSet> images = stack(5, 3);
		text(images.get(1), Tag.PATIENT_ID, VR.LO, "Q4711");
		text(images.get(2), Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.815");
		text(images.get(3), Tag.SOP_INSTANCE_UID, VR.UI, "2.25.10001");
		for (ImageSeries series : Slices.series(images)) assertFalse(series.toString(), series.toString().contains("2.25"));
		for (StoredVolume volume : volumes(images)) {
			assertFalse(volume.toString(), volume.toString().contains("2.25"));
			for (SeriesFinding finding : volume.findings()) {
				for (String identifier : List.of("Q4711", "made up", "2.25")) assertFalse(finding.message(), finding.message().contains(identifier));
			}
		}
	}
}
