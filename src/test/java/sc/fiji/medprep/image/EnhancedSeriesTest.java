package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static sc.fiji.medprep.image.Slices.firsts;
import static sc.fiji.medprep.image.Slices.kinds;
import static sc.fiji.medprep.image.Slices.text;
import static sc.fiji.medprep.image.Slices.volumes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Files of several frames. */
public class EnhancedSeriesTest {
	private static final double EXACT = 1e-9;

	/** A frame of an enhanced image. */
	private record Content(double z, String stack, int temporal, double b, double slope, int value) {}

	private static DataSet group(DataSet frame, int sequence, DataSet item) {
		return frame.put(Element.sequence(sequence, List.of(item)));
	}

	private static DataSet enhanced(int instance, List<Content> contents) {
		DataSet image = Slices.slice(Slices.ENHANCED_MR, "MR", instance, 0, 0, 0);
		for (int tag : new int[] {Tag.IMAGE_POSITION_PATIENT, Tag.IMAGE_ORIENTATION_PATIENT, Tag.PIXEL_SPACING, Tag.SLICE_THICKNESS}) image.remove(tag);
		DataSet shared = new DataSet();
		group(shared, Tag.PIXEL_MEASURES_SEQUENCE, text(text(new DataSet(), Tag.PIXEL_SPACING, VR.DS, "0.5\\0.75"), Tag.SLICE_THICKNESS, VR.DS, "2"));
		group(shared, Tag.PLANE_ORIENTATION_SEQUENCE, text(new DataSet(), Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, Slices.AXIAL));
		List<DataSet> frames = new ArrayList<>();
		for (Content content : contents) {
			DataSet frame = new DataSet();
			DataSet place = new DataSet();
			Slices.position(place, 1, 2, content.z);
			group(frame, Tag.PLANE_POSITION_SEQUENCE, place);
			DataSet what = text(new DataSet(), Tag.STACK_ID, VR.SH, content.stack);
			what.putInts(Tag.TEMPORAL_POSITION_INDEX, VR.UL, content.temporal);
			group(frame, Tag.FRAME_CONTENT_SEQUENCE, what);
			if (content.b >= 0) group(frame, Tag.MR_DIFFUSION_SEQUENCE, new DataSet().put(Element.bytes(Tag.DIFFUSION_B_VALUE, VR.FD, VolumeSequenceTest.doubles(content.b))));
			DataSet values = text(text(new DataSet(), Tag.RESCALE_SLOPE, VR.DS, Double.toString(content.slope)), Tag.RESCALE_INTERCEPT, VR.DS, "0");
			group(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, values);
			frames.add(frame);
		}
		image.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared)));
		image.put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
		Slices.pixels(image, contents.stream().mapToInt(Content::value).toArray());
		return image;
	}

	/** An image of two volumes of three slices. */
	static DataSet shuffled(Random random) {
		List<Content> contents = new ArrayList<>();
		for (int p = 0; p < 6; p++) contents.add(new Content(2 * (p % 3), "1", p / 3 + 1, p / 3 * 500, 1, p));
		Collections.shuffle(contents, random);
		return enhanced(1, contents);
	}

	@Test
	public void shuffled_frames_find_their_place_in_space_and_time() throws IOException {
		List<Content> contents = new ArrayList<>();
		for (int t = 0; t < 3; t++) {
			for (int s = 0; s < 4; s++) contents.add(new Content(2.5 * s, "1", t + 1, -1, t + 1, 100 * t + s));
		}
		Collections.shuffle(contents, new Random(3));
		List<StoredVolume> volumes = volumes(enhanced(1, contents));
		assertEquals(1, volumes.size());
		StoredVolume volume = volumes.get(0);
		assertEquals(List.of(), volume.findings());
		assertEquals(Axis.Kind.TIME, volume.axis().kind());
		assertArrayEquals(new int[] {0, 1, 2, 3, 100, 101, 102, 103, 200, 201, 202, 203}, firsts(volume));
		assertEquals(new Rescale(3, 0), volume.values().rescale(8));
		assertEquals(0, Geometry.of(new double[] {0.75, 0, 0}, new double[] {0, 0.5, 0}, new double[] {0, 0, 2.5}, new double[] {1, 2, 0}).difference(volume.geometry()), EXACT);
		assertEquals(contents.indexOf(new Content(5, "1", 2, -1, 2, 102)) + 1, volume.sources().get(6).frame());
	}

	@Test
	public void stacks_that_continue_each_other_are_one_volume() {
		List<Content> contents = new ArrayList<>();
		for (int s = 0; s < 6; s++) contents.add(new Content(2 * s, Integer.toString(s / 2), 1, -1, 1, s));
		List<StoredVolume> volumes = volumes(enhanced(1, contents));
		assertEquals(1, volumes.size());
		assertEquals(6, volumes.get(0).shape().depth());
		assertEquals(List.of(), volumes.get(0).findings());
	}

	@Test
	public void stacks_that_lie_apart_are_volumes_of_their_own() {
		List<Content> contents = new ArrayList<>();
		for (int s = 0; s < 6; s++) contents.add(new Content(2 * s + s / 3 * 33, s < 3 ? "head" : "neck", 1, -1, 1, s));
		List<StoredVolume> volumes = volumes(enhanced(1, contents));
		assertEquals(2, volumes.size());
		for (StoredVolume volume : volumes) {
			assertEquals(3, volume.shape().depth());
			assertEquals(List.of(), volume.findings());
		}
	}

	@Test
	public void weightings_of_frames_are_an_axis() throws IOException {
		List<Content> contents = new ArrayList<>();
		for (int s = 0; s < 3; s++) {
			for (int b = 0; b < 2; b++) contents.add(new Content(2 * s, "1", 1, 800 * b, 1, 10 * b + s));
		}
		StoredVolume volume = volumes(enhanced(1, contents)).get(0);
		assertEquals(Axis.Kind.DIFFUSION, volume.axis().kind());
		assertArrayEquals(new double[] {0, 800}, volume.axis().values(), EXACT);
		assertArrayEquals(new int[] {0, 1, 2, 10, 11, 12}, firsts(volume));
	}

	@Test
	public void each_file_may_be_a_volume() throws IOException {
		List<DataSet> files = new ArrayList<>();
		for (int v = 0; v < 3; v++) {
			List<Content> contents = new ArrayList<>();
			for (int s = 0; s < 4; s++) contents.add(new Content(2 * s, "1", 1, -1, 1, 100 * v + s));
			files.add(0, enhanced(v + 1, contents));
		}
		StoredVolume volume = volumes(files).get(0);
		assertEquals(List.of(), volume.findings());
		assertArrayEquals(new int[] {0, 1, 2, 3, 100, 101, 102, 103, 200, 201, 202, 203}, firsts(volume));
		assertEquals(3, volume.files().size());
	}

	@Test
	public void frames_of_a_dose_lie_at_their_offsets() throws IOException {
		DataSet dose = Slices.slice("1.2.840.10008.5.1.4.1.1.481.2", "RTDOSE", 1, 0, 0, 40);
		Slices.pixels(dose, 300, 200, 100);
		text(dose, Tag.GRID_FRAME_OFFSET_VECTOR, VR.DS, "0\\-3\\-6");
		text(dose, Tag.DOSE_GRID_SCALING, VR.DS, "0.001");
		text(dose, Tag.DOSE_UNITS, VR.CS, "GY");
		StoredVolume volume = volumes(dose).get(0);
		assertEquals(List.of(), volume.findings());
		assertArrayEquals(new int[] {100, 200, 300}, firsts(volume));
		assertArrayEquals(new double[] {0, 0, 34}, volume.geometry().origin(), EXACT);
		assertEquals("Gy", volume.values().unit());
		assertEquals(new Rescale(0.001, 0), volume.values().rescale(0));
		// The same with the z coordinates of the planes.
		text(dose, Tag.GRID_FRAME_OFFSET_VECTOR, VR.DS, "40\\37\\34");
		assertEquals(0, volumes(dose).get(0).geometry().difference(volume.geometry()), EXACT);
	}

	@Test
	public void slices_of_nuclear_medicine_count_from_the_detector() throws IOException {
		DataSet spect = Slices.slice("1.2.840.10008.5.1.4.1.1.20", "NM", 1, 0, 0, 0);
		text(spect, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\RECON TOMO\\EMISSION");
		spect.remove(Tag.IMAGE_POSITION_PATIENT);
		spect.remove(Tag.IMAGE_ORIENTATION_PATIENT);
		DataSet detector = text(new DataSet(), Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, Slices.AXIAL);
		Slices.position(detector, 5, 6, 70);
		spect.put(Element.sequence(Tag.DETECTOR_INFORMATION_SEQUENCE, List.of(detector)));
		text(spect, Tag.SPACING_BETWEEN_SLICES, VR.DS, "-4");
		spect.putInts(Tag.SLICE_VECTOR, VR.US, 1, 2, 3);
		Slices.pixels(spect, 300, 200, 100);
		StoredVolume volume = volumes(spect).get(0);
		assertEquals(List.of(), volume.findings());
		assertArrayEquals(new int[] {100, 200, 300}, firsts(volume));
		assertArrayEquals(new double[] {5, 6, 62}, volume.geometry().origin(), EXACT);
	}

	@Test
	public void frames_of_a_cine_follow_in_time() throws IOException {
		DataSet cine = Slices.slice("1.2.840.10008.5.1.4.1.1.3.1", "US", 1, 0, 0, 0);
		cine.remove(Tag.IMAGE_POSITION_PATIENT);
		cine.remove(Tag.IMAGE_ORIENTATION_PATIENT);
		Slices.pixels(cine, 1, 2, 3, 4);
		text(cine, Tag.FRAME_TIME, VR.DS, "40");
		StoredVolume volume = volumes(cine).get(0);
		assertEquals(new Volume.Shape(6, 4, 1, 4), volume.shape());
		assertEquals(Axis.Kind.TIME, volume.axis().kind());
		assertArrayEquals(new double[] {0, 0.04, 0.08, 0.12}, volume.axis().values(), EXACT);
		assertArrayEquals(new int[] {1, 2, 3, 4}, firsts(volume));
		assertEquals(List.of(), volume.findings());
	}

	@Test
	public void a_mosaic_whose_header_is_gone_is_refused() {
		DataSet mosaic = Slices.mr(1, 0);
		text(mosaic, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC");
		assertEquals(List.of(Kind.MOSAIC_LAYOUT_UNKNOWN), kinds(volumes(mosaic).get(0)));
	}

	@Test
	public void tiles_of_a_mosaic_are_slices() throws IOException {
		DataSet mosaic = Slices.mr(1, 50);
		text(mosaic, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC");
		text(mosaic, Tag.SPACING_BETWEEN_SLICES, VR.DS, "4");
		text(mosaic, 0x00190010, VR.LO, "SIEMENS MR HEADER");
		mosaic.putInts(0x0019100A, VR.US, 3);
		StoredVolume volume = volumes(mosaic).get(0);
		assertEquals(new Volume.Shape(3, 2, 3, 1), volume.shape());
		assertEquals(List.of(), volume.findings());
		// Tiles are 3 x 2 pixels; corners lie inwards by half a tile.
		assertArrayEquals(new double[] {-10 + 1.5 * 0.75, -20 + 1 * 0.5, 50}, volume.geometry().origin(), EXACT);
		assertArrayEquals(new int[] {100, 103, 112}, firsts(volume));
		assertArrayEquals(new short[] {103, 104, 105, 109, 110, 111}, (short[]) volume.planes().plane(1));
		assertEquals(1, volume.files().size());
	}

	@Test
	public void a_file_is_opened_once_however_many_planes_are_read_and_closed_after_the_last() throws IOException {
		List<Content> contents = new ArrayList<>();
		for (int s = 0; s < 20; s++) contents.add(new Content(2 * s, "1", 1, -1, 1, s));
		DicomSource image = Slices.source(1, enhanced(1, contents));
		AtomicInteger opened = new AtomicInteger();
		DicomSource counting = new DicomSource() {
			@Override
			public int number() {
				return 1;
			}

			@Override
			public DicomFile open() throws IOException {
				opened.incrementAndGet();
				return image.open();
			}
		};
		SeriesAssembler assembler = new SeriesAssembler();
		Slices.add(assembler, counting);
		StoredVolume volume = assembler.series().get(0).volumes().get(0);
		opened.set(0);
		assertEquals(20, volume.load(4).planes().size());
		assertEquals(1, opened.get());
	}

	@Test
	public void a_file_that_has_changed_is_refused() {
		DataSet slice = Slices.ct(1, 0);
		StoredVolume volume = volumes(slice).get(0);
		slice.putInts(Tag.ROWS, VR.US, 2).putInts(Tag.COLUMNS, VR.US, 2);
		slice.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[8]));
		assertThrows(IOException.class, () -> volume.load(1));
	}
}
