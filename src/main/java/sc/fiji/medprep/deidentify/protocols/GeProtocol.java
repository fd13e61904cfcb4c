package sc.fiji.medprep.deidentify.protocols;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The protocol data block of GE's MR scanners: a length in four bytes, little endian, and a gzip file of lines with a
 * parameter and its value in quotes. The name in the gzip file has the number of the examination, and a line the description.
 */
public final class GeProtocol {
	private static final Parameters KEPT = new Parameters("ge-protocol-keys.txt");
	private static final Pattern LINE = Pattern.compile("(?:set )?([A-Z][A-Z0-9_]{0,31}) \"([^\"]{1,256})\"");
	private static final int LENGTH_BYTES = 4, MAX_TEXT = 1 << 20;

	private GeProtocol() {}

	/** True for the private element that holds such a block. */
	public static boolean isIn(String creator, int group, int low) {
		return group == 0x0025 && low == 0x1B && "GEMS_SERS_01".equals(creator);
	}

	/**
	 * The block with the parameters that are known to be harmless.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return null if the bytes are no such block or nothing stays of it
	 */
	public static byte[] cleaned(byte[] block, UnaryOperator<String> text) {
		StringBuilder kept = new StringBuilder();
		protocol(block).lines().forEach(line -> {
			Matcher parameter = LINE.matcher(line.strip());
			if (parameter.matches() && KEPT.keep(parameter.group(1), parameter.group(2), text)) kept.append(parameter.group(1)).append(" \"").append(parameter.group(2)).append("\"\n");
		});
		return kept.isEmpty() ? null : block(kept.toString());
	}

	/** The text of a block; empty if there is none. */
	private static String protocol(byte[] block) {
		if (block.length <= LENGTH_BYTES) return "";
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(block, LENGTH_BYTES, block.length - LENGTH_BYTES))) {
			byte[] protocol = in.readNBytes(MAX_TEXT + 1);
			return protocol.length > MAX_TEXT ? "" : new String(protocol, StandardCharsets.ISO_8859_1);
		}
		catch (IOException notCompressed) {
			return "";
		}
	}

	private static byte[] block(String protocol) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(protocol.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return ByteBuffer.allocate(LENGTH_BYTES + compressed.size()).order(ByteOrder.LITTLE_ENDIAN).putInt(compressed.size()).put(compressed.toByteArray()).array();
	}
}
