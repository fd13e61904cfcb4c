package sc.fiji.medprep.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * An image in patient space, in memory: planes of {@code width * height} voxels, rows one after the other, slice by slice,
 * then volume by volume. The arrays are shared, never copied: whoever changes one changes the volume.
 */
public final class Volume implements PlaneSource {
	/** Numbers of voxels along i, j, k and of volumes. */
	public record Shape(int width, int height, int depth, int count) {
		public int planes() {
			return depth * count;
		}
	}

	/** What is known about the values.
	 *
	 * @param rescales one per plane, or a single one for all
	 * @param unit of the real values as UCUM or the file writes it ("[hnsf'U]" is written "HU"); empty if unknown
	 * @param windowCenter and width in real values; NaN if none is known
	 */
	public record Values(PixelType type, List<Rescale> rescales, String unit, double windowCenter, double windowWidth) {
		public Values {
			rescales = List.copyOf(rescales);
		}

		public static Values of(PixelType type) {
			return new Values(type, List.of(Rescale.NONE), "", Double.NaN, Double.NaN);
		}

		public Rescale rescale(int plane) {
			return rescales.size() == 1 ? rescales.get(0) : rescales.get(plane);
		}

		/** Whether one rescale holds for all planes. */
		public boolean isUniform() {
			return rescales.stream().distinct().count() == 1;
		}
	}

	private final Shape shape;
	private final Values values;
	private final Geometry geometry;
	private final Axis axis;
	private final List<Object> planes;
	private final List<SliceSource> sources;
	private final List<SeriesFinding> findings;

	/**
	 * @param planes primitive arrays as {@link PixelType#newPlane} makes them; plane k of volume v stands at {@code v * depth + k}
	 * @param sources one per plane, or none
	 */
	public Volume(Shape shape, Values values, Geometry geometry, Axis axis, List<Object> planes, List<SliceSource> sources, List<SeriesFinding> findings) {
		if (planes.size() != shape.planes() || !sources.isEmpty() && sources.size() != shape.planes()) throw new IllegalArgumentException("As many planes and sources are needed as the shape says");
		this.shape = shape;
		this.values = values;
		this.geometry = geometry;
		this.axis = axis;
		this.planes = List.copyOf(planes);
		this.sources = List.copyOf(sources);
		this.findings = List.copyOf(findings);
	}

	@Override
	public Shape shape() {
		return shape;
	}

	@Override
	public Values values() {
		return values;
	}

	@Override
	public Geometry geometry() {
		return geometry;
	}

	/** What tells the volumes apart. */
	@Override
	public Axis axis() {
		return axis;
	}

	/** The array of slice k of volume v, shared. */
	public Object plane(int k, int v) {
		return planes.get(v * shape.depth() + k);
	}

	/** The array of a plane, shared; it stands at {@code v * depth + k}. */
	@Override
	public Object plane(int index) {
		return planes.get(index);
	}

	/** All arrays, shared: plane k of volume v stands at {@code v * depth + k}. */
	public List<Object> planes() {
		return planes;
	}

	/** Where each plane came from; empty if that is not known. */
	public List<SliceSource> sources() {
		return sources;
	}

	public List<SeriesFinding> findings() {
		return findings;
	}

	/**
	 * The same voxels as an image of ImgLib2, not copied: columns, rows, slices and, if there are several, volumes. Its values
	 * are those in memory: of signed types of 8 and 16 bits they have the {@link PixelType#offset}.
	 *
	 * @return with UnsignedByteType, UnsignedShortType, UnsignedIntType, IntType, FloatType, DoubleType or ARGBType
	 */
	public PlanarImg<?, ?> img() {
		return switch (values.type()) {
			case UINT8, INT8 -> img(new UnsignedByteType(), plane -> new ByteArray((byte[]) plane));
			case UINT16, INT16 -> img(new UnsignedShortType(), plane -> new ShortArray((short[]) plane));
			case UINT32 -> img(new UnsignedIntType(), plane -> new IntArray((int[]) plane));
			case INT32 -> img(new IntType(), plane -> new IntArray((int[]) plane));
			case FLOAT32 -> img(new FloatType(), plane -> new FloatArray((float[]) plane));
			case FLOAT64 -> img(new DoubleType(), plane -> new DoubleArray((double[]) plane));
			case RGB -> img(new ARGBType(), plane -> new IntArray((int[]) plane));
		};
	}

	@SuppressWarnings("unchecked")
	private <T extends NativeType<T>, A extends ArrayDataAccess<A>> PlanarImg<T, A> img(T type, Function<Object, A> access) {
		long[] size = {shape.width(), shape.height(), shape.depth(), shape.count()};
		PlanarImg<T, A> img = new PlanarImg<>(planes.stream().map(access).toList(), shape.count() > 1 ? size : Arrays.copyOf(size, 3), type.getEntitiesPerPixel());
		img.setLinkedType(((NativeTypeFactory<T, A>) type.getNativeTypeFactory()).createLinkedType(img));
		return img;
	}
}
