package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;

import net.imglib2.RandomAccess;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;

public class VolumeImgTest {
	private static Volume volume(PixelType type, int count) {
		List<Object> planes = IntStream.range(0, 4 * count).mapToObj(i -> type.newPlane(6)).toList();
		return new Volume(new Volume.Shape(3, 2, 4, count), Volume.Values.of(type), Geometry.ofSpacing(1, 1, 1), Axis.NONE, planes, List.of(), List.of());
	}

	private static void set(RandomAccess<?> access, int value, long... place) {
		access.setPosition(place);
		if (access.get() instanceof ARGBType colour) colour.set(value);
		else ((RealType<?>) access.get()).setReal(value);
	}

	private static double get(RandomAccess<?> access, long... place) {
		access.setPosition(place);
		return access.get() instanceof ARGBType colour ? colour.get() : ((RealType<?>) access.get()).getRealDouble();
	}

	@Test
	public void what_is_changed_through_the_image_shows_in_the_arrays_and_the_other_way() {
		for (PixelType type : PixelType.values()) {
			Volume volume = volume(type, 2);
			RandomAccess<?> access = volume.img().randomAccess();
			set(access, 77, 2, 1, 3, 1);
			assertEquals(type.name(), 77, ((Number) Array.get(volume.plane(3, 1), 5)).intValue());
			Array.set(volume.plane(1, 0), 4, Array.get(volume.plane(3, 1), 5));
			assertEquals(type.name(), 77, get(access, 1, 1, 1, 0), 0);
		}
	}

	@Test
	public void unsigned_values_stay_so() {
		Volume volume = volume(PixelType.UINT16, 1);
		((short[]) volume.plane(0, 0))[0] = (short) 65535;
		assertEquals(65535, get(volume.img().randomAccess(), 0, 0, 0), 0);
		Volume integers = volume(PixelType.UINT32, 1);
		((int[]) integers.plane(0, 0))[0] = -1;
		assertEquals(4294967295d, get(integers.img().randomAccess(), 0, 0, 0), 0);
	}

	@Test
	public void a_series_has_a_fourth_dimension_and_a_single_volume_has_not() {
		PlanarImg<?, ?> single = volume(PixelType.FLOAT32, 1).img(), several = volume(PixelType.FLOAT32, 5).img();
		assertArrayEquals(new long[] {3, 2, 4}, single.dimensionsAsLongArray());
		assertArrayEquals(new long[] {3, 2, 4, 5}, several.dimensionsAsLongArray());
	}

	@Test
	public void a_volume_gives_its_own_arrays_as_planes() {
		Volume volume = volume(PixelType.INT16, 2);
		PlaneSource source = volume;
		assertSame(volume.plane(3, 1), volume.plane(7));
		assertEquals(8, source.shape().planes());
	}
}
