package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
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
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

public class DeidentifyStepTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7", RT_STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3";
	private static final int INSTITUTION_NAME = 0x00080080, SERIES_DATE = 0x00080021, CONTENT_DATE = 0x00080023, STUDY_DATE = 0x00080020, REFERENCED_IMAGES = 0x00081140;
	private static final int REFERENCED_SOP_CLASS = 0x00081150, REFERENCED_SOP_INSTANCE = 0x00081155, PATIENT_ID = 0x00100020, PATIENT_NAME = 0x00100010;
	private static final int IDENTITY_REMOVED = 0x00120062, METHOD = 0x00120063, METHOD_CODES = 0x00120064, LONGITUDINAL = 0x00280303, BURNED_IN = 0x00280301;

	private final StudyKey key = new StudyKey(new byte[32]);

	@Test
	public void action_depends_on_the_Type_of_the_attribute_in_the_IOD() throws IOException {
		DataSet ct = deidentified(object(CT).put(Element.ascii(INSTITUTION_NAME, VR.LO, "General")).put(Element.ascii(SERIES_DATE, VR.DA, "20200101"))
			.put(Element.ascii(CONTENT_DATE, VR.DA, "20200101")).put(Element.ascii(STUDY_DATE, VR.DA, "20200101")).put(Element.ascii(0x00180010, VR.LO, "dye")));
		assertNull("X/Z/D, Type 3", ct.get(INSTITUTION_NAME));
		assertNull("X/D, Type 3", ct.get(SERIES_DATE));
		assertTrue("Z, Type 2", ct.get(STUDY_DATE).isEmpty());
		assertTrue("Z/D, Type 2 of a conditional module", ct.get(0x00180010).isEmpty());
		DataSet cr = deidentified(object("1.2.840.10008.5.1.4.1.1.1.1").put(Element.ascii(0x0018700C, VR.DA, "20200101")).put(Element.ascii(0x00181000, VR.LO, "4711")));
		assertNull("X/D, Type 3 in Digital X-Ray", cr.get(0x0018700C));
		DataSet enhanced = deidentified(object("1.2.840.10008.5.1.4.1.1.4.1").put(Element.ascii(0x00181000, VR.LO, "4711")).put(Element.ascii(CONTENT_DATE, VR.DA, "20200101")));
		assertEquals("X/Z/D, Type 1 in Enhanced MR", "REMOVED", enhanced.string(0x00181000).get());
		assertEquals("Z/D, Type 1 in Enhanced MR", "19000101", enhanced.string(CONTENT_DATE).get());
	}

	@Test
	public void nested_path_decides_the_Type_of_an_attribute_inside_a_sequence() throws IOException {
		// In RT Structure Set, Institution Name is Type 3 at the top and inside General Equipment only.
		DataSet item = new DataSet().put(Element.ascii(INSTITUTION_NAME, VR.LO, "General"));
		DataSet set = deidentified(object(RT_STRUCTURE_SET).put(Element.sequence(0x00081062, List.of(item))).put(Element.ascii(INSTITUTION_NAME, VR.LO, "General")));
		assertNull(set.get(INSTITUTION_NAME));
	}

	@Test
	public void references_are_kept_and_closed_over_files() throws IOException {
		DataSet target = object(CT).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3.4"));
		DataSet reference = new DataSet().put(Element.ascii(REFERENCED_SOP_CLASS, VR.UI, CT)).put(Element.ascii(REFERENCED_SOP_INSTANCE, VR.UI, "1.2.3.4"));
		DataSet item = deidentified(object(CT).put(Element.sequence(REFERENCED_IMAGES, List.of(reference)))).items(REFERENCED_IMAGES).get(0);
		assertEquals(deidentified(target).string(Tag.SOP_INSTANCE_UID), item.string(REFERENCED_SOP_INSTANCE));
		assertEquals("a UID of the standard", CT, item.string(REFERENCED_SOP_CLASS).get());
	}

	@Test
	public void patient_becomes_a_pseudonym_that_depends_on_the_ID_alone() throws IOException {
		DataSet first = deidentified(object(CT).put(Element.ascii(PATIENT_NAME, VR.PN, "Doe^Jane"))), second = deidentified(object(CT).put(Element.ascii(PATIENT_NAME, VR.PN, "DOE^J")));
		assertTrue(first.string(PATIENT_ID).get().matches("MP[0-9A-Z]{14}"));
		assertEquals(first.string(PATIENT_ID), second.string(PATIENT_ID));
		assertEquals(first.string(PATIENT_ID), first.string(PATIENT_NAME));
	}

	@Test
	public void what_was_done_is_declared_and_earlier_methods_are_kept() throws IOException {
		DataSet code = new DataSet().put(Element.ascii(0x00080100, VR.SH, "113107")).put(Element.ascii(0x00080102, VR.SH, "DCM")).put(Element.ascii(0x00080104, VR.LO, "Retain Modified Dates"));
		DataSet result = deidentified(object(CT).put(Element.ascii(METHOD, VR.LO, "Other tool")).put(Element.sequence(METHOD_CODES, List.of(code))));
		assertEquals("YES", result.string(IDENTITY_REMOVED).get());
		assertEquals(List.of("Other tool", "a method"), result.strings(METHOD));
		assertEquals(List.of("113107", "113100"), result.items(METHOD_CODES).stream().map(item -> item.string(0x00080100).get()).toList());
		assertEquals("REMOVED", result.string(LONGITUDINAL).get());
		assertFalse("nothing is claimed of the pixels", result.contains(BURNED_IN));
	}

	@Test
	public void image_with_burned_in_text_is_refused_flagged_or_passed_and_never_called_anonymous() throws IOException {
		DataSet image = withPixels(object(SECONDARY_CAPTURE).put(Element.ascii(BURNED_IN, VR.CS, "YES")));
		assertEquals(Outcome.REFUSED, process(image, PixelRisk.REFUSE).outcome());
		Product flagged = process(image, PixelRisk.FLAG);
		assertEquals("pixel.burned-in", flagged.findings().get(0).rule());
		assertEquals("NO", read(flagged).string(IDENTITY_REMOVED).get());
		assertEquals("YES", read(flagged).string(BURNED_IN).get());
		Product passed = process(image, PixelRisk.PASS);
		assertTrue(passed.findings().isEmpty());
		assertEquals("NO", read(passed).string(IDENTITY_REMOVED).get());
	}

	@Test
	public void capture_of_unknown_content_is_anonymous_only_on_the_users_word() throws IOException {
		DataSet image = withPixels(object(SECONDARY_CAPTURE));
		assertEquals("pixel.may-be-burned-in", process(image, PixelRisk.FLAG).findings().get(0).rule());
		assertEquals("NO", read(process(image, PixelRisk.FLAG)).string(IDENTITY_REMOVED).get());
		assertEquals("YES", read(process(image, PixelRisk.PASS)).string(IDENTITY_REMOVED).get());
		DataSet clean = withPixels(object(SECONDARY_CAPTURE).put(Element.ascii(BURNED_IN, VR.CS, "NO")));
		assertTrue(process(clean, PixelRisk.REFUSE).findings().isEmpty());
	}

	@Test
	public void encapsulated_document_is_let_through_only_on_the_users_word_and_without_the_profiles_code() throws IOException {
		DataSet document = object("1.2.840.10008.5.1.4.1.1.104.1").put(Element.ascii(0x00420011, VR.OB, "%PDF"));
		assertEquals(Outcome.REFUSED, process(document, PixelRisk.FLAG).outcome());
		DataSet passed = read(process(document, PixelRisk.PASS));
		assertEquals("NO", passed.string(IDENTITY_REMOVED).get());
		assertFalse(passed.contains(METHOD_CODES));
	}

	@Test
	public void file_meta_and_preamble_are_new() throws IOException {
		DataSet object = object(CT);
		DataSet meta = DicomFile.of(object, TransferSyntax.EXPLICIT_LITTLE, CT, "1.2.3").fileMeta().put(Element.ascii(0x00020016, VR.AE, "SCANNER"));
		byte[] preamble = new byte[128];
		preamble[7] = 7;
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		process(new DicomFile(preamble, meta, object, TransferSyntax.EXPLICIT_LITTLE, List.of()), PixelRisk.FLAG).content().writeTo(Channels.newChannel(bytes));
		DicomFile written = DicomFile.read(ByteSource.of(bytes.toByteArray()), Dictionary.instance());
		assertEquals(0, written.preamble()[7]);
		assertFalse(written.fileMeta().contains(0x00020016));
		assertEquals(written.dataSet().string(Tag.SOP_INSTANCE_UID), written.fileMeta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID));
	}

	@Test
	public void value_that_is_not_of_the_kind_of_its_attribute_goes() throws IOException {
		DataSet object = object(CT).put(Element.ascii(0x00180015, VR.CS, "CHEST\0SMITH")).put(Element.ascii(0x00180050, VR.DS, "SMITH")).put(Element.ascii(0x00200013, VR.IS, "SMITH"))
			.put(Element.ascii(0x00280010, VR.CS, "SMITH")).put(Element.bytes(0x00280011, VR.US, "SMITH^JOHN".getBytes(StandardCharsets.US_ASCII)))
			.put(Element.ascii(0x00281052, VR.OB, "SMITH")).put(Element.ascii(0x00080060, VR.CS, "SMITH^J"));
		DataSet cleaned = deidentified(object);
		for (Element element : cleaned) {
			if (!(element.value() instanceof Value.Sequence)) assertFalse(element.toString(), new String(element.bytes(), StandardCharsets.ISO_8859_1).contains("SMITH"));
		}
		assertEquals(2, cleaned.get(0x00280011).bytes().length);
	}

	@Test
	public void value_of_its_kind_stays() throws IOException {
		DataSet cleaned = deidentified(object(CT).put(Element.ascii(0x00180015, VR.CS, "Chest")).put(Element.ascii(0x00180050, VR.DS, "1.25E0")).put(Element.ascii(0x00200032, VR.DS, "-1\\2\\3"))
			.putInts(0x00281101, VR.US, 256, 0, 16).put(Element.ascii(0x00201040, VR.LO, "SN")));
		assertEquals("Chest", cleaned.string(0x00180015).get());
		assertEquals(1.25, cleaned.doubleValue(0x00180050).getAsDouble(), 0);
		assertEquals(3, cleaned.doubles(0x00200032).length);
		assertEquals(3, cleaned.ints(0x00281101).length);
	}

	@Test
	public void what_belongs_before_the_data_set_or_into_a_directory_goes() throws IOException {
		DataSet cleaned = deidentified(withPixels(object(CT).put(Element.ascii(0x00020016, VR.AE, "SCANNER")).put(Element.ascii(0x00000902, VR.LO, "comment"))
			.put(Element.sequence(0x00041220, List.of(new DataSet().put(Element.ascii(PATIENT_NAME, VR.PN, "Doe^Jane")))))));
		for (int tag : new int[] {0x00020016, 0x00000902, 0x00041220}) assertFalse(Tag.toString(tag), cleaned.contains(tag));
	}

	@Test
	public void retired_repeating_attributes_go() throws IOException {
		DataSet cleaned = deidentified(object(CT).put(Element.ascii(0x7F020010, VR.OB, "pixels")).put(Element.ascii(0x10100004, VR.US, "zonal")).put(Element.ascii(0x00203105, VR.CS, "SOURCE")));
		for (int tag : new int[] {0x7F020010, 0x10100004, 0x00203105}) assertFalse(Tag.toString(tag), cleaned.contains(tag));
	}

	@Test
	public void unknown_character_set_term_goes_and_defined_ones_stay() throws IOException {
		assertEquals(List.of("ISO_IR 100"), deidentified(object(CT).put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 100\\SMITH"))).strings(Tag.SPECIFIC_CHARACTER_SET));
		assertEquals(List.of("", "ISO 2022 IR 87"),
			deidentified(object(CT).put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "\\ISO 2022 IR 87"))).strings(Tag.SPECIFIC_CHARACTER_SET));
	}

	@Test
	public void attribute_required_by_the_IOD_is_emptied_or_replaced_even_where_the_table_removes() throws IOException {
		DataSet state = deidentified(object("1.2.840.10008.5.1.4.1.1.11.1").put(Element.ascii(0x00700082, VR.DA, "20200101")));
		assertEquals("Presentation Creation Date, X, Type 1", "19000101", state.string(0x00700082).get());
	}

	@Test
	public void patient_ID_and_name_of_blanks_are_left_empty() throws IOException {
		DataSet cleaned = deidentified(object(CT).put(Element.ascii(PATIENT_ID, VR.LO, "  ")).put(Element.ascii(PATIENT_NAME, VR.PN, " ")));
		assertTrue(cleaned.get(PATIENT_ID).isEmpty());
		assertTrue(cleaned.get(PATIENT_NAME).isEmpty());
	}

	@Test
	public void another_patient_in_an_item_gets_a_pseudonym_of_its_own() throws IOException {
		DataSet mother = new DataSet().put(Element.ascii(PATIENT_ID, VR.LO, "0815")), same = new DataSet().put(Element.ascii(PATIENT_NAME, VR.PN, "DOE^JANE"));
		DataSet cleaned = deidentified(object(CT).put(Element.ascii(PATIENT_NAME, VR.PN, "Doe^Jane")).put(Element.sequence(0x00100026, List.of(mother, same))));
		assertEquals(key.pseudonym("0815"), cleaned.items(0x00100026).get(0).string(PATIENT_ID).get());
		assertEquals(cleaned.string(PATIENT_ID), cleaned.items(0x00100026).get(1).string(PATIENT_NAME));
	}

	@Test
	public void sop_class_newer_than_the_registry_stays_and_an_unknown_private_one_is_replaced_and_named() throws IOException {
		assertEquals("1.2.840.10008.5.1.4.1.1.9999", deidentified(object("1.2.840.10008.5.1.4.1.1.9999")).string(Tag.SOP_CLASS_UID).get());
		for (int tag : new int[] {Tag.RELATED_GENERAL_SOP_CLASS_UID, Tag.ORIGINAL_SPECIALIZED_SOP_CLASS_UID, Tag.SOP_CLASSES_SUPPORTED})
			assertEquals("1.2.840.10008.5.1.4.1.1.9999", deidentified(object(CT).put(Element.ascii(tag, VR.UI, "1.2.840.10008.5.1.4.1.1.9999"))).string(tag).get());
		Product unknown = process(object("1.2.3.4.5"), PixelRisk.FLAG);
		assertEquals("dicom.sop-class", unknown.findings().get(0).rule());
		assertTrue(read(unknown).string(Tag.SOP_CLASS_UID).get().startsWith("2.25."));
	}

	@Test
	public void earlier_method_in_a_foreign_character_set_stays_byte_by_byte() throws IOException {
		byte[] method = deidentified(object(CT).put(Element.bytes(METHOD, VR.LO, "m\u00e9thode".getBytes(StandardCharsets.ISO_8859_1)))).get(METHOD).bytes();
		assertEquals("m\u00e9thode\\a method", new String(method, StandardCharsets.ISO_8859_1).strip());
	}

	@Test
	public void items_under_an_attribute_without_items_go() throws IOException {
		List<DataSet> items = List.of(new DataSet().put(Element.ascii(PATIENT_NAME, VR.PN, "Doe^Jane")));
		DataSet cleaned = deidentified(object(CT).put(Element.sequence(PATIENT_NAME, items)).put(Element.sequence(0x00200052, items)));
		assertFalse(cleaned.contains(PATIENT_NAME));
		assertFalse(cleaned.contains(0x00200052));
	}

	@Test
	public void sound_labels_screens_and_bytes_behind_the_pixels_are_found() throws IOException {
		assertRisk("content.speech", object("1.2.840.10008.5.1.4.1.1.9.4.1"));
		assertRisk("content.speech", object(CT).put(Element.sequence(0x54000100, List.of(new DataSet()))));
		assertRisk("pixel.label", withPixels(object(CT).put(Element.ascii(0x00480010, VR.CS, "YES"))));
		assertRisk("pixel.may-be-burned-in", withPixels(object(CT).put(Element.ascii(0x00080008, VR.CS, "DERIVED\\PRIMARY\\LABEL"))));
		assertRisk("pixel.may-be-burned-in", withPixels(object("1.2.840.10008.5.1.4.1.1.6.1")));
		assertRisk("pixel.may-be-burned-in", withPixels(object(CT).put(Element.ascii(0x00080064, VR.CS, "WSD"))));
		assertRisk("pixel.burned-in", withPixels(object(CT).put(Element.ascii(BURNED_IN, VR.CS, "Y"))));
		DataSet small = object(CT).putInts(0x00280010, VR.US, 1).putInts(0x00280011, VR.US, 1).putInts(0x00280100, VR.US, 8);
		assertRisk("pixel.tail", small.put(Element.ascii(Tag.PIXEL_DATA, VR.OW, "SMITH")));
		assertTrue("padding", PixelContent.riskOf(withPixels(small), CT, false).isEmpty());
		assertRisk("pixel.nested", object(CT).put(Element.sequence(REFERENCED_IMAGES, List.of(withPixels(new DataSet())))));
		assertTrue(PixelContent.riskOf(object("1.2.840.10008.5.1.4.1.1.9.1.1").put(Element.sequence(0x54000100, List.of(new DataSet()))), "1.2.840.10008.5.1.4.1.1.9.1.1", false).isEmpty());
	}

	@Test
	public void volume_of_a_head_may_show_a_face_unless_the_file_says_that_it_does_not() throws IOException {
		DataSet head = withPixels(object(CT)).put(Element.ascii(0x00080060, VR.CS, "MR")).put(Element.ascii(0x0008103E, VR.LO, "T1_MPRAGE sag"));
		assertRisk("pixel.face", head);
		assertEquals("NO", deidentified(head).string(IDENTITY_REMOVED).get());
		assertTrue(PixelContent.riskOf(head.put(Element.ascii(0x00280302, VR.CS, "NO")), CT, false).isEmpty());
		assertRisk("pixel.face", withPixels(object(CT)).put(Element.ascii(0x00280302, VR.CS, "YES")));
		DataSet knee = withPixels(object(CT)).put(Element.ascii(0x00080060, VR.CS, "MR")).put(Element.ascii(0x00180015, VR.CS, "KNEE"));
		assertTrue(PixelContent.riskOf(knee, CT, false).isEmpty());
	}

	private static void assertRisk(String rule, DataSet object) throws IOException {
		assertEquals(rule, PixelContent.riskOf(object, object.string(Tag.SOP_CLASS_UID).get(), false).get().rule());
	}

	private static DataSet object(String sopClass) {
		DataSet object = new DataSet();
		object.put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3"));
		object.put(Element.ascii(PATIENT_ID, VR.LO, "4711")).put(Element.ascii(0x0020000D, VR.UI, "1.2.4")).put(Element.ascii(0x0020000E, VR.UI, "1.2.5"));
		return object;
	}

	private static DataSet withPixels(DataSet object) {
		return object.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[4]));
	}

	private DataSet deidentified(DataSet object) throws IOException {
		return read(process(object, PixelRisk.FLAG));
	}

	private Product process(DataSet object, PixelRisk risk) throws IOException {
		return process(DicomFile.of(object, TransferSyntax.EXPLICIT_LITTLE, object.string(Tag.SOP_CLASS_UID).get(), "1.2.3"), risk);
	}

	private Product process(DicomFile file, PixelRisk risk) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		file.write(Channels.newChannel(bytes));
		return new DeidentifyStep(key, new Subjects(key, null, 1, 2, false), SubjectRecorder.NONE, Profile.preset("basic"), risk, "a method").process(new Item(1, ByteSource.of(bytes.toByteArray()), "0".repeat(64), null));
	}

	private static DataSet read(Product product) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		product.content().writeTo(Channels.newChannel(bytes));
		return DicomFile.read(ByteSource.of(bytes.toByteArray()), Dictionary.instance()).dataSet();
	}
}
