package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

import org.junit.Test;

import sc.fiji.medprep.standard.ConfidentialityTable.Row;

public class ConfidentialityTableTest {

	private final ConfidentialityTable table = ConfidentialityTable.instance();

	/** 2024b has 617 single attributes and four masks; eight are added. */
	@Test
	public void all_rows_of_2024b_and_the_additions_are_there() {
		assertEquals(629, table.rows().size());
		assertEquals(625, table.rows().stream().filter(row -> row.mask() == -1).count());
		assertEquals("PS3.15 2024b with 2026d additions", table.edition());
	}

	@Test
	public void basic_actions_are_as_many_as_the_standard_has() {
		Map<BasicAction, Integer> counts = new EnumMap<>(BasicAction.class);
		for (Row row : table.rows()) counts.merge(row.action(), 1, Integer::sum);
		assertEquals(Map.of(BasicAction.X, 384 + 5, BasicAction.D, 92 + 1, BasicAction.U, 54 + 1, BasicAction.Z, 42, BasicAction.X_D,
			22 + 1, BasicAction.X_Z, 11, BasicAction.X_Z_D, 8, BasicAction.Z_D, 6, BasicAction.X_Z_U, 2), counts);
	}

	@Test
	public void option_columns_are_as_full_as_the_standard_has_them() {
		Map<ProfileOption, Integer> keep = new EnumMap<>(ProfileOption.class);
		Map<ProfileOption, Integer> clean = new EnumMap<>(ProfileOption.class);
		for (Row row : table.rows()) {
			row.options().forEach((option, action) -> (action == OptionAction.K ? keep : clean).merge(option, 1, Integer::sum));
		}
		assertEquals(Map.of(ProfileOption.RETAIN_FULL_DATES, 165, ProfileOption.RETAIN_UIDS, 59, ProfileOption.RETAIN_DEVICE_IDENTITY, 46,
			ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, 9, ProfileOption.RETAIN_INSTITUTION_IDENTITY, 10), keep);
		assertEquals(Map.of(ProfileOption.RETAIN_MODIFIED_DATES, 165, ProfileOption.CLEAN_DESCRIPTORS, 125,
			ProfileOption.RETAIN_DEVICE_IDENTITY, 11, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, 4, ProfileOption.CLEAN_GRAPHICS, 4,
			ProfileOption.CLEAN_STRUCTURED_CONTENT, 3 + 1, ProfileOption.RETAIN_SAFE_PRIVATE, 1), clean);
	}

	@Test
	public void option_keeps_what_has_a_K_in_its_column() {
		assertTrue(table.isKept(0x00100040, EnumSet.of(ProfileOption.RETAIN_UIDS, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS)));
		assertFalse("another option", table.isKept(0x00100040, EnumSet.of(ProfileOption.RETAIN_UIDS)));
		assertFalse("cleaned", table.isKept(0x00081030, EnumSet.of(ProfileOption.CLEAN_DESCRIPTORS)));
		assertFalse("in no row", table.isKept(0x00280010, EnumSet.allOf(ProfileOption.class)));
		assertFalse("private", table.isKept(0x00091001, EnumSet.allOf(ProfileOption.class)));
	}

	@Test
	public void every_row_is_found_by_its_tag() {
		for (Row row : table.rows()) assertSame(row.name(), row, table.find(row.tag()));
	}

	@Test
	public void known_rows_read_as_in_the_standard() {
		assertEquals(new Row(0x00100010, -1, "Patient's Name", true, BasicAction.Z, Map.of()), table.find(0x00100010));
		assertEquals(new Row(0x00100040, -1, "Patient's Sex", true, BasicAction.Z,
			Map.of(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, OptionAction.K)), table.find(0x00100040));
		assertEquals(BasicAction.X_Z_U, table.find(0x00081140).action());
		assertEquals(BasicAction.U, table.find(0x00080018).action());
		assertEquals(Map.of(ProfileOption.RETAIN_FULL_DATES, OptionAction.K, ProfileOption.RETAIN_MODIFIED_DATES, OptionAction.C),
			table.find(0x00080020).options());
		assertEquals("Icon Image Sequence", table.find(0x00880200).name());
		assertEquals(BasicAction.U, table.find(0x300A0054).action());
		assertEquals(OptionAction.C, table.find(0x0040B020).options().get(ProfileOption.CLEAN_STRUCTURED_CONTENT));
	}

	@Test
	public void masks_cover_even_groups_and_only_the_listed_elements() {
		assertEquals("Curve Data", table.find(0x50000000).name());
		assertEquals("Curve Data", table.find(0x50FEFFFE).name());
		assertEquals("Overlay Data", table.find(0x60023000).name());
		assertEquals("Overlay Comments", table.find(0x601E4000).name());
		assertNull(table.find(0x60020022));
	}

	@Test
	public void every_odd_group_is_private() {
		Row row = table.find(0x00091001);
		assertEquals(OptionAction.C, row.options().get(ProfileOption.RETAIN_SAFE_PRIVATE));
		assertEquals(BasicAction.X, row.action());
		assertSame(row, table.find(0x50010010));
		assertSame(row, table.find(0xFFFF0010));
	}

	@Test
	public void unlisted_attributes_have_no_row() {
		assertNull(table.find(0x00080060));
		assertNull(table.find(0));
		assertNull(table.find(-1 & ~0x00010000));
	}

	@Test(expected = UnsupportedOperationException.class)
	public void options_cannot_be_changed() {
		table.find(0x00100040).options().clear();
	}

	@Test
	public void options_have_the_codes_of_context_group_7050() {
		assertEquals("113106", ProfileOption.RETAIN_FULL_DATES.code());
		assertEquals("113103", ProfileOption.CLEAN_GRAPHICS.code());
		for (ProfileOption option : ProfileOption.values()) {
			assertTrue(option.code().matches("1131(03|04|05|06|07|08|09|10|11|12)"));
			assertTrue(option.meaning().endsWith(" Option"));
		}
	}

	@Test
	public void names_stand_with_their_attributes() {
		for (Row row : table.rows()) {
			if (row.mask() != -1 || row.name().isEmpty()) continue;
			assertNotNull(row.name(), row.action());
		}
	}
}
