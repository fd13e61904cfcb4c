package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.standard.Dictionary;

public class ReportTreeCheckTest {
	private static final String BASIC = "1.2.840.10008.5.1.4.1.1.88.11";
	private static final String COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33";
	private static final String COMPREHENSIVE_3D = "1.2.840.10008.5.1.4.1.1.88.34";
	private static final String KEY_OBJECT = "1.2.840.10008.5.1.4.1.1.88.59";
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

	private final RuleBook book = RuleBook.of(FileCheck.class);

	@Test
	public void text_in_a_container_of_a_basic_text_report_is_fine() {
		assertEquals(List.of(), found(report(BASIC, item("CONTAINS", "TEXT"))));
	}

	@Test
	public void number_in_a_basic_text_report_is_a_value_type_it_does_not_have() {
		DataSet number = item("CONTAINS", "NUM").put(Element.sequence(Tag.MEASURED_VALUE_SEQUENCE, List.of(new DataSet())));
		assertEquals(List.of("sr.value_type.not_allowed (0040,A730)>(0040,A040)"), found(report(BASIC, number)));
	}

	@Test
	public void text_cannot_contain_text() {
		DataSet text = item("CONTAINS", "TEXT").put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(item("HAS PROPERTIES", "CODE"), item("CONTAINS", "TEXT"))));
		assertEquals(List.of("sr.relationship.not_allowed (0040,A730)[2]>(0040,A730)[2]>(0040,A010)"), found(report(COMPREHENSIVE, item("CONTAINS", "TEXT"), text)));
	}

	@Test
	public void root_that_is_no_container_is_found() {
		DataSet root = report(BASIC);
		root.putString(Tag.VALUE_TYPE, VR.CS, "TEXT");
		assertEquals(List.of("sr.root.not_container (0040,A040)"), found(root));
	}

	@Test
	public void reference_to_a_node_that_is_there_is_fine_and_only_where_references_may_be() {
		DataSet inferred = item("CONTAINS", "TEXT").put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(reference("INFERRED FROM", 1, 1))));
		assertEquals(List.of(), found(report(COMPREHENSIVE, item("CONTAINS", "TEXT"), inferred)));
		DataSet again = item("CONTAINS", "TEXT").put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(reference("INFERRED FROM", 1, 1))));
		assertEquals(List.of("sr.reference.not_allowed (0040,A730)[2]>(0040,A730)>(0040,DB73)"), found(report(BASIC, item("CONTAINS", "TEXT"), again)));
	}

	@Test
	public void reference_to_nowhere_to_a_reference_and_to_an_ancestor_is_found() {
		for (int[] way : new int[][] {{1, 3}, {2}, {1, 1, 1}, {1, 0}, {}}) assertEquals(List.of("sr.reference.dangling (0040,A730)[2]>(0040,A730)>(0040,DB73)"), found(inferredFrom(way)));
		assertEquals(List.of("sr.reference.dangling (0040,A730)[2]>(0040,A730)>(0040,DB73)"), found(inferredFrom(1, 2, 1)));
		assertEquals(List.of("sr.reference.to_ancestor (0040,A730)[2]>(0040,A730)>(0040,DB73)"), found(inferredFrom(1, 2)));
		assertEquals(List.of("sr.reference.to_ancestor (0040,A730)[2]>(0040,A730)>(0040,DB73)"), found(inferredFrom(1)));
	}

	private static DataSet inferredFrom(int... way) {
		DataSet text = item("CONTAINS", "TEXT").put(Element.sequence(Tag.CONTENT_SEQUENCE, List.of(reference("INFERRED FROM", way))));
		return report(COMPREHENSIVE, item("CONTAINS", "TEXT"), text);
	}

	@Test
	public void coordinates_that_do_not_make_the_shape_are_found() {
		assertEquals(List.of(), found(report(COMPREHENSIVE, shape("SCOORD", "POINT", 2), shape("SCOORD", "CIRCLE", 4), shape("SCOORD", "ELLIPSE", 8), shape("SCOORD", "MULTIPOINT", 6))));
		for (DataSet wrong : List.of(shape("SCOORD", "POINT", 4), shape("SCOORD", "CIRCLE", 2), shape("SCOORD", "ELLIPSE", 6), shape("SCOORD", "POLYLINE", 5))) {
			assertEquals(List.of("sr.scoord.points_do_not_match (0040,A730)>(0070,0022)"), found(report(COMPREHENSIVE, wrong)));
		}
		assertEquals(List.of("sr.scoord3d.points_do_not_match (0040,A730)[2]>(0070,0022)"), found(report(COMPREHENSIVE_3D, shape("SCOORD3D", "ELLIPSOID", 18), shape("SCOORD3D", "ELLIPSOID", 12))));
	}

	@Test
	public void times_that_do_not_make_the_range_are_found() {
		DataSet segment = item("CONTAINS", "TCOORD").putString(Tag.TEMPORAL_RANGE_TYPE, VR.CS, "SEGMENT").putInts(Tag.REFERENCED_SAMPLE_POSITIONS, VR.UL, 1);
		assertEquals(List.of("sr.tcoord.points_do_not_match (0040,A730)>(0040,A130)"), found(report(COMPREHENSIVE, segment)));
	}

	@Test
	public void number_without_value_and_reason_is_doubtful() {
		assertEquals(List.of("sr.num.no_value (0040,A730)>(0040,A300)"), found(report(COMPREHENSIVE, item("CONTAINS", "NUM").put(Element.empty(Tag.MEASURED_VALUE_SEQUENCE, VR.SQ)))));
		DataSet because = item("CONTAINS", "NUM").put(Element.sequence(Tag.NUMERIC_VALUE_QUALIFIER_CODE_SEQUENCE, List.of(new DataSet())));
		assertEquals(List.of(), found(report(COMPREHENSIVE, because)));
	}

	@Test
	public void image_that_is_not_in_the_evidence_is_found() {
		assertEquals(List.of("sr.evidence.missing (0040,A730)>(0008,1199)"), found(report(KEY_OBJECT, image("1.2.3"))));
		assertEquals(List.of(), found(withEvidence(report(KEY_OBJECT, image("1.2.3")), CT, "1.2.3")));
		assertEquals(List.of("sr.evidence.class_differs (0040,A730)>(0008,1199)"), found(withEvidence(report(KEY_OBJECT, image("1.2.3")), BASIC, "1.2.3")));
		assertEquals(List.of("sr.evidence.duplicate (0040,A375)>(0008,1115)>(0008,1199)[3]"), found(withEvidence(report(KEY_OBJECT, image("1.2.3")), CT, "1.2.3", "1.2.4", "1.2.3")));
	}

	@Test
	public void template_is_a_number_and_known() {
		assertEquals(List.of("sr.template.not_a_number (0040,A504)>(0040,DB00)"), found(withTemplate("TID 1500")));
		assertEquals(List.of("sr.template.unknown (0040,A504)>(0040,DB00)"), found(withTemplate("99999")));
		assertEquals(List.of(), found(withTemplate("1500")));
	}

	@Test
	public void image_is_no_report() {
		DataSet image = report(CT, item("CONTAINS", "NUM"));
		assertEquals(List.of(), found(image));
	}

	@Test
	public void every_relationship_that_a_kind_of_report_has_joins_value_types_it_has() {
		ReportTrees trees = new ReportTrees();
		List<String> types = List.of("TEXT", "CODE", "NUM", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME", "SCOORD", "SCOORD3D", "TCOORD", "COMPOSITE", "IMAGE", "WAVEFORM", "CONTAINER");
		for (String sopClass : List.of(BASIC, COMPREHENSIVE, COMPREHENSIVE_3D, KEY_OBJECT)) {
			ReportTrees.Kind kind = trees.ofSopClass(sopClass);
			for (String target : types) assertTrue(sopClass + target, kind.has(target) || !kind.joins("CONTAINER", "CONTAINS", target, false));
			for (String target : types) assertTrue(sopClass + target, !kind.joins("CONTAINER", "CONTAINS", target, true));
		}
	}

	@Test
	public void reports_of_the_corpus_that_are_damaged_at_random_never_stop_the_check() throws Exception {
		Path folder = Path.of("..", "shared", "corpus", "annotations");
		if (!Files.isDirectory(folder)) return;
		Random random = new Random(5);
		for (String name : List.of("dcmqi_sr.dcm", "hd_sr_document.dcm", "pydicom_SR.dcm")) {
			byte[] whole = Files.readAllBytes(folder.resolve(name));
			for (int i = 0; i < 200; i++) {
				byte[] damaged = whole.clone();
				for (int j = 0; j < 20; j++) damaged[200 + random.nextInt(whole.length - 200)] = (byte) random.nextInt(256);
				try (DicomFile file = DicomFile.read(ByteSource.of(damaged), Dictionary.instance())) {
					new ReportTreeCheck().check(file, new Findings(book, false));
				}
				catch (DicomException refused) {
					continue;
				}
			}
		}
	}

	private List<String> found(DataSet dataSet) {
		Findings findings = new Findings(book, false);
		new ReportTreeCheck().check(DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, dataSet.string(Tag.SOP_CLASS_UID).orElseThrow(), "1.2.3.4"), findings);
		return findings.list().stream().map(ReportTreeCheckTest::line).toList();
	}

	private static String line(Finding finding) {
		return finding.rule() + " " + finding.tag();
	}

	private static DataSet report(String sopClass, DataSet... items) {
		DataSet root = new DataSet();
		root.putString(Tag.SOP_CLASS_UID, VR.UI, sopClass);
		root.putString(Tag.VALUE_TYPE, VR.CS, "CONTAINER");
		return root.put(Element.sequence(Tag.CONTENT_SEQUENCE, Arrays.asList(items)));
	}

	private static DataSet item(String relationship, String type) {
		return new DataSet().putString(Tag.RELATIONSHIP_TYPE, VR.CS, relationship).putString(Tag.VALUE_TYPE, VR.CS, type);
	}

	private static DataSet reference(String relationship, int... way) {
		return new DataSet().putString(Tag.RELATIONSHIP_TYPE, VR.CS, relationship).putInts(Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER, VR.UL, way);
	}

	private static DataSet shape(String type, String graphic, int numbers) {
		DataSet item = item("CONTAINS", type).putString(Tag.GRAPHIC_TYPE, VR.CS, graphic);
		return item.put(Element.bytes(Tag.GRAPHIC_DATA, VR.FL, new byte[4 * numbers]));
	}

	private static DataSet image(String instance) {
		return item("CONTAINS", "IMAGE").put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, List.of(instance(CT, instance))));
	}

	private static DataSet instance(String sopClass, String instance) {
		return new DataSet().putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, sopClass).putString(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, instance);
	}

	private static DataSet withEvidence(DataSet root, String sopClass, String... instances) {
		List<DataSet> references = Stream.of(instances).map(instance -> instance(sopClass, instance)).toList();
		DataSet series = new DataSet().put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, references));
		DataSet study = new DataSet().put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, List.of(series)));
		return root.put(Element.sequence(Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE, List.of(study)));
	}

	private static DataSet withTemplate(String identifier) {
		DataSet template = new DataSet().putString(Tag.MAPPING_RESOURCE, VR.CS, "DCMR").putString(Tag.TEMPLATE_IDENTIFIER, VR.CS, identifier);
		return report(BASIC).put(Element.sequence(Tag.CONTENT_TEMPLATE_SEQUENCE, List.of(template)));
	}
}
