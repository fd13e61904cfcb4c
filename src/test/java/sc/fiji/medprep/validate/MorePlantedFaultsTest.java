package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/** The clean file of the corpus with one fault each that the corpus does not have: what is found is that, and what cannot but follow. */
public class MorePlantedFaultsTest {
	private static final FileCheck ALL = (file, findings) -> {
		for (FileCheck check : FileChecks.all(LocalDate.of(2026, 1, 1), true)) check.check(file, findings);
	};

	private static final int STUDY_ID = 0x00200010;

	private byte[] clean;
	private Set<String> ofClean;
	private final Map<String, Set<String>> expected = new LinkedHashMap<>(), found = new LinkedHashMap<>();

	@Before
	public void readClean() throws IOException {
		clean = Files.readAllBytes(Oracle.corpusFiles("dicom/faults/file").stream().filter(path -> path.endsWith("00_base.dcm")).findFirst().orElseThrow());
		ofClean = findings(clean);
	}

	private static Set<String> findings(byte[] bytes) throws IOException {
		try (DicomFile file = Checked.read(bytes)) {
			return new TreeSet<>(Checked.file(ALL, file));
		}
		catch (DicomException e) {
			return Set.of("file.unreadable");
		}
	}

	/** Changes values; what is found beside what the clean file has is expected. */
	private void header(String fault, Consumer<DataSet> change, String... rules) throws IOException {
		written(fault, change, bytes -> bytes, rules);
	}

	private void bytes(String fault, UnaryOperator<byte[]> change, String... rules) throws IOException {
		written(fault, dataSet -> {}, change, rules);
	}

	private void written(String fault, Consumer<DataSet> change, UnaryOperator<byte[]> more, String... rules) throws IOException {
		byte[] changed;
		try (DicomFile file = Checked.read(clean)) {
			change.accept(file.dataSet());
			changed = more.apply(Checked.written(file));
		}
		Set<String> all = new TreeSet<>(findings(changed));
		all.removeAll(ofClean);
		found.put(fault, all);
		expected.put(fault, new TreeSet<>(List.of(rules)));
	}

	private void text(String fault, int tag, VR vr, String value, String... rules) throws IOException {
		header(fault, dataSet -> dataSet.put(Element.bytes(tag, vr, padded(value, vr))), rules);
	}

	private static byte[] padded(String value, VR vr) {
		return (value.length() % 2 == 0 ? value : value + (vr == VR.UI ? "\0" : " ")).getBytes(StandardCharsets.ISO_8859_1);
	}

	private void number(String fault, int tag, int value, String... rules) throws IOException {
		header(fault, dataSet -> dataSet.putInts(tag, VR.US, value), rules);
	}

	/** Where an element of explicit VR begins. */
	private static int indexOf(byte[] bytes, int tag, String vr) {
		byte[] wanted = {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8), (byte) vr.charAt(0), (byte) vr.charAt(1)};
		for (int i = 132; i + 6 <= bytes.length; i++) {
			if (Arrays.equals(bytes, i, i + 6, wanted, 0, 6)) return i;
		}
		throw new AssertionError(Tag.toString(tag));
	}

	private static byte[] insert(byte[] bytes, int at, int... more) {
		byte[] result = new byte[bytes.length + more.length];
		System.arraycopy(bytes, 0, result, 0, at);
		for (int i = 0; i < more.length; i++) result[at + i] = (byte) more[i];
		System.arraycopy(bytes, at, result, at + more.length, bytes.length - at);
		return result;
	}

	private static byte[] set(byte[] bytes, int at, int... more) {
		for (int i = 0; i < more.length; i++) bytes[at + i] = (byte) more[i];
		return bytes;
	}

	private void assertAllFound() {
		StringBuilder wrong = new StringBuilder();
		for (String fault : expected.keySet()) {
			if (!expected.get(fault).equals(found.get(fault))) wrong.append('\n').append(fault).append("\n  expected ").append(expected.get(fault)).append("\n  found    ").append(found.get(fault));
		}
		assertEquals("", wrong.toString());
	}

	@Test
	public void faults_of_values_are_found() throws IOException {
		text("Type 2 empty is right", STUDY_ID, VR.SH, "");
		text("Type 1 empty", Tag.IMAGE_TYPE, VR.CS, "", "type1.empty (0008,0008)");
		text("enumerated", Tag.PATIENT_SEX, VR.CS, "X", "value.enumerated (0010,0040)");
		text("UID of 65 characters", Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.826." + "1".repeat(57), "value.length (0020,000D)");
		text("UID with an empty component", Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.826..1", "value.uid (0020,000D)");
		text("UID with a letter", Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.826.a", "value.uid (0020,000D)");
		text("UID ending in a dot", Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.826.1.", "value.uid (0020,000D)");
		text("UID that nobody can have", Tag.STUDY_INSTANCE_UID, VR.UI, "3.2.826.1", "uid.root (0020,000D)");
		text("date with dots", Tag.STUDY_DATE, VR.DA, "2004.01.19", "value.date (0008,0020)");
		text("date of 30 February", Tag.STUDY_DATE, VR.DA, "20040230", "value.date (0008,0020)");
		text("date in the future", Tag.STUDY_DATE, VR.DA, "20990101", "plausible.date.future (0008,0020)");
		text("time with colons", Tag.STUDY_TIME, VR.TM, "07:27:30", "value.time (0008,0030)");
		text("time of minute 60", Tag.STUDY_TIME, VR.TM, "0760", "value.time (0008,0030)");
		text("age without unit", Tag.PATIENT_AGE, VR.AS, "0045", "value.age (0010,1010)");
		text("IS out of range", Tag.SERIES_NUMBER, VR.IS, "2147483648", "value.integer (0020,0011)");
		text("IS with a point", Tag.SERIES_NUMBER, VR.IS, "1.5", "value.integer (0020,0011)");
		text("DS of 17 characters", Tag.SLICE_LOCATION, VR.DS, "-77.2040634155123", "value.length (0020,1041)");
		text("DS with a comma", Tag.SLICE_LOCATION, VR.DS, "-77,2", "value.decimal (0020,1041)");
		text("DS that is no number", Tag.SLICE_LOCATION, VR.DS, "NaN", "value.decimal (0020,1041)");
		text("CS of 17 characters", 0x00180015, VR.CS, "A".repeat(17), "value.length (0018,0015)");
		text("SH of 17 characters", STUDY_ID, VR.SH, "A".repeat(17), "value.length (0020,0010)");
		text("ST with a control character", 0x00080081, VR.ST, "a\u0001b", "value.control (0008,0081)");
		text("LO with a line feed", Tag.STUDY_DESCRIPTION, VR.LO, "a\nb", "value.control (0008,1030)");
		text("AE of two values", 0x00080055, VR.AE, "A\\B", "attribute.not_in_object", "value.multiplicity (0008,0055)");
		text("AE of 17 characters", 0x00080055, VR.AE, "A".repeat(17), "attribute.not_in_object", "value.length (0008,0055)");
		text("PN of four groups", Tag.PATIENT_NAME, VR.PN, "A=B=C=D", "value.person_name (0010,0010)");
		text("PN of six components", Tag.PATIENT_NAME, VR.PN, "A^B^C^D^E^F", "value.person_name (0010,0010)");
		text("three values of two", Tag.PIXEL_SPACING, VR.DS, "1\\1\\1", "value.multiplicity (0028,0030)");
		text("two values of three", Tag.IMAGE_POSITION_PATIENT, VR.DS, "1\\1", "value.multiplicity (0020,0032)");
		text("offset from UTC", 0x00080201, VR.SH, "-9900", "plausible.zone (0008,0201)");
	}

	@Test
	public void faults_of_character_sets_are_found() throws IOException {
		header("invalid UTF-8", dataSet -> {
			dataSet.put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192"));
			dataSet.put(Element.bytes(Tag.PATIENT_NAME, VR.PN, new byte[] {'A', (byte) 0xC3, '(', ' '}));
		}, "charset.invalid (0010,0010)");
		text("unknown", Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 999", "charset.unknown (0008,0005)");
		text("misspelt", Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO IR 100", "charset.misspelt (0008,0005)");
		text("UTF-8 as an extension", Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 100\\ISO_IR 192", "charset.extension (0008,0005)");
		text("escape to a set that is not declared", Tag.PATIENT_NAME, VR.PN, "A=\u001b$B;3\u001b(B", "charset.escape (0010,0010)");
	}

	@Test
	public void faults_of_pixels_and_geometry_are_found() throws IOException {
		header("too short", dataSet -> dataSet.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[32000])), "pixel.length.short (7FE0,0010)", "pixel.value.undecodable (7FE0,0010)");
		number("bits allocated 12", Tag.BITS_ALLOCATED, 12, "pixel.bits_stored (0028,0101)", "pixel.length.long (7FE0,0010)", "pixel.value.undecodable (7FE0,0010)", "value.enumerated (0028,0100)");
		number("bits stored 17", Tag.BITS_STORED, 17, "pixel.bits_stored (0028,0101)", "pixel.high_bit (0028,0102)", "pixel.value.undecodable (7FE0,0010)", "value.enumerated (0028,0101)");
		number("three samples of grey", Tag.SAMPLES_PER_PIXEL, 3, "pixel.length.short (7FE0,0010)", "pixel.samples (0028,0002)", "pixel.value.undecodable (7FE0,0010)", "type1c.missing (0028,0006)", "value.enumerated (0028,0002)");
		number("pixel representation 2", Tag.PIXEL_REPRESENTATION, 2, "pixel.value.undecodable (7FE0,0010)", "value.enumerated (0028,0103)");
		number("no columns", Tag.COLUMNS, 0, "pixel.size (0028,0011)", "pixel.value.undecodable (7FE0,0010)");
		number("rows doubled", Tag.ROWS, 256, "pixel.length.short (7FE0,0010)", "pixel.value.undecodable (7FE0,0010)");
		text("colour of a CT", Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "RGB", "pixel.representation.colour (0028,0103)", "pixel.samples (0028,0002)", "pixel.value.undecodable (7FE0,0010)", "value.enumerated (0028,0004)");
		text("no such photometric", Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME3", "value.enumerated (0028,0004)");
		text("no frames", Tag.NUMBER_OF_FRAMES, VR.IS, "0", "pixel.frames (0028,0008)", "value.enumerated (0028,0008)");
		header("constant", dataSet -> dataSet.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[32768])), "pixel.value.constant (7FE0,0010)");
		header("smallest and largest of other pixels", dataSet -> dataSet.put(signed(Tag.SMALLEST_IMAGE_PIXEL_VALUE, 5)).put(signed(Tag.LARGEST_IMAGE_PIXEL_VALUE, 6)), "pixel.value.largest (0028,0107)", "pixel.value.smallest (0028,0106)");
		header("smallest above largest", dataSet -> dataSet.put(signed(Tag.SMALLEST_IMAGE_PIXEL_VALUE, 6)).put(signed(Tag.LARGEST_IMAGE_PIXEL_VALUE, 5)), "pixel.value.largest (0028,0107)", "pixel.value.smallest (0028,0106)", "plausible.pixel_range (0028,0107)");
		text("orientation not unit", Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "2\\0\\0\\0\\2\\0", "plausible.orientation.unit (0020,0037)");
		text("orientation zero", Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "0\\0\\0\\0\\0\\0", "plausible.orientation.unit (0020,0037)");
		text("spacing zero", Tag.PIXEL_SPACING, VR.DS, "0\\0", "plausible.spacing (0028,0030)");
		text("thickness negative", Tag.SLICE_THICKNESS, VR.DS, "-5", "plausible.negative (0018,0050)");
		text("tube voltage negative", 0x00180060, VR.DS, "-120", "plausible.negative (0018,0060)");
		text("window without width", Tag.WINDOW_CENTER, VR.DS, "40", "type1c.missing (0028,1051)");
		header("more windows than widths", dataSet -> dataSet.put(Element.ascii(Tag.WINDOW_CENTER, VR.DS, "40\\50 ")).put(Element.ascii(Tag.WINDOW_WIDTH, VR.DS, "40")), "plausible.window.count (0028,1051)");
		header("without an intercept", dataSet -> dataSet.remove(Tag.RESCALE_INTERCEPT), "type1.missing (0028,1052)");
		header("without a frame of reference", dataSet -> dataSet.remove(Tag.FRAME_OF_REFERENCE_UID), "type1.missing (0020,0052)");
		text("born after the study", Tag.PATIENT_BIRTH_DATE, VR.DA, "20100101", "plausible.age (0010,1010)", "plausible.birth.after_study (0010,0030)");
		text("body part of a pair", 0x00180015, VR.CS, "KNEE", "plausible.laterality.missing (0020,0060)");
	}

	private static Element signed(int tag, int value) {
		return Element.bytes(tag, VR.SS, new byte[] {(byte) value, (byte) (value >> 8)});
	}

	@Test
	public void faults_of_modules_and_identity_are_found() throws IOException {
		header("no laterality of one of a pair", dataSet -> {
			dataSet.put(Element.ascii(0x00180015, VR.CS, "KNEE"));
			dataSet.remove(Tag.LATERALITY);
		}, "plausible.laterality.missing (0020,0060)", "type2c.missing (0020,0060)");
		text("study and series of one UID", Tag.SERIES_INSTANCE_UID, VR.UI, "1.3.6.1.4.1.5962.1.2.1.20040119072730.12322", "uid.two_roles (0020,000D)");
		text("SOP class of a standard print job", Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.1.1", "encoding.meta.sop_class (0002,0002)", "object.unknown (0008,0016)");
		text("SOP class other than that of the header", Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.7", "encoding.meta.sop_class (0002,0002)", "attribute.not_in_object", "type1.missing (0008,0064)", "type1c.missing (0028,1054)");
		text("instance other than that of the header", Tag.SOP_INSTANCE_UID, VR.UI, "1.3.6.1.4.1.5962.1", "encoding.meta.sop_instance (0002,0003)");
		header("code without its scheme", dataSet -> dataSet.put(Element.sequence(0x00081032, List.of(new DataSet().put(Element.ascii(0x00080100, VR.SH, "1 ")).put(Element.ascii(0x00080104, VR.LO, "m "))))), "type1c.missing (0008,1032)>(0008,0102)");
		header("anonymous by no method", dataSet -> dataSet.put(Element.ascii(0x00120062, VR.CS, "YES ")), "type1c.missing (0012,0063)", "type1c.missing (0012,0064)");
		text("private creator without a name", 0x00190010, VR.LO, "", "private.creator.empty (0019,0010)");
		text("private element outside of blocks", 0x00190005, VR.LO, "A ", "private.place (0019,0005)");
		text("group that is forbidden", 0x00030010, VR.LO, "A ", "encoding.group.forbidden (0003,0010)");
		header("no UID of the instance", dataSet -> dataSet.remove(Tag.SOP_INSTANCE_UID), "encoding.meta.sop_instance (0002,0003)", "type1.missing (0008,0018)");
	}

	@Test
	public void faults_of_the_encoding_are_found() throws IOException {
		bytes("zero bytes behind", bytes -> Arrays.copyOf(bytes, bytes.length + 64), "encoding.trailing.zeros");
		bytes("bytes behind", bytes -> insert(bytes, bytes.length, 1, 2, 3, 4, 5), "encoding.trailing.bytes");
		bytes("twice", bytes -> insert(bytes, indexOf(bytes, STUDY_ID, "SH"), 0x20, 0, 0x10, 0, 'S', 'H', 2, 0, 'A', ' '), "encoding.duplicate (0020,0010)");
		bytes("length of a group", bytes -> insert(bytes, indexOf(bytes, Tag.STUDY_INSTANCE_UID, "UI"), 0x20, 0, 0, 0, 'U', 'L', 4, 0, 9, 0, 0, 0), "encoding.group_length.present (0020,0000)", "encoding.group_length.wrong (0020,0000)");
		bytes("length of file meta information", bytes -> set(bytes, 140, 190), "encoding.meta.group_length (0002,0000)");
		bytes("sequence without its end", bytes -> insert(bytes, indexOf(bytes, Tag.PATIENT_NAME, "PN"), 0x08, 0, 0x40, 0x11, 'S', 'Q', 0, 0, 255, 255, 255, 255), "file.unreadable");
		bytes("item without its end", bytes -> insert(bytes, indexOf(bytes, Tag.PATIENT_NAME, "PN"), 0x08, 0, 0x40, 0x11, 'S', 'Q', 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0), "encoding.delimiter (0008,1140)", "type1.missing (0008,1140)>(0008,1150)", "type1.missing (0008,1140)>(0008,1155)");
		bytes("VR that does not exist", bytes -> set(bytes, indexOf(bytes, STUDY_ID, "SH") + 4, 'Z', 'Z'), "encoding.vr.un (0020,0010)", "encoding.vr.unknown (0020,0010)");
		bytes("reserved bytes", bytes -> set(bytes, indexOf(bytes, Tag.PIXEL_DATA, "OW") + 6, 1), "encoding.reserved_bytes (7FE0,0010)");
		bytes("big endian that is little", bytes -> set(bytes, new String(bytes, StandardCharsets.ISO_8859_1).indexOf("1.2.840.10008.1.2.1") + 18, '2'), "encoding.transfer_syntax.other", "uid.transfer_syntax.retired (0002,0010)");
	}

	@Test
	public void faults_of_compressed_frames_are_found() throws IOException {
		for (String syntax : new String[] {"1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90"}) {
			compressed("no marker of the beginning " + syntax, syntax, new byte[] {0x12, 0x34, 0x56, 0x78}, "pixel.code_stream.start (7FE0,0010)", "pixel.value.undecodable (7FE0,0010)");
			compressed("empty fragment " + syntax, syntax, new byte[0], "pixel.code_stream.start (7FE0,0010)", "pixel.value.undecodable (7FE0,0010)", "pixel.fragments.empty (7FE0,0010)");
		}
	}

	private void compressed(String fault, String syntax, byte[] fragment, String... rules) throws IOException {
		try (DicomFile file = Checked.read(clean)) {
			DataSet dataSet = file.dataSet().put(Checked.fragments(new byte[0], fragment));
			Set<String> all = new TreeSet<>(Checked.file(ALL, DicomFile.of(dataSet, TransferSyntax.of(syntax).orElseThrow(), Checked.CT, dataSet.string(Tag.SOP_INSTANCE_UID).orElseThrow())));
			all.removeAll(ofClean);
			found.put(fault, all);
			expected.put(fault, new TreeSet<>(List.of(rules)));
		}
	}

	@After
	public void compare() {
		assertAllFound();
	}
}
