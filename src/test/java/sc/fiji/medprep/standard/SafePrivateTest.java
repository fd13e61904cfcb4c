package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.junit.Test;

import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.SafePrivate.Disposition;

public class SafePrivateTest {
	private final SafePrivate safe = SafePrivate.instance();

	private Disposition of(String creator, int group, int low) {
		return safe.dispositionOf(creator, group, low, false);
	}

	@Test
	public void elements_of_the_standards_list_are_kept() {
		assertEquals(Disposition.KEEP, of("Philips PET Private Group", 0x7053, 0x00));
		assertEquals(Disposition.KEEP, of("Philips PET Private Group", 0x7053, 0x09));
		assertEquals(Disposition.KEEP, of("Philips Imaging DD 001", 0x2001, 0x03));
		assertEquals(Disposition.KEEP, of("SIEMENS MR HEADER", 0x0019, 0x0C));
		assertEquals(Disposition.KEEP, of("GEMS_PARM_01", 0x0043, 0x39));
		assertEquals(Disposition.KEEP, of("GEMS_ACQU_01", 0x0019, 0xBB));
		assertEquals(Disposition.KEEP, of("ELSCINT1", 0x01F1, 0x26));
	}

	@Test
	public void element_is_found_by_creator_group_and_low_byte_only_together() {
		assertEquals(Disposition.REMOVE, of("Philips PET Private Group", 0x7055, 0x00));
		assertEquals(Disposition.REMOVE, of("Philips PET Private Group", 0x7053, 0x10));
		assertEquals(Disposition.REMOVE, of("SOMEBODY ELSE", 0x7053, 0x00));
		assertEquals(Disposition.REMOVE, of("", 0x7053, 0x00));
		assertEquals(Disposition.REMOVE, of(null, 0x7053, 0x00));
	}

	@Test
	public void dates_seconds_and_UIDs_are_told_apart() {
		assertEquals(Disposition.SHIFT_DATE, of("GEMS_ACQU_01", 0x0019, 0x9D));
		assertEquals(Disposition.SHIFT_SECONDS, of("GEMS_IDEN_01", 0x0009, 0x27));
		assertEquals(Disposition.MAP_UID, of("GEMS_IDEN_01", 0x0009, 0xE3));
	}

	@Test
	public void own_judgement_goes_before_the_knowledge_base() {
		assertEquals("comment", Disposition.REMOVE, of("TOSHIBA_MEC_CT3", 0x7005, 0x11));
		assertEquals("sex", Disposition.REMOVE, of("SIEMENS CM VA0  CMS", 0x0013, 0x35));
	}

	@Test
	public void element_may_be_judged_otherwise_inside_sequences() {
		assertEquals(Disposition.KEEP, safe.dispositionOf("Philips MR Imaging DD 005", 0x2005, 0x2A, false));
		assertEquals(Disposition.REMOVE, safe.dispositionOf("Philips MR Imaging DD 005", 0x2005, 0x2A, true));
	}

	@Test
	public void VR_is_known_where_no_dictionary_lists_the_element() {
		assertEquals(VR.DS, safe.vrOf("SIEMENS MR SDI 02", 0x0021, 0x03));
		assertNull(safe.vrOf("SIEMENS MR SDI 02", 0x0021, 0xFD));
	}
}
