package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;

public class JournalLineTest {
	private static final String STRANGE = "a\"b\\c\t\u0001\n\u2028\u20ac\ud83d\ude00/";

	private static ItemResult result(String text, List<Finding> findings, List<WrittenFile> files) {
		return new ItemResult(7, Outcome.REFUSED, text, "x/" + text, "in", "", 1L << 40, true, true, text, findings, 3, files);
	}

	private static ItemResult strange() {
		List<Finding> findings = List.of(new Finding(Severity.ERROR, "a.b", "", STRANGE), new Finding(Severity.INFO, "c", "(0010,0010)", ""));
		return result(STRANGE, findings, List.of(new WrittenFile(STRANGE, "sha", 5), new WrittenFile("b", "", 0)));
	}

	@Test
	public void a_line_reads_back_as_it_was_written() throws IOException {
		ItemResult plain = new ItemResult(1, Outcome.DONE, "", "", "", "", 0, false, false, "", List.of());
		for (ItemResult result : List.of(strange(), plain)) {
			String line = JournalLine.toJson(result);
			assertEquals(line.length() - 1, line.indexOf('\n'));
			assertEquals(result, JournalLine.parse(line.strip()));
		}
	}

	@Test
	public void a_line_is_json_and_may_be_escaped_as_gson_does() throws IOException {
		JsonArray findings = JsonParser.parseString(JournalLine.toJson(strange())).getAsJsonObject().getAsJsonArray("findings");
		assertEquals(STRANGE, findings.get(0).getAsJsonArray().get(3).getAsString());
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("item").value(1).name("outcome").value("done").name("note").value(STRANGE).name("reason").value("r\n").endObject();
		}
		ItemResult read = JournalLine.parse(text.toString());
		assertEquals(STRANGE, read.note());
		assertEquals("r\n", read.reason());
	}

	@Test
	public void files_of_the_set_read_back() throws IOException {
		List<WrittenFile> files = List.of(new WrittenFile(STRANGE, "s", 9), new WrittenFile("b", "t", 0));
		String line = JournalLine.ofSet(files).strip();
		assertTrue(JournalLine.isOfSet(line));
		assertEquals(files, JournalLine.parseSet(line));
		assertEquals(List.of(), JournalLine.parseSet(JournalLine.ofSet(List.of()).strip()));
	}

	@Test
	public void damaged_lines_are_refused_and_nothing_else() {
		String line = JournalLine.toJson(strange()).strip();
		for (int cut = 0; cut < line.length(); cut++) {
			String part = line.substring(0, cut);
			assertThrows(IOException.class, () -> JournalLine.parse(part));
		}
		Random random = new Random(5);
		List<String> refused = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			StringBuilder damaged = new StringBuilder(line);
			for (int n = random.nextInt(3); n >= 0; n--) damaged.setCharAt(random.nextInt(line.length()), "\"\\{}[],:0u".charAt(random.nextInt(10)));
			try {
				JournalLine.parse(damaged.toString());
			}
			catch (IOException e) {
				refused.add(e.getMessage());
			}
		}
		assertTrue(refused.size() > 1000);
		assertEquals(1, refused.stream().distinct().count());
	}
}
