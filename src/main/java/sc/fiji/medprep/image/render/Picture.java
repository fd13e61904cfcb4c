package sc.fiji.medprep.image.render;

import java.util.Arrays;

/**
 * A picture in colours. The array is shared, never copied.
 *
 * @param rgb 0xRRGGBB per pixel, rows from the top; the highest byte says nothing
 */
public record Picture(int width, int height, int[] rgb) {
	public Picture {
		if (width < 1 || height < 1 || rgb.length != (long) width * height) throw new IllegalArgumentException("A picture needs as many pixels as its size says.");
	}

	/** A picture of one colour. */
	public static Picture filled(int width, int height, int rgb) {
		int[] pixels = new int[Math.multiplyExact(width, height)];
		Arrays.fill(pixels, rgb);
		return new Picture(width, height, pixels);
	}

	/** Draws another picture into this one; what does not fit is cut off. */
	public void draw(Picture other, int left, int top) {
		int from = Math.max(0, -left), to = Math.min(other.width, width - left);
		for (int y = Math.max(0, -top); y < Math.min(other.height, height - top) && from < to; y++) {
			System.arraycopy(other.rgb, y * other.width + from, rgb, (y + top) * width + left + from, to - from);
		}
	}

	/** Fills a rectangle; what does not fit is cut off. */
	public void fill(int left, int top, int columns, int rows, int color) {
		int from = Math.max(0, left), to = Math.min(width, left + columns);
		for (int y = Math.max(0, top); y < Math.min(height, top + rows) && from < to; y++) Arrays.fill(rgb, y * width + from, y * width + to, color);
	}

	/** Writes capital letters and digits with a dark rim, which is seen on any ground; {@code dot} pixels per dot of the font. */
	public void write(String text, int left, int top, int dot, int color) {
		letters(text, left, top, dot, 0, 1);
		letters(text, left, top, dot, color, 0);
	}

	private void letters(String text, int left, int top, int dot, int color, int rim) {
		for (int n = 0; n < text.length(); n++) {
			for (int y = 0; y < BitmapFont.HEIGHT; y++) {
				for (int x = 0; x < BitmapFont.WIDTH; x++) {
					int at = left + (n * BitmapFont.ADVANCE + x) * dot;
					if (BitmapFont.isSet(text.charAt(n), x, y)) fill(at - rim, top + y * dot - rim, dot + 2 * rim, dot + 2 * rim, color);
				}
			}
		}
	}
}
