package sc.fiji.medprep.dicom.vendor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import sc.fiji.medprep.dicom.DataSet;

/**
 * The protocol data block of GE's MR scanners: a length in four bytes, little endian, and a gzip file of lines with a
 * parameter and its value in quotes. Immutable.
 */
public final class GeProtocol {
	private static final String CREATOR = "GEMS_SERS_01";
	private static final int GROUP = 0x0025, LOW = 0x1B;
	private static final Pattern LINE = Pattern.compile("(?:set )?([A-Z][A-Z0-9_]{0,31}) \"([^\"]{1,256})\"");
	private static final int LENGTH_BYTES = 4, MAX_TEXT = 1 << 20;

	private final Map<String, String> values;

	private GeProtocol(Map<String, String> values) {
		this.values = values;
	}

	/** True for the private element that holds such a block. */
	public static boolean isIn(String creator, int group, int low) {
		return group == GROUP && low == LOW && CREATOR.equals(creator);
	}

	/** The parameters of the block in a data set; none if there is no block. */
	public static GeProtocol of(DataSet dataSet) {
		return of(dataSet.bytes(dataSet.privateTag(CREATOR, GROUP, LOW)));
	}

	/** The parameters of a block; none if the bytes are no such block, or more than 1 MiB. */
	public static GeProtocol of(byte[] block) {
		Map<String, String> values = new LinkedHashMap<>();
		text(block).lines().forEach(line -> {
			Matcher parameter = LINE.matcher(line.strip());
			if (parameter.matches()) values.putIfAbsent(parameter.group(1), parameter.group(2));
		});
		return new GeProtocol(values);
	}

	private static String text(byte[] block) {
		if (block.length <= LENGTH_BYTES) return "";
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(block, LENGTH_BYTES, block.length - LENGTH_BYTES))) {
			byte[] protocol = in.readNBytes(MAX_TEXT + 1);
			return protocol.length > MAX_TEXT ? "" : new String(protocol, StandardCharsets.ISO_8859_1);
		}
		catch (IOException notCompressed) {
			return "";
		}
	}

	/** All parameters in their order. */
	public Map<String, String> values() {
		return values;
	}

	/** The value of a parameter such as {@code SLICEORDER} as a number; empty if it is absent or no number. */
	public OptionalDouble number(String parameter) {
		try {
			return values.containsKey(parameter) ? OptionalDouble.of(Double.parseDouble(values.get(parameter))) : OptionalDouble.empty();
		}
		catch (NumberFormatException noNumber) {
			return OptionalDouble.empty();
		}
	}

	/** A block with these parameters. */
	public static byte[] block(Map<String, String> values) {
		StringBuilder protocol = new StringBuilder();
		values.forEach((parameter, value) -> protocol.append(parameter).append(" \"").append(value).append("\"\n"));
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(protocol.toString().getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return ByteBuffer.allocate(LENGTH_BYTES + compressed.size()).order(ByteOrder.LITTLE_ENDIAN).putInt(compressed.size()).put(compressed.toByteArray()).array();
	}
}
