package sc.fiji.medprep.deidentify.verify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.batch.Verdict;
import sc.fiji.medprep.deidentify.DeidentifyOptions;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.PixelRisk;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** What the check says about our own outputs of real and odd files. */
public class VerifiedCorpusTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void no_output_of_the_corpus_is_taken_for_a_leak() throws Exception {
		List<String> problems = new ArrayList<>();
		int checked = 0;
		Profile profile = Profile.preset("basic");
		for (String name : new String[] {"dicom/pydicom", "dicom/charsets", "dicom/transfer-syntaxes", "dicom/odd"}) {
			Path input = Oracle.corpus(name), output = folder.getRoot().toPath().resolve(name.replace('/', '-'));
			BatchOptions batch = new BatchOptions(input, output, null, 0, false);
			new Deidentifier(new DeidentifyOptions(batch, null, profile, PixelRisk.FLAG)).run(Progress.NONE);
			StudyKey key = StudyKey.read(batch.privateFolder().resolve("study.key"));
			Map<String, String> paths = new HashMap<>();
			for (CSVRecord row : rows(batch.privateFolder().resolve("paths.csv"))) paths.put(row.get("item"), row.get("path"));
			for (CSVRecord row : rows(batch.report().resolve("items.csv"))) {
				if (!row.get("outcome").equals("done")) continue;
				Path original = Path.of(paths.get(row.get("item")));
				checked++;
				try (DicomFile file = DicomFile.read(original, Dictionary.instance()); ByteSource written = ByteSource.of(output.resolve(row.get("output")))) {
					Verdict verdict = new OutputCheck(file.dataSet(), profile.options(), value -> key.isOwnPseudonym(value) || key.uid(value).equals(value)).of(written);
					for (Finding finding : verdict.findings()) problems.add(original.getFileName() + " " + finding.severity().word() + " " + finding.tag() + " " + finding.message());
				}
			}
		}
		// Names and numbers that stand in attributes which nothing says hold such.
		problems.removeIf(problem -> problem.startsWith("dicom2nifti__001.dcm error (0018,0024)") || problem.startsWith("fo-dicom__OutOfBoundsOverlay.dcm error (0018,7006)"));
		assertEquals("", String.join("\n", problems));
		assertTrue(checked >= 230);
	}

	private static List<CSVRecord> rows(Path table) throws Exception {
		try (Reader in = Files.newBufferedReader(table)) {
			return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build().parse(in).getRecords();
		}
	}
}
