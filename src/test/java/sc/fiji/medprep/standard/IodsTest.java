package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

import org.junit.Test;

public class IodsTest {

	private static final int SHARED = 0x52009229;
	private static final int PER_FRAME = 0x52009230;
	private static final int CONTENT = 0x0040A730;

	private final Iods iods = Iods.instance();

	private Iod iod(String lastComponents) {
		return iods.ofSopClass("1.2.840.10008.5.1.4.1.1." + lastComponents).get();
	}

	private static List<String> lines(String table) {
		return new String(SortedLines.bytes(table), StandardCharsets.UTF_8).lines().skip(1).toList();
	}

	@Test
	public void patient_and_equipment_attributes_have_their_types() {
		Iod ct = iod("2");
		assertEquals("CT Image", ct.name());
		assertEquals(AttributeType.TYPE_2, ct.typeOf(0x00100010));
		assertEquals(AttributeType.TYPE_1, ct.typeOf(0x00080018));
		assertEquals(AttributeType.TYPE_3, ct.typeOf(0x00080080));
		assertEquals(AttributeType.TYPE_3, ct.typeOf(0x00080017));
		assertEquals(AttributeType.TYPE_1, ct.typeOf(0x00080008));
		assertEquals(AttributeType.TYPE_2, ct.typeOf(0x00080050));
		assertEquals(AttributeType.NONE, ct.typeOf(0x00080001));
	}

	@Test
	public void nested_attributes_have_the_type_of_their_path() {
		Iod ct = iod("2");
		assertEquals(AttributeType.TYPE_3, ct.typeOf(0x00081140));
		assertEquals(AttributeType.TYPE_1, ct.typeOf(0x00081140, 0x00081155));
		assertEquals(AttributeType.NONE, ct.typeOf(0x00081155));
		assertEquals(AttributeType.NONE, ct.typeOf(0x00100010, 0x00081155));
		assertEquals(AttributeType.NONE, ct.typeOf(0x00081140, 0x00081155, 0x00081155));
		assertEquals(AttributeType.TYPE_1, ct.typeOf(0x00081115, 0x0008114A, 0x00081155));
		assertEquals(AttributeType.TYPE_1, ct.typeOf(new int[] { 0x00081140, 0x00081155, 7 }, 2));
	}

	/** Manufacturer is Type 2 in General Equipment and Type 1 in Enhanced General Equipment. */
	@Test
	public void strictest_type_of_all_modules_counts() {
		assertEquals(AttributeType.TYPE_2, iod("2").typeOf(0x00080070));
		assertEquals(AttributeType.TYPE_1, iod("2.1").typeOf(0x00080070));
		assertEquals(AttributeType.TYPE_3, iod("2").typeOf(0x00181000));
		assertEquals(AttributeType.TYPE_1, iod("2.1").typeOf(0x00181000));
	}

	@Test
	public void institution_name_differs_by_place_in_rt_structure_set() {
		Iod structureSet = iod("481.3");
		assertEquals(AttributeType.TYPE_3, structureSet.typeOf(0x00080080));
		assertEquals(AttributeType.TYPE_1C, structureSet.typeOf(0x00081049, 0x00080080));
	}

	@Test
	public void content_items_nest_without_end() {
		Iod sr = iod("88.33");
		assertEquals(AttributeType.TYPE_1C, sr.typeOf(CONTENT));
		assertEquals(AttributeType.TYPE_1C, sr.typeOf(CONTENT, 0x0040A123));
		assertEquals(AttributeType.TYPE_1, sr.typeOf(CONTENT, CONTENT, CONTENT, CONTENT, 0x0040A010));
		assertEquals(AttributeType.TYPE_1, sr.typeOf(CONTENT, CONTENT, 0x00081199, 0x00081155));
		assertEquals(AttributeType.TYPE_1C, sr.typeOf(CONTENT, CONTENT, 0x0040A032));
	}

	@Test
	public void functional_groups_have_types_where_they_may_stand() {
		Iod ct = iod("2.1");
		for (int groups : new int[] { SHARED, PER_FRAME }) {
			assertEquals(AttributeType.TYPE_1, ct.typeOf(groups));
			assertEquals(AttributeType.TYPE_1, ct.typeOf(groups, 0x00289110));
			assertEquals(AttributeType.TYPE_1C, ct.typeOf(groups, 0x00289110, 0x00280030));
			assertEquals(AttributeType.TYPE_1, ct.typeOf(groups, 0x00089124, 0x00082112, 0x00081155));
			assertEquals(AttributeType.TYPE_1, ct.typeOf(groups, 0x00189477, 0x00083010));
		}
		assertEquals(AttributeType.TYPE_1C, ct.typeOf(PER_FRAME, 0x00209111, 0x00189151));
		assertEquals(AttributeType.TYPE_3, ct.typeOf(PER_FRAME, 0x00209111, 0x00209158));
		assertEquals(AttributeType.NONE, ct.typeOf(SHARED, 0x00209111));
		assertEquals(AttributeType.NONE, ct.typeOf(SHARED, 0x00189114));
		assertEquals(AttributeType.TYPE_1C, iod("4.1").typeOf(SHARED, 0x00189114, 0x00189082));
		assertEquals(AttributeType.TYPE_1, iod("66.4").typeOf(PER_FRAME, 0x0062000A, 0x0062000B));
		assertEquals(AttributeType.NONE, iod("2").typeOf(SHARED));
	}

	@Test
	public void directory_records_have_types_too() {
		Iod directory = iods.ofSopClass("1.2.840.10008.1.3.10").get();
		assertTrue(directory.complete());
		assertEquals(AttributeType.TYPE_2, directory.typeOf(0x00041220, 0x00100010));
		assertEquals(AttributeType.TYPE_1C, directory.typeOf(0x00041220, 0x00041511));
	}

	@Test
	public void overlay_planes_repeat() {
		assertEquals(AttributeType.TYPE_1, iod("2").typeOf(0x60003000));
		assertEquals(AttributeType.TYPE_1, iod("2").typeOf(0x601E3000));
		assertEquals(AttributeType.TYPE_3, iod("2").typeOf(0x60020022));
		assertEquals(AttributeType.NONE, iod("2").typeOf(0x60010022));
	}

	@Test
	public void sop_classes_missing_in_the_list_have_the_iod_they_share() {
		assertEquals("Segmentation", iod("66.7").name());
		assertEquals("Ultrasound Image", iod("6").name());
		assertTrue(iods.ofSopClass("1.3.12.2.1107.5.9.1").isEmpty());
		assertTrue(iods.ofSopClass("1.2.840.10008.1.1").isEmpty());
	}

	@Test
	public void iod_names_the_modules_it_lacks() {
		Iod mr = iod("4");
		assertTrue(mr.complete());
		assertTrue(mr.missingModules().isEmpty());
		Iod ct = iod("2");
		assertTrue(ct.complete());
		Iod inventory = iod("201.1");
		assertFalse(inventory.complete());
		assertEquals(List.of(new Iod.Module("inventory", 'M', "Inventory", "")), inventory.missingModules());
		assertEquals(new Iod.Module("patient", 'M', "Patient", "patient"), ct.modules().get(0));
		assertEquals(24, ct.modules().size());
	}

	@Test
	public void every_sop_class_has_modules_and_the_same_iod_each_time() {
		List<String> classes = lines("sop-classes.txt");
		assertEquals(186, classes.size());
		for (String line : classes) {
			String uid = line.substring(0, line.indexOf('\t'));
			Iod iod = iods.ofSopClass(uid).get();
			assertSame(iod, iods.ofSopClass(uid).get());
			assertFalse(line, iod.modules().isEmpty());
		}
	}

	@Test
	public void every_block_that_is_named_has_lines() {
		TreeSet<String> blocks = new TreeSet<>();
		for (String line : lines("modules.txt")) blocks.add(line.split("\t", -1)[0]);
		for (String line : lines("modules.txt")) {
			String[] row = line.split("\t", -1);
			assertTrue(line, row[3].isEmpty() || blocks.contains(row[3]));
			assertTrue(line, row[2].matches("[12]C?|3"));
		}
		for (String line : lines("iods.txt")) {
			String[] row = line.split("\t", -1);
			String block = row[4].isEmpty() ? row[2] : row[4];
			assertTrue(line, block.equals("-") || blocks.contains(block));
		}
	}

	@Test
	public void conditions_and_optionality_are_told_by_the_type() {
		assertTrue(AttributeType.TYPE_1C.needsValue());
		assertFalse(AttributeType.TYPE_2.needsValue());
		assertTrue(AttributeType.TYPE_2C.isRequired());
		assertFalse(AttributeType.TYPE_3.isRequired());
		assertEquals("1C", AttributeType.TYPE_1C.toString());
	}

	@Test(expected = IllegalArgumentException.class)
	public void path_without_a_tag_is_refused() {
		iod("2").typeOf();
	}
}
