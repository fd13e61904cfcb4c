package sc.fiji.medprep.report;

import static sc.fiji.medprep.report.Html.number;
import static sc.fiji.medprep.report.Html.text;

import java.util.Base64;
import java.util.List;

/** Writes the blocks of sections into a page. */
final class BlockHtml {
	private final StringBuilder page;

	BlockHtml(StringBuilder page) {
		this.page = page;
	}

	void section(Section section) {
		page.append("<h2>").append(text(section.title())).append("</h2>\n");
		section.blocks().forEach(this::block);
	}

	private void block(Block block) {
		if (block instanceof Block.Paragraph paragraph) page.append("<p>").append(text(paragraph.text())).append("</p>\n");
		else if (block instanceof Block.Table table) table(table);
		else if (block instanceof Block.Bars bars) figure(bars.title(), Svg.of(bars));
		else if (block instanceof Block.Histogram histogram) figure(histogram.title(), Svg.of(histogram));
		else if (block instanceof Block.Details details) details(details);
	}

	private void details(Block.Details details) {
		page.append("<details><summary>").append(text(details.summary())).append("</summary>\n");
		details.blocks().forEach(this::block);
		page.append("</details>\n");
	}

	private void figure(String title, String svg) {
		page.append("<figure><figcaption>").append(text(title)).append("</figcaption>\n").append(svg).append("</figure>\n");
	}

	private void table(Block.Table table) {
		boolean[] numbers = new boolean[table.columns().size()];
		for (int column = 0; column < numbers.length; column++) numbers[column] = isOfNumbers(table, column);
		page.append("<div class=\"wrap\"><table>\n<thead><tr>");
		for (int column = 0; column < numbers.length; column++) page.append(numbers[column] ? "<th class=\"number\">" : "<th>").append(text(table.columns().get(column))).append("</th>");
		page.append("</tr></thead>\n<tbody>\n");
		for (List<Block.Cell> row : table.rows()) {
			page.append("<tr>");
			for (int column = 0; column < row.size(); column++) cell(row.get(column), numbers[column]);
			page.append("</tr>\n");
		}
		page.append("</tbody></table></div>\n");
	}

	private static boolean isOfNumbers(Block.Table table, int column) {
		return !table.rows().isEmpty() && table.rows().stream().map(row -> row.get(column)).allMatch(cell -> cell instanceof Block.Text words && words.text().matches("\\d{1,18}"));
	}

	private void cell(Block.Cell cell, boolean number) {
		if (cell instanceof Block.Image image) page.append("<td class=\"picture\">").append(picture(image)).append("</td>");
		else if (cell instanceof Block.Text words && number) page.append("<td class=\"number\">").append(number(Long.parseLong(words.text()))).append("</td>");
		else if (cell instanceof Block.Text words) page.append("<td>").append(text(words.text())).append("</td>");
	}

	/** Inside of the page, so that it needs no other file. */
	private static String picture(Block.Image image) {
		return "<img alt=\"" + text(image.says()) + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(image.png()) + "\">";
	}
}
