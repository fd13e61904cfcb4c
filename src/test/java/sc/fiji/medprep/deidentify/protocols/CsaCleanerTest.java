package sc.fiji.medprep.deidentify.protocols;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.vendor.CsaBytes;
import sc.fiji.medprep.standard.Dictionary;

public class CsaCleanerTest {
	private static final String SECRET = "Zxqwv";
	private static final int IMAGE_HEADER = 0x00291010, SERIES_HEADER = 0x00291020;
	private static final List<String> SCANS = List.of("dcm_qa_12bit/In/12bitUnsigned.dcm", "dcm_qa_ts/In/1.dcm", "dcm_qa_nih/In/20180918Si/mr_0003/epi_pe_ap-00001.dcm", "dcm_qa_me/In/4_me_fMRI/0001.dcm");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static byte[] cleaned(byte[] header) {
		return CsaCleaner.cleaned(header, UnaryOperator.identity());
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static byte[] header(boolean signed) {
		return new CsaBytes(signed, 9, SECRET).field("B_value", "IS", "1000    ", "").field("SliceNormalVector", "FD", "0.0", "0.5", "0.8").field("PatientName", "LO", SECRET)
			.field("ImaCoilString", "LO", "HEA;HEP").field("ImaPATModeText", "LO", SECRET).field("EchoTime", "DS", SECRET).field("UsedPatientWeight", "IS", "74")
			.field("MosaicRefAcqTimes", "FD").field("MrPhoenixProtocol", "UN", "<XProtocol> { <Name> \"" + SECRET + "\" }\n### ASCCONV BEGIN object=" + SECRET + " ###\n"
				+ "alTE[0]\t = \t30000\nsWipMemBlock.alFree[3]\t = \t20180502\nsWipMemBlock.alFree[4] = 19 # " + SECRET + "\ntProtocolName\t = \t\"\"" + SECRET + "\"\"\nsTXSPEC.asNucleusInfo[0].tNucleus = \"1H\"\n"
				+ "sSliceArray." + SECRET + " = 1\nsCoilSelectMeas.aRxCoilSelectData[0].asList[0].sCoilElementID.tCoilID = \"" + SECRET + "\"\nalTR[0] = " + SECRET + "\n### ASCCONV END ###\n" + SECRET).bytes();
	}

	@Test
	public void nothing_stays_but_listed_fields_with_values_of_their_form() {
		for (boolean signed : new boolean[] {true, false}) {
			byte[] cleaned = cleaned(header(signed));
			String text = text(cleaned);
			assertFalse(text, text.contains(SECRET) || text.contains("Patient") || text.contains("20180502") || text.contains("tProtocolName"));
			for (String stays : List.of("B_value", "1000", "SliceNormalVector", "0.8", "HEA;HEP", "MosaicRefAcqTimes", "alTE[0]\t = \t30000\n", "sWipMemBlock.alFree[4]\t = \t19\n", "\"1H\"")) {
				assertTrue(stays, text.contains(stays));
			}
			assertArrayEquals("cleaned twice", cleaned, cleaned(cleaned));
		}
	}

	@Test
	public void value_that_the_patient_is_known_by_goes() {
		byte[] header = new CsaBytes(true, 3, "").field("SequenceMask", "UL", "4711007").field("EchoTime", "DS", "30").field("ImaCoilString", "LO", "DOE;JO").bytes();
		assertTrue(text(cleaned(header)).contains("4711007"));
		String cleaned = text(CsaCleaner.cleaned(header, text -> text.replace("4711007", "").replace("DOE", "")));
		assertFalse(cleaned.contains("4711007") || cleaned.contains("DOE"));
		assertTrue(cleaned.contains("EchoTime"));
	}

	@Test
	public void assignments_that_are_not_of_the_form_go() {
		for (String line : List.of("alTE[5551234567] = 1", "alTE[0 = 1", "alTE[Doe] = 1", "alTE[0] = \"5Doe", "alTE[0] = 1 Doe", "alTE[0] = 5551234567890", "Doe.alTE[0] = 1", "alTE[0]Doe = 1")) {
			assertEquals(line, "", AscConvCleaner.cleaned("### ASCCONV BEGIN ###\n" + line + "\n### ASCCONV END ###", UnaryOperator.identity()));
		}
	}

	@Test
	public void what_is_no_header_goes() {
		assertNull(cleaned(new byte[0]));
		assertNull(cleaned(new byte[4096]));
		assertNull(cleaned("SV10 and then some text of no form at all".getBytes(StandardCharsets.US_ASCII)));
		byte[] cut = header(true);
		assertNull(cleaned(Arrays.copyOf(cut, cut.length / 2)));
	}

	@Test
	public void headers_of_scanners_keep_geometry_timing_and_protocol() throws IOException {
		for (String scan : SCANS) {
			String image = text(cleaned(original(scan, IMAGE_HEADER))), series = text(cleaned(original(scan, SERIES_HEADER)));
			assertTrue(scan, image.contains("SliceNormalVector") && image.contains("PhaseEncodingDirectionPositive") && image.contains("ProtocolSliceNumber"));
			assertTrue(scan, series.contains("### ASCCONV BEGIN ###\n") && series.contains("sSliceArray.lSize") && series.contains("alTE[0]"));
			for (String gone : List.of("UsedPatientWeight", "PatReinPattern", "tReferenceImage", "1.3.12.2", "tProtocolName", "XProtocol", "TrioTim", "CustomerSeq", "20180502")) {
				assertFalse(scan + " " + gone, image.contains(gone) || series.contains(gone));
			}
		}
	}

	@Test
	public void nibabel_reads_the_same_values_from_what_stays() throws Exception {
		Oracle.require(Oracle.run("/usr/bin/python3", "-c", "import nibabel").status() == 0, "the Python package nibabel");
		StringBuilder list = new StringBuilder();
		int number = 0;
		for (String scan : SCANS) {
			for (int tag : new int[] {IMAGE_HEADER, SERIES_HEADER}) {
				byte[] original = original(scan, tag);
				Path before = folder.newFile(++number + "-before").toPath(), after = folder.newFile(number + "-after").toPath();
				Files.write(before, original);
				Files.write(after, cleaned(original));
				list.append(before).append('\t').append(after).append('\n');
			}
		}
		Path pairs = Files.writeString(folder.newFile("pairs").toPath(), list);
		String script = """
			import sys
			from nibabel.nicom import csareader
			for line in open(sys.argv[1]):
			    before, after = [csareader.read(open(name, 'rb').read()) for name in line.rstrip('\\n').split('\\t')]
			    assert before['type'] == after['type']
			    for name, tag in after['tags'].items():
			        old = before['tags'][name]
			        same = name in ('MrPhoenixProtocol', 'MrProtocol') or ([i or '' for i in old['items']] == [i or '' for i in tag['items']] and old['vr'] == tag['vr'] and old['vm'] == tag['vm'])
			        print('same' if same else 'differs %s %s %s' % (name, old, tag))
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", script, pairs.toString());
		assertEquals(run.output(), 0, run.status());
		assertEquals(List.of(), run.lines("differs"));
		assertTrue(run.output(), run.lines("same").size() > 300);
	}

	@Test
	public void damaged_headers_neither_fail_nor_let_anything_through() throws IOException {
		Random random = new Random(1);
		List<byte[]> headers = List.of(header(true), header(false), original(SCANS.get(1), IMAGE_HEADER));
		int kept = 0;
		for (int round = 0; round < 3000; round++) {
			byte[] header = headers.get(round % 3).clone();
			for (int i = random.nextInt(6); i >= 0; i--) header[random.nextInt(header.length)] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(8));
			if (round % 5 == 0) header = Arrays.copyOf(header, random.nextInt(header.length + 1));
			byte[] cleaned = cleaned(header);
			if (cleaned == null) continue;
			kept++;
			assertFalse(text(cleaned).contains(SECRET));
			assertTrue(cleaned.length < header.length + 64);
			assertArrayEquals(cleaned, cleaned(cleaned));
		}
		assertTrue("kept " + kept, kept > 500);
	}

	private static byte[] original(String scan, int tag) throws IOException {
		try (DicomFile file = DicomFile.read(Oracle.corpus("conversion/" + scan), Dictionary.instance())) {
			byte[] header = file.dataSet().get(tag).bytes();
			assertNotNull(header);
			return header;
		}
	}
}
