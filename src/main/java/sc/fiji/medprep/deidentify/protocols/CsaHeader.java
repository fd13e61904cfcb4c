package sc.fiji.medprep.deidentify.protocols;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.dicom.VR;

/**
 * A CSA header: fields with a name, a VR and values as text, little endian. Fields begin with 84 bytes (name 64, VM 4, VR 4,
 * type 4, number of items 4, mark 4), items with four numbers that tell their length, and values are padded to four bytes.
 * Names and values stand in memory that was not cleared, so that anything may be behind their NULs; so nothing of the
 * original bytes is kept: what is known to be harmless is written anew. Format after nibabel's description of it.
 */
public final class CsaHeader {
	/** A longer header than this is none. */
	public static final int MAX_BYTES = 1 << 24;

	private static final Parameters KEPT = new Parameters("csa-fields.txt");
	private static final Set<String> PROTOCOLS = Set.of("MrPhoenixProtocol", "MrProtocol");
	private static final byte[] SIGNATURE = {'S', 'V', '1', '0', 4, 3, 2, 1};
	private static final int NAME_BYTES = 64, ITEM_BYTES = 16, MAX_FIELDS = 1 << 10;
	private static final int FILLED = 77, EMPTY = 205;

	/** One field; the values may be fewer than the items, of which the last ones are usually empty. */
	private record Field(String name, int vm, VR vr, int type, int items, List<String> values) {}

	private final boolean signed;
	private final List<Field> fields;

	private CsaHeader(boolean signed, List<Field> fields) {
		this.signed = signed;
		this.fields = fields;
	}

	/** True for the private elements that hold a CSA header. */
	public static boolean isIn(String creator, int group, int low) {
		if (group != 0x0029 || creator == null) return false;
		return switch (creator) {
			case "SIEMENS CSA HEADER", "SIEMENS MEDCOM HEADER", "SIEMENS CSA NON-IMAGE" -> low == 0x10 || low == 0x20;
			default -> false;
		};
	}

	/**
	 * The header with the fields and values that are known to be harmless, and nothing else.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return null if the bytes are no CSA header or nothing stays of it
	 */
	public static byte[] cleaned(byte[] header, UnaryOperator<String> text) {
		CsaHeader parsed = parse(header);
		if (parsed == null) return null;
		List<Field> kept = new ArrayList<>();
		for (Field field : parsed.fields) {
			List<String> values = kept(field, text);
			if (values != null) kept.add(new Field(field.name, field.vm, field.vr, field.type, field.items, values));
		}
		return kept.isEmpty() ? null : new CsaHeader(parsed.signed, kept).bytes();
	}

	/** All values of a field, or null: without one the others would stand in the wrong places. */
	private static List<String> kept(Field field, UnaryOperator<String> text) {
		if (PROTOCOLS.contains(field.name)) return field.values.stream().map(protocol -> AscConv.cleaned(protocol, text)).toList();
		if (!KEPT.isListed(field.name)) return null;
		List<String> values = field.values.stream().map(String::strip).toList();
		return values.stream().allMatch(value -> value.isEmpty() || KEPT.keep(field.name, value, text)) ? values : null;
	}

	private static CsaHeader parse(byte[] header) {
		if (header.length > MAX_BYTES) return null;
		ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
		boolean signed = header.length > SIGNATURE.length && Arrays.equals(header, 0, 4, SIGNATURE, 0, 4);
		try {
			if (signed) in.position(SIGNATURE.length);
			int count = in.getInt();
			if (count < 1 || count > MAX_FIELDS || in.getInt() != FILLED) return null;
			List<Field> fields = new ArrayList<>();
			// The older form adds the number of items of the first field to all lengths.
			int surplus = -1;
			for (int i = 0; i < count; i++) {
				String name = untilNul(in, NAME_BYTES);
				int vm = in.getInt();
				byte[] vr = new byte[4];
				in.get(vr);
				int type = in.getInt(), items = in.getInt();
				in.getInt();
				VR known = VR.of(vr[0], vr[1]);
				if (known == null || vr[2] != 0 || items < 0 || items > in.remaining() / ITEM_BYTES) return null;
				if (surplus < 0) surplus = signed ? 0 : items;
				List<String> values = values(in, items, signed, surplus);
				if (values == null) return null;
				fields.add(new Field(name, vm, known, type, items, values));
			}
			return new CsaHeader(signed, fields);
		}
		catch (BufferUnderflowException shorterThanItSays) {
			return null;
		}
	}

	/** The values of a field up to the last one that is not empty; null if a length cannot be. */
	private static List<String> values(ByteBuffer in, int items, boolean signed, int surplus) {
		List<String> values = new ArrayList<>();
		int filled = 0;
		for (int i = 0; i < items; i++) {
			int first = in.getInt(), second = in.getInt();
			in.position(in.position() + Math.min(8, in.remaining()));
			int length = signed ? second : first - surplus;
			if (length < 0 || length > in.remaining()) return null;
			values.add(untilNul(in, length));
			in.position(in.position() + Math.min(-length & 3, in.remaining()));
			if (!values.get(i).isEmpty()) filled = i + 1;
		}
		return values.subList(0, filled);
	}

	private static String untilNul(ByteBuffer in, int length) {
		int start = in.position(), end = start;
		if (length > in.remaining()) throw new BufferUnderflowException();
		while (end < start + length && in.get(end) != 0) end++;
		in.position(start + length);
		return new String(in.array(), start, end - start, StandardCharsets.ISO_8859_1);
	}

	private byte[] bytes() {
		int size = SIGNATURE.length + 12;
		for (Field field : fields) {
			size += NAME_BYTES + 20 + ITEM_BYTES * field.items;
			for (String value : field.values) size += padded(value);
		}
		ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
		if (signed) out.put(SIGNATURE);
		out.putInt(fields.size()).putInt(FILLED);
		int surplus = signed ? 0 : fields.get(0).items;
		for (Field field : fields) {
			out.put(field.name.getBytes(StandardCharsets.US_ASCII)).position(out.position() + NAME_BYTES - field.name.length());
			int mark = field.values.stream().allMatch(String::isEmpty) ? EMPTY : FILLED;
			out.putInt(bounded(field.vm)).put(field.vr.name().getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(bounded(field.type));
			out.putInt(field.items).putInt(mark);
			for (int i = 0; i < field.items; i++) item(out, i < field.values.size() ? field.values.get(i) : "", surplus, mark);
		}
		// Four zeros end the header.
		return Arrays.copyOf(out.array(), out.position() + 4);
	}

	/** VM and type are small numbers in every header. */
	private static int bounded(int number) {
		return number >= 0 && number < 1 << 10 ? number : 0;
	}

	/** Bytes that a value takes with a NUL behind it; none if it is empty. */
	private static int padded(String value) {
		return value.isEmpty() ? 0 : value.length() + 4 & ~3;
	}

	private static void item(ByteBuffer out, String value, int surplus, int mark) {
		int length = value.isEmpty() ? 0 : value.length() + 1;
		out.putInt(length + surplus).putInt(length).putInt(mark).putInt(length);
		out.put(value.getBytes(StandardCharsets.ISO_8859_1)).position(out.position() + padded(value) - value.length());
	}
}
