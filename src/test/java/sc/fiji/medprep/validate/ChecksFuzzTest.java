package sc.fiji.medprep.validate;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.standard.Dictionary;

/** Files whose bytes have been changed at random: whatever they say now, each check ends and tells no value. */
public class ChecksFuzzTest {
	private static final int FILES = Integer.getInteger("medprep.fuzz.files", 200);
	private static final int LARGEST = 200_000;

	@Test(timeout = 600_000)
	public void no_check_fails_on_damaged_files() throws IOException {
		List<byte[]> files = new ArrayList<>();
		for (Path file : Oracle.corpusFiles("dicom/pydicom", "dicom/odd", "dicom/charsets", "dicom/faults/file")) {
			if (Files.size(file) < LARGEST) files.add(Files.readAllBytes(file));
		}
		RuleBook book = RuleBook.of(FileCheck.class);
		List<FileCheck> checks = FileChecks.all(LocalDate.of(2026, 1, 1), true);
		Random random = new Random(5);
		int read = 0, found = 0;
		for (int file = 0; file < FILES; file++) {
			byte[] damaged = files.get(random.nextInt(files.size())).clone();
			int header = Math.min(damaged.length, 3000), changes = 1 + random.nextInt(8);
			for (int i = 0; i < changes; i++) damaged[random.nextInt(header)] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : " 0\\9A^=\u001B\u00FF".charAt(random.nextInt(9)));
			try (DicomFile dicom = DicomFile.read(ByteSource.of(damaged), Dictionary.instance())) {
				Findings findings = new Findings(book, false);
				for (FileCheck check : checks) check.check(dicom, findings);
				read++;
				for (Finding finding : findings.list()) {
					found++;
					assertTrue(finding.tag(), finding.tag().matches("(\\([0-9A-F]{4},[0-9A-F]{4}\\)(\\[\\d+\\])?>?)*"));
					assertTrue(finding.message(), finding.message().matches("[A-Z][^\\n]*\\."));
				}
			}
			catch (DicomException refused) {
				// as it should be
			}
		}
		assertTrue(read + " files, " + found + " findings", read > 5 && found > 50);
	}
}
