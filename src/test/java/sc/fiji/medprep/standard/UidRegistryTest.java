package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.Test;

public class UidRegistryTest {

	private final UidRegistry registry = UidRegistry.instance();

	@Test
	public void every_line_is_found() {
		String[] lines = new String(SortedLines.bytes("uids.txt"), StandardCharsets.UTF_8).split("\n");
		assertEquals(491, lines.length);
		for (int i = 1; i < lines.length; i++) assertTrue(registry.contains(lines[i].split("\t")[0]));
	}

	@Test
	public void classes_syntaxes_and_wellknown_instances_are_registered() {
		UidRegistry.Entry ct = registry.find("1.2.840.10008.5.1.4.1.1.2").get();
		assertEquals(new UidRegistry.Entry("1.2.840.10008.5.1.4.1.1.2", "CT Image Storage", "SOP Class", "CTImageStorage", false), ct);
		assertEquals("Transfer Syntax", registry.find("1.2.840.10008.1.2.4.201").get().type());
		assertTrue(registry.find("1.2.840.10008.1.2.2").get().retired());
		assertEquals("Well-known frame of reference", registry.find("1.2.840.10008.1.4.1.1").get().type());
		assertTrue(registry.contains("1.2.840.10008.5.1.4.1.1.66.7"));
	}

	@Test
	public void kinds_of_things_are_known_from_things() {
		for (String kind : new String[] {"1.2.840.10008.5.1.4.1.1.2", "1.3.12.2.1107.5.9.1", "2.16.840.1.113883.6.96"}) assertTrue(kind, registry.namesKind(kind));
		for (String thing : new String[] {"2.25.1", "1.2.840.10008.5.1.4.1.1.2.20260101.1", ""}) assertFalse(thing, registry.namesKind(thing));
		assertTrue("newer than the registry", registry.isStandardSopClass("1.2.840.10008.5.1.4.1.1.999.7"));
		assertFalse(registry.isStandardSopClass("1.2.840.10008.5.1.4.1.1.2.20260101123456.1234567"));
		assertFalse(registry.isStandardSopClass("1.3.12.2.1107.5.9.1"));
	}

	@Test
	public void instances_are_not_registered() {
		assertFalse(registry.contains("1.2.840.10008.5.1.4.1.1.2.20260101.1"));
		assertFalse(registry.contains("1.2.840.10008.5.1.4.1.1."));
		assertFalse(registry.contains("1.2.840.10008"));
		assertFalse(registry.contains("1.3.12.2.1107.5.1.4.1"));
		assertFalse(registry.contains("2.25.1"));
		assertFalse(registry.contains(""));
		assertFalse(registry.contains("zzz"));
	}

	@Test
	public void context_groups_are_recognized_but_nothing_below_them() {
		assertTrue(registry.contains("1.2.840.10008.6.1.308"));
		assertFalse(registry.contains("1.2.840.10008.6.1.308.1"));
		assertFalse(registry.contains("1.2.840.10008.6.1.20260101"));
		assertFalse(registry.contains("1.2.840.10008.6.1."));
	}

	@Test
	public void vendor_classes_are_known_and_instances_below_them_are_not() {
		assertTrue(registry.isVendorClass("1.3.12.2.1107.5.9.1"));
		assertTrue(registry.isVendorClass("1.2.840.113619.5.2"));
		assertTrue(registry.isVendorClass("1.3.46.670589.5.0.1.1"));
		assertFalse(registry.isVendorClass("1.3.12.2.1107.5.9.1.20260101"));
		assertFalse(registry.isVendorClass("1.2.840.10008.5.1.4.1.1.2"));
	}

	@Test
	public void coding_schemes_are_known_wherever_they_are_registered() {
		assertTrue(registry.isCodingScheme("2.16.840.1.113883.6.96"));
		assertTrue(registry.isCodingScheme("1.2.840.10008.2.16.4"));
		assertFalse(registry.isCodingScheme("1.2.840.10008.5.1.4.1.1.2"));
		assertFalse(registry.isCodingScheme("2.16.840.1.113883.6.96.1"));
	}
}
