package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.curate.DatasetFacts.Count;
import sc.fiji.medprep.curate.DatasetFacts.Field;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class DatasetFactsTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private static DataSet image(int patient, int series, String... values) {
		DataSet image = MadeSet.slice(series);
		MadeSet.text(image, Tag.PATIENT_ID, VR.LO, "P" + patient);
		MadeSet.text(image, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.5" + patient);
		MadeSet.text(image, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.6" + patient + series);
		MadeSet.text(image, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.7" + patient + series + image.hashCode() % 1000);
		for (int i = 0; i < values.length; i += 3) MadeSet.text(image, Integer.parseUnsignedInt(values[i], 16), VR.valueOf(values[i + 1]), values[i + 2]);
		return image;
	}

	private static Map<String, Long> map(List<Count> counts) {
		Map<String, Long> map = new TreeMap<>();
		for (Count count : counts) map.put(String.join("|", count.values()), count.count());
		return map;
	}

	@Test
	public void patients_and_series_are_counted_by_what_they_state_and_by_what_they_do_not() throws Exception {
		MadeSet set = new MadeSet(temporary.getRoot().toPath()).withoutPixels();
		set.add(image(1, 1, "00100040", "CS", "F", "00101010", "AS", "044Y", "00080070", "LO", "Maker", "00180060", "DS", "120"));
		set.add(image(1, 2, "00100040", "CS", "F", "00080070", "LO", "Other", "00180060", "DS", "119.8"));
		set.add(image(2, 1, "00100040", "CS", "M", "00100030", "DA", "19300615", "00080020", "DA", "20200614", "00080070", "LO", "MAKER"));
		set.add(image(3, 1, "00100030", "DA", "19300615", "00080020", "DA", "20200615", "00080060", "CS", "MR", "00180087", "DS", "15000"));
		set.add(image(4, 1, "00101010", "AS", "011M", "00080060", "CS", "MR", "00180087", "DS", "1.494"));
		set.splits("patient,split", "P1,train", "P2,test");
		set.run();
		try (Index index = Index.open(set.folder.resolve("report-private").resolve(Index.NAME))) {
			DatasetFacts facts = new DatasetFacts(index);
			assertEquals(new DatasetFacts.Totals(4, 4, 5, 5, 5), facts.totals());
			assertEquals(Map.of("F", 1L, "M", 1L, "", 2L), map(facts.patients(Field.SEX)));
			assertEquals(Map.of("40-49", 1L, "80-89", 1L, "90+", 1L, "0-9", 1L), map(facts.patients(Field.AGE)));
			assertEquals(Map.of("several|F", 1L, "MAKER|M", 1L, "|", 2L), map(facts.patients(Field.MANUFACTURER, Field.SEX)));
			assertEquals(Map.of("MAKER", 2L, "OTHER", 1L, "", 2L), map(facts.series(Field.MANUFACTURER)));
			assertEquals(Map.of("120", 2L, "", 3L), map(facts.series(Field.KVP)));
			assertEquals(Map.of("1.5", 2L, "", 3L), map(facts.series(Field.FIELD_STRENGTH)));
			assertEquals(Map.of("train", 2L, "test", 1L, "", 2L), map(facts.series(Field.SPLIT)));
			List<Integer> items = new ArrayList<>();
			facts.forEach(series -> items.add(series.item()));
			assertEquals(List.of(1, 2, 3, 4, 5), items);
		}
	}
}
