package sc.fiji.medprep.image;

/**
 * From the stored value to the real one: {@code real = slope * stored + intercept} (PS3.3 C.7.6.16.2.9). The stored value is
 * that of the file, before {@link PixelType#offset} is added.
 */
public record Rescale(double slope, double intercept) {
	public static final Rescale NONE = new Rescale(1, 0);

	public double real(double stored) {
		return slope * stored + intercept;
	}
}
