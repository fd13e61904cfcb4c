package sc.fiji.medprep.curate.quality;

import java.util.Locale;

/**
 * What is measured of a frame or a volume. Real values are those after Rescale, less -1000 where the unit is HU, so that nothing
 * is 0 in CT as elsewhere, except where something else is said; pixel padding is left out of everything. Three classes of grey are parted by the thresholds of
 * {@link Otsu}; the foreground is all above the lower one. The air is made of squares of 8 pixels that touch, from square to
 * square, the border of the frame and have no foreground in them or beside them.
 */
public enum Measure {
	/** Mean and standard deviation of all pixels in the unit of the image, in HU for CT. */
	MEAN, SD,
	/** Share of the pixels that are foreground. */
	FOREGROUND,
	/** Standard deviation of the noise in real values: median of the absolute Laplacian of the foreground / (6 * 0.6745). */
	NOISE,
	/** The same by its mean over all pixels (Immerkaer, Computer Vision and Image Understanding 64:300, 1996). */
	NOISE_MEAN,
	/** Share of the pixels that lie in squares of 3 x 3 pixels of one value below the foreground: a background that was cut out. */
	FLAT_BACKGROUND,
	/** Share of the pixels that are air; 0 if the background was cut out. */
	AIR,
	/** Median of the air as a real value in the unit of the image, in HU for CT. */
	AIR_LEVEL,
	/** Robust standard deviation of the air: 1.4826 * median absolute deviation. */
	AIR_NOISE,
	/** Median of the foreground / {@link #NOISE}. */
	SNR,
	/**
	 * 0.6551 * mean of the foreground / {@link #AIR_NOISE} (Dietrich et al., J Magn Reson Imaging 26:375, 2007); only for MR whose
	 * air is distributed as of Rayleigh, by its mean / standard deviation of 1.91.
	 */
	SNR_AIR,
	/** Distance of the medians of the two upper classes of grey / {@link #NOISE}. */
	CNR,
	/** Entropy focus criterion (Atkinson et al., IEEE Trans Med Imaging 16:903, 1997), divided by its greatest value as MRIQC does: 0 sharp, 1 even. */
	EFC,
	/** Foreground to background energy ratio: mean square of the foreground / mean square of the air. */
	FBER,
	/** Blur (Crete et al., Proc. SPIE 6492, 2007) with 9 pixels, the greater one of the two directions: 0 sharp, 1 blurred. */
	BLUR,
	/** Smoothness in pixels, mean of the two directions: full width at half maximum of a Gauss curve that would make noise as smooth (Forman et al., Magn Reson Med 33:636, 1995). */
	FWHM,
	/** Entropy of the absolute gradient / its greatest value (McGee et al., J Magn Reson Imaging 12:174, 2000): moving makes it greater. */
	GRADIENT_ENTROPY,
	/** Shares of the pixels that have exactly the least or the greatest value of the frame. */
	CLIPPED_LOW, CLIPPED_HIGH,
	/** Bits of the stored values that are not the same in all pixels. */
	USED_BITS,
	/** Different stored values. */
	GREY_LEVELS,
	/** Shannon entropy of the stored values in bits; 2 to this power is the number of levels that count. */
	ENTROPY,
	/**
	 * Ghosts along phase encoding: mean of the background half a field of view away from the object, less that of the other
	 * background, / median of the object (Giannelli et al., J Appl Clin Med Phys 11:3237, 2010); MR with a known direction.
	 */
	GHOSTING,
	/** Greatest part of a frequency in the profile of rows or columns / median of its neighbours: stripes, as of a spike in k-space. */
	STRIPES,
	/** Volume: slices in which all pixels are the same. */
	BLANK_SLICES,
	/** Volume: how much less two neighbouring slices agree than those around: robust z of the logarithm of 1 - correlation, the greatest. */
	JUMP,
	/** Volume: median of 1 - correlation of neighbours / that of second neighbours; above 1 if even and odd slices lie apart. */
	INTERLEAVED_SHIFT,
	/** Volume: mean of even slices less that of their odd neighbours / mean of all. */
	INTERLEAVED_LEVEL,
	/** Time: mean over time of the root mean square of the difference of voxels from volume to volume, in percent of the median (DVARS, Power et al., NeuroImage 59:2142, 2012), in the foreground of the first volume. */
	DVARS,
	/** Time: median over the foreground of mean over time / standard deviation over time. */
	TSNR,
	/** Time: mean distance in millimetres that the centre of gravity of the foreground moves from volume to volume. */
	DISPLACEMENT;

	private final String key = name().toLowerCase(Locale.ROOT);

	/** Its name in files: lower case, words joined by underscores. Never changes. */
	public String key() {
		return key;
	}

	/** Whether it is of a volume or of several, not of a frame. */
	public boolean isOfVolume() {
		return ordinal() >= BLANK_SLICES.ordinal();
	}
}
