package sc.fiji.medprep.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the elements of a source. Every length is checked against the bytes that are there, depth and number of elements
 * are bounded, and long values stay references.
 */
final class Parser {
	/** Deeper nesting than this exists only in files made to break readers; real trees stay below 40. */
	private static final int MAX_DEPTH = 128;
	/** Heap that an element may cost, with its value and its share of arrays. */
	private static final int BYTES_PER_ELEMENT = 512;
	/** Values of at least this many bytes stay in the source. */
	private static final int BULK_THRESHOLD = 1 << 14;
	private static final long UNDEFINED = 0xFFFFFFFFL;

	private final Window in;
	private final ByteSource source;
	private final VRLookup dictionary;
	private final List<String> irregularities;
	private final long maxElements = Math.max(1 << 16, Runtime.getRuntime().maxMemory() / BYTES_PER_ELEMENT);
	private long elements;
	/** Tags and item numbers (negative: none) from the top level to where the parser is. */
	private final int[] pathTags = new int[MAX_DEPTH + 1];
	private final int[] pathItems = new int[MAX_DEPTH + 1];
	private int depth;

	Parser(ByteSource source, VRLookup dictionary, List<String> irregularities) {
		this.source = source;
		this.in = new Window(source);
		this.dictionary = dictionary;
		this.irregularities = irregularities;
	}

	Window window() {
		return in;
	}

	/** Parses the file meta information, which is always explicit little endian, and gives the position after it. */
	long parseFileMeta(DataSet meta, long position) throws IOException {
		while (position + 8 <= in.length && in.u16(position, ByteOrder.LITTLE_ENDIAN) == 2) {
			Encoding encoding = VR.of(in.u8(position + 4), in.u8(position + 5)) == null ? Encoding.IMPLICIT_LITTLE : Encoding.EXPLICIT_LITTLE;
			position = parseElement(meta, position, in.length, encoding);
		}
		return position;
	}

	/** Parses the main data set from a position to the end of the source. */
	void parseDataSet(DataSet dataSet, long position, Encoding encoding) throws IOException {
		while (position < in.length) {
			if (!dataSet.isEmpty() && in.u8(position) == 0 && in.isZeroFrom(position)) {
				irregularities.add("zero bytes after the data set");
				return;
			}
			boolean afterPixels = dataSet.contains(Tag.PIXEL_DATA);
			try {
				if (afterPixels && Integer.compareUnsigned(in.tag(position, encoding.order()), Tag.PIXEL_DATA) < 0) throw error(position, "an element out of order");
				position = parseElement(dataSet, position, in.length, encoding);
			}
			catch (DicomException | EOFException e) {
				if (!afterPixels) throw e;
				irregularities.add("bytes after the data set that are no element");
				return;
			}
		}
	}

	/** Parses one element into the data set and gives the position after it. */
	private long parseElement(DataSet dataSet, long position, long end, Encoding encoding) throws IOException {
		if (end - position < 8) throw error(position, (end - position) + " bytes are left where an element needs at least 8; the file may be truncated, export it again");
		if (++elements > maxElements) throw error(position, "more than " + maxElements + " elements do not fit into the memory of this run; start it with a larger heap");
		ByteOrder order = encoding.order();
		int tag = in.tag(position, order);
		pathTags[depth] = tag;
		pathItems[depth] = -1;
		if (Tag.group(tag) == 0xFFFE) {
			if (tag != Tag.ITEM_DELIMITATION_ITEM && tag != Tag.SEQUENCE_DELIMITATION_ITEM) throw error(position, "an item begins where an element is expected");
			irregularities.add("delimiter outside of a sequence");
			return position + 8;
		}
		VR vr = null;
		long length;
		long value = position + 8;
		if (encoding.explicitVR()) {
			int first = in.u8(position + 4), second = in.u8(position + 5);
			vr = VR.of(first, second);
			if (vr == null) {
				irregularities.add("unknown Value Representation");
				vr = VR.UN;
				// PS3.5 section 6.2.2: VRs to come have a 32-bit length. Others are writers' errors of the short form.
				length = isUpperCase(first) && isUpperCase(second) && in.u16(position + 6, order) == 0 && position + 12 <= end ? -1 : in.u16(position + 6, order);
			}
			else length = vr.hasLongLength() ? -1 : in.u16(position + 6, order);
			if (length < 0) {
				if (end - position < 12) throw error(position, "the element header is cut off; the file may be truncated, export it again");
				length = in.i32(position + 8, order) & UNDEFINED;
				value = position + 12;
			}
		}
		else {
			length = in.i32(position + 4, order) & UNDEFINED;
			vr = dictionary.vrOf(tag, dataSet.privateCreator(tag));
			if (vr == null) vr = VR.UN;
		}
		if (length == UNDEFINED) return parseUndefined(dataSet, tag, vr, value, end, encoding);
		if (length > end - value) {
			throw error(position, "the value has a length of " + length + " bytes, but " + (end - value) + " are left; the file may be truncated, export it again");
		}
		add(dataSet, position, parseDefined(tag, vr, value, length, encoding));
		return value + length;
	}

	private static boolean isUpperCase(int c) {
		return c >= 'A' && c <= 'Z';
	}

	private void add(DataSet dataSet, long position, Element element) {
		if (dataSet.contains(element.tag())) {
			irregularities.add("element that occurs twice, the first was taken");
			return;
		}
		dataSet.put(element);
	}

	private Element parseDefined(int tag, VR vr, long value, long length, Encoding encoding) throws IOException {
		if (vr == VR.SQ) {
			try {
				return sequence(tag, VR.SQ, value, value + length, encoding, false);
			}
			catch (DicomException e) {
				// A private dictionary may know another element under this tag.
				if (encoding.explicitVR() || !Tag.isPrivate(tag)) throw e;
				vr = VR.UN;
			}
		}
		if (vr == VR.UN && length >= 8 && in.tag(value, ByteOrder.LITTLE_ENDIAN) == Tag.ITEM) {
			// CP-246: a sequence behind VR UN is in implicit VR; some writers used explicit VR all the same.
			Element items = tryItems(tag, value, length, Encoding.IMPLICIT_LITTLE);
			if (items == null) items = tryItems(tag, value, length, Encoding.EXPLICIT_LITTLE);
			if (items != null) return items;
		}
		if (length >= BULK_THRESHOLD) return new Element(tag, vr, new Value.Bulk(source, value, length, encoding.order()));
		return new Element(tag, vr, new Value.Bytes(in.bytes(value, (int) length), encoding.order()));
	}

	/** The items in a value that may or may not be a sequence, or null if it is none. */
	private Element tryItems(int tag, long value, long length, Encoding encoding) throws IOException {
		int irregularitiesBefore = irregularities.size(), depthBefore = depth;
		try {
			return sequence(tag, VR.UN, value, value + length, encoding, false);
		}
		catch (DicomException noSequence) {
			irregularities.subList(irregularitiesBefore, irregularities.size()).clear();
			depth = depthBefore;
			pathItems[depth] = -1;
			return null;
		}
	}

	private long parseUndefined(DataSet dataSet, int tag, VR vr, long value, long end, Encoding encoding) throws IOException {
		boolean fragments = vr.kind() == VR.Kind.BULK && vr != VR.UN || tag == Tag.PIXEL_DATA;
		// Fragments are OB (PS3.5 annex A.4), whatever the dictionary says of Pixel Data.
		if (fragments) return parseFragments(dataSet, tag, encoding.explicitVR() ? vr : VR.OB, value, end, encoding.order());
		// Whatever has no length and is not bulk data is a sequence; behind UN it is in implicit little endian (CP-246).
		Encoding inside = vr == VR.UN ? Encoding.IMPLICIT_LITTLE : encoding;
		Element sequence = sequence(tag, vr == VR.UN ? VR.UN : VR.SQ, value, end, inside, true);
		add(dataSet, value, sequence);
		return sequenceEnd;
	}

	/** Where the sequence that was parsed last ended. */
	private long sequenceEnd;

	private Element sequence(int tag, VR vr, long position, long end, Encoding encoding, boolean undefined) throws IOException {
		if (depth + 1 >= MAX_DEPTH) throw error(position, "sequences are nested more than " + MAX_DEPTH + " deep, which no real data set does");
		List<Value.Item> items = new ArrayList<>();
		int level = depth;
		while (true) {
			if (position == end && !undefined) break;
			if (end - position < 8) throw error(position, "the sequence ends inside an item header; the file may be truncated, export it again");
			int itemTag = in.tag(position, encoding.order());
			long length = in.i32(position + 4, encoding.order()) & UNDEFINED;
			position += 8;
			if (itemTag == Tag.SEQUENCE_DELIMITATION_ITEM) {
				if (undefined) break;
				irregularities.add("delimiter in a sequence of defined length");
				continue;
			}
			if (itemTag != Tag.ITEM) throw error(position - 8, "an item is expected here, not " + Tag.toString(itemTag));
			if (++elements > maxElements) throw error(position, "more than " + maxElements + " items and elements do not fit into the memory of this run; start it with a larger heap");
			pathItems[level] = items.size() + 1;
			if (length != UNDEFINED && length > end - position) {
				throw error(position - 8, "the item has a length of " + length + " bytes, but " + (end - position) + " are left; the file may be truncated, export it again");
			}
			DataSet item = new DataSet();
			depth = level + 1;
			position = parseItem(item, position, length == UNDEFINED ? -1 : position + length, end, encoding);
			depth = level;
			pathTags[level] = tag;
			items.add(new Value.Item(item, length == UNDEFINED));
		}
		pathItems[level] = -1;
		sequenceEnd = position;
		return new Element(tag, vr, new Value.Sequence(items, undefined));
	}

	/** Parses an item up to its end, or to its delimiter if the end is -1. */
	private long parseItem(DataSet item, long position, long itemEnd, long end, Encoding encoding) throws IOException {
		long limit = itemEnd < 0 ? end : itemEnd;
		while (itemEnd < 0 || position < itemEnd) {
			if (itemEnd < 0) {
				if (end - position < 8) throw error(position, "the item has no end; the file may be truncated, export it again");
				int tag = in.tag(position, encoding.order());
				if (tag == Tag.ITEM_DELIMITATION_ITEM) return position + 8;
				if (tag == Tag.SEQUENCE_DELIMITATION_ITEM || tag == Tag.ITEM) {
					irregularities.add("item without its delimiter");
					return position;
				}
			}
			position = parseElement(item, position, limit, encoding);
		}
		return position;
	}

	private long parseFragments(DataSet dataSet, int tag, VR vr, long position, long end, ByteOrder order) throws IOException {
		List<Value.Bulk> items = new ArrayList<>();
		while (true) {
			if (position == end && !items.isEmpty()) {
				irregularities.add("encapsulated Pixel Data without a delimiter at the end of the file");
				break;
			}
			if (end - position < 8) throw error(position, "the encapsulated value has no end; the file may be truncated, export it again");
			int itemTag = in.tag(position, order);
			long length = in.i32(position + 4, order) & UNDEFINED;
			position += 8;
			if (itemTag == Tag.SEQUENCE_DELIMITATION_ITEM) break;
			if (itemTag != Tag.ITEM) throw error(position - 8, "a fragment is expected here, not " + Tag.toString(itemTag));
			if (length > end - position) {
				throw error(position - 8, "the fragment has a length of " + length + " bytes, but " + (end - position) + " are left; the file may be truncated, export it again");
			}
			if (++elements > maxElements) throw error(position, "more than " + maxElements + " fragments do not fit into the memory of this run; start it with a larger heap");
			items.add(new Value.Bulk(source, position, length, ByteOrder.LITTLE_ENDIAN));
			position += length;
		}
		add(dataSet, position, new Element(tag, vr, new Value.Fragments(items)));
		return position;
	}

	private DicomException error(long position, String cause) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i <= depth; i++) {
			if (i > 0) path.append('>');
			path.append(Tag.toString(pathTags[i]));
			if (pathItems[i] > 0 && i < depth) path.append('[').append(pathItems[i]).append(']');
		}
		return new DicomException(path.toString(), position, cause);
	}

	/**
	 * The encoding that the first element at a position shows, or null if there is none. Files exist whose Transfer Syntax
	 * UID is wrong or missing.
	 *
	 * @param declared what the file says, or null
	 */
	Encoding detect(long position, Encoding declared) throws IOException {
		if (in.length - position < 8) return declared;
		ByteOrder order = declared == null ? ByteOrder.LITTLE_ENDIAN : declared.order();
		if (!isFirstGroup(in.u16(position, order))) {
			ByteOrder other = order == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
			if (!isFirstGroup(in.u16(position, other))) return declared;
			order = other;
		}
		int tag = in.tag(position, order);
		VR written = VR.of(in.u8(position + 4), in.u8(position + 5));
		// Two capital letters where implicit VR has the length would make the first value longer than 16 kB.
		boolean explicit = written != null && (declared == null || declared.explicitVR() || written == dictionary.vrOf(tag, null));
		boolean implicitFits = (in.i32(position + 4, order) & UNDEFINED) <= in.length - position - 8;
		if (!explicit && declared != null && declared.explicitVR() && !implicitFits) explicit = true;
		return new Encoding(explicit, order);
	}

	/** Data sets begin with group 0008, command sets and rare private ones aside; so a number above means the other byte order. */
	private static boolean isFirstGroup(int group) {
		return group > 0 && group <= 0xFF;
	}
}
