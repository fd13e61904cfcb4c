package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.curate.quality.Measure;
import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.Section;

/** What the report says of the quality of images: how the measures of volumes are spread in each modality. */
final class QualityOverview {
	/** A measure in the words of those who look at images. */
	private record Shown(Measure measure, String words) {}

	/** What a reader understands without a book; all measures stand in the index. */
	private static final List<Shown> SHOWN = List.of(new Shown(Measure.SNR, "Signal / noise"), new Shown(Measure.CNR, "Contrast / noise"), new Shown(Measure.NOISE, "Noise, in the unit of the image"),
		new Shown(Measure.BLUR, "Blur, 0 sharp to 1 blurred"), new Shown(Measure.EFC, "Entropy focus criterion, 0 sharp to 1 even"), new Shown(Measure.CLIPPED_HIGH, "Share of pixels with the greatest value"),
		new Shown(Measure.FLAT_BACKGROUND, "Share of pixels in a background that was cut out"), new Shown(Measure.USED_BITS, "Bits in use"), new Shown(Measure.GHOSTING, "Ghosts along phase encoding"),
		new Shown(Measure.TSNR, "Signal / noise over time"));
	private static final int MOST_MODALITIES = 6, BARS = 24;

	private final Index index;
	private final ShownValues shown;

	QualityOverview(Index index, ShownValues shown) {
		this.index = index;
		this.shown = shown;
	}

	Section section() throws IOException {
		List<Block> blocks = new ArrayList<>();
		blocks.add(new Block.Paragraph("Measured in volumes, by modality. A volume that is far from others of the same scanner model and protocol is a finding (set.quality.outlier); what is wrong by itself has other rules that begin with set.quality."));
		List<String> modalities = new ArrayList<>();
		index.each("SELECT r.Modality, count(*) FROM quality q JOIN file f ON f.id = q.file JOIN series r ON r.id = f.series GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", row -> modalities.add(row.getString(1)), MOST_MODALITIES);
		if (modalities.isEmpty()) blocks.set(0, new Block.Paragraph("No image could be measured."));
		for (String modality : modalities) {
			String name = modality.isEmpty() ? "no modality" : shown.of(modality);
			blocks.add(Block.Histogram.of("Signal / noise of volumes, " + name, values(Measure.SNR, modality), BARS));
			blocks.add(new Block.Details("Measures of " + name, List.of(table(modality))));
		}
		return new Section("Image quality", blocks);
	}

	private Block table(String modality) throws IOException {
		List<List<String>> rows = new ArrayList<>();
		for (Shown measure : SHOWN) {
			double[] values = values(measure.measure, modality);
			Arrays.sort(values);
			if (values.length == 0) continue;
			rows.add(List.of(measure.words, String.valueOf(values.length), at(values, 0), at(values, 0.05), at(values, 0.5), at(values, 0.95), at(values, 1)));
		}
		return Block.Table.ofText(List.of("Measure", "Volumes", "Least", "5 %", "Median", "95 %", "Greatest"), rows);
	}

	private double[] values(Measure measure, String modality) throws IOException {
		List<Double> values = new ArrayList<>();
		index.each("SELECT q." + measure.key() + " FROM quality q JOIN file f ON f.id = q.file JOIN series r ON r.id = f.series WHERE r.Modality = ? AND q." + measure.key() + " IS NOT NULL", row -> values.add(row.getDouble(1)), modality);
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** @param sorted not empty */
	private static String at(double[] sorted, double share) {
		return String.format(Locale.ROOT, "%.3g", sorted[(int) Math.round(share * (sorted.length - 1))]);
	}
}
