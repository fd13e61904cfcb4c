package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

/** What must not hide in values that stay: because no row is about them, or because an option keeps them. */
public class KeptValuesTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", SR = "1.2.840.10008.5.1.4.1.1.88.33";
	private static final int WINDOW_EXPLANATION = 0x00281055, ANATOMIC_REGION = 0x00082218, CODE_VALUE = 0x00080100, CODE_MEANING = 0x00080104, SOFTWARE = 0x00181020;

	private final StudyKey key = new StudyKey(new byte[32]);

	@Test
	public void text_that_no_row_is_about_loses_names_numbers_and_addresses_of_anybody() throws IOException {
		DataSet code = code("R-FAB57", "Chest of Mr. Zorblax, tel 212-555-0143, DOB 05/06/1977");
		DataSet object = object(CT).put(Element.ascii(WINDOW_EXPLANATION, VR.LO, "LUNG\\Zorblax^Hildi BONE")).put(Element.sequence(ANATOMIC_REGION, List.of(code)));
		for (String profile : new String[] {"", "clean_descriptors = yes\nstrictness = strict\ndates = shift"}) {
			DataSet result = deidentified(profile, object);
			assertEquals(List.of("LUNG", "BONE"), result.strings(WINDOW_EXPLANATION));
			String meaning = result.items(ANATOMIC_REGION).get(0).string(CODE_MEANING).get();
			assertTrue(meaning, meaning.startsWith("Chest"));
			for (String gone : new String[] {"Zorblax", "0143", "1977"}) assertFalse(meaning, meaning.contains(gone));
		}
	}

	@Test
	public void codes_and_versions_are_no_numbers_of_patients() throws IOException {
		DataSet object = object(CT).put(Element.sequence(ANATOMIC_REGION, List.of(code("443632000012345", "Chest")))).put(Element.ascii(SOFTWARE, VR.LO, "syngo 2019-03-15\\VA20B 123456789"));
		DataSet result = deidentified("", object);
		assertEquals("443632000012345", result.items(ANATOMIC_REGION).get(0).string(CODE_VALUE).get());
		assertEquals(List.of("syngo 2019-03-15", "VA20B 123456789"), result.strings(SOFTWARE));
	}

	private static DataSet code(String value, String meaning) {
		return new DataSet().put(Element.ascii(CODE_VALUE, VR.SH, value)).put(Element.ascii(0x00080102, VR.SH, "DCM")).put(Element.ascii(CODE_MEANING, VR.LO, meaning));
	}

	private static DataSet object(String sopClass) {
		return new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")).put(Element.ascii(0x00100020, VR.LO, "4711"));
	}

	private DataSet deidentified(String lines, DataSet object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		process(lines, object).content().writeTo(Channels.newChannel(bytes));
		return DicomFile.read(ByteSource.of(bytes.toByteArray()), Dictionary.instance()).dataSet();
	}

	private Product process(String lines, DataSet object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DicomFile.of(object, TransferSyntax.EXPLICIT_LITTLE, object.string(Tag.SOP_CLASS_UID).get(), "1.2.3").write(Channels.newChannel(bytes));
		Profile profile = Profile.parse("medprep-profile 1\n" + lines);
		Subjects subjects = new Subjects(key, null, profile.leastShift(), profile.mostShift(), profile.has(ProfileOption.RETAIN_MODIFIED_DATES));
		DeidentifyStep step = new DeidentifyStep(key, subjects, SubjectRecorder.NONE, profile, PixelRisk.FLAG, "a method");
		return step.process(new Item(1, ByteSource.of(bytes.toByteArray()), "0".repeat(64), null));
	}
}
