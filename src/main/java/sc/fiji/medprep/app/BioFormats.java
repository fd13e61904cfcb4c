package sc.fiji.medprep.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

import ij.IJ;
import ij.ImagePlus;

/**
 * Opens images through Bio-Formats where Fiji has it, with and without windows. MedPrep does not depend on it: its classes
 * are looked up by name when they are needed.
 */
public final class BioFormats {
	private static final String OPTIONS = "loci.plugins.in.ImporterOptions", IMPORTER = "loci.plugins.BF";

	private BioFormats() {}

	/** Whether it can be asked. */
	public static boolean isInstalled() {
		try {
			Class.forName(IMPORTER, false, IJ.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError e) {
			return false;
		}
	}

	/**
	 * The images of a file, of which some formats have several. Nothing is asked, shown or looked for in the network.
	 *
	 * @throws IOException if Bio-Formats is not installed or cannot read the file; one sentence without its name
	 */
	public static ImagePlus[] open(Path file) throws IOException {
		return open(file, IJ.getClassLoader());
	}

	static ImagePlus[] open(Path file, ClassLoader loader) throws IOException {
		ImagePlus[] images;
		try {
			Class<?> type = Class.forName(OPTIONS, true, loader);
			Object options = type.getConstructor().newInstance();
			type.getMethod("setId", String.class).invoke(options, file.toAbsolutePath().toString());
			for (String quiet : new String[] {"setQuiet", "setWindowless"}) type.getMethod(quiet, boolean.class).invoke(options, true);
			type.getMethod("setUpgradeCheck", boolean.class).invoke(options, false);
			images = (ImagePlus[]) Class.forName(IMPORTER, true, loader).getMethod("openImagePlus", type).invoke(null, options);
		}
		catch (ClassNotFoundException e) {
			throw new IOException("MedPrep itself does not read files of this kind, and Bio-Formats, which may, is not installed; use Fiji, or add Bio-Formats with Help > Update...");
		}
		catch (InvocationTargetException e) {
			// its message may hold the path
			if (e.getCause() instanceof OutOfMemoryError memory) throw memory;
			if (e.getCause() instanceof LinkageError) throw incomplete();
			throw new IOException("Bio-Formats cannot read the file; it is of an unknown kind or damaged.");
		}
		catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
			throw incomplete();
		}
		if (images == null || images.length == 0) throw new IOException("Bio-Formats finds no image in the file.");
		return images;
	}

	private static IOException incomplete() {
		return new IOException("The installed Bio-Formats is incomplete or of a version that MedPrep does not know; update it with Help > Update...");
	}
}
