package sc.fiji.medprep.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.image.render.Picture;

/** The page and the SARIF of runs with few and many findings; the pages stay in {@code target/report-pages} to be looked at. */
public class ReportPageTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path input;
	private RuleBook book;

	@Before
	public void makeInput() throws IOException {
		input = temporary.newFolder("study").toPath();
		for (int i = 1; i <= 12; i++) Files.writeString(input.resolve("file" + i), "content " + i);
		book = RuleBook.of(ReportPageTest.class);
	}

	private interface Finder {
		List<Finding> of(int item);
	}

	private Path report(String name, Finder finder, Section... sections) throws IOException {
		BatchOptions options = new BatchOptions(input, null, temporary.getRoot().toPath().resolve(name), 2, false);
		Path folder = RunReport.write(new Batch(options).run(item -> Product.seen(finder.of(item.number())), "validate", new TreeMap<>(), Progress.NONE), new TreeMap<>(), List.of(sections), book).folder();
		Path kept = Files.createDirectories(Path.of("target/report-pages"));
		Files.writeString(kept.resolve(name + ".html"), Files.readString(folder.resolve("report.html")));
		return folder;
	}

	private static Finding finding(String rule, Severity severity, String tag) {
		return new Finding(severity, rule, tag, "The attribute is missing; it is of Type 1.");
	}

	private static String page(Path folder) throws IOException {
		return Files.readString(folder.resolve("report.html"));
	}

	@Test
	public void clean_run_says_so_and_has_no_findings() throws Exception {
		String page = page(report("none", item -> List.of()));
		assertTrue(page.contains("complete and clean"));
		assertTrue(page.contains("<h2>Findings</h2>\n<p>None.</p>"));
	}

	@Test
	public void findings_of_a_rule_are_one_row_with_title_section_repair_and_counts() throws Exception {
		String page = page(report("one", item -> item > 3 ? List.of() : List.of(finding("type2.missing", Severity.ERROR, "(0010,0010)"), finding("type2.missing", Severity.ERROR, "(0010,0020)"))));
		assertTrue(page.contains("Attribute of Type 2 is missing<span class=\"fix\">repair type2</span><br><code class=\"soft\">type2.missing</code> <span class=\"soft\">PS3.5 7.4.3</span></span>"
			+ "<span class=\"number\">6</span><span class=\"number\">3</span><span>1, 2, 3</span>"));
		assertTrue(page.contains("<td>Patient's Name<br><code class=\"soft\">(0010,0010)</code></td>"));
	}

	@Test
	public void notes_come_last_and_are_closed_if_there_is_worse() throws Exception {
		String page = page(report("many", item -> {
			List<Finding> findings = new ArrayList<>();
			for (sc.fiji.medprep.report.Rule rule : book.rules()) {
				for (int i = 0; i < 4 && item % 3 != 0; i++) findings.add(finding(rule.id(), rule.severity(), String.format("(0018,%04X)", 0x50 + 0x10 * i)));
			}
			return findings;
		}, sections()));
		int error = page.indexOf("type2.missing"), warning = page.indexOf("value.term"), note = page.indexOf("type1c.unneeded");
		assertTrue(error > 0 && error < warning && warning < note);
		assertTrue(page.contains("<details><summary>64 notes of 2 kinds, which break no rule</summary>"));
	}

	@Test
	public void page_of_very_many_rules_and_attributes_stays_small() throws Exception {
		Path folder = report("thousands", item -> {
			List<Finding> findings = new ArrayList<>();
			for (int i = 0; i < 3000; i++) {
				findings.add(finding("made.up." + i, Severity.WARNING, ""));
				findings.add(finding("type2.missing", Severity.ERROR, String.format("(0018,%04X)", i + (item << 12) & 0xFFFF)));
			}
			return findings;
		});
		assertTrue("characters: " + page(folder).length(), page(folder).length() < 1_000_000);
		assertTrue(page(folder).contains(" more, with fewer items, in <code>findings.csv</code>"));
	}

	@Test
	public void charts_pictures_and_details_stand_in_the_page_itself() throws Exception {
		String page = page(report("sections", item -> List.of(), sections()));
		assertFalse(page.contains("http") || page.contains("<script") || page.contains("url("));
		assertTrue(page.contains("src=\"data:image/png;base64,"));
		assertTrue(page.contains("<title>Maker &lt;B&gt;, F: 30</title>"));
		assertTrue(page.contains("<title>20 to 30: 2</title>"));
		assertTrue(page.contains("2 missing</text>"));
		assertTrue(page.contains("<details><summary>More</summary>\n<p>Words &amp; words.</p>\n</details>"));
	}

	private static Section[] sections() {
		Picture picture = Picture.filled(48, 48, 0x406080);
		picture.fill(8, 8, 20, 20, 0xE0E0E0);
		return new Section[] {
			new Section("Cross tables", new Block.Bars("Sex by manufacturer", List.of("F", "M", "missing"), List.of(Block.Bar.of("Maker A", 120, 80, 3), Block.Bar.of("Maker <B>", 30, 25, 0), Block.Bar.of("A name that is much longer than anything that fits", 0, 1, 0))),
				Block.Histogram.of("Age in years", new double[] {23, 25, 31, 39, 44, 47, 47, 52, 58, 61, 90, Double.NaN, Double.NaN}, 10)),
			new Section("Series", new Block.Table(List.of("", "Series", "Modality", "Images"), List.of(List.of(Block.Image.of(picture, "series 1"), new Block.Text("1"), new Block.Text("CT"), new Block.Text("1234")))),
				new Block.Details("More", List.of(new Block.Paragraph("Words & words.")))) };
	}

	@Test
	public void histogram_has_bars_of_a_round_width_that_hold_every_value() {
		Block.Histogram histogram = Block.Histogram.of("x", new double[] {0.5, 1.5, 3, 3, Double.NaN, Double.POSITIVE_INFINITY}, 6);
		assertEquals(List.of(0.5, 0.5), List.of(histogram.low(), histogram.width()));
		assertEquals(List.of(1L, 0L, 1L, 0L, 0L, 2L), histogram.counts());
		assertEquals(2, histogram.missing());
		for (double[] extreme : new double[][] {{5}, {}, {-1e308, 1e308}, {0, 4e-320}, {1e17, 1e17 + 16}}) assertTrue(Block.Histogram.of("x", extreme, 10).counts().size() <= 12);
	}

	@Test
	public void sarif_has_what_the_schema_requires_and_no_place_but_item_numbers() throws Exception {
		Path folder = report("sarif", item -> List.of(finding("type2.missing", Severity.ERROR, "(0040,A730)[2]>(0010,0010)"), finding("not.in.book", Severity.WARNING, ""), finding("type1c.unneeded", Severity.INFO, "")));
		String text = Files.readString(folder.resolve("findings.sarif"));
		assertFalse(text, text.contains("file1") || text.contains(input.toString()));
		JsonObject log = JsonParser.parseString(text).getAsJsonObject(), run = log.getAsJsonArray("runs").get(0).getAsJsonObject();
		assertEquals("2.1.0", log.get("version").getAsString());
		JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
		assertEquals("MedPrep validate", driver.get("name").getAsString());
		JsonArray rules = driver.getAsJsonArray("rules"), results = run.getAsJsonArray("results");
		assertEquals(book.rules().size(), rules.size());
		assertEquals(36, results.size());
		for (JsonElement element : results) {
			JsonObject result = element.getAsJsonObject();
			assertFalse(result.getAsJsonObject("message").get("text").getAsString().isEmpty());
			if (result.has("ruleIndex")) assertEquals(result.get("ruleId"), rules.get(result.get("ruleIndex").getAsInt()).getAsJsonObject().get("id"));
		}
		JsonObject first = results.get(0).getAsJsonObject();
		assertEquals("error", first.get("level").getAsString());
		assertEquals("item 1/(0040,A730)[2]>(0010,0010)", first.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonArray("logicalLocations").get(0).getAsJsonObject().get("fullyQualifiedName").getAsString());
		assertEquals("note", results.get(2).getAsJsonObject().get("level").getAsString());
	}
}
