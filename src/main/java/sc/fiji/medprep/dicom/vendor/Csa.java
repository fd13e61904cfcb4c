package sc.fiji.medprep.dicom.vendor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.VR;

/**
 * A CSA header of Siemens: fields with a name, a VR and values as text, little endian. Fields begin with 84 bytes (name 64,
 * VM 4, VR 4, type 4, number of items 4, mark 4), items with four numbers that tell their length, and values are padded to
 * four bytes. Names and values stand in memory that was not cleared, so that anything may be behind their NULs; what is read
 * ends there. Immutable. Format after nibabel's description of it.
 */
public final class Csa {
	/** A longer header than this is none. */
	public static final int MAX_BYTES = 1 << 24;

	private static final String CREATOR = "SIEMENS CSA HEADER";
	private static final int GROUP = 0x0029, IMAGE = 0x10, SERIES = 0x20;
	private static final byte[] SIGNATURE = {'S', 'V', '1', '0', 4, 3, 2, 1};
	private static final int NAME_BYTES = 64, ITEM_BYTES = 16, MAX_FIELDS = 1 << 10;
	private static final int FILLED = 77, EMPTY = 205;

	/**
	 * One field.
	 *
	 * @param items number of places for values, of which the last ones are usually empty
	 * @param values up to the last one that is not empty, as they stand, with blanks around them
	 */
	public record Field(String name, int vm, VR vr, int type, int items, List<String> values) {
		public Field withValues(List<String> others) {
			return new Field(name, vm, vr, type, items, others);
		}
	}

	private final boolean signed;
	private final List<Field> fields;

	private Csa(boolean signed, List<Field> fields) {
		this.signed = signed;
		this.fields = List.copyOf(fields);
	}

	/** True for the private elements that hold a CSA header. */
	public static boolean isIn(String creator, int group, int low) {
		if (group != GROUP || creator == null) return false;
		return switch (creator) {
			case CREATOR, "SIEMENS MEDCOM HEADER", "SIEMENS CSA NON-IMAGE" -> low == IMAGE || low == SERIES;
			default -> false;
		};
	}

	/** The header about an image: place, time and weighting of it. */
	public static Optional<Csa> ofImage(DataSet dataSet) {
		return of(dataSet, IMAGE);
	}

	/** The header about a series: its protocol. */
	public static Optional<Csa> ofSeries(DataSet dataSet) {
		return of(dataSet, SERIES);
	}

	private static Optional<Csa> of(DataSet dataSet, int low) {
		return of(dataSet.bytes(dataSet.privateTag(CREATOR, GROUP, low)));
	}

	/** The header in the value of an element; empty if the bytes are none, or one that contradicts itself. */
	public static Optional<Csa> of(byte[] header) {
		if (header.length > MAX_BYTES) return Optional.empty();
		ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
		boolean signed = header.length > SIGNATURE.length && Arrays.equals(header, 0, 4, SIGNATURE, 0, 4);
		try {
			if (signed) in.position(SIGNATURE.length);
			int count = in.getInt();
			if (count < 1 || count > MAX_FIELDS || in.getInt() != FILLED) return Optional.empty();
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
				if (known == null || vr[2] != 0 || items < 0 || items > in.remaining() / ITEM_BYTES) return Optional.empty();
				if (surplus < 0) surplus = signed ? 0 : items;
				List<String> values = values(in, items, signed, surplus);
				if (values == null) return Optional.empty();
				fields.add(new Field(name, vm, known, type, items, values));
			}
			return Optional.of(new Csa(signed, fields));
		}
		catch (BufferUnderflowException shorterThanItSays) {
			return Optional.empty();
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
		return List.copyOf(values.subList(0, filled));
	}

	private static String untilNul(ByteBuffer in, int length) {
		int start = in.position(), end = start;
		if (length > in.remaining()) throw new BufferUnderflowException();
		while (end < start + length && in.get(end) != 0) end++;
		in.position(start + length);
		return new String(in.array(), start, end - start, StandardCharsets.ISO_8859_1);
	}

	/** All fields in their order, also those without values. */
	public List<Field> fields() {
		return fields;
	}

	/** A header of the same form with other fields. */
	public Csa withFields(List<Field> others) {
		return new Csa(signed, others);
	}

	/** The values of a field without blanks around them; empty if it is absent or has none. */
	public List<String> strings(String name) {
		for (Field field : fields) {
			if (field.name.equals(name)) return field.values.stream().map(String::strip).toList();
		}
		return List.of();
	}

	/** The first value of a field; empty if it is absent or has no characters. */
	public Optional<String> string(String name) {
		return strings(name).stream().findFirst().filter(value -> !value.isEmpty());
	}

	/** The values of a field as numbers; empty if it is absent, or one of them is no number, so that none stands in a wrong place. */
	public double[] numbers(String name) {
		List<String> values = strings(name);
		double[] numbers = new double[values.size()];
		try {
			for (int i = 0; i < numbers.length; i++) numbers[i] = Double.parseDouble(values.get(i));
		}
		catch (NumberFormatException noNumber) {
			return new double[0];
		}
		return numbers;
	}

	/** The first value of a field as a number. */
	public OptionalDouble number(String name) {
		double[] numbers = numbers(name);
		return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[0]);
	}

	/** The header written anew: nothing stands behind the NULs. */
	public byte[] bytes() {
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
