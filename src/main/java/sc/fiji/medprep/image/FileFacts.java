package sc.fiji.medprep.image;

import sc.fiji.medprep.image.codec.NativePixels;

/**
 * What is kept of a file. A class and not a record, because many frames share one and are told apart by it.
 */
final class FileFacts {
	final DicomSource source;
	final SeriesKey series;
	final String description;
	final String sopClass;
	final String sopInstance;
	/** Instance Number, 0 if there is none. */
	final int instance;
	final int frames;
	/** Null if the header is needed to read the pixels. */
	final NativePixels pixels;

	FileFacts(DicomSource source, SeriesKey series, String description, String sopClass, String sopInstance, int instance, int frames, NativePixels pixels) {
		this.source = source;
		this.series = series;
		this.description = description;
		this.sopClass = sopClass;
		this.sopInstance = sopInstance;
		this.instance = instance;
		this.frames = frames;
		this.pixels = pixels;
	}

	int number() {
		return source.number();
	}
}
