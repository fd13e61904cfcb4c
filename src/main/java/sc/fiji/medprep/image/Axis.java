package sc.fiji.medprep.image;

import java.util.Objects;

/**
 * The fourth axis of an image: what tells its volumes apart.
 *
 * @param values of each volume, in the unit of the kind; empty if unknown
 * @param gradients of each volume, for {@link Kind#DIFFUSION}: unit vectors in patient coordinates (LPS), zeros where the
 *            b-value is zero or the direction is unknown; else empty
 */
public record Axis(Kind kind, double[] values, double[][] gradients) {
	/** What changes from volume to volume. */
	public enum Kind {
		/** One volume only. */
		NONE(""), TIME("s"), DIFFUSION("s/mm2"),
		/** Samples of a colour or of several measured quantities that do not fit {@link PixelType#RGB}. */
		CHANNEL(""),
		/** Something else that the files tell apart. */
		OTHER("");

		private final String unit;

		Kind(String unit) {
			this.unit = unit;
		}

		public String unit() {
			return unit;
		}
	}

	public static final Axis NONE = new Axis(Kind.NONE, new double[0], new double[0][]);

	public Axis {
		Objects.requireNonNull(kind);
	}

	public static Axis of(Kind kind, double... values) {
		return new Axis(kind, values, new double[0][]);
	}
}
