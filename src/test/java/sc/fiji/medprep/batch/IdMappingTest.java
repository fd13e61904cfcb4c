package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

import org.junit.Test;

public class IdMappingTest {
	private static IdMapping mapping(String table) throws IOException {
		return IdMapping.parse(table.getBytes(StandardCharsets.UTF_8), "UID mapping");
	}

	private static String complaint(String table) {
		return assertThrows(BatchConfigurationException.class, () -> mapping(table)).getMessage();
	}

	@Test
	public void columns_are_found_by_their_names_and_cells_may_be_quoted() throws IOException {
		IdMapping mapping = mapping("\uFEFFid_new,more,id_old\r\nx,1,\"a,\"\"b\"\r\nd,,c\r\n\r\nf,,f\r\n");
		assertEquals(Optional.of("x"), mapping.newOf("a,\"b"));
		assertEquals(Optional.of("c"), mapping.oldOf("d"));
		assertEquals(Optional.empty(), mapping.newOf("d"));
		assertTrue(mapping.isNew("x"));
		assertFalse("it stayed", mapping.isNew("f"));
		assertFalse("it is an old one", mapping.isNew("c"));
	}

	@Test
	public void first_of_several_rows_with_the_same_identifier_counts() throws IOException {
		IdMapping mapping = mapping("id_old,id_new\na,x\na,y\nb,x\n");
		assertEquals(Optional.of("x"), mapping.newOf("a"));
		assertEquals(Optional.of("a"), mapping.oldOf("x"));
	}

	@Test
	public void damaged_table_says_what_is_wrong() {
		for (String table : new String[] {"", "old,new\n1,2\n"}) assertEquals("The UID mapping has no columns id_old and id_new; name its columns so in the first line.", complaint(table));
		assertEquals("Line 3 of the UID mapping cannot be used: it has fewer cells than the header.", complaint("id_old,id_new\n1,2\n1\n"));
	}

	@Test
	public void tables_are_told_apart_by_their_fingerprints() throws IOException {
		assertEquals(mapping("id_old,id_new\na,b\n").fingerprint(), mapping("id_old,id_new\na,b\n").fingerprint());
		assertFalse(mapping("id_old,id_new\na,b\n").fingerprint().equals(mapping("id_old,id_new\na,c\n").fingerprint()));
		assertEquals("none", IdMapping.NONE.fingerprint());
	}

	@Test
	public void any_bytes_are_a_table_or_one_sentence() {
		Random random = new Random(11);
		byte[] table = "id_old,id_new\n\"a\"\"b\",\"c,d\"\nx,y\n".getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 5000; i++) {
			byte[] damaged = table.clone();
			for (int n = random.nextInt(4); n >= 0; n--) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
			try {
				IdMapping.parse(damaged, "UID mapping");
			}
			catch (BatchConfigurationException e) {
				assertTrue(e.getMessage(), e.getMessage().endsWith("."));
			}
		}
	}
}
