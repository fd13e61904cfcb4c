package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;

/**
 * For benchmarks: converts the same input again and again in one process and prints the milliseconds of each, but the first ones
 * while Java still compiles. Arguments: input, output to be numbered, rounds.
 */
public final class WarmConversion {
	private static final int WARM_UP = 10;

	private WarmConversion() {}

	public static void main(String... arguments) throws IOException {
		int rounds = Integer.parseInt(arguments[2]);
		for (int round = -WARM_UP; round < rounds; round++) {
			long start = System.nanoTime();
			BatchOptions batch = new BatchOptions(Path.of(arguments[0]), Path.of(arguments[1] + round), null, 0, false);
			new Converter(new ConvertOptions(batch, ConvertOptions.Layout.FLAT, ConvertOptions.OnFinding.REFUSE, ConvertOptions.Tilt.KEEP, false, null)).run(Progress.NONE);
			if (round >= 0) System.out.println((System.nanoTime() - start) / 1_000_000);
		}
	}
}
