package sc.fiji.medprep.deidentify.verify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.deidentify.DeidentifyOptions;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.PixelRisk;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

public class VerifierTest {
	private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
	private static final int REFERENCED_IMAGES = 0x00081140, REFERENCED_INSTANCE = 0x00081155;

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path folder, originals, results;

	@Before
	public void makeOriginals() throws IOException {
		folder = temporary.getRoot().toPath();
		originals = folder.resolve("originals");
		results = folder.resolve("results");
		for (int slice = 1; slice <= 3; slice++) SyntheticCt.write(originals.resolve("IM" + slice), slice, 32);
		// the third refers to the first, at a level below
		DataSet third = read(originals.resolve("IM3")), first = read(originals.resolve("IM1"));
		third.put(Element.sequence(REFERENCED_IMAGES, List.of(new DataSet().putString(0x00081150, VR.UI, CT_IMAGE).putString(REFERENCED_INSTANCE, VR.UI, first.string(Tag.SOP_INSTANCE_UID).get()))));
		write(originals.resolve("IM3"), third);
	}

	private static DataSet read(Path file) throws IOException {
		try (DicomFile read = DicomFile.read(file, Dictionary.instance())) {
			for (Element element : read.dataSet()) {
				if (!(element.value() instanceof Value.Bulk)) continue;
				read.dataSet().put(Element.bytes(element.tag(), element.vr(), element.bytes()));
			}
			return read.dataSet();
		}
	}

	private static void write(Path file, DataSet dataSet) throws IOException {
		Files.deleteIfExists(file);
		DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, CT_IMAGE, dataSet.string(Tag.SOP_INSTANCE_UID).get()).write(file);
	}

	private List<Path> deidentify() throws IOException {
		new Deidentifier(new DeidentifyOptions(new BatchOptions(originals, results, folder.resolve("run"), 2, false), null, Profile.preset("basic"), PixelRisk.FLAG)).run(Progress.NONE);
		return files(results);
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private RunReport verify() throws IOException {
		return new Verifier(new VerifyOptions(results, originals, folder.resolve("verified"), 2, true, null, null)).run(Progress.NONE);
	}

	private List<String> findings() throws IOException {
		return Files.readAllLines(folder.resolve("verified/findings.csv"));
	}

	@Test
	public void our_own_output_is_clean_and_is_paired_by_its_pixels() throws Exception {
		assertEquals(3, deidentify().size());
		RunReport report = verify();
		assertEquals(findings().toString(), 1, findings().size());
		assertEquals(0, report.exitCode());
		assertFalse(report.summaryText(), report.summaryText().contains("  output"));
		assertEquals("nothing but reports is written", List.of("originals", "results", "run", "run-private", "verified", "verified-private"),
			Stream.of(folder.toFile().list()).sorted().toList());
	}

	@Test
	public void files_that_are_called_like_other_kinds_are_skipped() throws Exception {
		deidentify();
		Files.writeString(results.resolve("sub-01_T1w.json"), "{}");
		assertEquals(0, verify().exitCode());
	}

	@Test
	public void a_value_that_is_left_is_an_error_and_no_file_of_the_report_tells_it() throws Exception {
		Path leaking = deidentify().get(1);
		DataSet dataSet = read(leaking);
		dataSet.putString(0x0008103E, VR.LO, "Series of Mrs JANE");
		write(leaking, dataSet);
		assertEquals(1, verify().exitCode());
		assertEquals(1, findings().stream().filter(line -> line.contains("error,verify.residue,\"(0008,103E)\"")).map(line -> line.replaceAll("\\D.*", "")).distinct().count());
		for (Path file : files(folder.resolve("verified"))) assertFalse(file.toString(), Files.readString(file).toLowerCase().contains("mrs"));
	}

	@Test
	public void a_reference_that_became_another_uid_is_an_error_and_one_to_a_missing_file_a_warning() throws Exception {
		Path input = folder.resolve("plain");
		Files.move(originals, input);
		originals = input;
		for (int i = 1; i <= 3; i++) Files.createDirectories(results);
		for (int i = 1; i <= 3; i++) {
			DataSet dataSet = read(originals.resolve("IM" + i));
			dataSet.putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1000000000" + i);
			if (i == 3) dataSet.items(REFERENCED_IMAGES).get(0).putString(REFERENCED_INSTANCE, VR.UI, "2.25.999999999999");
			write(results.resolve("IM" + i), dataSet);
		}
		verify();
		assertTrue(findings().toString(), findings().stream().anyMatch(line -> line.startsWith("3,error,set.reference-broken,")));
		Files.delete(results.resolve("IM1"));
		verify();
		assertFalse(findings().toString(), findings().stream().anyMatch(line -> line.contains("set.reference-broken")));
	}

	@Test
	public void a_table_of_uids_finds_the_originals_and_is_held_to() throws Exception {
		Path table = folder.resolve("uids.csv");
		StringBuilder rows = new StringBuilder("id_old,\"id_new\"\r\n");
		Files.createDirectories(results);
		for (int i = 1; i <= 3; i++) {
			DataSet dataSet = read(originals.resolve("IM" + i));
			rows.append(dataSet.string(Tag.SOP_INSTANCE_UID).get()).append(",2.25.1000000000").append(i).append("\r\n");
			DataSet cleaned = new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1000000000" + i).putString(0x00120062, VR.CS, "NO");
			if (i == 2) cleaned.putString(0x00204000, VR.LT, "seen by physician Jane");
			write(results.resolve("new" + i), cleaned);
		}
		Files.writeString(table, rows);
		Files.writeString(folder.resolve("patients.csv"), "id_new,id_old\nSUBJECT-1,EX-4711\n");
		new Verifier(new VerifyOptions(results, originals, folder.resolve("verified"), 1, true, table, folder.resolve("patients.csv"))).run(Progress.NONE);
		List<String> errors = findings().stream().filter(line -> line.contains(",error,")).map(line -> line.substring(0, line.lastIndexOf(',', line.indexOf(')')) < 0 ? line.length() : line.indexOf(')') + 2)).toList();
		assertEquals(List.of("1,error,verify.mapping,\"(0010,0020)\"", "2,error,verify.residue,\"(0020,4000)\"", "2,error,verify.mapping,\"(0010,0020)\"", "3,error,verify.mapping,\"(0010,0020)\""), errors);
	}

	@Test
	public void what_cannot_be_paired_is_told_and_what_is_no_DICOM_is_refused() throws Exception {
		Files.createDirectories(results);
		write(results.resolve("alone"), new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.77").putString(0x00120062, VR.CS, "NO"));
		Files.writeString(results.resolve("text"), "This is a letter and no image.");
		verify();
		assertEquals(List.of("item,severity,rule,tag,message", "1,warning,verify.unpaired,,\"No original was found for this file, so that no value could be searched in it.\""), findings());
		assertTrue(Files.readString(folder.resolve("verified/items.csv")).contains("2,refused,"));
	}

	@Test
	public void another_verification_in_the_same_report_folder_is_refused_by_name() throws Exception {
		deidentify();
		verify();
		VerifyOptions without = new VerifyOptions(results, null, folder.resolve("verified"), 1, false, null, null);
		String said = assertThrows(BatchConfigurationException.class, () -> new Verifier(without).run(Progress.NONE)).getMessage();
		assertEquals("The report folder holds a run with other settings (originals); give another folder, or overwrite=true.", said);
	}

	@Test
	public void results_among_the_originals_are_not_taken_for_these() throws Exception {
		deidentify();
		for (Path[] places : new Path[][] {{results, folder}, {results, results}, {folder, originals}}) {
			VerifyOptions options = new VerifyOptions(places[0], places[1], folder.resolveSibling("verified"), 1, false, null, null);
			String said = assertThrows(BatchConfigurationException.class, () -> new Verifier(options).run(Progress.NONE)).getMessage();
			assertEquals("The originals and the de-identified files lie in one another; give each a folder of its own.", said);
		}
	}

	@Test
	public void a_name_of_a_file_can_leak() throws Exception {
		Path clean = deidentify().get(0);
		Files.move(clean, clean.resolveSibling("EXAMPLE_JANE_1.dcm"));
		verify();
		assertTrue(findings().toString(), findings().stream().anyMatch(line -> line.contains("error,verify.file-name")));
	}

	@Test
	public void leaks_of_gdcmanon_and_dcmodify_are_caught() throws Exception {
		Path one = originals.resolve("IM3");
		DataSet planted = read(one);
		planted.put(Element.sequence(0x00081032, List.of(new DataSet().putString(0x00080104, VR.LO, "CT for Jane"))));
		planted.put(Element.sequence(0x0040A073, List.of(new DataSet().putString(0x0040A075, VR.PN, "Verifying^Vera"))));
		planted.putString(0x60000022, VR.LO, "Overlay of Jane");
		write(one, planted);
		Files.createDirectories(results);

		Path key = folder.resolve("key.pem"), certificate = folder.resolve("cert.pem");
		Oracle.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key.toString(), "-out", certificate.toString(), "-days", "10", "-subj", "/CN=test");
		Oracle.run("gdcmanon", "-e", "-c", certificate.toString(), "-i", one.toString(), "-o", results.resolve("IM3").toString());
		assertTrue("gdcmanon has written", Files.exists(results.resolve("IM3")));
		assertEquals(1, verify().exitCode());
		List<String> gdcm = findings().stream().filter(line -> line.contains(",error,")).toList();
		assertTrue(gdcm.toString(), gdcm.stream().anyMatch(line -> line.contains("verify.residue,\"(6000,0022)\"")));
		assertTrue("dates stay in gdcmanon: " + gdcm, gdcm.stream().anyMatch(line -> line.contains("verify.undone,\"(0008,0020)\"")));

		Files.delete(results.resolve("IM3"));
		Files.copy(one, results.resolve("IM3"));
		Oracle.run("dcmodify", "-nb", "-ie", "-imt", "-ep", "-m", "(0010,0010)=ANON", "-m", "(0010,0020)=ANON", "-ea", "(0010,0030)", "-gst", "-gse", "-gin", results.resolve("IM3").toString());
		assertEquals(1, verify().exitCode());
		List<String> dcmtk = findings().stream().filter(line -> line.contains(",error,")).toList();
		for (String place : List.of("(0040,A073)>(0040,A075)", "(0008,1032)>(0008,0104)", "(6000,0022)", "(0008,1140)>(0008,1155)")) {
			assertTrue(place + " " + dcmtk, dcmtk.stream().anyMatch(line -> line.contains("verify.residue,\"" + place + "\"")));
		}
	}
}
