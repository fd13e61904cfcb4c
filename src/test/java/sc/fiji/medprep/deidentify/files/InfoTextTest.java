package sc.fiji.medprep.deidentify.files;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.standard.ProfileOption;

public class InfoTextTest {
	private static final TextCleaning NO_TEXT = (text, subject, known) -> "";

	@Test
	public void each_line_follows_the_row_of_its_attribute() {
		String info = "0008,0005  Specific Character Set: ISO_IR 100 \n0008,0016  SOP Class UID: 1.2.840.10008.5.1.4.1.1.2\n0008,0018  SOP Instance UID: 1.2.3\n0008,0030  Study Time: 101112\n0008,0050  Accession Number: A1\n"
			+ "0008,103E  Series Description: Brain DOE\nsecond line of DOE\n0009,0010  ---: DOE PRIVATE\n0010,0010  Patient's Name: DOE^JOHN\n0010,0020  Patient ID: 4711\n0010,1010  Patient's Age: 093Y\n0028,0030  Pixel Spacing: 0.5\\0.5 \n";
		assertEquals("0008,0005  Specific Character Set: ISO_IR 100\n0008,0016  SOP Class UID: 1.2.840.10008.5.1.4.1.1.2\n0008,0018  SOP Instance UID: " + Study.KEY.uid("1.2.3") + "\n0010,0010  Patient's Name: " + Study.pseudonym("4711")
			+ "\n0010,0020  Patient ID: " + Study.pseudonym("4711") + "\n0028,0030  Pixel Spacing: 0.5\\0.5\n", InfoText.cleaned(info, Study.context(Study.BASIC)));
		String research = InfoText.cleaned(info, Study.context(Study.RESEARCH));
		for (String line : List.of("0008,0030  Study Time: 101112\n", "0008,103E  Series Description: Brain\n", "0010,1010  Patient's Age: 090Y\n")) assertEquals(research, true, research.contains(line));
		assertEquals("twice is once", research, InfoText.cleaned(research, Study.context(EnumSet.of(ProfileOption.RETAIN_FULL_DATES, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, ProfileOption.CLEAN_DESCRIPTORS))));
	}

	@Test
	public void patient_without_an_ID_becomes_who_the_name_becomes_in_DICOM() {
		String pseudonym = Study.SUBJECTS.of(Patient.of("", "Doe^John")).orElseThrow().pseudonym();
		assertEquals(pseudonym, InfoText.subject("0010,0010  Patient's Name: Doe^John\n0010,0020  Patient ID: \n", Study.context(Study.BASIC)).pseudonym());
		assertEquals(pseudonym, InfoText.subject("0010,0010  Patient's Name: DOE^JOHN\n", Study.context(Study.BASIC)).pseudonym());
	}

	@Test
	public void header_tells_what_identifies_its_patient_but_for_what_the_profile_keeps() {
		String info = "0008,0080  Institution Name: Kranzlerhof\n0010,0010  Patient's Name: DOE\n0018,0050  Slice Thickness: 1\n0038,0010  Admission ID: ADM-47\n";
		assertEquals(List.of("Kranzlerhof", "DOE", "ADM-47"), InfoText.known(info, Study.context(Study.BASIC)));
		assertEquals(List.of("DOE", "ADM-47"), InfoText.known(info, Study.context(EnumSet.of(ProfileOption.RETAIN_INSTITUTION_IDENTITY))));
	}

	@Test
	public void without_a_key_names_and_UIDs_are_left_out() {
		Context keyless = new Context(null, patient -> null, NO_TEXT, Study.RESEARCH, "");
		assertEquals("0018,0050  Slice Thickness: 1\n",
			InfoText.cleaned("0008,0018  SOP Instance UID: 1.2.3\n0008,0020  Study Date: 20240229\n0010,0020  Patient ID: 4711\n0018,0050  Slice Thickness: 1\n", keyless));
	}

	@Test
	public void text_of_sequences_goes_because_nobody_knows_which() {
		String info = "0008,1140  Referenced Image Sequence: \n0008,1155 >Referenced SOP Instance UID: 1.2.3\n0008,0104 >Code Meaning: Doe Hospital\n0008,0060 >Modality: DOE\n0028,0030 >Pixel Spacing: 1\\1\n0008,0104  Code Meaning: Doe Hospital\n";
		assertEquals("0028,0030  >Pixel Spacing: 1\\1\n", InfoText.cleaned(info, Study.context(Study.BASIC)));
	}

	@Test
	public void text_of_other_readers_is_free_text() {
		String info = "Comment = Brain of Doe\nPatient Name = Doe\nSize = 512\nScan date = 2024-02-29\nDoe was here\nBrain\n";
		assertEquals("", InfoText.cleaned(info, Study.context(Study.BASIC)));
		assertEquals("Brain\n", InfoText.cleaned(info, Study.context(Study.RESEARCH)));
		assertEquals("0008,103E  Series Description: Brain\n", InfoText.cleaned("0008,103E Series Description = Brain", Study.context(Study.RESEARCH)));
	}

	@Test
	public void label_keeps_its_position_and_no_file_name() {
		assertEquals("c:1/3 z:2/5", InfoText.cleanedLabel("c:1/3 z:2/5", 1, Study.context(Study.BASIC)));
		assertNull(InfoText.cleanedLabel("DOE_JOHN.dcm", 1, Study.context(Study.BASIC)));
		assertEquals("slice 7\n0018,0050  Slice Thickness: 1\n", InfoText.cleanedLabel("DOE.dcm\n0018,0050  Slice Thickness: 1\n0010,0010  Patient's Name: DOE", 7, new Context(null, p -> null, NO_TEXT, Study.BASIC, "")));
	}

	@Test
	public void names_are_gone_whatever_the_text_looks_like() {
		Random random = new Random(7);
		String line = "0010,0010  Patient's Name: DOE^JOHN\n0008,0090 >Referring Physician's Name = DOE\nPatient Name: DOE\n";
		for (int i = 0; i < 5000; i++) {
			StringBuilder info = new StringBuilder(line);
			for (int k = random.nextInt(3); k >= 0; k--) info.insert(random.nextInt(info.length()), "\n:=>, (0)\u2028".charAt(random.nextInt(10)));
			String cleaned = InfoText.cleaned(info.toString(), Study.context(Study.RESEARCH));
			assertFalse(info + " gave " + cleaned, cleaned.contains("DOE") || cleaned.contains("JOHN"));
		}
	}
}
