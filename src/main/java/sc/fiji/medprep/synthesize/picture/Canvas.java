package sc.fiji.medprep.synthesize.picture;

import java.util.Arrays;

import sc.fiji.medprep.image.render.BitmapFont;

/** A picture with one or more samples per pixel, row by row, the samples of a pixel beside each other. */
public final class Canvas {
	public final int width, height, channels;
	/** Samples, to be written by whoever draws. */
	public final int[] samples;

	public Canvas(int width, int height, int channels) {
		this.width = width;
		this.height = height;
		this.channels = channels;
		samples = new int[width * height * channels];
	}

	/** Sets all samples. */
	public Canvas fill(int value) {
		Arrays.fill(samples, value);
		return this;
	}

	/** Sets a pixel; nothing happens outside. */
	public void set(int x, int y, int... color) {
		if (x < 0 || y < 0 || x >= width || y >= height) return;
		for (int c = 0; c < channels; c++) samples[(y * width + x) * channels + c] = color[Math.min(c, color.length - 1)];
	}

	/** Fills a rectangle. */
	public void rectangle(Box box, int... color) {
		for (int y = box.y(); y < box.y() + box.height(); y++) {
			for (int x = box.x(); x < box.x() + box.width(); x++) set(x, y, color);
		}
	}

	/** Adds what X-rays show of a solid ellipsoid: most in the middle, nothing at the rim. */
	public void solid(double centerX, double centerY, double radiusX, double radiusY, int most) {
		for (int y = Math.max(0, (int) (centerY - radiusY)); y < Math.min(height, centerY + radiusY); y++) {
			for (int x = Math.max(0, (int) (centerX - radiusX)); x < Math.min(width, centerX + radiusX); x++) {
				double dx = (x - centerX) / radiusX, dy = (y - centerY) / radiusY, inside = 1 - dx * dx - dy * dy;
				if (inside <= 0) continue;
				int add = (int) Math.round(most * Math.sqrt(inside));
				for (int c = 0; c < channels; c++) samples[(y * width + x) * channels + c] += add;
			}
		}
	}

	/** Adds noise of at most the given size, the same for the same seed, and keeps the samples within a range. */
	public void noise(long seed, int size, int least, int most) {
		long state = seed;
		for (int i = 0; i < samples.length; i++) {
			state = state * 6364136223846793005L + 1442695040888963407L;
			int noise = size == 0 ? 0 : (int) Math.floorMod(state >>> 33, 2L * size + 1) - size;
			samples[i] = Math.max(least, Math.min(most, samples[i] + noise));
		}
	}

	/** The box that text takes. */
	public static Box box(int x, int y, int scale, String text) {
		return new Box(x, y, text.length() * BitmapFont.ADVANCE * scale, BitmapFont.HEIGHT * scale);
	}

	/**
	 * Writes text.
	 *
	 * @param scale side of a dot of the font in pixels
	 * @return what it covers
	 */
	public Box text(int x, int y, int scale, String text, int... color) {
		for (int i = 0; i < text.length(); i++) {
			for (int row = 0; row < BitmapFont.HEIGHT; row++) {
				for (int column = 0; column < BitmapFont.WIDTH; column++) {
					if (!BitmapFont.isSet(text.charAt(i), column, row)) continue;
					rectangle(new Box(x + (i * BitmapFont.ADVANCE + column) * scale, y + row * scale, scale, scale), color);
				}
			}
		}
		return box(x, y, scale, text);
	}
}
