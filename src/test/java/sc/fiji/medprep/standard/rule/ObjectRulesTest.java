package sc.fiji.medprep.standard.rule;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.Iods;

/** How statements and tables make the rules of an object. */
public class ObjectRulesTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1", COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33";

	private static ObjectRules rules(String sopClass, String... lines) throws RuleSyntaxException {
		RuleTexts texts = new RuleTexts();
		texts.add("test.txt", String.join("\n", lines));
		return ObjectRules.of(Iods.instance().ofSopClass(sopClass).orElseThrow(), texts);
	}

	private static AttributeRule[] at(RuleLevel level, int tag) {
		return level.rules(level.indexOf(tag));
	}

	/** The rules of an attribute in one module. */
	private static AttributeRule of(ObjectRules rules, RuleLevel level, int tag, String module) {
		return Stream.of(at(level, tag)).filter(rule -> rules.modules().get(rule.module()).name().equals(module)).findFirst().orElseThrow();
	}

	private static RuleLevel inside(RuleLevel level, int... sequences) {
		RuleLevel inner = level;
		for (int sequence : sequences) inner = inner.inside(inner.indexOf(sequence));
		return inner;
	}

	private static Element text(int tag, String value) {
		return Element.ascii(tag, VR.CS, value);
	}

	@Test
	public void attributes_stand_in_the_order_of_tags_with_the_types_of_the_table() throws Exception {
		ObjectRules rules = rules(CT);
		RuleLevel root = rules.root();
		for (int i = 1; i < root.size(); i++) assertTrue(Integer.compareUnsigned(root.tag(i - 1), root.tag(i)) < 0);
		assertEquals(AttributeType.TYPE_2, of(rules, root, Tag.PATIENT_NAME, "patient").type());
		assertEquals(AttributeType.TYPE_1, of(rules, root, Tag.ROWS, "image-pixel").type());
		assertEquals("CT Image", rules.name());
	}

	@Test
	public void a_conditional_attribute_without_a_statement_cannot_be_told() throws Exception {
		AttributeRule rule = of(rules(CT), rules(CT).root(), Tag.PLANAR_CONFIGURATION, "image-pixel");
		assertEquals(Truth.UNKNOWN, rule.condition().evaluate(new DataSet(), new Frame(new DataSet())));
		assertTrue(rule.mayOtherwise());
	}

	@Test
	public void the_statement_of_the_place_wins_over_those_of_any_sequence_and_of_anywhere() throws Exception {
		ObjectRules rules = rules(CT, "in *", "CodeValue if exists CodeMeaning", "in */AnatomicRegionSequence", "CodeValue if exists CodingSchemeDesignator", "in patient-study/AdmittingDiagnosesCodeSequence", "CodeValue type 1");
		RuleLevel anatomy = inside(rules.root(), 0x00082218);
		DataSet designated = new DataSet().put(Element.ascii(Tag.CODING_SCHEME_DESIGNATOR, VR.SH, "DCM"));
		assertEquals(Truth.TRUE, at(anatomy, Tag.CODE_VALUE)[0].condition().evaluate(designated, new Frame(designated)));
		RuleLevel procedure = inside(rules.root(), 0x00081032);
		assertEquals(Truth.FALSE, at(procedure, Tag.CODE_VALUE)[0].condition().evaluate(designated, new Frame(designated)));
		assertEquals(AttributeType.TYPE_1, at(inside(rules.root(), 0x00081084), Tag.CODE_VALUE)[0].type());
	}

	@Test
	public void an_object_overrides_its_modules() throws Exception {
		ObjectRules rules = rules(CT, "in general-series", "Modality terms CT MR", "in iod ct-image", "Modality enum CT", "InstanceNumber type 3", "PatientComments type 1");
		AttributeRule[] modality = at(rules.root(), Tag.MODALITY);
		assertEquals(0, of(rules, rules.root(), Tag.MODALITY, "general-series").sets().length);
		AttributeRule own = modality[modality.length - 1];
		assertEquals(0, own.module());
		assertEquals(1, own.sets()[0].firstOutside(text(Tag.MODALITY, "MR")));
		assertEquals(0, own.sets()[0].firstOutside(text(Tag.MODALITY, "CT")));
		assertEquals(AttributeType.NONE, of(rules, rules.root(), Tag.INSTANCE_NUMBER, "general-image").type());
		assertTrue(Arrays.stream(at(rules.root(), Tag.INSTANCE_NUMBER)).anyMatch(rule -> rule.module() == 0 && rule.type() == AttributeType.TYPE_3));
		assertTrue(Arrays.stream(at(rules.root(), 0x00104000)).anyMatch(rule -> rule.type() == AttributeType.TYPE_1));
	}

	@Test
	public void values_of_a_later_module_replace_those_of_a_general_one_unless_they_are_conditional() throws Exception {
		ObjectRules rules = rules(CT, "in general-image", "ImageType[1] enum ORIGINAL DERIVED", "ImageType[2] enum PRIMARY SECONDARY", "in ct-image", "ImageType[1] enum ORIGINAL", "ImageType[2] enum PRIMARY when Rows = 1");
		assertArrayEquals(new int[] {2}, Stream.of(of(rules, rules.root(), Tag.IMAGE_TYPE, "general-image").sets()).mapToInt(ValueSet::index).toArray());
		assertEquals(2, of(rules, rules.root(), Tag.IMAGE_TYPE, "ct-image").sets().length);
	}

	@Test
	public void values_are_looked_at_one_by_one() {
		ValueSet all = new ValueSet(0, true, new Term[] {Term.of("A"), Term.of("B C")}, null), second = new ValueSet(2, true, new Term[] {Term.of("A")}, null);
		assertEquals(0, all.firstOutside(text(Tag.IMAGE_TYPE, "A\\B C \\A")));
		assertEquals(3, all.firstOutside(text(Tag.IMAGE_TYPE, "A\\B C\\D")));
		assertEquals(0, second.firstOutside(text(Tag.IMAGE_TYPE, "D\\A")));
		assertEquals(2, second.firstOutside(text(Tag.IMAGE_TYPE, "A\\D")));
		assertEquals("a missing value is another rule's business", 0, second.firstOutside(text(Tag.IMAGE_TYPE, "D")));
		assertEquals(0, all.firstOutside(text(Tag.IMAGE_TYPE, "")));
		ValueSet numbers = new ValueSet(0, true, new Term[] {Term.of("8"), Term.of("16")}, null);
		assertEquals(0, numbers.firstOutside(new DataSet().putInts(Tag.BITS_ALLOCATED, VR.US, 16).get(Tag.BITS_ALLOCATED)));
		assertEquals(1, numbers.firstOutside(new DataSet().putInts(Tag.BITS_ALLOCATED, VR.US, 12).get(Tag.BITS_ALLOCATED)));
	}

	@Test
	public void texts_add_attributes_and_items() throws Exception {
		ObjectRules rules = rules(CT, "in ct-image", "DoseUnits type 1C if exists CTDIvol", "SourceImageEvidenceSequence type 3", "SourceImageEvidenceSequence values 1", "in ct-image/SourceImageEvidenceSequence", "StudyInstanceUID type 1");
		assertEquals(AttributeType.TYPE_1C, of(rules, rules.root(), Tag.DOSE_UNITS, "ct-image").type());
		assertEquals(1, of(rules, rules.root(), Tag.SOURCE_IMAGE_EVIDENCE_SEQUENCE, "ct-image").most());
		assertEquals(AttributeType.TYPE_1, at(inside(rules.root(), Tag.SOURCE_IMAGE_EVIDENCE_SEQUENCE), Tag.STUDY_INSTANCE_UID)[0].type());
		assertNull(rules.root().inside(rules.root().indexOf(Tag.DOSE_UNITS)));
	}

	@Test
	public void a_tree_inside_itself_has_one_level() throws Exception {
		ObjectRules rules = rules(COMPREHENSIVE_SR, "in sr-document-content/ContentSequence", "TextValue if ValueType = TEXT");
		RuleLevel first = inside(rules.root(), Tag.CONTENT_SEQUENCE), second = inside(first, Tag.CONTENT_SEQUENCE);
		assertSame(second, inside(second, Tag.CONTENT_SEQUENCE));
		DataSet note = new DataSet().put(text(0x0040A040, "TEXT"));
		assertEquals(Truth.TRUE, at(second, 0x0040A160)[0].condition().evaluate(note, new Frame(note)));
	}

	@Test
	public void macros_reach_the_functional_groups_where_they_may_stand() throws Exception {
		ObjectRules rules = rules(ENHANCED_CT, "in +ct-exposure/CTExposureSequence", "CTDIvol type 1", "in iod enhanced-ct-image", "module +ct-exposure if ImageType = ORIGINAL", "module cardiac-synchronization if unknown or-may");
		RuleLevel shared = inside(rules.root(), Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), frames = inside(rules.root(), Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
		assertTrue(shared.isFunctionalGroups() && frames.isFunctionalGroups());
		assertTrue(shared.indexOf(Tag.FRAME_CONTENT_SEQUENCE) < 0 && frames.indexOf(Tag.FRAME_CONTENT_SEQUENCE) >= 0);
		RuleLevel exposure = inside(shared, 0x00189321);
		assertEquals(AttributeType.TYPE_1, at(exposure, 0x00189345)[0].type());
		assertFalse(exposure.isFunctionalGroups());
		ModuleRule macro = rules.modules().stream().filter(module -> module.name().equals("ct-exposure")).findFirst().orElseThrow();
		assertEquals(Truth.TRUE, macro.condition().evaluate(new DataSet().put(text(Tag.IMAGE_TYPE, "ORIGINAL")), new Frame(new DataSet())));
		List<ModuleRule> synchronization = rules.modules().stream().filter(module -> module.name().equals("cardiac-synchronization")).toList();
		assertEquals("the module, not the macro of the same name", List.of(true, false), synchronization.stream().map(ModuleRule::mayOtherwise).toList());
	}

	@Test
	public void a_module_is_told_by_attributes_that_no_mandatory_one_has() throws Exception {
		ObjectRules rules = rules(CT, "in contrast-bolus", "present has ContrastBolusAgent");
		ModuleRule overlay = rules.modules().stream().filter(module -> module.name().equals("overlay-plane")).findFirst().orElseThrow();
		assertTrue(Arrays.stream(overlay.tags()).allMatch(tag -> tag >>> 16 == 0x6000) && overlay.tags().length > 5);
		assertNotNull(rules.modules().stream().filter(module -> module.name().equals("contrast-bolus")).findFirst().orElseThrow().present());
	}

	@Test
	public void unknown_sop_classes_have_no_rules_and_known_ones_are_kept() {
		assertTrue(ObjectRules.of("1.2.3").isEmpty());
		assertSame(ObjectRules.of(CT).orElseThrow(), ObjectRules.of(CT).orElseThrow());
	}

	@Test
	public void every_object_can_be_built_to_its_second_level() {
		for (String uid : Iods.instance().sopClasses()) descend(ObjectRules.of(uid).orElseThrow().root(), 1);
	}

	private static void descend(RuleLevel level, int depth) {
		for (int i = 0; depth > 0 && i < level.size(); i++) {
			RuleLevel inside = level.inside(i);
			if (inside != null) descend(inside, depth - 1);
		}
	}
}
