package sc.fiji.medprep.image;

import java.util.List;

/**
 * An image in patient space, in memory: planes of {@code width * height} voxels, rows one after the other, slice by slice,
 * then volume by volume. The arrays are shared, never copied: whoever changes one changes the volume.
 */
public final class Volume {
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

	public Shape shape() {
		return shape;
	}

	public Values values() {
		return values;
	}

	public Geometry geometry() {
		return geometry;
	}

	/** What tells the volumes apart. */
	public Axis axis() {
		return axis;
	}

	/** The array of slice k of volume v, shared. */
	public Object plane(int k, int v) {
		return planes.get(v * shape.depth() + k);
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
}
