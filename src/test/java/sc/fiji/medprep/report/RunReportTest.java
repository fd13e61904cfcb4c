package sc.fiji.medprep.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.batch.Severity;

public class RunReportTest {
	private static final SortedMap<String, String> SETTINGS = new TreeMap<>(Map.of("pixel_risk", "flag"));
	private static final SortedMap<String, String> TABLES = new TreeMap<>(Map.of("profile", "PS3.15 2026b"));

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path folder;
	private BatchOptions options;

	@Before
	public void makeInput() throws IOException {
		folder = temporary.getRoot().toPath();
		Files.createDirectories(folder.resolve("DOE^JOHN"));
		for (int i = 1; i <= 4; i++) Files.writeString(folder.resolve("DOE^JOHN/DOE^JOHN-" + i), "content " + i);
		options = new BatchOptions(folder.resolve("DOE^JOHN"), folder.resolve("out"), null, 2, false);
	}

	private static Product step(Item item) throws IOException {
		return switch (item.number()) {
			case 1 -> throw new IOException("A \"quoted\" reason, with <b>marks</b> & a comma.");
			case 2 -> Product.done("a/2", out -> item.source().transferTo(0, item.source().length(), out),
				List.of(new Finding(Severity.WARNING, "text", "(0028,0301)", "The image may hold text.")));
			default -> Product.done("a/3", out -> out.write(ByteBuffer.wrap("same".getBytes())), List.of());
		};
	}

	private RunReport run() throws Exception {
		return RunReport.write(new Batch(options).run(RunReportTest::step, "deidentify", SETTINGS, Progress.NONE), TABLES, List.of(new Section("What was <done>", new Block.Paragraph("A & B."), Block.Table.ofText(List.of("Attribute", "Number"), List.of(List.of("(0010,0010)", "1234"))))));
	}

	@Test
	public void the_tables_have_the_columns_and_words_that_are_promised() throws Exception {
		run();
		List<String> items = Files.readAllLines(folder.resolve("out-report/items.csv"));
		String hash = "[0-9a-f]{64}";
		assertEquals("item,outcome,reason,output,sha256_in,sha256_out", items.get(0));
		assertTrue(items.get(1), items.get(1).matches("1,refused,\"A \"\"quoted\"\" reason, with <b>marks</b> & a comma.\",," + hash + ","));
		assertTrue(items.get(2), items.get(2).matches("2,done,,a/2,(" + hash + "),\\1"));
		assertTrue(items.get(3), items.get(3).matches("3,done,,a/3," + hash + "," + hash));
		assertTrue(items.get(4), items.get(4).matches("4,skipped,Same content as item 3.,a/3," + hash + "," + hash));
		assertEquals("item,severity,rule,tag,message\n2,warning,text,\"(0028,0301)\",The image may hold text.\n",
			Files.readString(folder.resolve("out-report/findings.csv")));
	}

	@Test
	public void the_run_record_has_the_members_of_its_version_1_fixture() throws Exception {
		JsonObject written = JsonParser.parseString(run().json()).getAsJsonObject(), fixture;
		assertEquals(Files.readString(folder.resolve("out-report/run.json")), run().json());
		try (var in = getClass().getResourceAsStream("run-1.json")) {
			fixture = JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8)).getAsJsonObject();
		}
		assertEquals(fixture.keySet(), written.keySet());
		for (String name : List.of("format", "version", "command", "settings", "tables", "status", "items", "outcomes", "findings", "internal_errors", "ignored", "exit"))
			assertEquals(name, fixture.get(name), written.get(name));
		assertEquals(RunReport.VERSION, fixture.get("version").getAsInt());
	}

	@Test
	public void no_input_path_leaves_the_private_folder() throws Exception {
		String said = run().summaryText();
		assertFalse(said, said.contains("DOE"));
		try (Stream<Path> files = Stream.concat(Files.walk(folder.resolve("out")), Files.walk(folder.resolve("out-report")))) {
			for (Path file : files.toList()) {
				assertFalse(folder.relativize(file).toString().contains("DOE"));
				if (!Files.isRegularFile(file)) continue;
				String text = Files.readString(file);
				assertFalse(file + " " + text, text.contains("DOE") || text.contains(folder.toString()));
			}
		}
	}

	@Test
	public void a_report_that_cannot_be_written_is_said_without_a_path_and_written_by_the_next_run() throws Exception {
		BatchResult result = new Batch(options).run(RunReportTest::step, "deidentify", SETTINGS, Progress.NONE);
		Path inTheWay = Files.createDirectories(folder.resolve("out-report/items.csv/x"));
		String said = assertThrows(OutputException.class, () -> RunReport.write(result, TABLES, List.of())).getMessage();
		assertTrue(said, said.startsWith("The report cannot be written; make room"));
		assertFalse(said, said.contains(folder.toString()));
		try (Stream<Path> files = Files.list(folder.resolve("out-report"))) {
			assertEquals(List.of(inTheWay.getParent()), files.toList());
		}
		Files.delete(inTheWay);
		Files.delete(inTheWay.getParent());
		run();
		assertEquals(4, Files.list(folder.resolve("out-report")).count());
	}

	@Test
	public void links_that_were_passed_over_are_a_warning_in_the_summary() throws Exception {
		Files.createSymbolicLink(options.input().resolve("x"), folder);
		String said = run().summaryText();
		assertTrue(said, said.contains("  warning   links to folders or special files passed over: 1;"));
	}

	@Test
	public void the_page_is_self_contained_and_escapes_what_it_shows() throws Exception {
		run();
		String page = Files.readString(folder.resolve("out-report/report.html"));
		assertTrue(page.contains("A &quot;quoted&quot; reason, with &lt;b&gt;marks&lt;/b&gt; &amp; a comma."));
		assertFalse(page.contains("http:") || page.contains("https:") || page.contains("<script") || page.contains("src="));
		assertTrue(page.contains("1 item was refused"));
		assertTrue(page.contains("PS3.15 2026b") && page.contains("pixel_risk"));
	}

	@Test
	public void only_the_four_files_are_there_and_none_is_half_written() throws Exception {
		run();
		try (Stream<Path> files = Files.list(folder.resolve("out-report"))) {
			assertEquals(new TreeSet<>(List.of("run.json", "items.csv", "findings.csv", "report.html")),
				new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
		}
	}

	@Test
	public void the_report_of_a_completed_run_is_the_same_when_it_is_started_again() throws Exception {
		run();
		String before = contents();
		run();
		assertEquals(before, contents());
	}

	@Test
	public void a_run_resumed_after_being_canceled_gives_the_tables_of_one_that_was_not() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		BatchResult canceled = new Batch(options).run(item -> {
			asked.incrementAndGet();
			return step(item);
		}, "deidentify", SETTINGS, new Progress() {
			@Override
			public void update(long done, long total) {
				// not watched
			}

			@Override
			public boolean isCanceled() {
				return asked.get() > 0;
			}
		});
		RunReport.write(canceled, TABLES, List.of());
		run();
		String resumed = Files.readString(folder.resolve("out-report/items.csv")) + Files.readString(folder.resolve("out-report/findings.csv"));
		options = new BatchOptions(options.input(), folder.resolve("whole"), null, 1, false);
		run();
		assertEquals(Files.readString(folder.resolve("whole-report/items.csv")) + Files.readString(folder.resolve("whole-report/findings.csv")), resumed);
	}

	@Test
	public void many_refusals_are_grouped_and_capped() throws Exception {
		for (int i = 5; i <= 400; i++) Files.writeString(folder.resolve("DOE^JOHN/x" + i), "x");
		BatchResult result = new Batch(options).run(item -> {
			throw new IOException(item.number() % 2 == 0 ? "The same." : "Reason " + item.number() + ".");
		}, "deidentify", SETTINGS, Progress.NONE);
		String said = RunReport.write(result, TABLES, List.of()).summaryText();
		assertTrue(said, said.contains("refused   item 2 and 199 more: The same."));
		assertTrue(said, said.lines().count() < 20);
		String page = Files.readString(folder.resolve("out-report/report.html"));
		assertTrue(page.contains("<td>2, 4, 6, 8, 10, 12, 14, 16, …</td>"));
		assertTrue(page.contains("1 item more, refused for other reasons"));
	}

	@Test
	public void findings_are_counted_for_each_attribute_and_no_rule_is_left_out() throws Exception {
		BatchResult result = new Batch(options).run(item -> {
			List<Finding> findings = new ArrayList<>();
			if (item.number() == 4) findings.add(new Finding(Severity.ERROR, "late", "(0010,0010)", "Too late."));
			else {
				for (int i = 0; i < 600; i++) findings.add(new Finding(Severity.WARNING, "undone", String.format("(0009,%04X)", i), "Undone."));
				findings.add(new Finding(Severity.WARNING, "undone", "(0040,A730)[" + item.number() + "]>(0009,0001)", "Undone."));
			}
			return Product.done("a/" + item.number(), out -> { }, findings);
		}, "deidentify", SETTINGS, Progress.NONE);
		RunReport.write(result, TABLES, List.of());
		String page = Files.readString(folder.resolve("out-report/report.html"));
		assertTrue(page.contains("<code class=\"soft\">undone (0009,0000)</code></span><span class=\"number\">3</span><span class=\"number\">3</span><span>1, 2, 3</span>"));
		assertTrue(page.contains("<code class=\"soft\">undone (0009,0001)</code></span><span class=\"number\">6</span>"));
		assertTrue(page.contains("undone and other attributes</code></span><span class=\"number\">300</span>"));
		assertTrue(page.contains("late and other attributes</code></span><span class=\"number\">1</span>"));
	}

	private String contents() throws IOException {
		StringBuilder contents = new StringBuilder();
		for (String name : List.of("run.json", "items.csv", "findings.csv", "report.html")) contents.append(Files.readString(folder.resolve("out-report").resolve(name)));
		return contents.toString();
	}
}
