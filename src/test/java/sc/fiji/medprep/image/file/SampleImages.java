package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Array;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Volume;

/** Small images that tests write and read again. */
final class SampleImages {
	/** Oblique, of three different spacings, right-handed in LPS. */
	static final Geometry OBLIQUE = Geometry.of(new double[] {0.72, 0.54, 0}, new double[] {-0.6 * 0.8 * 1.5, 0.8 * 0.8 * 1.5, 0.6 * 1.5}, new double[] {0.6 * 0.6 * 3, -0.8 * 0.6 * 3, 0.8 * 3}, new double[] {-10.5, 20.25, 30});
	static final Geometry TILTED = Geometry.of(new double[] {0.5, 0, 0}, new double[] {0, 0.5, 0}, new double[] {0, 0.7, 2}, new double[] {-60, -50, 40});

	private SampleImages() {}

	/** Values over the whole range of the type. */
	static Volume random(PixelType type, Geometry geometry, int width, int height, int depth, int count) {
		Random random = new Random(type.ordinal() + 31L * count);
		List<Object> planes = IntStream.range(0, depth * count).mapToObj(plane -> plane(type, width * height, random)).toList();
		Axis axis = count == 1 ? Axis.NONE : Axis.of(Axis.Kind.TIME, IntStream.range(0, count).mapToDouble(i -> 2.5 * i).toArray());
		return new Volume(new Volume.Shape(width, height, depth, count), Volume.Values.of(type), geometry, axis, planes, List.of(), List.of());
	}

	static Volume with(Volume volume, Volume.Values values, Geometry geometry) {
		return new Volume(volume.shape(), values, geometry, volume.axis(), volume.planes(), List.of(), List.of());
	}

	private static Object plane(PixelType type, int length, Random random) {
		Object plane = type.newPlane(length);
		for (int i = 0; i < length; i++) {
			switch (type) {
				case UINT8, INT8 -> Array.setByte(plane, i, (byte) random.nextInt());
				case UINT16, INT16 -> Array.setShort(plane, i, (short) random.nextInt());
				case UINT32, INT32 -> Array.setInt(plane, i, random.nextInt());
				case FLOAT32 -> Array.setFloat(plane, i, (float) (1e5 * random.nextGaussian()));
				case FLOAT64 -> Array.setDouble(plane, i, 1e5 * random.nextGaussian());
				case RGB -> Array.setInt(plane, i, 0xFF000000 | random.nextInt());
			}
		}
		return plane;
	}

	/** Of all voxels as files hold them, little endian. */
	static String digest(PlaneSource source) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("MD5");
		for (int i = 0; i < source.shape().planes(); i++) digest.update(PlaneBytes.of(source.plane(i), source.values().type()));
		return HexFormat.of().formatHex(digest.digest());
	}

	static void assertSame(String what, Volume expected, Volume actual, double millimetres) throws Exception {
		assertEquals(what, expected.shape(), actual.shape());
		assertEquals(what, expected.values().type(), actual.values().type());
		assertEquals(what, digest(expected), digest(actual));
		double difference = expected.geometry().difference(actual.geometry());
		assertTrue(what + " off by " + difference + " mm", difference <= millimetres);
	}
}
