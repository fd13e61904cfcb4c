package sc.fiji.medprep.deidentify.protocols;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.Test;

import sc.fiji.medprep.dicom.vendor.GeUserData;

public class GeBlocksTest {
	private static final String PROTOCOL = "SEDESC \"Brain for John Doe\"\nset SLICEORDER \"1\"\nVIEWORDER \"0\"\nANATOMY \"Doe\"\nTE \"Doe\"\nPLANE \"AXIAL\"\nPSEQ \"Doe\"\nDOE \"1\"\nTR \"19700131\"\n";

	private static byte[] block(String protocol) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(protocol.getBytes(StandardCharsets.US_ASCII));
		}
		return ByteBuffer.allocate(4 + compressed.size()).order(ByteOrder.LITTLE_ENDIAN).putInt(compressed.size()).put(compressed.toByteArray()).array();
	}

	private static String protocol(byte[] block) throws IOException {
		return new String(new GZIPInputStream(new ByteArrayInputStream(block, 4, block.length - 4)).readAllBytes(), StandardCharsets.US_ASCII);
	}

	@Test
	public void only_listed_parameters_with_values_of_their_form_stay() throws IOException {
		byte[] cleaned = GeProtocolCleaner.cleaned(block(PROTOCOL), UnaryOperator.identity());
		assertEquals("SLICEORDER \"1\"\nVIEWORDER \"0\"\nPLANE \"AXIAL\"\n", protocol(cleaned));
		assertArrayEquals(cleaned, GeProtocolCleaner.cleaned(cleaned, UnaryOperator.identity()));
	}

	@Test
	public void block_that_is_not_compressed_or_swells_goes() throws IOException {
		assertNull(GeProtocolCleaner.cleaned(PROTOCOL.getBytes(StandardCharsets.US_ASCII), UnaryOperator.identity()));
		assertNull(GeProtocolCleaner.cleaned(new byte[3], UnaryOperator.identity()));
		assertNull(GeProtocolCleaner.cleaned(block("TE \"30\"\n".repeat(1 << 18)), UnaryOperator.identity()));
	}

	@Test
	public void damaged_blocks_let_nothing_through() throws IOException {
		Random random = new Random(2);
		for (int round = 0; round < 500; round++) {
			byte[] block = block(PROTOCOL);
			block[random.nextInt(block.length)] = (byte) random.nextInt(256);
			byte[] cleaned = GeProtocolCleaner.cleaned(Arrays.copyOf(block, block.length - random.nextInt(3)), UnaryOperator.identity());
			if (cleaned != null) assertFalse(protocol(cleaned).contains("Doe"));
		}
	}

	@Test
	public void of_user_data_only_the_direction_of_phase_encoding_stays() {
		byte[] header = "DOE^JOHN ".repeat(800).getBytes(StandardCharsets.US_ASCII);
		ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putShort(24, (short) 44).putFloat(44, 26.002f).putShort(44 + 0x4C + 0x30, (short) 0x7FFF).putShort(44 + 0x4C + 0x394 - 0x8C, (short) 4);
		byte[] cleaned = GeUserData.of(header).get().bytes();
		ByteBuffer in = ByteBuffer.wrap(cleaned).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(4, in.getShort(44 + 0x4C + 0x30));
		assertEquals(4, in.getShort(44 + 0x4C + 0x394 - 0x8C));
		assertEquals(26.002f, in.getFloat(44), 1e-4f);
		int filled = 0;
		for (byte b : cleaned) filled += b == 0 ? 0 : 1;
		assertTrue("" + filled, filled <= 10);
		assertArrayEquals(cleaned, GeUserData.of(cleaned).get().bytes());
		assertTrue("no version", GeUserData.of(new byte[7336]).isEmpty());
		assertTrue("too short", GeUserData.of(Arrays.copyOf(header, 1000)).isEmpty());
	}
}
