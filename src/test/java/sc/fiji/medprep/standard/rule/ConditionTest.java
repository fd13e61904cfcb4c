package sc.fiji.medprep.standard.rule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static sc.fiji.medprep.standard.rule.Truth.FALSE;
import static sc.fiji.medprep.standard.rule.Truth.TRUE;
import static sc.fiji.medprep.standard.rule.Truth.UNKNOWN;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Conditions in three values on data sets made by hand. */
public class ConditionTest {
	private static final int REFERENCED_IMAGES = Tag.REFERENCED_IMAGE_SEQUENCE, CODES = Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE;

	private final DataSet root = new DataSet();

	private static DataSet code(String value) {
		return new DataSet().putString(Tag.CODE_VALUE, VR.SH, value);
	}

	private Truth of(String condition) throws RuleSyntaxException {
		return of(condition, root);
	}

	private Truth of(String condition, DataSet item) throws RuleSyntaxException {
		return Condition.parse(condition).evaluate(item, new Frame(root));
	}

	@Test
	public void exists_asks_for_the_element_and_has_for_its_value() throws Exception {
		root.put(Element.empty(Tag.PATIENT_NAME, VR.PN)).putString(Tag.PATIENT_ID, VR.LO, "1").put(Element.bytes(Tag.MODALITY, VR.CS, new byte[] {' ', ' '}));
		assertEquals(List.of(TRUE, FALSE, FALSE), List.of(of("exists PatientName"), of("has PatientName"), of("exists PatientSex")));
		assertEquals(List.of(TRUE, TRUE, FALSE), List.of(of("has PatientID"), of("exists Modality"), of("has Modality")));
		root.put(Element.sequence(REFERENCED_IMAGES, List.of()));
		assertEquals(List.of(TRUE, FALSE), List.of(of("exists ReferencedImageSequence"), of("has ReferencedImageSequence")));
	}

	@Test
	public void values_are_compared_without_padding() throws Exception {
		root.putString(Tag.IMAGE_TYPE, VR.CS, "DERIVED", "SECONDARY", "AXIAL").putString(Tag.SOP_CLASS_UID, VR.UI, "1.2.3");
		assertEquals(List.of(TRUE, FALSE, TRUE), List.of(of("ImageType = DERIVED"), of("ImageType = AXIAL"), of("ImageType[3] = LOCALIZER AXIAL")));
		assertEquals(List.of(TRUE, FALSE, FALSE), List.of(of("ImageType any = AXIAL"), of("ImageType any = MPR"), of("ImageType[4] = AXIAL")));
		assertEquals(List.of(TRUE, FALSE, TRUE), List.of(of("ImageType != ORIGINAL"), of("ImageType[1] != DERIVED"), of("SOPClassUID = 1.2.3")));
		assertEquals(List.of(TRUE, FALSE), List.of(of("exists ImageType[3]"), of("exists ImageType[4]")));
	}

	@Test
	public void an_absent_attribute_equals_nothing_and_is_not_less() throws Exception {
		assertEquals(List.of(FALSE, TRUE, FALSE, FALSE), List.of(of("Modality = CT"), of("Modality != CT"), of("Rows < 5"), of("Rows >= 5")));
	}

	@Test
	public void numbers_are_compared_whatever_their_vr() throws Exception {
		root.putInts(Tag.ROWS, VR.US, 512).putString(Tag.NUMBER_OF_FRAMES, VR.IS, " 2 ").putString(Tag.SLICE_THICKNESS, VR.DS, "1.50").putInts(Tag.PIXEL_PADDING_VALUE, VR.SS, -5);
		assertEquals(List.of(TRUE, FALSE, TRUE, TRUE), List.of(of("Rows = 512"), of("Rows < 512"), of("Rows <= 512"), of("Rows > 511.5")));
		assertEquals(List.of(TRUE, TRUE, TRUE), List.of(of("NumberOfFrames = 2"), of("NumberOfFrames > 1"), of("SliceThickness = 1.5")));
		assertEquals(TRUE, of("PixelPaddingValue < 0"));
		root.putString(Tag.SLICE_THICKNESS, VR.DS, "thin");
		assertEquals("no number", UNKNOWN, of("SliceThickness > 0"));
		root.put(Element.empty(Tag.SLICE_THICKNESS, VR.DS));
		assertEquals("no value", FALSE, of("SliceThickness > 0"));
		root.put(Element.bytes(0x00280009, VR.AT, new byte[] {0x18, 0, 0x63, 0x10}));
		assertEquals(List.of(TRUE, FALSE), List.of(of("FrameIncrementPointer = \"(0018,1063)\""), of("FrameIncrementPointer = \"(001X,1063)\" 1.2.3 1-2")));
	}

	@Test
	public void values_of_unknown_representation_are_read_as_the_dictionary_says() throws Exception {
		root.put(Element.bytes(Tag.ROWS, VR.UN, new byte[] {0, 2})).put(Element.bytes(0x00280009, VR.UN, new byte[] {4, 0x30, 0xC, 0}));
		assertEquals(List.of(TRUE, TRUE, FALSE), List.of(of("Rows = 512"), of("FrameIncrementPointer = \"(3004,000C)\""), of("FrameIncrementPointer = \"(0018,1063)\"")));
	}

	@Test
	public void count_is_of_items_or_values() throws Exception {
		root.putString(Tag.IMAGE_TYPE, VR.CS, "A", "B").put(Element.sequence(REFERENCED_IMAGES, List.of(new DataSet(), new DataSet())));
		assertEquals(List.of(TRUE, TRUE, FALSE, TRUE), List.of(of("count ImageType = 2"), of("count ReferencedImageSequence > 1"), of("count Modality > 0"), of("count Modality = 0")));
	}

	@Test
	public void a_path_asks_any_item_unless_it_names_one() throws Exception {
		root.put(Element.sequence(REFERENCED_IMAGES, List.of(new DataSet().put(Element.sequence(CODES, List.of(code("1"), code("2")))), new DataSet())));
		String path = "ReferencedImageSequence/PurposeOfReferenceCodeSequence";
		assertEquals(List.of(TRUE, TRUE, FALSE), List.of(of(path + "/CodeValue = 2"), of(path + "[2]/CodeValue = 2"), of(path + "[1]/CodeValue = 2")));
		assertEquals(List.of(FALSE, FALSE), List.of(of("ReferencedImageSequence[2]/PurposeOfReferenceCodeSequence/CodeValue = 2"), of("ReferencedImageSequence[3]/CodeValue = 2")));
	}

	@Test
	public void a_path_leads_out_of_items() throws Exception {
		DataSet inner = code("2");
		DataSet outer = new DataSet().putString(Tag.REFERENCED_FRAME_NUMBER, VR.IS, "7").put(Element.sequence(CODES, List.of(inner)));
		root.putString(Tag.MODALITY, VR.CS, "CT").put(Element.sequence(REFERENCED_IMAGES, List.of(outer)));
		assertEquals(List.of(TRUE, TRUE, TRUE), List.of(of("^ReferencedFrameNumber = 7", inner), of("^^Modality = CT", inner), of("/Modality = CT", inner)));
		assertEquals(List.of(FALSE, FALSE), List.of(of("^^^Modality = CT", inner), of("Modality = CT", inner)));
	}

	@Test
	public void frame_asks_the_shared_groups_and_those_of_this_frame() throws Exception {
		DataSet thick = new DataSet().put(Element.sequence(Tag.PIXEL_MEASURES_SEQUENCE, List.of(new DataSet().putString(Tag.SLICE_THICKNESS, VR.DS, "5"))));
		DataSet shared = new DataSet().put(Element.sequence(Tag.PLANE_POSITION_SEQUENCE, List.of(new DataSet())));
		DataSet none = new DataSet();
		root.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared))).put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, List.of(none, thick)));
		Condition condition = Condition.parse("frame:PixelMeasuresSequence/SliceThickness = 5");
		Frame frame = new Frame(root);
		assertEquals("in any", TRUE, condition.evaluate(root, frame));
		frame.enter(none);
		assertEquals(FALSE, condition.evaluate(none, frame));
		assertEquals(TRUE, Condition.parse("exists frame:PlanePositionSequence").evaluate(none, frame));
		frame.enter(thick);
		assertEquals(TRUE, condition.evaluate(thick, frame));
	}

	@Test
	public void connectives_follow_kleene() throws Exception {
		root.putString(Tag.MODALITY, VR.CS, "CT");
		String[] words = {"Modality = CT", "Modality = MR", "unknown"};
		Truth[] values = {TRUE, FALSE, UNKNOWN};
		for (int a = 0; a < 3; a++) {
			assertEquals(values[a] == UNKNOWN ? UNKNOWN : values[a] == TRUE ? FALSE : TRUE, of("not " + words[a]));
			for (int b = 0; b < 3; b++) {
				assertEquals(a == 1 || b == 1 ? FALSE : a == 2 || b == 2 ? UNKNOWN : TRUE, of(words[a] + " and " + words[b]));
				assertEquals(a == 0 || b == 0 ? TRUE : a == 2 || b == 2 ? UNKNOWN : FALSE, of(words[a] + " or " + words[b]));
			}
		}
	}

	@Test
	public void and_binds_more_than_or_and_not_more_than_both() throws Exception {
		root.putString(Tag.MODALITY, VR.CS, "CT");
		assertEquals(TRUE, of("Modality = CT or Modality = MR and Modality = PT"));
		assertEquals(FALSE, of("(Modality = CT or Modality = MR) and Modality = PT"));
		assertEquals(TRUE, of("not Modality = MR and Modality = CT"));
	}

	@Test
	public void what_is_no_condition_is_told_in_one_sentence() {
		for (String wrong : List.of("", "exists", "Rows", "Rows =", "Rows < tall", "Rows = 1 and", "(Rows = 1", "Rows = 1)", "Rose = 1", "Rows[0] = 1", "Rows any < 3", "Rows = \"1", "Rows == 1", "count Rows",
			"Modality = CT, MR"))
		{
			assertThrows(wrong, RuleSyntaxException.class, () -> Condition.parse(wrong));
		}
		String deep = "(".repeat(100_000) + "unknown" + ")".repeat(100_000);
		assertThrows(RuleSyntaxException.class, () -> Condition.parse(deep));
	}

	@Test
	public void the_parser_answers_to_any_words() throws Exception {
		String[] words = {"exists", "has", "count", "not", "and", "or", "(", ")", "=", "!=", "<", ">=", "unknown", "Rows", "ImageType[2]", "/Modality", "^Rows", "frame:PixelMeasuresSequence/SliceThickness", "any", "5",
			"\"A B\"", "\"", "#", "[", "]", "/", ":", "ImageType[", "Rows[99999999999]", "\u00e9", ","};
		Random random = new Random(5);
		long end = System.nanoTime() + 1_000_000_000L;
		int parsed = 0;
		while (System.nanoTime() < end) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(12); i >= 0; i--) text.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? "" : " ");
			try {
				of(text.toString());
				parsed++;
			}
			catch (RuleSyntaxException e) {
				assertEquals(text.toString(), false, e.getMessage().isEmpty());
			}
		}
		assertEquals(true, parsed > 0);
	}
}
