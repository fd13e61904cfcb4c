package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.DisplayRange;

/** Greys of real values. */
final class Shades {
	private Shades() {}

	/** @return 0xRRGGBB; black for what is no number */
	static int grey(double value, DisplayRange range) {
		double part = (value - range.min()) / (range.max() - range.min());
		int level = part > 0 ? part < 1 ? (int) (part * 255 + 0.5) : 255 : 0;
		return level * 0x010101;
	}
}
