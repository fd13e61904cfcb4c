package sc.fiji.medprep.report;

import static sc.fiji.medprep.report.Html.number;
import static sc.fiji.medprep.report.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws charts as SVG inside of a page, in the colours of its style. Each bar says its number to a pointer and in print. */
final class Svg {
	/** Sizes in pixels of the page. */
	private static final int WIDTH = 920, LABEL = 230, COUNT = 80, BAR = 20, STEP = 28, LEGEND = 26, LETTER = 7, SWATCH = 12, PLOT = 160, TICKS = 22, TOP = 22;
	/** Colours that people tell apart; what comes later is drawn together. */
	private static final int COLOURS = 7, LONGEST_LABEL = 29;
	private static final List<String> NOTHING = List.of("missing", "unknown");

	private final StringBuilder svg = new StringBuilder();

	private Svg(String title, int height) {
		svg.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, height, text(title)));
	}

	private String end() {
		return svg.append("</svg>\n").toString();
	}

	static String of(Block.Bars given) {
		Block.Bars bars = inColours(given);
		Svg svg = new Svg(bars.title(), LEGEND + Math.max(1, bars.bars().size()) * STEP);
		svg.legend(bars.parts());
		long most = Math.max(1, bars.bars().stream().mapToLong(Block.Bar::total).max().orElse(1));
		if (bars.bars().isEmpty()) svg.words(0, LEGEND + 18, "soft", "Nothing to show.");
		for (int i = 0; i < bars.bars().size(); i++) svg.bar(bars, bars.bars().get(i), LEGEND + i * STEP, (double) (WIDTH - LABEL - COUNT) / (bars.shares() ? Math.max(1, bars.bars().get(i).total()) : most));
		return svg.end();
	}

	/** With the parts for which there is no colour added up. */
	private static Block.Bars inColours(Block.Bars bars) {
		List<String> parts = bars.parts();
		boolean grey = !parts.isEmpty() && NOTHING.contains(parts.get(parts.size() - 1));
		int named = parts.size() - (grey ? 1 : 0);
		if (named <= COLOURS) return bars;
		List<String> fewer = new ArrayList<>(parts.subList(0, COLOURS - 1));
		fewer.add("others");
		if (grey) fewer.add(parts.get(named));
		List<Block.Bar> added = new ArrayList<>();
		for (Block.Bar bar : bars.bars()) {
			List<Long> counts = new ArrayList<>(bar.counts().subList(0, COLOURS - 1));
			counts.add(bar.counts().subList(COLOURS - 1, named).stream().mapToLong(Long::longValue).sum());
			if (grey) counts.add(bar.counts().get(named));
			added.add(new Block.Bar(bar.label(), counts));
		}
		return new Block.Bars(bars.title(), fewer, added, bars.shares());
	}

	private static String colour(List<String> parts, int part) {
		return NOTHING.contains(parts.get(part)) ? "none" : "c" + part;
	}

	private void legend(List<String> parts) {
		int x = LABEL;
		for (int part = 0; part < parts.size(); part++) {
			String name = shortened(parts.get(part));
			rectangle(x, 2, SWATCH, SWATCH, colour(parts, part), "");
			words(x + SWATCH + 5, 13, "", name);
			x += SWATCH + 20 + name.length() * LETTER;
		}
	}

	private void bar(Block.Bars bars, Block.Bar bar, int y, double scale) {
		svg.append("<g>");
		words(LABEL - 10, y + 15, "end", shortened(bar.label()));
		double x = LABEL;
		for (int part = 0; part < bar.counts().size(); part++) {
			long count = bar.counts().get(part);
			if (count == 0) continue;
			double width = Math.max(1, count * scale);
			rectangle(x, y, width, BAR, colour(bars.parts(), part), bar.label() + ", " + bars.parts().get(part) + ": " + number(count));
			x += width;
		}
		words(x + 8, y + 15, "soft", bars.shares() && bar.total() > 0 ? Math.round(100.0 * bar.counts().get(0) / bar.total()) + " %" : number(bar.total()));
		svg.append("</g>\n");
	}

	static String of(Block.Histogram histogram) {
		Svg svg = new Svg(histogram.title(), TOP + PLOT + TICKS);
		int count = histogram.counts().size();
		if (count == 0) svg.words(0, TOP, "soft", "No value is there.");
		long most = Math.max(1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
		double step = (double) (WIDTH - COUNT - (histogram.missing() > 0 ? LABEL / 2 : 0)) / Math.max(1, count), left = COUNT / 2.0;
		for (int i = 0; i < count; i++) svg.column(histogram, i, left + i * step, step, most);
		if (count > 0) svg.scale(histogram, left, step);
		if (histogram.missing() > 0) {
			svg.rectangle(WIDTH - LABEL / 2.0 + 10, TOP, SWATCH, SWATCH, "none", "");
			svg.words(WIDTH - LABEL / 2 + SWATCH + 15, TOP + 11, "", number(histogram.missing()) + " missing");
		}
		return svg.end();
	}

	private void column(Block.Histogram histogram, int i, double x, double step, long most) {
		long count = histogram.counts().get(i);
		if (count == 0) return;
		double height = Math.max(1, (double) PLOT * count / most), low = histogram.low() + i * histogram.width();
		rectangle(x + 1, TOP + PLOT - height, Math.max(1, step - 2), height, "c0", number(low) + " to " + number(low + histogram.width()) + ": " + number(count));
		if (step >= 3 * LETTER) words(x + step / 2, TOP + PLOT - height - 5, "middle soft", number(count));
	}

	/** A line, and as many ticks as have room. */
	private void scale(Block.Histogram histogram, double left, double step) {
		int count = histogram.counts().size(), every = Math.max(1, (int) Math.ceil(8 * LETTER / step));
		svg.append(String.format(Locale.ROOT, "<path class=\"line\" d=\"M%.1f %d.5H%.1f\"/>", left, TOP + PLOT, left + count * step));
		for (int i = 0; i <= count; i += every) words(left + i * step, TOP + PLOT + 17, "middle soft", number(histogram.low() + i * histogram.width()));
	}

	private void rectangle(double x, double y, double width, double height, String style, String says) {
		svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">", style, x, y, width, height));
		if (!says.isEmpty()) svg.append("<title>").append(text(says)).append("</title>");
		svg.append("</rect>");
	}

	private void words(double x, double y, String style, String words) {
		svg.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, text(words)));
	}

	private static String shortened(String label) {
		return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
	}
}
