package sc.fiji.medprep.deidentify.verify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.Before;
import org.junit.Test;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.batch.Verdict;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.ProfileOption;

public class OutputCheckTest {
	private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2", UID = "1.2.276.0.99.4711.2001.17", OTHER_UID = "2.25.329800735698586629295641978511506172918";
	private static final TransferSyntax[] SYNTAXES = {TransferSyntax.IMPLICIT_LITTLE, TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, TransferSyntax.DEFLATED};
	private static final int COMMENT = 0x00204000, CODES = 0x00120064;

	private DataSet original, output;

	@Before
	public void makeFiles() {
		original = new DataSet();
		original.putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "", "ISO 2022 IR 87");
		original.putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE);
		original.putString(Tag.SOP_INSTANCE_UID, VR.UI, UID);
		original.putString(0x00080020, VR.DA, "20040119");
		original.putString(0x00080050, VR.SH, "ACC77183");
		original.putString(0x00080080, VR.LO, "Kranzlerhof Nord");
		original.putString(0x00080090, VR.PN, "Quendolin^Odo");
		original.putString(0x00100010, VR.PN, "Wagenknecht^Bo=山田^太郎");
		original.putString(0x00100020, VR.LO, "P-55120");
		original.putString(0x00100030, VR.DA, "19431224");
		original.putString(0x00101040, VR.LO, "Ulmenweg 12, Xanten");
		output = new DataSet();
		output.putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE);
		output.putString(Tag.SOP_INSTANCE_UID, VR.UI, OTHER_UID);
		output.putString(0x00080020, VR.DA, "");
		output.putString(0x00080060, VR.CS, "CT");
		output.putString(0x00100010, VR.PN, "MPSUBJECT1");
		output.putString(0x00100020, VR.LO, "MPSUBJECT1");
		output.putString(0x00120062, VR.CS, "YES");
		output.putString(0x00120063, VR.LO, "a method");
		output.putString(0x00280303, VR.CS, "REMOVED");
		output.put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[4000]));
	}

	private static byte[] bytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DicomFile.of(dataSet, syntax, CT_IMAGE, OTHER_UID).write(Channels.newChannel(bytes));
		return bytes.toByteArray();
	}

	private Verdict verdict(byte[] file, ProfileOption... options) throws IOException {
		Set<ProfileOption> applied = EnumSet.noneOf(ProfileOption.class);
		applied.addAll(List.of(options));
		return new OutputCheck(original, applied, value -> value.startsWith("MPSUBJECT")).of(ByteSource.of(file));
	}

	private List<String> rules(ProfileOption... options) throws IOException {
		return verdict(bytes(output, TransferSyntax.EXPLICIT_LITTLE), options).findings().stream().filter(finding -> finding.severity() == Severity.ERROR)
			.map(finding -> finding.rule() + " " + finding.tag()).toList();
	}

	private DataSet codes(String... codes) {
		output.put(Element.sequence(CODES, Arrays.stream(codes).map(code -> new DataSet().putString(0x00080100, VR.SH, code).putString(0x00080102, VR.SH, "DCM")).toList()));
		return output;
	}

	@Test
	public void a_clean_output_passes() throws Exception {
		for (TransferSyntax syntax : SYNTAXES) assertEquals(Verdict.PASSED, verdict(bytes(output, syntax)));
	}

	@Test
	public void each_value_is_found_in_every_encoding_and_place_and_named_but_not_told() throws Exception {
		List<String> values = List.of("Wagenknecht", "山田", "太郎", "Quendolin", "Odo", "P-55120", "ACC77183", "Kranzlerhof Nord", "Ulmenweg 12, Xanten", UID, "20040119", "19431224", "24.12.1943");
		for (String value : values) {
			for (String spelling : new LinkedHashSet<>(List.of(value, value.toUpperCase(Locale.ROOT), value.toLowerCase(Locale.ROOT)))) {
				for (byte[] encoded : encodings(spelling)) {
					for (TransferSyntax syntax : SYNTAXES) {
						for (int place = 0; place < 7; place++) {
							boolean pixels = place == 2;
							if (pixels && (encoded.length < 6 || encoded.length < 11 && encoded[0] * encoded[1] == 0)) continue;
							String what = value + " at " + place + " in " + syntax.uid() + " " + Arrays.toString(encoded);
							Verdict verdict = verdict(planted(encoded, place, syntax));
							assertTrue(what + verdict, verdict.problem().startsWith("The output did not pass its check: A value of "));
							assertFalse(what, verdict.toString().contains(value));
						}
						makeFiles();
					}
				}
			}
		}
	}

	private static List<byte[]> encodings(String text) {
		if (text.equals("山田")) return List.of("山田".getBytes(StandardCharsets.UTF_8), "山田".getBytes(StandardCharsets.UTF_16LE), new byte[] {0x1B, '$', 'B', ';', '3', 'E', 'D', 0x1B, '(', 'B'});
		List<Charset> sets = text.charAt(0) >= 0x80 ? List.of(StandardCharsets.UTF_8) : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
		return sets.stream().map(text::getBytes).toList();
	}

	private byte[] planted(byte[] value, int place, TransferSyntax syntax) throws IOException {
		makeFiles();
		byte[] text = new byte[value.length + 21 & ~1];
		Arrays.fill(text, (byte) ' ');
		System.arraycopy(value, 0, text, 4, value.length);
		switch (place) {
			case 0 -> output.put(Element.bytes(COMMENT, VR.LT, text));
			// nothing stands between the value and what comes before and behind
			case 1 -> output.put(Element.bytes(0x00181030, VR.LO, value));
			case 2 -> System.arraycopy(value, 0, output.get(Tag.PIXEL_DATA).bytes(), 1001, value.length);
			case 3 -> output.put(Element.sequence(0x00400275, List.of(new DataSet().put(Element.bytes(0x00400007, VR.LO, text)))));
			case 4 -> output.put(new Element(0x00081111, VR.UN, new Value.Bytes(unknown(text), ByteOrder.LITTLE_ENDIAN)));
			case 5 -> output.put(Element.bytes(0x0010FFF0, VR.UN, text));
			default -> {
				byte[] file = bytes(output, syntax);
				System.arraycopy(value, 0, file, 20, value.length);
				return file;
			}
		}
		return bytes(output, syntax);
	}

	/** An implicit VR sequence with an item as the value of an element with VR UN. */
	private static byte[] unknown(byte[] text) {
		byte[] bytes = new byte[16 + text.length];
		System.arraycopy(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, (byte) (text.length + 8), 0, 0, 0, 0x20, 0, 0, 0x40, (byte) text.length, 0, 0, 0}, 0, bytes, 0, 16);
		System.arraycopy(text, 0, bytes, 16, text.length);
		return bytes;
	}

	@Test
	public void a_value_in_white_pixels_or_erased_bytes_is_found() throws Exception {
		for (String value : List.of("Wagenknecht", "P-55120")) {
			makeFiles();
			byte[] pixels = output.get(Tag.PIXEL_DATA).bytes();
			Arrays.fill(pixels, (byte) 0xFF);
			System.arraycopy(value.getBytes(StandardCharsets.US_ASCII), 0, pixels, 1001, value.length());
			assertTrue(value, verdict(bytes(output, TransferSyntax.EXPLICIT_LITTLE)).problem().endsWith("in the pixels or other bulk data."));
		}
	}

	@Test
	public void parts_of_other_words_and_numbers_are_no_leaks() throws Exception {
		output.putString(0x0008103E, VR.LO, "Todor odometer P-551200 XACC77183");
		output.putString(0x00081030, VR.LO, "1.2.276.0.99.4711.2001.170 120040119 v2004.0119");
		output.putString(0x00080018, VR.UI, "1.2.840.20040119.7");
		output.putString(0x00200011, VR.IS, "20040119");
		assertEquals(List.of(), rules());
	}

	@Test
	public void uid_of_a_transaction_is_one_of_a_thing_and_that_of_a_class_is_not() throws Exception {
		original.putString(0x00404023, VR.UI, "1.2.276.0.99.4711.88").putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, "1.2.276.0.99.4711.99");
		output.putString(COMMENT, VR.LT, "1.2.276.0.99.4711.88 1.2.276.0.99.4711.99");
		assertEquals(List.of("verify.residue (0020,4000)"), rules());
		output.putString(COMMENT, VR.LT, "1.2.276.0.99.4711.99");
		assertEquals(List.of(), rules());
	}

	@Test
	public void common_words_as_names_are_searched_with_their_full_name_only() throws Exception {
		original.putString(0x00100010, VR.PN, "HEAD^AX");
		output.putString(0x0008103E, VR.LO, "AX HEAD ROUTINE");
		output.putString(0x00180015, VR.CS, "HEAD");
		assertEquals(List.of("verify.residue (0008,103E)"), rules());
		output.putString(0x0008103E, VR.LO, "T1 AX FAST HEAD");
		assertEquals(List.of(), rules());
	}

	@Test
	public void what_an_option_keeps_is_no_leak_where_it_is_kept() throws Exception {
		original.putString(0x00100010, VR.PN, "Kranzlerhof^Nord");
		output.putString(0x00080080, VR.LO, "Kranzlerhof Nord");
		codes(ProfileOption.RETAIN_INSTITUTION_IDENTITY.code());
		assertEquals(List.of(), rules(ProfileOption.RETAIN_INSTITUTION_IDENTITY));
		output.putString(COMMENT, VR.LT, "in Kranzlerhof");
		assertEquals(List.of("verify.residue (0020,4000)"), rules(ProfileOption.RETAIN_INSTITUTION_IDENTITY));
	}

	@Test
	public void values_of_an_earlier_run_with_the_same_key_may_stay() throws Exception {
		original.putString(0x00100010, VR.PN, "MPSUBJECT1");
		original.putString(0x00100020, VR.LO, "MPSUBJECT1");
		assertEquals(List.of(), rules());
	}

	@Test
	public void the_birth_date_is_found_under_any_name_and_names_behind_any_VR() throws Exception {
		for (DataSet each : List.of(original, output)) each.putString(0x0040A121, VR.DA, "19431224");
		assertEquals(List.of("verify.undone (0040,A121)"), rules(ProfileOption.RETAIN_FULL_DATES));
		for (DataSet each : List.of(original, output)) each.putString(0x0040A121, VR.DA, "19431225");
		assertEquals(List.of(), rules(ProfileOption.RETAIN_FULL_DATES));
		original.putString(0x00101060, VR.LO, "Zebulonia^Hortensia");
		output.putString(COMMENT, VR.LT, "zebulonia");
		assertEquals(List.of("verify.residue (0020,4000)"), rules(ProfileOption.RETAIN_FULL_DATES));
	}

	@Test
	public void a_row_left_undone_is_told_at_every_level_with_its_path() throws Exception {
		output.putString(0x00100040, VR.CS, "F");
		original.putString(0x00100040, VR.CS, "F");
		for (DataSet each : List.of(original, output)) {
			each.put(Element.sequence(0x00081140, List.of(new DataSet().putString(0x0008103E, VR.LO, "Knee").putString(0x00081155, VR.UI, "1.2.3"))));
			each.put(Element.sequence(0x00400275, List.of(new DataSet().putString(0x00189908, VR.LO, "Lump").putString(0x00200013, VR.IS, "7"))));
		}
		assertEquals(List.of("verify.undone (0008,1140)>(0008,103E)", "verify.undone (0008,1140)>(0008,1155)", "verify.undone (0010,0040)", "verify.undone (0040,0275)>(0018,9908)"), rules());
	}

	@Test
	public void dummies_and_cleaned_text_may_be_as_before_and_unshifted_dates_may_not() throws Exception {
		for (DataSet each : List.of(original, output)) {
			each.putString(0x00080021, VR.DA, "19000101");
			each.putString(0x00080031, VR.TM, "101112");
			each.putString(0x0008103E, VR.LO, "AX T2");
		}
		ProfileOption shift = ProfileOption.RETAIN_MODIFIED_DATES, clean = ProfileOption.CLEAN_DESCRIPTORS;
		codes(shift.code(), clean.code()).putString(0x00280303, VR.CS, "MODIFIED");
		assertEquals(List.of(), rules(shift, clean));
		assertEquals(List.of("verify.undone (0008,0031)", "verify.undone (0008,103E)", "verify.claim (0012,0064)", "verify.claim (0012,0064)"), rules());
		output.putString(0x00080020, VR.DA, "20040119");
		assertEquals(List.of("verify.undone (0008,0020)", "verify.claim (0012,0064)", "verify.claim (0028,0303)"), rules(shift, clean));
	}

	@Test
	public void private_elements_need_their_option() throws Exception {
		output.putString(0x00090010, VR.LO, "ACME").putString(0x00091001, VR.LO, "safe");
		assertEquals(List.of("verify.private (0009,0010)", "verify.private (0009,1001)"), rules());
		codes(ProfileOption.RETAIN_SAFE_PRIVATE.code());
		assertEquals(List.of(), rules(ProfileOption.RETAIN_SAFE_PRIVATE));
	}

	@Test
	public void claims_without_a_deed_are_told() throws Exception {
		output.putString(0x00280301, VR.CS, "NO");
		assertEquals(List.of("verify.claim (0028,0301)"), rules());
		original.putString(0x00280301, VR.CS, "NO");
		assertEquals(List.of(), rules());
		output.putString(0x00280302, VR.CS, "NO");
		assertEquals(List.of("verify.claim (0028,0302)"), rules());
		codes("113102");
		assertEquals(List.of(), rules());
		codes("113102", "113106");
		assertEquals(List.of("verify.claim (0012,0064)", "verify.claim (0028,0303)"), rules());
		original.put(output.get(CODES));
		codes("113102", "113106");
		assertEquals("claims of an earlier run stay", List.of(), rules());
	}

	@Test
	public void without_the_original_only_what_must_not_be_there_is_told() throws Exception {
		output.putString(0x00101040, VR.LO, "Somewhere 1").putString(0x00080090, VR.PN, "Dummy^Name").putString(0x00090010, VR.LO, "ACME");
		List<Finding> findings = OutputCheck.ofTable(output, null, null, value -> false);
		assertEquals(List.of("(0009,0010)", "(0010,1040)"), findings.stream().map(Finding::tag).toList());
	}

	@Test
	public void what_cannot_be_read_again_does_not_pass() throws Exception {
		byte[] file = bytes(output, TransferSyntax.EXPLICIT_LITTLE);
		assertEquals("The output did not pass its check: What was written cannot be read again.", verdict(Arrays.copyOf(file, file.length - 100)).problem());
	}
}
