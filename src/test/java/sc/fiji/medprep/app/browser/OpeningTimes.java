package sc.fiji.medprep.app.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import ij.ImagePlus;
import ij.plugin.FolderOpener;
import sc.fiji.medprep.batch.Progress;

/**
 * Opens a CT series by turns with ImageJ's own importer of image sequences and with the suite, from the folder to the stack. Prints the
 * first opening of each, and the median of the rounds after those in which Java still compiles, as JMH counts. Argument: the folder.
 * The heap is collected before each opening; with one that is not there from the start (-Xms2g) mostly the pages of the operating
 * system are timed.
 */
public final class OpeningTimes {
	private static final int WARM_UP = 15, ROUNDS = 21;

	private OpeningTimes() {}

	public static void main(String... arguments) throws IOException {
		Path folder = Path.of(arguments[0]);
		double[] theirs = new double[ROUNDS], ours = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			System.gc();
			long start = System.nanoTime();
			ImagePlus imported = FolderOpener.open(folder.toString());
			double imageJ = (System.nanoTime() - start) / 1e6;
			System.gc();
			start = System.nanoTime();
			int threads = Runtime.getRuntime().availableProcessors();
			ImagePlus opened = FolderScan.of(folder, threads, Progress.NONE).named("").get(0).open(threads);
			double medPrep = (System.nanoTime() - start) / 1e6;
			if (round == -WARM_UP) {
				compare(imported, opened);
				print("first", imageJ, medPrep);
			}
			if (round < 0) continue;
			theirs[round] = imageJ;
			ours[round] = medPrep;
		}
		Arrays.sort(theirs);
		Arrays.sort(ours);
		print("median", theirs[ROUNDS / 2], ours[ROUNDS / 2]);
	}

	private static void print(String what, double imageJ, double medPrep) {
		System.out.printf(Locale.ROOT, "%-7s imagej %.0f ms  medprep %.0f ms  MedPrep is %.2fx%n", what, imageJ, medPrep, imageJ / medPrep);
	}

	private static void compare(ImagePlus theirs, ImagePlus ours) {
		if (theirs.getStackSize() != ours.getStackSize()) throw new IllegalStateException("The stacks differ in size");
		for (int slice : new int[] {1, ours.getStackSize()}) {
			theirs.setSlice(slice);
			ours.setSlice(slice);
			for (int at = 0; at < ours.getWidth(); at++) {
				double a = theirs.getCalibration().getCValue(theirs.getProcessor().get(at, at)), b = ours.getCalibration().getCValue(ours.getProcessor().get(at, at));
				if (Math.abs(a - b) > 1e-6) throw new IllegalStateException("The values differ");
			}
		}
	}
}
