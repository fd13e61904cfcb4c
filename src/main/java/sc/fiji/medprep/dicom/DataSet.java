package sc.fiji.medprep.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
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
 */
public final class DataSet implements Iterable<Element> {
	private static final int MAX_TEXT = 1 << 24;

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

	/** Puts an element in its place; one with the same tag is replaced. Items of a sequence become children of this data set. */
	public DataSet put(Element element) {
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
	 * @return false if there was one with the same tag
	 */
	boolean append(Element element) {
		int i = indexOf(element.tag());
		if (i >= 0) return false;
		if (i == -size - 1) {
			if (size == elements.length) elements = Arrays.copyOf(elements, 2 * size);
			elements[size++] = element;
		}
		else {
			if (late == null) late = new TreeMap<>();
			if (late.putIfAbsent(element.tag() ^ Integer.MIN_VALUE, element) != null) return false;
		}
		adopt(element);
		return true;
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

	/** The character set of this level: its own, else that of the data set around it. */
	public SpecificCharacterSet characterSet() {
		if (characterSet == null) {
			Element own = get(Tag.SPECIFIC_CHARACTER_SET);
			if (own != null && !own.isEmpty()) {
				characterSet = SpecificCharacterSet.of(SpecificCharacterSet.DEFAULT.decode(own.bytes(), VR.CS));
			}
			else return parent == null ? SpecificCharacterSet.DEFAULT : parent.characterSet();
		}
		return characterSet;
	}

	/**
	 * All values of an attribute as text, without padding. Empty if it is absent, empty, a sequence, or longer than
	 * {@value #MAX_TEXT} bytes, which no text is. Bytes of other VRs are taken for text, because writers err.
	 */
	public List<String> strings(int tag) {
		Element element = get(tag);
		if (element == null || element.isEmpty()) return List.of();
		VR vr = element.vr();
		if (vr == VR.AT) return Arrays.stream(ints(tag)).mapToObj(Tag::toString).toList();
		if (vr == VR.FD || vr == VR.FL) return Arrays.stream(doubles(tag)).mapToObj(Double::toString).toList();
		if (vr.kind() == VR.Kind.BINARY) return Arrays.stream(longs(tag)).mapToObj(Long::toString).toList();
		boolean plain = element.value() instanceof Value.Bytes || element.value() instanceof Value.Bulk bulk && bulk.length() <= MAX_TEXT;
		return plain ? characterSet().decode(element.bytes(), vr.isString() ? vr : VR.LO) : List.of();
	}

	/** The first value of a string or number attribute; empty if it is absent or has no characters. */
	public Optional<String> string(int tag) {
		List<String> values = strings(tag);
		return values.isEmpty() || values.get(0).isEmpty() ? Optional.empty() : Optional.of(values.get(0));
	}

	/** All person names of an attribute. */
	public List<PersonName> personNames(int tag) {
		return strings(tag).stream().map(PersonName::parse).toList();
	}

	/**
	 * All values of an attribute with VR IS, US, SS, UL, SL, UV, SV or AT. Values of UV above 2<sup>63</sup>-1 come negative.
	 *
	 * @throws NumberFormatException if an IS value is not a number
	 */
	public long[] longs(int tag) {
		Element element = get(tag);
		if (element == null) return new long[0];
		if (element.vr().isString()) return strings(tag).stream().filter(s -> !s.isBlank()).mapToLong(s -> Long.parseLong(s.strip())).toArray();
		ByteBuffer bytes = ByteBuffer.wrap(element.bytes()).order(element.order());
		long[] values = new long[bytes.capacity() / element.vr().unitBytes() / (element.vr() == VR.AT ? 2 : 1)];
		for (int i = 0; i < values.length; i++) {
			values[i] = switch (element.vr()) {
				case US -> Short.toUnsignedLong(bytes.getShort());
				case SS -> bytes.getShort();
				case UL -> Integer.toUnsignedLong(bytes.getInt());
				case SL -> bytes.getInt();
				case SV, UV -> bytes.getLong();
				case AT -> (long) (bytes.getShort() & 0xFFFF) << 16 | bytes.getShort() & 0xFFFF;
				default -> throw new IllegalArgumentException(Tag.toString(tag) + " with VR " + element.vr() + " is not an integer");
			};
		}
		return values;
	}

	/** As {@link #longs}, cut to 32 bits; AT values come as tags. */
	public int[] ints(int tag) {
		return Arrays.stream(longs(tag)).mapToInt(value -> (int) value).toArray();
	}

	/** The first value of an integer attribute. */
	public OptionalInt intValue(int tag) {
		return Arrays.stream(ints(tag)).findFirst();
	}

	/**
	 * All values of an attribute with VR DS, FL, FD or an integer VR.
	 *
	 * @throws NumberFormatException if a DS value is not a number
	 */
	public double[] doubles(int tag) {
		Element element = get(tag);
		if (element == null) return new double[0];
		if (element.vr().isString()) return strings(tag).stream().filter(s -> !s.isBlank()).mapToDouble(s -> Double.parseDouble(s.strip())).toArray();
		if (element.vr() != VR.FL && element.vr() != VR.FD) return Arrays.stream(longs(tag)).asDoubleStream().toArray();
		ByteBuffer bytes = ByteBuffer.wrap(element.bytes()).order(element.order());
		double[] values = new double[bytes.capacity() / element.vr().unitBytes()];
		for (int i = 0; i < values.length; i++) values[i] = element.vr() == VR.FL ? bytes.getFloat() : bytes.getDouble();
		return values;
	}

	/** The first value of a number attribute. */
	public OptionalDouble doubleValue(int tag) {
		return Arrays.stream(doubles(tag)).findFirst();
	}

	/** A DA value, also in the old form with dots; empty if it is absent or not a date. */
	public Optional<LocalDate> date(int tag) {
		String digits = string(tag).orElse("").replace(".", "");
		if (!digits.matches("\\d{8}")) return Optional.empty();
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
		return element != null && element.value() instanceof Value.Sequence sequence ? sequence.items().stream().map(Value.Item::dataSet).toList() : List.of();
	}

	/**
	 * Puts a string attribute, encoded in the character set of this level.
	 *
	 * @throws IllegalArgumentException if the character set lacks a character
	 */
	public DataSet putString(int tag, VR vr, String... values) {
		return put(Element.bytes(tag, vr, characterSet().encode(String.join("\\", values), vr)));
	}

	/** Puts an attribute with VR US, SS, UL or SL. */
	public DataSet putInts(int tag, VR vr, int... values) {
		ByteBuffer bytes = ByteBuffer.allocate(values.length * vr.unitBytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (int value : values) {
			if (vr.unitBytes() == 2) bytes.putShort((short) value);
			else bytes.putInt(value);
		}
		return put(Element.bytes(tag, vr, bytes.array()));
	}
}
