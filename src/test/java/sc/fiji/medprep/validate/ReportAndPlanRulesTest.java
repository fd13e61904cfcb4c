package sc.fiji.medprep.validate;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RuleBook;

/** Some of the rule texts of reports, presentation states, radiotherapy, waveforms and directories, with an object for each. */
public class ReportAndPlanRulesTest {
	private static final String COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33";
	private static final String GRAYSCALE_PRESENTATION = "1.2.840.10008.5.1.4.1.1.11.1";
	private static final String RT_DOSE = "1.2.840.10008.5.1.4.1.1.481.2";
	private static final String RT_PLAN = "1.2.840.10008.5.1.4.1.1.481.5";
	private static final String GENERAL_ECG = "1.2.840.10008.5.1.4.1.1.9.1.2";
	private static final String BASIC_DIRECTORY = "1.2.840.10008.1.3.10";
	private static final int VERIFICATION_FLAG = 0x0040A493;
	private static final int VERIFYING_OBSERVER_SEQUENCE = 0x0040A073;
	private static final int DOSE_GRID_SCALING = 0x3004000E;
	private static final int BEAM_SEQUENCE = 0x300A00B0;
	private static final int CONTROL_POINT_SEQUENCE = 0x300A0111;
	private static final int CONTROL_POINT_INDEX = 0x300A0112;
	private static final int GANTRY_ANGLE = 0x300A011E;
	private static final int DISPLAYED_AREA_SEQUENCE = 0x0070005A;
	private static final int SIZE_MODE = 0x00700100;
	private static final int MAGNIFICATION = 0x00700103;
	private static final int WAVEFORM_SEQUENCE = 0x54000100;
	private static final int NUMBER_OF_CHANNELS = 0x003A0005;
	private static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
	private static final int DIRECTORY_RECORD_TYPE = 0x00041430;

	@Test
	public void verified_report_names_who_verified_it() {
		DataSet report = of(COMPREHENSIVE_SR).putString(VERIFICATION_FLAG, VR.CS, "VERIFIED");
		assertTrue(found(report, "type1c.missing", path(VERIFYING_OBSERVER_SEQUENCE)));
		assertFalse(found(of(COMPREHENSIVE_SR).putString(VERIFICATION_FLAG, VR.CS, "UNVERIFIED"), "type1c.missing", path(VERIFYING_OBSERVER_SEQUENCE)));
	}

	@Test
	public void content_item_needs_what_its_value_type_asks_for_at_any_depth() {
		DataSet coded = new DataSet().putString(Tag.VALUE_TYPE, VR.CS, "CODE");
		DataSet within = new DataSet().putString(Tag.VALUE_TYPE, VR.CS, "CONTAINER").put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(coded)));
		DataSet report = of(COMPREHENSIVE_SR).put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(within)));
		String inner = path(Tag.CONTENT_SEQUENCE, Tag.CONTENT_SEQUENCE, 0x0040A168);
		assertTrue(found(report, "type1c.missing", inner));
		coded.putString(Tag.VALUE_TYPE, VR.CS, "TEXT");
		assertFalse(found(report, "type1c.missing", inner));
	}

	@Test
	public void magnified_area_states_its_magnification() {
		DataSet area = new DataSet().putString(SIZE_MODE, VR.CS, "MAGNIFY");
		DataSet state = of(GRAYSCALE_PRESENTATION).put(Element.sequence(DISPLAYED_AREA_SEQUENCE, List.of(area)));
		assertTrue(found(state, "type1c.missing", path(DISPLAYED_AREA_SEQUENCE, MAGNIFICATION)));
		area.putString(SIZE_MODE, VR.CS, "SCALE TO FIT");
		assertFalse(found(state, "type1c.missing", path(DISPLAYED_AREA_SEQUENCE, MAGNIFICATION)));
	}

	@Test
	public void dose_grid_needs_its_scaling_and_a_histogram_without_pixels_none() {
		assertTrue(found(of(RT_DOSE).put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[4])), "type1c.missing", path(DOSE_GRID_SCALING)));
		assertFalse(found(of(RT_DOSE), "type1c.missing", path(DOSE_GRID_SCALING)));
	}

	@Test
	public void first_control_point_states_the_gantry_angle_and_later_ones_need_not() {
		DataSet beam = new DataSet().put(Element.sequence(CONTROL_POINT_SEQUENCE, List.of(new DataSet().putString(CONTROL_POINT_INDEX, VR.IS, "1"))));
		DataSet plan = of(RT_PLAN).put(Element.sequence(BEAM_SEQUENCE, List.of(beam)));
		String angle = path(BEAM_SEQUENCE, CONTROL_POINT_SEQUENCE, GANTRY_ANGLE);
		assertFalse(found(plan, "type1c.missing", angle));
		beam.put(Element.sequence(CONTROL_POINT_SEQUENCE, List.of(new DataSet().putString(CONTROL_POINT_INDEX, VR.IS, "0"))));
		assertTrue(found(plan, "type1c.missing", angle));
		assertTrue(found(plan, "rt.beam.control_points_do_not_match", path(BEAM_SEQUENCE, CONTROL_POINT_SEQUENCE)));
	}

	@Test
	public void electrocardiogram_has_at_most_24_channels() {
		DataSet group = new DataSet().putInts(NUMBER_OF_CHANNELS, VR.US, 25);
		DataSet ecg = of(GENERAL_ECG).put(Element.sequence(WAVEFORM_SEQUENCE, List.of(group)));
		assertTrue(found(ecg, "waveform.outside_of_kind", ""));
		group.putInts(NUMBER_OF_CHANNELS, VR.US, 24);
		assertFalse(found(ecg, "waveform.outside_of_kind", ""));
	}

	@Test
	public void directory_record_has_the_keys_of_its_kind() {
		DataSet series = new DataSet().putString(DIRECTORY_RECORD_TYPE, VR.CS, "SERIES");
		DataSet directory = of(BASIC_DIRECTORY).put(Element.sequence(DIRECTORY_RECORD_SEQUENCE, List.of(series)));
		assertTrue(found(directory, "type1c.missing", path(DIRECTORY_RECORD_SEQUENCE, Tag.SERIES_INSTANCE_UID)));
		assertFalse(found(directory, "type1c.missing", path(DIRECTORY_RECORD_SEQUENCE, Tag.PATIENT_ID)));
		series.putString(DIRECTORY_RECORD_TYPE, VR.CS, "PATIENT");
		assertTrue(found(directory, "type1c.missing", path(DIRECTORY_RECORD_SEQUENCE, Tag.PATIENT_ID)));
	}

	private static DataSet of(String sopClass) {
		return new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, sopClass);
	}

	private static String path(int... tags) {
		StringBuilder path = new StringBuilder();
		for (int tag : tags) path.append(path.length() == 0 ? "" : ">").append(Tag.toString(tag));
		return path.toString();
	}

	private static boolean found(DataSet dataSet, String rule, String path) {
		Findings findings = new Findings(RuleBook.of(FileCheck.class), false);
		new ModuleCheck().check(DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, dataSet.string(Tag.SOP_CLASS_UID).orElseThrow(), "1.2.3.4"), findings);
		return findings.list().stream().anyMatch(finding -> finding.rule().equals(rule) && (path.isEmpty() || finding.tag().equals(path)));
	}
}
