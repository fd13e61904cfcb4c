package sc.fiji.medprep.synthesize;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.synthesize.Check.Action;

public class AnswerKeyTest {
	private static final List<Check> CHECKS = List.of(
		new Check("1.1", "1.2", "1.3", "P1", Action.TEXT_RETAINED, "<(0008,0060)>", "CT", "CT", "dicom-acquisition"),
		new Check("1.1", "1.2", "1.3", "P1", Action.TAG_RETAINED, "<(0008,0016)>", "1.2.840.10008.5.1.4.1.1.2", "", "dicom-type-1"),
		new Check("1.1", "1.2", "1.3", "P1", Action.TEXT_REMOVED, "<(0010,0010)>", "Müller^Jörg=王^小東", "müller jörg 王 小東", "hipaa-name"),
		new Check("1.1", "1.2", "1.3", "P1", Action.UID_CONSISTENT, "<(0008,1115)>[<0000>]<(0020,000e)>", "1.9", "", "dicom-uid"),
		new Check("1.1", "1.2", "1.3", "P1", Action.NOTHING_ADDED, "", "", "Müller\t\"4711\"\n<x>\\", "hipaa-any"),
		new Check("2.1", "2.2", "1.3", "P1", Action.TEXT_REMOVED, "<(0029,\"ACME <1>, \"\"A\",10)>", "a\\b", "a b", "hipaa-private"),
		new Check("2.1", "2.2", "1.3", "P1", Action.PIXELS_HIDDEN, "<(7fe0,0010)>", "", new PixelBox("DOE \"J\"", 8, 4, 120, 20).toString(), "hipaa-pixels"));

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path folder;

	@Before
	public void write() throws IOException {
		folder = temporary.getRoot().toPath();
		try (AnswerKeyWriter writer = new AnswerKeyWriter(folder)) {
			for (Check check : CHECKS) writer.add(check);
			writer.finish();
		}
	}

	private static List<Check> all(AnswerKey key) {
		return key.instances().values().stream().flatMap(List::stream).toList();
	}

	@Test
	public void both_forms_give_back_what_was_written() throws IOException {
		assertEquals(CHECKS, all(AnswerKey.read(folder.resolve("answer-key.json"))));
		assertEquals(CHECKS, all(AnswerKey.read(folder.resolve("answer-key.db"))));
		assertEquals(List.of("1.1", "2.1"), List.copyOf(AnswerKey.read(folder.resolve("answer-key.json")).instances().keySet()));
	}

	@Test
	public void nothing_else_is_left_behind() throws IOException {
		try (AnswerKeyWriter unfinished = new AnswerKeyWriter(Files.createDirectory(folder.resolve("unfinished")))) {
			unfinished.add(CHECKS.get(0));
		}
		try (var files = Files.list(folder.resolve("unfinished"))) {
			assertEquals(0, files.count());
		}
		try (var files = Files.list(folder)) {
			assertEquals(3, files.count());
		}
	}

	/** Reads as the MIDI-B validator does: all rows of the table, each answer a row of a frame, values in angle brackets. */
	@Test
	public void database_has_the_layout_of_the_midi_b_validator() throws Exception {
		String script = """
			import sqlite3, json, sys
			c = sqlite3.connect(sys.argv[1])
			c.row_factory = sqlite3.Row
			known = 0
			for r in c.execute('SELECT * FROM answer_data'):
			    assert r['scope'] == '<Instance>' and r['PatientID'] == 'P1' and r['StudyInstanceUID'] == '1.3', dict(r)
			    print(r['SOPInstanceUID'], r['SeriesInstanceUID'], r['Modality'], r['SOPClassUID'])
			    for index, a in json.loads(r['AnswerData']).items():
			        for name in ('value', 'action', 'action_text', 'tag_name'):
			            assert a[name].startswith('<') and a[name].endswith('>'), a
			        v2 = json.loads(('<' + json.dumps(a['answer_category_v2']) + '>').strip('<>'))
			        assert set(v2) == {'hipaa', 'dicom', 'tcia', 'prev_cat'} and set(v2['hipaa']) == {'z', 'm'} and set(v2['tcia']) == {'ptkb', 'p15', 'rev'}, v2
			        if a['action'] == '<text_removed>': assert v2['hipaa']['m']
			        if a['action'] == '<text_retained>': assert v2['tcia']['p15']
			        if a['action'] == '<pixels_hidden>':
			            box = json.loads(a['action_text'].strip('<>'))
			            assert box['top_left'] == [8, 4] and box['bottom_right'] == [120, 20] and box['text'] == 'DOE "J"', box
			        print(index, a['action'], a['tag'], a['tag_ds'], a['tag_name'])
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-c", script, folder.resolve("answer-key.db").toString());
		assertEquals(run.output(), 0, run.status());
		assertEquals("""
			1.1 1.2 CT 1.2.840.10008.5.1.4.1.1.2
			0 <text_retained> <(0008,0060)> <(0008,0060)> <Modality>
			1 <tag_retained> <(0008,0016)> <(0008,0016)> <SOP Class UID>
			2 <text_removed> <(0010,0010)> <(0010,0010)> <Patient's Name>
			3 <uid_consistent> <(0020,000e)> <(0008,1115)>[<0000>]<(0020,000e)> <Series Instance UID>
			4 <nothing_added>   <>
			2.1 2.2 \s
			0 <text_removed> <(0029,"ACME <1>, ""A",10)> <(0029,"ACME <1>, ""A",10)> <>
			1 <pixels_hidden> <(7fe0,0010)> <(7fe0,0010)> <Pixel Data>
			""", run.output());
	}

	@Test
	public void what_the_validator_looks_for_stands_where_it_looks() throws IOException {
		try (AnswerKeyWriter writer = new AnswerKeyWriter(folder)) {
			for (Action action : List.of(Action.PIXELS_RETAINED, Action.TEXT_REMOVED, Action.TEXT_RETAINED, Action.DATE_SHIFTED)) writer.add(new Check("1", "", "", "", action, "<(0008,0020)>", "A\\B", "", ""));
			writer.finish();
		}
		assertEquals(List.of("a\\b", "A B", "", ""), all(AnswerKey.read(folder.resolve("answer-key.db"))).stream().map(Check::text).toList());
	}

	@Test
	public void json_is_read_by_others() throws Exception {
		String script = "import json,sys; k=json.load(open(sys.argv[1])); print(k['format'],k['version'],[len(i['checks']) for i in k['instances']])";
		assertEquals("medprep-answer-key 1 [5, 2]\n", Oracle.run("/usr/bin/python3", "-c", script, folder.resolve("answer-key.json").toString()).output());
	}

	@Test
	public void members_of_later_versions_are_passed_over_but_not_later_versions() throws IOException {
		String one = "{\"format\":\"medprep-answer-key\",\"version\":%d,\"new\":[1],\"instances\":[{\"instance\":\"1\",\"series\":\"2\",\"study\":\"3\",\"patient\":\"4\",\"more\":{},"
			+ "\"checks\":[{\"action\":\"nothing_added\",\"path\":\"\",\"value\":\"\",\"text\":\"x\",\"category\":\"c\",\"weight\":3}]}]}";
		Path file = folder.resolve("key");
		Files.writeString(file, String.format(one, 1));
		assertEquals(List.of(new Check("1", "2", "3", "4", Action.NOTHING_ADDED, "", "", "x", "c")), all(AnswerKey.read(file)));
		Files.writeString(file, String.format(one, 2));
		assertThrows(BatchConfigurationException.class, () -> AnswerKey.read(file));
	}

	@Test
	public void a_path_or_box_that_cannot_be_graded_is_not_written() throws IOException {
		try (AnswerKeyWriter writer = new AnswerKeyWriter(folder)) {
			assertThrows(IllegalArgumentException.class, () -> writer.add(new Check("1", "", "", "", Action.TAG_RETAINED, "(0008,0060)", "", "", "")));
			assertThrows(IllegalArgumentException.class, () -> writer.add(new Check("1", "", "", "", Action.PIXELS_HIDDEN, "", "", "10,20,30,40", "")));
		}
	}

	@Test
	public void damaged_keys_are_refused_in_a_sentence() throws IOException {
		Random random = new Random(20);
		for (String name : List.of("answer-key.json", "answer-key.db")) {
			byte[] good = Files.readAllBytes(folder.resolve(name));
			Path file = folder.resolve("damaged");
			for (int round = 0; round < 150; round++) {
				byte[] bad = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
				for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
				Files.write(file, bad);
				try {
					assertFalse(AnswerKey.read(file).instances().isEmpty());
				}
				catch (BatchConfigurationException e) {
					assertTrue(e.getMessage(), e.getMessage().endsWith("."));
				}
			}
		}
	}

	@Test
	public void paths_survive_anything() {
		Random random = new Random(21);
		String good = "<(0008,1115)>[<0003>]<(0029,\"ACME\",10)>[<0000>]<(0020,000e)>";
		List<String> parsed = new ArrayList<>();
		for (int round = 0; round < 2000; round++) {
			StringBuilder text = new StringBuilder(good);
			for (int i = random.nextInt(3); i >= 0; i--) text.setCharAt(random.nextInt(text.length()), "<>()[],\"0fg".charAt(random.nextInt(11)));
			try {
				parsed.add(CheckPath.parse(text.substring(0, 1 + random.nextInt(text.length()))).lastStep());
			}
			catch (IllegalArgumentException e) {
				// no path
			}
		}
		assertFalse(parsed.isEmpty());
	}
}
