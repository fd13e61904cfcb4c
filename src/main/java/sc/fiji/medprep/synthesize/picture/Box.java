package sc.fiji.medprep.synthesize.picture;

/** A rectangle of pixels; x and y are those of its upper left one, counted from 0. */
public record Box(int x, int y, int width, int height) {
	/** The four numbers with commas between them. */
	@Override
	public String toString() {
		return x + "," + y + "," + width + "," + height;
	}
}
