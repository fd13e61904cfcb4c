package sc.fiji.medprep.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import sc.fiji.medprep.image.render.Picture;
import sc.fiji.medprep.image.render.Png;

/** A part of a {@link Section}. All text is plain and must be safe to hand on; the page escapes it. */
public sealed interface Block {
	/** Some sentences. */
	record Paragraph(String text) implements Block {}

	/**
	 * A table.
	 *
	 * @param columns headings
	 * @param rows each with as many cells as there are headings
	 */
	record Table(List<String> columns, List<List<Cell>> rows) implements Block {
		public Table {
			columns = List.copyOf(columns);
			rows = List.copyOf(rows);
		}

		/** A table of words; a column of whole numbers stands to the right. */
		public static Table ofText(List<String> columns, List<List<String>> rows) {
			List<List<Cell>> cells = new ArrayList<>(rows.size());
			for (List<String> row : rows) cells.add(row.stream().<Cell>map(Text::new).toList());
			return new Table(columns, cells);
		}
	}

	/** What stands in a table. */
	sealed interface Cell permits Text, Image {}

	/** Words, or a whole number without separators. */
	record Text(String text) implements Cell {}

	/**
	 * A small picture.
	 *
	 * @param png a file in that format
	 * @param says what it shows, for those who do not see it
	 */
	record Image(byte[] png, String says) implements Cell {
		public static Image of(Picture picture, String says) {
			ByteArrayOutputStream png = new ByteArrayOutputStream();
			try {
				Png.write(picture, png);
			}
			catch (IOException e) {
				throw new IllegalStateException("Bytes in memory cannot fail", e);
			}
			return new Image(png.toByteArray(), says);
		}
	}

	/**
	 * Horizontal bars, each divided into the same parts.
	 *
	 * @param title what is counted
	 * @param parts what the segments are called, the last "missing" or "unknown" if there is such a one: it is drawn grey
	 * @param bars from the top
	 * @param shares whether each bar has the full length, so that its segments are shares of it
	 */
	record Bars(String title, List<String> parts, List<Bar> bars, boolean shares) implements Block {
		public Bars(String title, List<String> parts, List<Bar> bars) {
			this(title, parts, bars, false);
		}

		public Bars {
			parts = List.copyOf(parts);
			bars = List.copyOf(bars);
		}
	}

	/** A bar with a count for each part. */
	record Bar(String label, List<Long> counts) {
		public static Bar of(String label, long... counts) {
			return new Bar(label, Arrays.stream(counts).boxed().toList());
		}

		long total() {
			return counts.stream().mapToLong(Long::longValue).sum();
		}
	}

	/**
	 * Vertical bars over a scale.
	 *
	 * @param title what is counted, with its unit
	 * @param low where the first bar begins
	 * @param width of a bar on the scale, more than 0
	 * @param counts a bar each
	 * @param missing how many have no value
	 */
	record Histogram(String title, double low, double width, List<Long> counts, long missing) implements Block {
		public Histogram {
			counts = List.copyOf(counts);
		}

		/**
		 * Counts values in bars of a round width, at most {@code most} of them.
		 *
		 * @param values not a number counts as missing
		 */
		public static Histogram of(String title, double[] values, int most) {
			double[] there = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
			long missing = values.length - there.length;
			if (there.length == 0) return new Histogram(title, 0, 1, List.of(), missing);
			double width = roundWidth((there[there.length - 1] - there[0]) / Math.max(1, most - 1)), low = Math.floor(there[0] / width) * width;
			List<Long> counts = new ArrayList<>(Collections.nCopies((int) Math.floor((there[there.length - 1] - low) / width) + 1, 0L));
			for (double value : there) {
				int bar = (int) Math.min(counts.size() - 1, Math.floor((value - low) / width));
				counts.set(bar, counts.get(bar) + 1);
			}
			return new Histogram(title, low, width, counts, missing);
		}

		/** The next of 1, 2, 5, 10, 20 ... and their fractions. */
		private static double roundWidth(double least) {
			if (!(least > Float.MIN_NORMAL)) return 1;
			double power = Math.pow(10, Math.floor(Math.log10(least)));
			for (int step : new int[] {1, 2, 5}) if (step * power >= least * (1 - 1e-9)) return step * power;
			return 10 * power;
		}
	}

	/** What is shown when somebody opens it. */
	record Details(String summary, List<Block> blocks) implements Block {
		public Details {
			blocks = List.copyOf(blocks);
		}
	}
}
