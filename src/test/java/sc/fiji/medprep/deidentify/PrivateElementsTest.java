package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.Strictness;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.dicom.vendor.CsaBytes;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

public class PrivateElementsTest {
	private static final String SECRET = "ZXQWVKJPLM", MR = "1.2.840.10008.5.1.4.1.1.4";
	private static final String TEN_DAYS_BACK = "dates = shift\nshift_days = 10..10";

	/** With the secret as the name of the patient, which then is known. */
	private static DataSet cleaned(DataSet original, String dates) throws IOException {
		Profile profile = Profile.parse("medprep-profile 1\nretain_safe_private = yes\n" + dates);
		StudyKey key = new StudyKey(new byte[32]);
		Subjects subjects = new Subjects(key, null, profile.leastShift(), profile.mostShift(), profile.has(ProfileOption.RETAIN_MODIFIED_DATES));
		Cleaner cleaner = new Cleaner(new Rules(profile), profile, new TextCleaner(Strictness.NORMAL), key, subjects, new Tally(), null, TransferSyntax.EXPLICIT_LITTLE, new ArrayList<>());
		DataSet cleaned = cleaner.clean(original.put(Element.ascii(0x00100010, VR.PN, SECRET)));
		cleaned.remove(0x00100010);
		return cleaned;
	}

	private static DataSet cleaned(DataSet original) throws IOException {
		return cleaned(original, TEN_DAYS_BACK);
	}

	private static DataSet dataSet() {
		return new DataSet().put(Element.ascii(0x00080016, VR.UI, MR)).put(Element.ascii(0x00080018, VR.UI, "1.2.3.4"));
	}

	private static DataSet diffusion(DataSet level, int block) {
		return level.putString(0x00430000 | block, VR.LO, "GEMS_PARM_01").putString(0x00430000 | block << 8 | 0x39, VR.IS, "1000", "8", "0", "0");
	}

	@Test
	public void safe_elements_stay_in_whatever_block_with_their_creator() throws IOException {
		DataSet cleaned = cleaned(diffusion(dataSet(), 0x2F));
		assertEquals("GEMS_PARM_01", cleaned.string(0x0043002F).get());
		assertEquals(List.of("1000", "8", "0", "0"), cleaned.strings(0x00432F39));
	}

	@Test
	public void creator_of_whose_block_nothing_stays_goes_and_so_do_elements_without_one() throws IOException {
		DataSet original = dataSet().putString(0x00430010, VR.LO, "GEMS_PARM_01").putString(0x00431028, VR.LO, SECRET).putString(0x00431139, VR.IS, "1000")
			.putString(0x00430012, VR.LO, "GEMS_PARM_01").putString(0x00090010, VR.LO, SECRET).putString(0x00091001, VR.LO, "1");
		assertEquals(2, cleaned(original).size());
	}

	@Test
	public void safe_elements_stay_inside_standard_and_private_sequences_and_behind_UN() throws IOException {
		DataSet referenced = diffusion(new DataSet().put(Element.ascii(0x00081150, VR.UI, MR)), 0x10);
		DataSet inner = new DataSet().putString(0x20010010, VR.LO, "Philips Imaging DD 001").putString(0x20011001, VR.LO, SECRET).putString(0x20011004, VR.CS, "P").putString(0x00104000, VR.LT, SECRET);
		DataSet original = dataSet().put(Element.sequence(0x00081140, List.of(referenced))).putString(0x20050010, VR.LO, "Philips MR Imaging DD 001")
			.put(new Element(0x20051080, VR.UN, new Value.Sequence(List.of(new Value.Item(inner, true)), true)));
		DataSet cleaned = cleaned(original);
		assertEquals("1000", cleaned.items(0x00081140).get(0).string(0x00431039).get());
		DataSet kept = cleaned.items(0x20051080).get(0);
		assertEquals("Philips Imaging DD 001", kept.string(0x20010010).get());
		assertEquals("P", kept.string(0x20011004).get());
		assertEquals(2, kept.size());
	}

	@Test
	public void private_sequence_of_which_nothing_stays_goes() throws IOException {
		DataSet original = dataSet().putString(0x20050010, VR.LO, "Philips MR Imaging DD 001")
			.put(Element.sequence(0x20051080, List.of(new DataSet().putString(0x00104000, VR.LT, SECRET))));
		assertEquals(2, cleaned(original).size());
	}

	@Test
	public void values_behind_UN_get_the_VR_of_their_dictionary() throws IOException {
		DataSet original = dataSet().putString(0x70530010, VR.LO, "Philips PET Private Group").put(Element.bytes(0x70531000, VR.UN, "0.000276".getBytes(StandardCharsets.US_ASCII)))
			.put(Element.bytes(0x70531009, VR.UN, SECRET.getBytes(StandardCharsets.US_ASCII)));
		DataSet cleaned = cleaned(original);
		assertEquals(VR.DS, cleaned.get(0x70531000).vr());
		assertEquals(0.000276, cleaned.doubleValue(0x70531000).getAsDouble(), 0);
		assertFalse("no number", cleaned.contains(0x70531009));
	}

	@Test
	public void dates_and_seconds_move_with_the_patient_or_go() throws IOException {
		DataSet original = dataSet().putString(0x00090010, VR.LO, "GEMS_PETD_01").putString(0x0009100D, VR.DT, "20180918122458.00")
			.putString(0x00190010, VR.LO, "GEMS_ACQU_01").putString(0x0019109D, VR.DT, "20171017193651")
			.putString(0x00090011, VR.LO, "GEMS_IDEN_01").putInts(0x00091127, VR.SL, 1537271295);
		DataSet moved = cleaned(original);
		assertEquals("20180908122458.00", moved.string(0x0009100D).get());
		assertEquals("20171007193651", moved.string(0x0019109D).get());
		assertEquals(1537271295 - 864000, moved.intValue(0x00091127).getAsInt());
		DataSet kept = cleaned(original, "dates = keep");
		assertEquals("20180918122458.00", kept.string(0x0009100D).get());
		assertEquals(1537271295, kept.intValue(0x00091127).getAsInt());
		assertEquals(2, cleaned(original, "").size());
	}

	@Test
	public void UIDs_are_mapped_as_those_of_standard_attributes() throws IOException {
		DataSet original = dataSet().putString(0x00090010, VR.LO, "GEMS_IDEN_01").putString(0x000910E3, VR.UI, "1.2.3.4");
		DataSet cleaned = cleaned(original);
		assertEquals(cleaned.string(0x00080018), cleaned.string(0x000910E3));
		original.putString(0x000910E3, VR.LO, SECRET);
		assertEquals(2, cleaned(original).size());
	}

	@Test
	public void safe_text_is_cleaned_and_must_be_of_its_VR() throws IOException {
		DataSet original = dataSet().putString(0x00190010, VR.LO, "GEMS_ACQU_01").putString(0x0019109C, VR.LO, "epi " + SECRET)
			.putString(0x0019109E, VR.PN, SECRET).putString(0x001910E0, VR.LO, SECRET + "1").putString(0x001910D9, VR.DS, "1").put(Element.bytes(0x001910BB, VR.DS, "1\0Zxqwv".getBytes(StandardCharsets.US_ASCII)));
		DataSet cleaned = cleaned(original);
		assertEquals("epi", cleaned.string(0x0019109C).get().strip());
		assertTrue(cleaned.contains(0x001910D9));
		assertFalse(cleaned.contains(0x0019109E) || cleaned.contains(0x001910E0) || cleaned.contains(0x001910BB));
	}

	@Test
	public void bytes_of_unknown_meaning_stay_only_if_no_word_is_in_them() throws IOException {
		// GEMS_PARM_01 0043,xx27 under VR OW, where a number is expected
		for (String words : List.of("Smith", "S\0m\0i\0t\0h\0", "\0S\0m\0i\0t\0h", "PK\3\4....", "..\u001F\u008B\b.", "1975.")) assertNull(words, blob(words));
		assertArrayEquals(new byte[] {1, 0, 2, 0}, blob("\1\0\2\0").bytes());
	}

	private static Element blob(String bytes) throws IOException {
		DataSet original = dataSet().putString(0x00430010, VR.LO, "GEMS_PARM_01");
		original.put(new Element(0x00431025, VR.OW, new Value.Bytes((bytes.length() % 2 == 0 ? bytes : bytes + "\0").getBytes(StandardCharsets.ISO_8859_1), ByteOrder.LITTLE_ENDIAN)));
		return cleaned(original).get(0x00431025);
	}

	@Test
	public void headers_of_scanners_are_reduced_whatever_their_VR() throws IOException {
		byte[] header = new CsaBytes(true, 2, SECRET).field("B_value", "IS", "1000").field("PatientName", "LO", SECRET).bytes();
		DataSet original = dataSet().putString(0x00290010, VR.LO, "SIEMENS CSA HEADER").putString(0x00291009, VR.LO, "20180918").put(Element.bytes(0x00291010, VR.UN, header))
			.put(Element.bytes(0x00291020, VR.OB, "not a header".getBytes(StandardCharsets.US_ASCII)));
		DataSet cleaned = cleaned(original);
		assertEquals(4, cleaned.size());
		String kept = new String(cleaned.get(0x00291010).bytes(), StandardCharsets.ISO_8859_1);
		assertTrue(kept.contains("B_value"));
		assertFalse(kept.contains(SECRET) || kept.contains("PatientName"));
	}

	@Test
	public void nothing_private_stays_inside_a_sequence_of_dummies() throws IOException {
		// Verifying Observer Sequence (0040,A073) has action D.
		DataSet original = dataSet().put(Element.sequence(0x0040A073, List.of(diffusion(new DataSet().putString(0x0040A027, VR.LO, "x"), 0x10))));
		DataSet item = cleaned(original).items(0x0040A073).get(0);
		assertFalse(item.contains(0x00431039) || item.contains(0x00430010));
	}

	@Test
	public void real_files_are_cleaned_to_something_that_can_be_read_and_is_not_changed_again() throws IOException {
		int withPrivate = 0;
		for (Path path : Oracle.corpusFiles("dicom/pydicom", "dicom/odd", "dicom/charsets")) {
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				DataSet once = cleaned(file.dataSet(), "dates = keep");
				DicomFile written = DicomFile.of(once, TransferSyntax.EXPLICIT_LITTLE, MR, "1.2.3");
				if (once.get(Tag.PIXEL_DATA) != null) once.remove(Tag.PIXEL_DATA);
				ByteArrayOutputStream first = new ByteArrayOutputStream(), second = new ByteArrayOutputStream();
				written.write(Channels.newChannel(first));
				try (DicomFile read = DicomFile.read(ByteSource.of(first.toByteArray()), Dictionary.instance())) {
					DicomFile.of(cleaned(read.dataSet(), "dates = keep"), TransferSyntax.EXPLICIT_LITTLE, MR, "1.2.3").write(Channels.newChannel(second));
				}
				assertArrayEquals(path.toString(), first.toByteArray(), second.toByteArray());
				for (Element element : once) {
					if (Tag.isPrivateCreator(element.tag())) {
						withPrivate++;
						break;
					}
				}
			}
			catch (DicomException notDicom) {
				continue;
			}
		}
		assertTrue("" + withPrivate, withPrivate > 20);
	}

	@Test
	public void random_values_under_every_VR_never_leave_a_planted_word_and_are_written_and_read_again() throws IOException {
		Random random = new Random(3);
		String[] creators = {"GEMS_PARM_01", "GEMS_ACQU_01", "SIEMENS MR HEADER", "SIEMENS CSA HEADER", "Philips MR Imaging DD 001", "Philips Imaging DD 001", "GEMS_PETD_01", "GEMS_SERS_01", "ELSCINT1", "unknown"};
		int[] groups = {0x0043, 0x0019, 0x0019, 0x0029, 0x2005, 0x2001, 0x0009, 0x0025, 0x01F1, 0x0011};
		int kept = 0;
		for (int round = 0; round < 300; round++) {
			DataSet original = dataSet(), level = original;
			for (int depth = random.nextInt(3); depth > 0; depth--) {
				DataSet item = new DataSet();
				level.putString(0x20050010, VR.LO, "Philips MR Imaging DD 001").put(Element.sequence(depth == 2 ? 0x20051080 : 0x20051084, List.of(item)));
				level = item;
			}
			for (int i = 0; i < 10; i++) {
				level.putString(groups[i] << 16 | 0x20 + i, VR.LO, creators[i]);
				for (int j = 0; j < 20; j++) {
					VR vr = VR.values()[random.nextInt(VR.values().length)];
					String value = switch (random.nextInt(4)) {
						case 0 -> "1";
						case 1 -> "20200131";
						case 2 -> SECRET;
						default -> "1\\" + SECRET + "\0" + SECRET;
					};
					if (vr != VR.SQ) level.put(Element.bytes(groups[i] << 16 | 0x20 + i << 8 | random.nextInt(256), vr, value.repeat(1 + random.nextInt(3)).getBytes(StandardCharsets.US_ASCII)));
				}
			}
			DataSet cleaned = cleaned(original);
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			DicomFile.of(cleaned, TransferSyntax.EXPLICIT_LITTLE, MR, "1.2.3").write(Channels.newChannel(out));
			assertFalse(out.toString(StandardCharsets.ISO_8859_1).contains(SECRET));
			try (DicomFile read = DicomFile.read(ByteSource.of(out.toByteArray()), Dictionary.instance())) {
				assertEquals(cleaned.toString(), read.dataSet().toString());
			}
			kept += cleaned.size();
		}
		assertTrue("" + kept, kept > 300 * 4);
	}
}
