package sc.fiji.medprep.image;

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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Headers from which a plausible but wrong volume could be made. */
public class DoubtfulSeriesTest {
	private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7", DOSE = "1.2.840.10008.5.1.4.1.1.481.2";

	private static DataSet frames(String sopClass, String modality) {
		return with(Slices.slice(sopClass, modality, 1, 0, 0, 0), file -> Slices.pixels(file, 100, 200, 300));
	}

	@Test
	public void frames_that_nothing_gives_a_place_or_a_time_are_no_volume() {
		for (DataSet file : List.of(frames(Slices.CT, "CT"), frames(Slices.MR, "MR"), frames(DOSE, "RTDOSE"), frames(SECONDARY_CAPTURE, "OT"))) {
			List<StoredVolume> volumes = volumes(file);
			assertEquals(1, volumes.size());
			assertEquals(List.of(Kind.NO_GEOMETRY), kinds(volumes.get(0)));
		}
	}

	@Test
	public void more_frames_than_memory_can_list_are_refused() {
		int count = 1 << 21;
		DataSet file = text(Slices.slice(SECONDARY_CAPTURE, "OT", 1, 0, 0, 0), Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(count));
		for (int tag : new int[] {Tag.ROWS, Tag.COLUMNS, Tag.BITS_ALLOCATED, Tag.BITS_STORED}) file.putInts(tag, VR.US, 1);
		file.putInts(Tag.HIGH_BIT, VR.US, 0).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[count / 8]));
		assertTrue(assertThrows(UncheckedIOException.class, () -> volumes(file)).getCause().getMessage().contains("frames"));
	}

	@Test
	public void frames_of_one_place_follow_in_time_if_their_file_says_so() {
		List<StoredVolume> volumes = volumes(text(frames(Slices.MR, "MR"), Tag.FRAME_TIME, VR.DS, "40"));
		assertEquals(List.of(), volumes.get(0).findings());
		assertEquals(new Volume.Shape(6, 4, 1, 3), volumes.get(0).shape());
		assertEquals(Axis.Kind.TIME, volumes.get(0).axis().kind());
	}

	@Test
	public void a_position_outside_of_functional_groups_is_not_that_of_all_frames() {
		DataSet file = frames(Slices.ENHANCED_MR, "MR");
		List<DataSet> groups = new ArrayList<>();
		for (int i = 0; i < 3; i++) groups.add(new DataSet());
		file.put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups));
		assertEquals(List.of(Kind.NO_GEOMETRY), kinds(volumes(file).get(0)));
	}

	@Test
	public void a_place_that_is_stated_but_cannot_be_used_is_a_fault_of_images_of_all_kinds() {
		for (String orientation : List.of("1\\0\\0\\1\\0\\0", "2\\0\\0\\0\\2\\0", "NaN\\0\\0\\0\\1\\0", "1\\0\\0")) {
			StoredVolume volume = volumes(text(Slices.slice(SECONDARY_CAPTURE, "OT", 1, 0, 0, 0), Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, orientation)).get(0);
			assertEquals(orientation, List.of(Kind.NO_GEOMETRY), kinds(volume));
		}
		DataSet unscaled = with(Slices.slice(SECONDARY_CAPTURE, "OT", 1, 0, 0, 0), slice -> slice.remove(Tag.PIXEL_SPACING));
		assertTrue(volumes(unscaled).get(0).isRefused());
	}

	@Test
	public void a_rescale_that_is_no_number_is_not_taken_for_none() {
		for (int tag : new int[] {Tag.RESCALE_SLOPE, Tag.RESCALE_INTERCEPT, Tag.DOSE_GRID_SCALING}) {
			for (String value : List.of("NaN", "Infinity", "1e300", "1e-300", "1,5", "abc", "1d")) {
				DataSet slice = text(ct(1, 0), tag, VR.DS, value);
				String message = assertThrows(value, UncheckedIOException.class, () -> volumes(slice)).getCause().getMessage();
				assertTrue(message, message.contains(Tag.toString(tag)) && !message.contains(value));
			}
			assertFalse(volumes(text(ct(1, 0), tag, VR.DS, "")).get(0).isRefused());
		}
	}

	@Test
	public void a_dose_of_nothing_or_less_is_no_dose() {
		for (String value : List.of("0", "-1")) assertThrows(UncheckedIOException.class, () -> volumes(text(ct(1, 0), Tag.DOSE_GRID_SCALING, VR.DS, value)));
	}

	@Test
	public void differing_signs_and_photometric_interpretations_are_found_even_in_the_last_slice() {
		assertMixed(slice -> slice.putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1));
		assertMixed(slice -> text(slice, Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME1"));
	}

	private static void assertMixed(Slices.Change change) {
		List<StoredVolume> volumes = volumes(ct(1, 0), ct(2, 3), ct(3, 6), with(ct(4, 9), change));
		assertEquals(2, volumes.size());
		for (StoredVolume volume : volumes) assertEquals(List.of(Kind.MIXED_PIXELS), kinds(volume));
	}

	@Test
	public void images_without_a_patient_number_are_those_of_the_name() {
		Slices.Change first = slice -> text(text(slice, Tag.PATIENT_ID, VR.LO, ""), Tag.PATIENT_NAME, VR.PN, "One");
		Slices.Change second = slice -> text(text(slice, Tag.PATIENT_ID, VR.LO, ""), Tag.PATIENT_NAME, VR.PN, "Two");
		List<StoredVolume> volumes = volumes(with(ct(1, 0), first), with(ct(2, 3), first), with(ct(3, 6), second), with(ct(4, 9), second));
		assertEquals(2, volumes.size());
		for (StoredVolume volume : volumes) assertEquals(List.of(Kind.MIXED_IDENTITY), kinds(volume));
	}

	@Test
	public void slices_of_two_times_that_lie_between_each_other_are_two_volumes() throws IOException {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			int time = i / 4 + 1;
			images.add(with(Slices.mr(i + 1, i % 4 * 2 + time), slice -> text(slice, Tag.TEMPORAL_POSITION_IDENTIFIER, VR.IS, String.valueOf(time))));
		}
		List<StoredVolume> volumes = volumes(images);
		assertEquals(2, volumes.size());
		assertEquals(List.of(100, 200, 300, 400), Arrays.stream(firsts(volumes.get(0))).boxed().toList());
	}

	@Test
	public void each_file_is_read_for_its_pixels_once_however_many_have_the_same_instance_uid() {
		int[] opened = {0};
		SeriesAssembler assembler = new SeriesAssembler();
		for (int i = 0; i < 30; i++) {
			DataSet slice = Slices.slice(SECONDARY_CAPTURE, "OT", 1, 0, 0, 0);
			slice.remove(Tag.IMAGE_POSITION_PATIENT);
			Slices.pixels(slice, i);
			DicomSource source = Slices.source(i + 1, slice);
			Slices.add(assembler, new DicomSource() {
				@Override
				public int number() {
					return source.number();
				}

				@Override
				public DicomFile open() throws IOException {
					opened[0]++;
					return source.open();
				}
			});
		}
		int before = opened[0];
		List<StoredVolume> volumes = assembler.series().get(0).volumes();
		assertTrue(kinds(volumes.get(0)).contains(Kind.DUPLICATE_INSTANCE));
		assertEquals(30, opened[0] - before);
	}

	@Test
	public void many_images_of_one_place_beside_many_places_take_no_more_space_than_they_are() {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 3000; i++) images.add(Slices.mr(i + 1, i));
		for (int i = 0; i < 3000; i++) images.add(Slices.mr(3001 + i, 0));
		assertTrue(volumes(images).get(0).isRefused());
	}
}
