package sc.fiji.medprep.image.render;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.Test;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.SyntheticHead;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.Volume.Values;

public class RenderTest {
	private static final DisplayRange BEAD_ONLY = new DisplayRange(1800, 1900);
	private static final double[][] AXES = {{3, 0, 0}, {0, 3, 0}, {0, 0, 3}, {-3, 0, 0}, {0, -3, 0}, {0, 0, -3}};
	/** The same head, as axial, sagittal, coronal, reversed and oblique slices. */
	private static final List<Volume> HEADS = List.of(SyntheticHead.of(AXES[0], AXES[1], AXES[2]), SyntheticHead.of(AXES[1], AXES[5], AXES[0]), SyntheticHead.of(AXES[0], AXES[5], AXES[1]),
		SyntheticHead.of(AXES[3], AXES[4], AXES[5]), SyntheticHead.of(new double[] {2.4, 1.8, 0}, new double[] {-1.8, 2.4, 0}, AXES[2]));

	/** Where the bright pixels are in the middle, as parts of width and height. */
	private static double[] bright(Picture picture) {
		double x = 0, y = 0;
		int count = 0;
		for (int i = 0; i < picture.rgb().length; i++) {
			if ((picture.rgb()[i] & 0xFF) < 128) continue;
			x += i % picture.width();
			y += i / picture.width();
			count++;
		}
		assertTrue("nothing is bright", count > 0);
		return new double[] {x / count / picture.width(), y / count / picture.height()};
	}

	private static void assertLies(String what, double[] part, boolean right, boolean low) {
		assertEquals(what + " right", right, part[0] > 0.5);
		assertEquals(what + " low", low, part[1] > 0.5);
		assertTrue(what + " off the middle", Math.abs(part[0] - 0.5) > 0.05 && Math.abs(part[1] - 0.5) > 0.05);
	}

	@Test
	public void planes_show_left_at_the_right_whatever_way_the_slices_lie() {
		for (Volume head : HEADS) {
			Sections sections = new Sections(head, 0);
			assertLies("axial", bright(sections.draw(sections.section(Plane.AXIAL, SyntheticHead.BEAD, 1), BEAD_ONLY)), true, false);
			assertLies("coronal", bright(sections.draw(sections.section(Plane.CORONAL, SyntheticHead.BEAD, 1), BEAD_ONLY)), true, false);
			assertLies("sagittal", bright(sections.draw(sections.section(Plane.SAGITTAL, SyntheticHead.BEAD, 1), BEAD_ONLY)), false, false);
		}
	}

	@Test
	public void places_of_pixels_are_those_of_the_patient() {
		for (Volume head : HEADS) {
			Sections sections = new Sections(head, 0);
			for (Plane plane : Plane.values()) {
				Section section = sections.section(plane, SyntheticHead.BEAD, 0.7);
				double[] bright = bright(sections.draw(section, BEAD_ONLY)), place = section.place(bright[0] * section.width(), bright[1] * section.height());
				assertArrayEquals(SyntheticHead.BEAD, place, 1.5);
				assertArrayEquals(new double[] {12, 34}, new double[] {section.x(section.place(12, 34)), section.y(section.place(12, 34))}, 1e-9);
			}
			assertEquals(SyntheticHead.BEAD_HU, sections.value(SyntheticHead.BEAD), 0);
			assertTrue(Double.isNaN(sections.value(new double[] {0, 0, 900})));
		}
	}

	@Test
	public void projections_show_the_bead_where_an_observer_sees_it() {
		for (Volume head : HEADS) {
			assertLies("front", bright(Mip.draw(head, new Mip.Options(0, View.FRONT, BEAD_ONLY, 200))), true, false);
			assertLies("back", bright(Mip.draw(head, new Mip.Options(0, View.BACK, BEAD_ONLY, 200))), false, false);
			assertLies("left", bright(Mip.draw(head, new Mip.Options(0, View.LEFT, BEAD_ONLY, 200))), false, false);
			assertLies("right", bright(Mip.draw(head, new Mip.Options(0, View.RIGHT, BEAD_ONLY, 200))), true, false);
			assertLies("top", bright(Mip.draw(head, new Mip.Options(0, View.TOP, BEAD_ONLY, 200))), false, false);
			assertLies("bottom", bright(Mip.draw(head, new Mip.Options(0, View.BOTTOM, BEAD_ONLY, 200))), true, false);
		}
	}

	@Test
	public void walk_from_the_front_by_90_degrees_leads_to_the_left() {
		assertArrayEquals(View.LEFT.right(), View.FRONT.turned(90).right(), 1e-12);
		assertArrayEquals(View.LEFT.forward(), View.FRONT.turned(90).forward(), 1e-12);
		assertArrayEquals(new double[] {0, 1, 0}, View.FRONT.forward(), 0);
	}

	/** The column where the outline of the upper two thirds sticks out most to the left and to the right, from the middle. */
	private static int[] reach(Picture picture) {
		int ground = picture.rgb()[0], left = picture.width(), right = 0;
		for (int i = 0; i < picture.rgb().length * 2 / 3; i++) {
			if (picture.rgb()[i] == ground) continue;
			left = Math.min(left, i % picture.width());
			right = Math.max(right, i % picture.width());
		}
		return new int[] {left, right};
	}

	@Test
	public void nose_points_to_the_left_when_seen_from_the_left() {
		for (Volume head : HEADS) {
			Picture left = SurfaceRendering.draw(head, new SurfaceRendering.Options(0, View.LEFT, Double.NaN, 200)), right = SurfaceRendering.draw(head, new SurfaceRendering.Options(0, View.RIGHT, Double.NaN, 200));
			int[] seen = reach(left), mirrored = reach(right);
			assertEquals(seen[0], right.width() - 1 - mirrored[1], 2);
			assertTrue("the nose is further out than the back of the head", left.width() - 1 - seen[1] > seen[0]);
		}
	}

	@Test
	public void surface_of_a_ball_lies_where_it_is_and_is_lit_from_above_at_the_left() {
		short[][] planes = new short[40][1600];
		for (int k = 0; k < 40; k++) {
			for (int i = 0; i < 1600; i++) planes[k][i] = (short) Math.max(0, 2000 - 100 * Math.sqrt(Math.pow(i % 40 - 19.5, 2) + Math.pow(i / 40 - 19.5, 2) + Math.pow(k - 19.5, 2)));
		}
		Volume ball = new Volume(new Shape(40, 40, 40, 1), Values.of(PixelType.UINT16), Geometry.ofSpacing(1, 1, 1), Axis.NONE, List.of((Object[]) planes), List.of(), List.of());
		Picture picture = SurfaceRendering.draw(ball, new SurfaceRendering.Options(0, View.FRONT, 1000, 40));
		int ground = picture.rgb()[0], covered = 0;
		for (int color : picture.rgb()) if (color != ground) covered++;
		assertEquals(Math.PI * 100, covered, 25);
		assertTrue((picture.rgb()[15 * 40 + 15] & 0xFF) > (picture.rgb()[25 * 40 + 25] & 0xFF));
	}

	@Test
	public void png_is_read_back_by_another_reader() throws IOException {
		Random random = new Random(3);
		for (boolean grey : new boolean[] {true, false}) {
			for (int[] size : new int[][] {{1, 1}, {7, 5}, {300, 200}}) {
				int[] rgb = random.ints((long) size[0] * size[1]).map(c -> grey ? (c & 0xFF) * 0x010101 : c & 0xFFFFFF).toArray();
				ByteArrayOutputStream out = new ByteArrayOutputStream();
				Png.write(new Picture(size[0], size[1], rgb), out);
				BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
				assertEquals(grey ? 1 : 3, read.getRaster().getNumBands());
				assertEquals(size[1], read.getHeight());
				for (int i = 0; i < rgb.length; i++) {
					int[] pixel = read.getRaster().getPixel(i % size[0], i / size[0], (int[]) null);
					assertEquals(rgb[i], grey ? pixel[0] * 0x010101 : pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
				}
			}
		}
	}

	@Test
	public void montage_has_the_slices_in_order_and_in_true_proportion() {
		byte[][] planes = new byte[12][20 * 10];
		for (int k = 0; k < 12; k++) Arrays.fill(planes[k], (byte) (20 * k));
		Volume volume = new Volume(new Shape(20, 10, 12, 1), Values.of(PixelType.UINT8), Geometry.ofSpacing(1, 4, 1), Axis.NONE, List.of((Object[]) planes), List.of(), List.of());
		Picture picture = Montage.draw(volume, new Montage.Options(0, 4, 3, 40, new DisplayRange(0, 255)));
		assertEquals(4 * 20 + 3 * 2, picture.width());
		assertEquals(3 * 40 + 2 * 2, picture.height());
		for (int k = 0; k < 12; k++) assertEquals(20 * k, picture.rgb()[(k / 4 * 42 + 20) * picture.width() + k % 4 * 22 + 10] & 0xFF);
	}

	@Test
	public void colours_stay_colours_in_planes_and_montages() {
		int[] plane = new int[100];
		Arrays.fill(plane, 0xFF3366CC);
		Volume volume = new Volume(new Shape(10, 10, 1, 1), Values.of(PixelType.RGB), Geometry.ofSpacing(1, 1, 1), Axis.NONE, List.of(plane), List.of(), List.of());
		Sections sections = new Sections(volume, 0);
		assertEquals(0x3366CC, sections.draw(sections.section(Plane.AXIAL, sections.middle(), 1), new DisplayRange(0, 255)).rgb()[50]);
		assertEquals(0x3366CC, Montage.draw(volume, Montage.Options.DEFAULT).rgb()[50]);
	}

	@Test
	public void letters_are_drawn_only_where_the_place_is_known() {
		Volume head = HEADS.get(0);
		Volume lost = new Volume(head.shape(), head.values(), head.geometry(), head.axis(), head.planes(), List.of(),
			List.of(new SeriesFinding(SeriesFinding.Kind.NO_GEOMETRY, "No place.", List.of())));
		assertTrue(Arrays.stream(OrthogonalSlices.draw(head, OrthogonalSlices.Options.DEFAULT).rgb()).anyMatch(color -> color == 0xFFD75E));
		assertTrue(Arrays.stream(OrthogonalSlices.draw(lost, OrthogonalSlices.Options.DEFAULT).rgb()).noneMatch(color -> color == 0xFFD75E));
	}
}
