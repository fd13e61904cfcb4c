package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.TreeSet;

import org.junit.Before;
import org.junit.Test;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/** What the rule texts of the common modules and of CT, MR, PET, NM and secondary capture say of small data sets, read strictly. */
public class ImageRulesTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", MR = "1.2.840.10008.5.1.4.1.1.4", PET = "1.2.840.10008.5.1.4.1.1.128", NM = "1.2.840.10008.5.1.4.1.1.20",
		SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7", BYTE_CAPTURE = "1.2.840.10008.5.1.4.1.1.7.2", ANGIOGRAPHY = "1.2.840.10008.5.1.4.1.1.12.1";

	private DataSet image;

	@Before
	public void empty() {
		image = new DataSet();
	}

	private static Attribute attribute(String keyword) {
		return Dictionary.instance().attribute(keyword).orElseThrow();
	}

	private ImageRulesTest with(String keyword, String... values) {
		image.putString(attribute(keyword).tag(), VR.valueOf(attribute(keyword).vr()), values);
		return this;
	}

	private ImageRulesTest number(String keyword, int... values) {
		image.putInts(attribute(keyword).tag(), VR.US, values);
		return this;
	}

	private ImageRulesTest item(String keyword, String inside, String value) {
		DataSet item = new DataSet().putString(attribute(inside).tag(), VR.valueOf(attribute(inside).vr()), value);
		image.put(Element.sequence(attribute(keyword).tag(), List.of(item)));
		return this;
	}

	/** The rules that were broken at an attribute, sorted. */
	private List<String> at(String sopClass, String keyword) throws Exception {
		with("SOPClassUID", sopClass);
		Findings findings = new Findings(RuleBook.of(FileCheck.class), true);
		new ModuleCheck().check(DicomFile.of(image, TransferSyntax.EXPLICIT_LITTLE, sopClass, "1.2.3"), findings);
		String tag = Tag.toString(attribute(keyword).tag());
		TreeSet<String> rules = new TreeSet<>();
		for (Finding finding : findings.list()) {
			if (finding.tag().endsWith(tag)) rules.add(finding.rule());
		}
		return List.copyOf(rules);
	}

	@Test
	public void laterality_is_demanded_of_paired_body_parts_only() throws Exception {
		assertEquals(List.of(), at(MR, "Laterality"));
		assertEquals(List.of("type2c.missing"), with("BodyPartExamined", "KNEE").at(MR, "Laterality"));
		assertEquals(List.of(), with("ImageLaterality", "L").at(MR, "Laterality"));
		assertEquals(List.of("value.enumerated"), with("BodyPartExamined", "HEAD").with("Laterality", "B").at(MR, "Laterality"));
	}

	@Test
	public void planar_configuration_belongs_to_colours() throws Exception {
		assertEquals(List.of("type1c.missing"), number("SamplesPerPixel", 3).at(SECONDARY_CAPTURE, "PlanarConfiguration"));
		assertEquals(List.of("type1c.unneeded"), number("SamplesPerPixel", 1).number("PlanarConfiguration", 0).at(SECONDARY_CAPTURE, "PlanarConfiguration"));
		assertEquals(List.of("value.enumerated"), with("PhotometricInterpretation", "RGB").at(SECONDARY_CAPTURE, "SamplesPerPixel"));
	}

	@Test
	public void pixel_aspect_ratio_of_one_to_one_is_not_needed() throws Exception {
		assertEquals(List.of(), with("PixelAspectRatio", "2", "1").at(SECONDARY_CAPTURE, "PixelAspectRatio"));
		assertEquals(List.of("type1c.unneeded"), with("PixelAspectRatio", "1", "1").at(SECONDARY_CAPTURE, "PixelAspectRatio"));
	}

	@Test
	public void patient_orientation_stands_in_for_a_plane_in_space() throws Exception {
		assertEquals(List.of(), at(CT, "PatientOrientation"));
		assertEquals(List.of("type2c.missing"), at(SECONDARY_CAPTURE, "PatientOrientation"));
	}

	@Test
	public void inversion_and_trigger_times_need_their_sequences() throws Exception {
		with("ScanningSequence", "GR", "IR").with("ScanOptions", "CG");
		assertEquals(List.of("type2c.missing"), at(MR, "InversionTime"));
		assertEquals(List.of("type2c.missing"), at(MR, "TriggerTime"));
		with("ScanningSequence", "EP").with("SequenceVariant", "NONE");
		assertEquals(List.of(), at(MR, "RepetitionTime"));
	}

	@Test
	public void a_code_needs_one_of_its_three_kinds() throws Exception {
		assertEquals(List.of("type1c.missing"), item("ProcedureCodeSequence", "CodeMeaning", "Knee").at(MR, "CodeValue"));
		assertEquals(List.of(), item("ProcedureCodeSequence", "LongCodeValue", "12345678901234567").at(MR, "CodeValue"));
		assertEquals(List.of("type1c.missing"), at(MR, "CodingSchemeDesignator"));
	}

	@Test
	public void an_anonymous_patient_needs_the_method() throws Exception {
		assertEquals(List.of("type1c.missing"), with("PatientIdentityRemoved", "YES").at(MR, "DeidentificationMethod"));
		assertEquals(List.of(), item("DeidentificationMethodCodeSequence", "CodeValue", "113100").at(MR, "DeidentificationMethod"));
	}

	@Test
	public void multi_energy_needs_its_module() throws Exception {
		assertEquals(List.of(), at(CT, "MultienergyCTAcquisitionSequence"));
		assertEquals(List.of("type1.missing"), with("MultienergyCTAcquisition", "YES").at(CT, "MultienergyCTAcquisitionSequence"));
		assertEquals(List.of("type1c.missing"), at(CT, "RescaleType"));
	}

	@Test
	public void original_slices_are_in_hounsfield_units() throws Exception {
		assertEquals(List.of("value.enumerated"), with("ImageType", "ORIGINAL", "PRIMARY", "AXIAL").with("RescaleType", "US").at(CT, "RescaleType"));
		assertEquals(List.of(), with("ImageType", "ORIGINAL", "PRIMARY", "LOCALIZER").at(CT, "RescaleType"));
	}

	@Test
	public void gated_positron_emission_needs_trigger_times() throws Exception {
		assertEquals(List.of(), with("SeriesType", "WHOLE BODY", "IMAGE").at(PET, "TriggerTime"));
		assertEquals(List.of("type1c.missing"), with("SeriesType", "GATED", "IMAGE").at(PET, "TriggerTime"));
		assertEquals(List.of("value.enumerated"), with("RescaleIntercept", "-1").at(PET, "RescaleIntercept"));
	}

	@Test
	public void vectors_of_nuclear_images_follow_the_increment_pointer() throws Exception {
		with("ImageType", "ORIGINAL", "PRIMARY", "TOMO", "EMISSION");
		byte[] pointer = {0x54, 0, 0x10, 0, 0x54, 0, 0x20, 0, 0x54, 0, 0x50, 0, 0x54, 0, (byte) 0x90, 0};
		image.put(Element.bytes(attribute("FrameIncrementPointer").tag(), VR.AT, pointer));
		assertEquals(List.of("type1c.missing"), at(NM, "AngularViewVector"));
		assertEquals(List.of(), at(NM, "SliceVector"));
		assertEquals(List.of(), at(NM, "FrameIncrementPointer"));
		assertEquals(List.of("value.enumerated"), with("ImageType", "ORIGINAL", "PRIMARY", "GATED", "EMISSION").at(NM, "FrameIncrementPointer"));
	}

	@Test
	public void secondary_captures_may_leave_out_the_modality_that_others_must_have() throws Exception {
		assertEquals(List.of(), at(SECONDARY_CAPTURE, "Modality"));
		assertEquals(List.of("type1.missing"), at(MR, "Modality"));
	}

	@Test
	public void frames_of_a_byte_capture_need_a_pointer_when_they_are_several() throws Exception {
		assertEquals(List.of(), with("NumberOfFrames", "1").at(BYTE_CAPTURE, "FrameIncrementPointer"));
		assertEquals(List.of("type1c.missing"), with("NumberOfFrames", "2").at(BYTE_CAPTURE, "FrameIncrementPointer"));
	}

	@Test
	public void frames_in_time_are_a_pointer_that_angiography_may_have() throws Exception {
		image.put(Element.bytes(attribute("FrameIncrementPointer").tag(), VR.AT, new byte[] {0x18, 0, 0x63, 0x10}));
		assertEquals(List.of(), with("NumberOfFrames", "4").at(ANGIOGRAPHY, "FrameIncrementPointer"));
		image.put(Element.bytes(attribute("FrameIncrementPointer").tag(), VR.AT, new byte[] {0x54, 0, 0x10, 0}));
		assertEquals(List.of("value.enumerated"), at(ANGIOGRAPHY, "FrameIncrementPointer"));
	}

	@Test
	public void a_single_optional_attribute_does_not_ask_for_the_rest_of_its_module() throws Exception {
		assertEquals(List.of(), with("ContrastBolusVolume", "0").with("ContrastBolusTotalDose", "0").at(CT, "ContrastBolusAgent"));
		assertEquals(List.of("type2.missing"), with("ContrastBolusVolume", "80").at(CT, "ContrastBolusAgent"));
		assertEquals(List.of(), with("ClinicalTrialSiteName", "").item("ConsentForClinicalTrialUseSequence", "ConsentForDistributionFlag", "YES").at(CT, "ClinicalTrialTimePointID"));
		assertEquals(List.of("type1.missing"), at(CT, "ClinicalTrialProtocolID"));
		assertEquals(List.of(), with("VOILUTFunction", "LINEAR").at(CT, "WindowCenter"));
	}
}
