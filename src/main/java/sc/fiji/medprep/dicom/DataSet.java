package sc.fiji.medprep.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Data elements in ascending order of their tags, each tag once: a whole data set or one item of a sequence. Text is
 * decoded with the item's own Specific Character Set or with that of the data set around it. Not safe for use by several
 * threads while it is changed.
 * <p>
 * What reads values ({@link #strings} to {@link #items}) takes whatever a file holds: an attribute that is absent, empty, of
 * another kind than is asked for, or longer than 16 MiB, which no text and no list of numbers is, has no values.
 * Only a source that fails gives an {@link java.io.UncheckedIOException}.
 */
public final class DataSet implements Iterable<Element> {
	private static final byte[] NOTHING = {};
	private static final int MAX_BYTES = 1 << 24;
	/** More terms than this do not exist. */
	private static final int MAX_CHARACTER_SET_BYTES = 1 << 10;

	private Element[] elements = new Element[8];
	private int size;
	/** While a file is parsed: what came out of order, by tag. Null if there is nothing. */
	private TreeMap<Integer, Element> late;
	private DataSet parent;
	private SpecificCharacterSet characterSet;

	/** Number of elements at this level. */
	public int size() {
		return size;
	}

	public boolean isEmpty() {
		return size == 0;
	}

	/** The data set that holds the sequence that this is an item of, or null. */
	public DataSet parent() {
		return parent;
	}

	/** The element of a tag, or null. */
	public Element get(int tag) {
		int i = indexOf(tag);
		if (i >= 0) return elements[i];
		return late == null ? null : late.get(tag ^ Integer.MIN_VALUE);
	}

	public boolean contains(int tag) {
		return get(tag) != null;
	}

	/**
	 * Puts an element in its place; one with the same tag is replaced. The items of a sequence become children of this data
	 * set, by which they find its character set: a sequence belongs to one data set, the one it was put into last.
	 *
	 * @throws IllegalArgumentException if an item is this data set, or one that this data set is inside of
	 */
	public DataSet put(Element element) {
		if (element.value() instanceof Value.Sequence sequence) {
			for (Value.Item item : sequence.items()) {
				for (DataSet around = this; around != null; around = around.parent) {
					if (around == item.dataSet()) throw new IllegalArgumentException("A data set cannot be an item inside itself");
				}
			}
		}
		adopt(element);
		int i = indexOf(element.tag());
		if (i >= 0) {
			elements[i] = element;
			return this;
		}
		i = -i - 1;
		if (size == elements.length) elements = Arrays.copyOf(elements, 2 * size);
		System.arraycopy(elements, i, elements, i + 1, size++ - i);
		elements[i] = element;
		return this;
	}

	private void adopt(Element element) {
		if (element.value() instanceof Value.Sequence sequence) {
			for (Value.Item item : sequence.items()) item.dataSet().parent = this;
		}
		if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) characterSet = null;
	}

	/**
	 * Adds an element that is parsed, whatever the order, without moving others; {@link #endAppending} puts those that came
	 * out of order in their places. The first of several with the same tag stays.
	 *
	 * @return null if it came in order; else what was wrong, {@link Irregularity.Kind#DUPLICATE} or {@link Irregularity.Kind#OUT_OF_ORDER}
	 */
	Irregularity.Kind append(Element element) {
		Irregularity.Kind wrong = null;
		int i = indexOf(element.tag());
		if (i >= 0) return Irregularity.Kind.DUPLICATE;
		if (i == -size - 1) {
			if (size == elements.length) elements = Arrays.copyOf(elements, 2 * size);
			elements[size++] = element;
		}
		else {
			if (late == null) late = new TreeMap<>();
			if (late.putIfAbsent(element.tag() ^ Integer.MIN_VALUE, element) != null) return Irregularity.Kind.DUPLICATE;
			wrong = Irregularity.Kind.OUT_OF_ORDER;
		}
		adopt(element);
		return wrong;
	}

	/** Merges the elements that came out of order. */
	void endAppending() {
		if (late == null) return;
		Element[] inOrder = elements;
		Element[] merged = new Element[size + late.size()];
		int from = 0, to = 0;
		for (Element element : late.values()) {
			while (from < size && Integer.compareUnsigned(inOrder[from].tag(), element.tag()) < 0) merged[to++] = inOrder[from++];
			merged[to++] = element;
		}
		System.arraycopy(inOrder, from, merged, to, size - from);
		elements = merged;
		size = merged.length;
		late = null;
	}

	/** Removes the element of a tag if there is one. */
	public void remove(int tag) {
		int i = indexOf(tag);
		if (i < 0) return;
		System.arraycopy(elements, i + 1, elements, i, --size - i);
		elements[size] = null;
		if (tag == Tag.SPECIFIC_CHARACTER_SET) characterSet = null;
	}

	/** The elements in ascending order of their tags; the data set must not be changed meanwhile. */
	@Override
	public Iterator<Element> iterator() {
		return new Iterator<>() {
			private int next;

			@Override
			public boolean hasNext() {
				return next < size;
			}

			@Override
			public Element next() {
				if (next >= size) throw new NoSuchElementException();
				return elements[next++];
			}
		};
	}

	private int indexOf(int tag) {
		int low = 0, high = size - 1;
		// Files are in order: the usual question is for the place behind the last element.
		if (size > 0 && Integer.compareUnsigned(elements[high].tag(), tag) < 0) return -size - 1;
		while (low <= high) {
			int middle = low + high >>> 1;
			int order = Integer.compareUnsigned(elements[middle].tag(), tag);
			if (order == 0) return middle;
			if (order < 0) low = middle + 1;
			else high = middle - 1;
		}
		return -low - 1;
	}

	/** The private creator whose block holds a private tag at this level, or null. */
	public String privateCreator(int tag) {
		int block = Tag.element(tag) >>> 8;
		if (!Tag.isPrivate(tag) || block < 0x10) return null;
		// Asked for each private element: a creator is at most 64 characters, and one that is no short text reserves nothing.
		Element creator = get(Tag.of(Tag.group(tag), block));
		return creator != null && creator.value() instanceof Value.Bytes ? string(creator.tag()).orElse(null) : null;
	}

	/**
	 * The tag of the private element of a creator at this level, in whichever block the creator has reserved (PS3.5 section
	 * 7.8.1); 0, which no attribute has, if there is none.
	 *
	 * @param low the last byte of the element number
	 */
	public int privateTag(String creator, int group, int low) {
		int first = indexOf(Tag.of(group, 0x10));
		for (int i = first < 0 ? -first - 1 : first; i < size; i++) {
			int reserving = elements[i].tag();
			if (Tag.group(reserving) != group || !Tag.isPrivateCreator(reserving)) break;
			int tag = Tag.of(group, Tag.element(reserving) << 8 | low);
			if (contains(tag) && creator.equals(string(reserving).orElse("").strip())) return tag;
		}
		return 0;
	}

	/** The character set of this level: its own, else that of the data set around it. */
	public SpecificCharacterSet characterSet() {
		if (characterSet == null) {
			byte[] own = plainBytes(get(Tag.SPECIFIC_CHARACTER_SET), MAX_CHARACTER_SET_BYTES);
			if (own.length == 0) return parent == null ? SpecificCharacterSet.DEFAULT : parent.characterSet();
			characterSet = SpecificCharacterSet.of(SpecificCharacterSet.DEFAULT.decode(own, VR.CS));
		}
		return characterSet;
	}

	/** The bytes of a plain value of bounded length, else none. */
	private static byte[] plainBytes(Element element, int limit) {
		if (element == null) return NOTHING;
		Value value = element.value();
		boolean fits = value instanceof Value.Bytes plain ? plain.bytes().length <= limit : value instanceof Value.Bulk bulk && bulk.length() <= limit;
		return fits ? element.bytes() : NOTHING;
	}

	/** The bytes of an attribute as they stand; none for sequences, fragments and values of more than 16 MiB. */
	public byte[] bytes(int tag) {
		return plainBytes(get(tag), MAX_BYTES);
	}

	/**
	 * All values of an attribute as text, without padding; numbers and tags as they are printed. Bytes of other VRs are taken
	 * for text, because writers err. Empty for sequences.
	 */
	public List<String> strings(int tag) {
		Element element = get(tag);
		byte[] bytes = plainBytes(element, MAX_BYTES);
		if (bytes.length == 0) return List.of();
		VR vr = element.vr();
		if (vr.kind() != VR.Kind.BINARY) return characterSet().decode(bytes, vr.isString() ? vr : VR.LO);
		List<String> values = new ArrayList<>();
		if (vr == VR.FD || vr == VR.FL) {
			for (double value : doubles(tag)) values.add(Double.toString(value));
		}
		else {
			for (long value : longs(tag)) values.add(vr == VR.AT ? Tag.toString((int) value) : Long.toString(value));
		}
		return values;
	}

	/** The first value of a string or number attribute; empty if it is absent or has no characters. */
	public Optional<String> string(int tag) {
		List<String> values = strings(tag);
		return values.isEmpty() || values.get(0).isEmpty() ? Optional.empty() : Optional.of(values.get(0));
	}

	/** All person names of an attribute. */
	public List<PersonName> personNames(int tag) {
		List<PersonName> names = new ArrayList<>();
		for (String name : strings(tag)) names.add(PersonName.parse(name));
		return names;
	}

	/**
	 * All values of an attribute with VR IS, US, SS, UL, SL, UV, SV or AT. Values of UV above 2<sup>63</sup>-1 come negative. A
	 * string such as "1.0" is an integer, too. Empty for other VRs, and if a value is missing or not an integer: to leave out
	 * that one would move the others into the wrong places.
	 */
	public long[] longs(int tag) {
		Element element = get(tag);
		byte[] bytes = plainBytes(element, MAX_BYTES);
		if (bytes.length == 0) return NumberText.NO_LONGS;
		VR vr = element.vr();
		if (vr.isString()) return NumberText.longs(strings(tag));
		if (vr.kind() != VR.Kind.BINARY || vr == VR.FL || vr == VR.FD) return NumberText.NO_LONGS;
		int size = vr == VR.AT ? 4 : vr.unitBytes();
		ByteBuffer in = ByteBuffer.wrap(bytes).order(element.order());
		long[] values = new long[bytes.length / size];
		for (int i = 0; i < values.length; i++) {
			values[i] = switch (vr) {
				case US -> Short.toUnsignedLong(in.getShort());
				case SS -> in.getShort();
				case UL -> Integer.toUnsignedLong(in.getInt());
				case SL -> in.getInt();
				case AT -> (long) (in.getShort() & 0xFFFF) << 16 | in.getShort() & 0xFFFF;
				default -> in.getLong();
			};
		}
		return values;
	}

	/** As {@link #longs}, cut to 32 bits; AT values come as tags. */
	public int[] ints(int tag) {
		long[] longs = longs(tag);
		int[] values = new int[longs.length];
		for (int i = 0; i < values.length; i++) values[i] = (int) longs[i];
		return values;
	}

	/** The first value of an integer attribute. */
	public OptionalInt intValue(int tag) {
		long[] values = longs(tag);
		return values.length == 0 ? OptionalInt.empty() : OptionalInt.of((int) values[0]);
	}

	/**
	 * All values of an attribute with VR DS, FL, FD or an integer VR. Empty for other VRs, and if a string is missing or not a
	 * number, such as "1,5".
	 */
	public double[] doubles(int tag) {
		Element element = get(tag);
		byte[] bytes = plainBytes(element, MAX_BYTES);
		if (bytes.length == 0) return NumberText.NO_DOUBLES;
		VR vr = element.vr();
		if (vr.isString()) return NumberText.doubles(strings(tag));
		if (vr == VR.FL || vr == VR.FD) {
			ByteBuffer in = ByteBuffer.wrap(bytes).order(element.order());
			double[] values = new double[bytes.length / vr.unitBytes()];
			for (int i = 0; i < values.length; i++) values[i] = vr == VR.FL ? in.getFloat() : in.getDouble();
			return values;
		}
		long[] longs = longs(tag);
		double[] values = new double[longs.length];
		for (int i = 0; i < values.length; i++) values[i] = longs[i];
		return values;
	}

	/** The first value of a number attribute. */
	public OptionalDouble doubleValue(int tag) {
		double[] values = doubles(tag);
		return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
	}

	/** A DA value, also in the old form with dots; empty if it is absent or not a date. */
	public Optional<LocalDate> date(int tag) {
		String digits = string(tag).orElse("").replace(".", "");
		if (digits.length() != 8) return Optional.empty();
		for (int i = 0; i < 8; i++) {
			if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return Optional.empty();
		}
		try {
			return Optional.of(LocalDate.of(Integer.parseInt(digits.substring(0, 4)), Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6))));
		}
		catch (DateTimeException noSuchDay) {
			return Optional.empty();
		}
	}

	/** The items of a sequence; empty if it is absent or not a sequence. */
	public List<DataSet> items(int tag) {
		Element element = get(tag);
		if (element == null || !(element.value() instanceof Value.Sequence sequence)) return List.of();
		List<DataSet> dataSets = new ArrayList<>(sequence.items().size());
		for (Value.Item item : sequence.items()) dataSets.add(item.dataSet());
		return dataSets;
	}

	/**
	 * Puts a string attribute, encoded in the character set of this level.
	 *
	 * @throws IllegalArgumentException if the VR is not one of text, or the character set lacks a character
	 */
	public DataSet putString(int tag, VR vr, String... values) {
		if (!vr.isString()) throw new IllegalArgumentException("VR " + vr + " does not hold text");
		return put(Element.bytes(tag, vr, characterSet().encode(String.join("\\", values), vr)));
	}

	/**
	 * Puts an attribute with VR US, SS, UL or SL.
	 *
	 * @throws IllegalArgumentException if the VR is another one or cannot hold a number
	 */
	public DataSet putInts(int tag, VR vr, int... values) {
		if (vr != VR.US && vr != VR.SS && vr != VR.UL && vr != VR.SL) throw new IllegalArgumentException("VR " + vr + " is not US, SS, UL or SL");
		ByteBuffer bytes = ByteBuffer.allocate(values.length * vr.unitBytes()).order(ByteOrder.LITTLE_ENDIAN);
		int least = vr == VR.SS ? Short.MIN_VALUE : vr == VR.SL ? Integer.MIN_VALUE : 0;
		int greatest = vr == VR.SS ? Short.MAX_VALUE : vr == VR.US ? 0xFFFF : Integer.MAX_VALUE;
		for (int value : values) {
			if (value < least || value > greatest) throw new IllegalArgumentException("A number is out of the range of VR " + vr);
			if (vr.unitBytes() == 2) bytes.putShort((short) value);
			else bytes.putInt(value);
		}
		return put(Element.bytes(tag, vr, bytes.array()));
	}

	/** What is in the data set, without its values: a line for each element with tag, VR and length in bytes, items indented. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		describe(text, "");
		return text.toString();
	}

	private void describe(StringBuilder text, String indent) {
		for (Element element : this) {
			text.append(indent).append(Tag.toString(element.tag())).append(' ').append(element.vr()).append(' ');
			Value value = element.value();
			if (value instanceof Value.Bytes plain) text.append(plain.bytes().length).append('\n');
			else if (value instanceof Value.Bulk bulk) text.append(bulk.length()).append('\n');
			else if (value instanceof Value.Fragments fragments) {
				long length = 0;
				for (Value.Bulk fragment : fragments.items()) length += fragment.length();
				text.append(length).append(" in ").append(fragments.items().size()).append(" fragments\n");
			}
			else if (value instanceof Value.Sequence sequence) {
				text.append(sequence.items().size()).append(" items\n");
				for (int i = 0; i < sequence.items().size(); i++) {
					text.append(indent).append("  item ").append(i + 1).append('\n');
					sequence.items().get(i).dataSet().describe(text, indent + "    ");
				}
			}
		}
	}
}
