package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.standard.UidRegistry;

public class TransferSyntaxTest {
	/** MIME and XML encapsulation are no files, SMPTE ST 2110 is a stream. */
	private static final List<String> NOT_FOR_FILES = List.of("6.1", "6.2", "7.1", "7.2", "7.3");

	@Test
	public void every_registered_transfer_syntax_of_files_is_known_and_nothing_else_below_that_root() {
		List<String> components = new ArrayList<>();
		for (int major = 1; major < 10; major++) {
			components.add(Integer.toString(major));
			for (int minor = 0; minor < 300; minor++) {
				components.add(major + "." + minor);
				for (int variant = 0; variant < 3; variant++) components.add(major + "." + minor + "." + variant);
			}
		}
		int known = 0;
		for (String component : components) {
			String uid = "1.2.840.10008.1.2." + component;
			boolean expected = UidRegistry.instance().contains(uid) && !NOT_FOR_FILES.contains(component);
			assertEquals(uid, expected, TransferSyntax.of(uid).isPresent());
			if (expected) known++;
		}
		assertEquals(56, known);
		assertEquals(new TransferSyntax("1.2.840.10008.1.2.4.90", true, ByteOrder.LITTLE_ENDIAN, false, true), TransferSyntax.of("1.2.840.10008.1.2.4.90").get());
	}

	@Test
	public void text_below_the_root_of_the_standard_is_refused_and_not_quoted() {
		assertTrue(TransferSyntax.of("1.2.840.10008.1.2.4.SMITH").isEmpty());
		byte[] file = Bytes.file(new TransferSyntax("1.2.840.10008.1.2.4.SMITH", true, ByteOrder.LITTLE_ENDIAN, false, true)).explicit(0x00100010, "PN", "Doe").toArray();
		DicomException e = assertThrows(DicomException.class, () -> Bytes.read(file));
		assertTrue(e.getMessage(), e.getMessage().contains("the transfer syntax is not one that is known"));
		assertFalse(e.getMessage(), e.getMessage().contains("SMITH"));
	}
}
