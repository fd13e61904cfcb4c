package sc.fiji.medprep.deidentify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.Element;

/**
 * Writes an ICC profile anew with its colours only (ICC.1:2022 sections 7, 9 and 10): the numbers of the header, and the
 * tags that transform colours. Descriptions, copyright, dates, names of devices, makers and programs, private tags and
 * bytes that belong to no tag stay behind: a field of four characters is enough for a name, and no colour depends on it.
 */
final class IccText {
	private static final int HEADER = 128, ENTRY = 12, MAX_TAGS = 200;
	private static final int SIZE = 0, VERSION = 8, CLASS = 12, COLOUR_SPACE = 16, CONNECTION_SPACE = 20, SIGNATURE = 36, PLATFORM = 40, FLAGS = 44, ATTRIBUTES = 56, INTENT = 64,
		ILLUMINANT = 68;
	private static final Set<String> CLASSES = Set.of("scnr", "mntr", "prtr", "link", "spac", "abst"), CONNECTION_SPACES = Set.of("XYZ ", "Lab ");
	private static final Set<String> COLOUR_SPACES = Set.of("XYZ ", "Lab ", "Luv ", "YCbr", "YCbC", "Yxy ", "RGB ", "GRAY", "HSV ", "HLS ", "CMYK", "CMY ");
	private static final Set<String> PLATFORMS = Set.of("APPL", "MSFT", "SGI ", "SUNW");
	private static final Set<String> CURVES = Set.of("rTRC", "gTRC", "bTRC", "kTRC"), POINTS = Set.of("rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "lumi");
	private static final Set<String> TABLES = Set.of("A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3", "gamt", "pre0", "pre1", "pre2");
	/** Numbers behind the function type of a parametric curve. */
	private static final int[] PARAMETERS = {1, 3, 4, 5, 7};
	private static final double[] D50 = {0.9642, 1, 0.8249};
	private static final int VERSION_4 = 0x04200000;

	/** @param replaced true if the profile was damaged, so that one of sRGB stands in its place */
	record Result(Element element, boolean replaced) {}

	private static final class Damaged extends Exception {
		private static final long serialVersionUID = 1;
	}

	private IccText() {}

	/** The profile without text, or a profile of sRGB if it is damaged. */
	static Result colours(Element element) {
		try {
			return new Result(Element.bytes(element.tag(), element.vr(), colours(element.bytes())), false);
		}
		catch (Damaged | IndexOutOfBoundsException e) {
			return new Result(Element.bytes(element.tag(), element.vr(), sRgb()), true);
		}
	}

	private static byte[] colours(byte[] profile) throws Damaged {
		ByteBuffer in = ByteBuffer.wrap(profile);
		if (profile.length < HEADER + 4 || !text(profile, SIGNATURE).equals("acsp")) throw new Damaged();
		int count = in.getInt(HEADER);
		if (count < 1 || count > MAX_TAGS) throw new Damaged();
		Map<String, byte[]> tags = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			int entry = HEADER + 4 + i * ENTRY, offset = in.getInt(entry + 4), length = in.getInt(entry + 8);
			if (offset < HEADER || length < 8 || offset > profile.length - length) throw new Damaged();
			byte[] tag = colourTag(text(profile, entry), Arrays.copyOfRange(profile, offset, offset + length));
			if (tag != null) tags.putIfAbsent(text(profile, entry), tag);
		}
		if (tags.isEmpty()) throw new Damaged();
		return assemble(header(profile), tags);
	}

	/** The header with numbers and registered codes alone. */
	private static byte[] header(byte[] profile) throws Damaged {
		ByteBuffer in = ByteBuffer.wrap(profile), header = ByteBuffer.allocate(HEADER);
		// major, minor and bug-fix version; the rest is reserved
		header.putInt(VERSION, in.getInt(VERSION) & 0xFFFF0000);
		header.putInt(CLASS, code(profile, CLASS, CLASSES)).putInt(COLOUR_SPACE, code(profile, COLOUR_SPACE, COLOUR_SPACES));
		header.putInt(CONNECTION_SPACE, code(profile, CONNECTION_SPACE, text(profile, CLASS).equals("link") ? COLOUR_SPACES : CONNECTION_SPACES)).putInt(SIGNATURE, code("acsp"));
		if (PLATFORMS.contains(text(profile, PLATFORM))) header.putInt(PLATFORM, in.getInt(PLATFORM));
		header.putInt(FLAGS, in.getInt(FLAGS) & 3).putLong(ATTRIBUTES, in.getLong(ATTRIBUTES) & 0xF).putInt(INTENT, in.getInt(INTENT) & 3);
		for (int i = 0; i < 3; i++) header.putInt(ILLUMINANT + 4 * i, fixed(D50[i]));
		return header.array();
	}

	private static int code(byte[] profile, int at, Set<String> known) throws Damaged {
		String code = text(profile, at);
		if (!known.contains(code)) throw new Damaged();
		return code(code);
	}

	/** The bytes of a tag that its type needs, or null if it says nothing about colours. */
	private static byte[] colourTag(String name, byte[] tag) throws Damaged {
		ByteBuffer in = ByteBuffer.wrap(tag);
		String type = text(tag, 0);
		int length = 0;
		if (POINTS.contains(name) && type.equals("XYZ ")) length = 20;
		else if (CURVES.contains(name) && type.equals("curv") && tag.length >= 12) {
			int points = in.getInt(8);
			if (points < 0 || points > (tag.length - 12) / 2) throw new Damaged();
			length = 12 + 2 * points;
		}
		else if (CURVES.contains(name) && type.equals("para") && tag.length >= 12) {
			int function = in.getShort(8);
			if (function < 0 || function >= PARAMETERS.length) throw new Damaged();
			in.putShort(10, (short) 0);
			length = 12 + 4 * PARAMETERS[function];
		}
		else if (name.equals("chad") && type.equals("sf32")) length = 44;
		else if (TABLES.contains(name) && Set.of("mft1", "mft2", "mAB ", "mBA ", "mpet").contains(type)) length = tag.length;
		else if (CURVES.contains(name) || POINTS.contains(name) || TABLES.contains(name)) throw new Damaged();
		if (length == 0) return null;
		if (length > tag.length) throw new Damaged();
		in.putInt(4, 0);
		return Arrays.copyOf(tag, length);
	}

	/** A profile of the header and the tags, with the texts that every profile must have. Tags of the same content share it. */
	private static byte[] assemble(byte[] header, Map<String, byte[]> colours) {
		boolean version4 = header[VERSION] >= 4;
		Map<String, byte[]> tags = new LinkedHashMap<>();
		tags.put("desc", version4 ? multiLocalized("Colours") : description("Colours"));
		tags.put("cprt", version4 ? multiLocalized("None") : ascii("text\0\0\0\0None\0"));
		tags.putAll(colours);
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		int dataStart = HEADER + 4 + tags.size() * ENTRY;
		ByteBuffer table = ByteBuffer.allocate(4 + tags.size() * ENTRY).putInt(tags.size());
		Map<ByteBuffer, Integer> written = new LinkedHashMap<>();
		tags.forEach((name, tag) -> {
			Integer offset = written.putIfAbsent(ByteBuffer.wrap(tag), dataStart + data.size());
			table.put(ascii(name)).putInt(offset == null ? dataStart + data.size() : offset).putInt(tag.length);
			if (offset != null) return;
			data.writeBytes(tag);
			while (data.size() % 4 != 0) data.write(0);
		});
		ByteBuffer profile = ByteBuffer.allocate(dataStart + data.size());
		profile.put(header).put(table.array()).put(data.toByteArray());
		return profile.putInt(SIZE, profile.capacity()).array();
	}

	private static byte[] multiLocalized(String text) {
		byte[] characters = text.getBytes(StandardCharsets.UTF_16BE);
		return ByteBuffer.allocate(28 + characters.length).put(ascii("mluc")).putInt(0).putInt(1).putInt(12).put(ascii("enUS")).putInt(characters.length).putInt(28).put(characters).array();
	}

	/** Description of version 2: ASCII, then empty Unicode and Macintosh strings. */
	private static byte[] description(String text) {
		return ByteBuffer.allocate(12 + text.length() + 1 + 78).put(ascii("desc")).putInt(0).putInt(text.length() + 1).put(ascii(text)).array();
	}

	/** Primaries and tone curve of IEC 61966-2-1, adapted to D50. */
	private static byte[] sRgb() {
		ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(VERSION, VERSION_4).putInt(CLASS, code("mntr")).putInt(COLOUR_SPACE, code("RGB ")).putInt(CONNECTION_SPACE, code("XYZ "));
		header.putInt(SIGNATURE, code("acsp"));
		for (int i = 0; i < 3; i++) header.putInt(ILLUMINANT + 4 * i, fixed(D50[i]));
		Map<String, byte[]> tags = new LinkedHashMap<>();
		tags.put("wtpt", numbers("XYZ ", D50));
		tags.put("chad", numbers("sf32", 1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168));
		tags.put("rXYZ", numbers("XYZ ", 0.43607, 0.22249, 0.01392));
		tags.put("gXYZ", numbers("XYZ ", 0.38515, 0.71687, 0.09708));
		tags.put("bXYZ", numbers("XYZ ", 0.14307, 0.06061, 0.71410));
		byte[] curve = numbers("para", 0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
		curve[9] = 3; // function type 3: a power with a straight part
		for (String channel : new String[] {"rTRC", "gTRC", "bTRC"}) tags.put(channel, curve);
		return assemble(header.array(), tags);
	}

	private static byte[] numbers(String type, double... values) {
		ByteBuffer tag = ByteBuffer.allocate(8 + 4 * values.length).put(ascii(type)).putInt(0);
		for (double value : values) tag.putInt(fixed(value));
		return tag.array();
	}

	/** s15Fixed16Number. */
	private static int fixed(double value) {
		return (int) Math.round(value * 65536);
	}

	private static String text(byte[] bytes, int at) {
		return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
	}

	private static int code(String code) {
		return ByteBuffer.wrap(ascii(code)).getInt();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** As {@link #colours(Element)}, without saying whether the profile was replaced. */
	static Element blank(Element element) {
		return colours(element).element();
	}
}
