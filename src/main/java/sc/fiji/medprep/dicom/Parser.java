package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.Irregularity.Kind;

/**
 * Parses the elements of a source. Every length is checked against the bytes that are there, depth and memory are bounded,
 * and long values stay references. Whatever the file holds, each of its bytes is parsed once only.
 */
final class Parser {
	/** Deeper nesting than this exists only in files made to break readers; real trees stay below 40. */
	private static final int MAX_DEPTH = 128;
	/** Levels from either end of a path that an error names. */
	private static final int SHOWN_LEVELS = 3;
	/** Heap that an element costs without its value, with its share of arrays and of the index of those out of order. */
	private static final int ELEMENT_COST = 112;
	private static final int ITEM_COST = 160;
	private static final int FRAGMENT_COST = 64;
	/** Heap that the elements of a file may take: as many files may be read at once as there are processors, and a copy made of each. */
	private static final long BUDGET = Math.max(1 << 23, Runtime.getRuntime().maxMemory() / Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
	/** Values of at least this many bytes stay in the source. */
	private static final int BULK_THRESHOLD = 1 << 10;
	private static final long UNDEFINED = 0xFFFFFFFFL;

	private final Window in;
	private final ByteSource source;
	private final VRLookup dictionary;
	private final Irregularities irregularities;
	private long heapLeft = BUDGET;
	/** Tags and item numbers (negative: none) from the top level to where the parser is. */
	private final int[] pathTags = new int[MAX_DEPTH + 1];
	private final int[] pathItems = new int[MAX_DEPTH + 1];
	private final DataSet[] pathSets = new DataSet[MAX_DEPTH + 1];
	/** Tag of the group length that the group has where the parser is (0: none), and where it says that the group ends. */
	private int groupLength;
	private long groupEnd;
	private int depth;

	Parser(ByteSource source, VRLookup dictionary, Irregularities irregularities) {
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
			if (meta.isEmpty() && !encoding.explicitVR()) noteFile(Kind.IMPLICIT_FILE_META, position);
			position = parseElement(meta, position, in.length, encoding);
		}
		endGroup(position);
		meta.endAppending();
		return position;
	}

	/**
	 * Parses the main data set from a position to the end of the source. Behind the Pixel Data bytes that are no element are
	 * dropped, and said to be; what may be an element is never dropped.
	 */
	void parseDataSet(DataSet dataSet, long position, Encoding encoding) throws IOException {
		boolean afterPixels = false;
		while (position < in.length) {
			long nonZero = in.u8(position) == 0 ? in.nextNonZero(position) : position;
			if (nonZero == in.length || nonZero - position >= 8) {
				// (0000,0000) without a value: padding
				if (startsKnown(dataSet, nonZero, encoding) || startsKnown(dataSet, nonZero - 1, encoding)) {
					throw error(position, "zero bytes stand between elements; the file is damaged, export it again");
				}
				noteFile(nonZero == in.length ? Kind.TRAILING_ZEROS : Kind.TRAILING_ZEROS_AND_MORE, position);
				break;
			}
			afterPixels = afterPixels || dataSet.contains(Tag.PIXEL_DATA);
			if (!afterPixels) {
				position = parseElement(dataSet, position, in.length, encoding);
				continue;
			}
			boolean explicit = encoding.explicitVR() && in.length - position >= 6 && VR.of(in.u8(position + 4), in.u8(position + 5)) != null;
			int tag = in.length - position < 4 ? 0 : in.tag(position, encoding.order());
			boolean known = startsKnown(dataSet, position, encoding) || explicit && Tag.isPrivate(tag);
			boolean plausible = known || explicit || !encoding.explicitVR() && Tag.isPrivate(tag) || Integer.compareUnsigned(tag, Tag.PIXEL_DATA) > 0;
			try {
				if (!plausible) throw error(position, "no element");
				position = parseElement(dataSet, position, in.length, encoding);
			}
			catch (DicomException e) {
				if (known) throw e;
				noteFile(Kind.TRAILING_BYTES, position);
				break;
			}
		}
		endGroup(position);
		dataSet.endAppending();
	}

	/** True if the tag of a known attribute stands at a position; group lengths aside, of which a small number and zeros would be one. */
	private boolean startsKnown(DataSet dataSet, long position, Encoding encoding) throws IOException {
		if (in.length - position < 4) return false;
		int tag = in.tag(position, encoding.order());
		return !Tag.isGroupLength(tag) && isKnown(tag, dataSet);
	}

	/** True for attributes of the dictionary and of private blocks that the data set reserves: tags that are no text taken for one. */
	private boolean isKnown(int tag, DataSet dataSet) {
		int group = Tag.group(tag);
		// Group lengths and private creators are known in whatever group, also in one that is two characters.
		if (Tag.isGroupLength(tag) || Tag.isPrivateCreator(tag)) return group != 0 && ((group & 0xFF) < ' ' || group >>> 8 < ' ');
		return dataSet.privateCreator(tag) != null || dictionary.vrOf(tag, null) != null;
	}

	/** Notes something about the element, item or sequence that is parsed. */
	private void note(Kind kind, long position) {
		if (irregularities.wants(kind)) irregularities.add(kind, knownPath(), position);
	}

	private void noteFile(Kind kind, long position) {
		if (irregularities.wants(kind)) irregularities.add(kind, "", position);
	}

	/** The path to where the parser is, up to the first tag that is not known, because that may be text. */
	private String knownPath() {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i <= depth && pathSets[i] != null && isKnown(pathTags[i], pathSets[i]); i++) {
			if (i > 0) path.append('>');
			path.append(Tag.toString(pathTags[i]));
			if (pathItems[i] > 1 && i < depth) path.append('[').append(pathItems[i]).append(']');
		}
		return path.toString();
	}

	/** Compares where a group ends with where its length said so. */
	private void endGroup(long position) {
		if (groupLength == 0) return;
		if (groupEnd != position) {
			int tag = pathTags[depth];
			pathTags[depth] = groupLength;
			note(Kind.GROUP_LENGTH, position);
			pathTags[depth] = tag;
		}
		groupLength = 0;
	}

	private void spend(long bytes, long position) throws DicomException {
		heapLeft -= bytes;
		if (heapLeft < 0) throw error(position, "the elements of the file do not fit into the memory of this run; start it with a larger heap");
	}

	/** Parses one element into the data set and gives the position after it. */
	private long parseElement(DataSet dataSet, long position, long end, Encoding encoding) throws IOException {
		if (end - position < 8) throw error(position, (end - position) + " bytes are left where an element needs at least 8; the file may be truncated, export it again");
		ByteOrder order = encoding.order();
		int tag = in.tag(position, order);
		if (groupLength != 0 && Tag.group(groupLength) != Tag.group(tag)) endGroup(position);
		pathTags[depth] = tag;
		pathItems[depth] = -1;
		pathSets[depth] = dataSet;
		spend(ELEMENT_COST, position);
		if (Tag.group(tag) == 0xFFFE) {
			if (tag != Tag.ITEM_DELIMITATION_ITEM && tag != Tag.SEQUENCE_DELIMITATION_ITEM) throw error(position, "an item begins where an element is expected");
			note(Kind.STRAY_DELIMITER, position);
			return position + 8;
		}
		VR vr = null;
		long length;
		long value = position + 8;
		if (encoding.explicitVR()) {
			int first = in.u8(position + 4), second = in.u8(position + 5);
			vr = VR.of(first, second);
			if (vr == null) {
				note(Kind.UNKNOWN_VR, position);
				vr = VR.UN;
				// PS3.5 section 6.2.2: VRs to come have a 32-bit length. Others are writers' errors of the short form.
				length = isUpperCase(first) && isUpperCase(second) && in.u16(position + 6, order) == 0 && position + 12 <= end ? -1 : in.u16(position + 6, order);
			}
			else length = vr.hasLongLength() ? -1 : in.u16(position + 6, order);
			if (length < 0) {
				if (end - position < 12) throw error(position, "the element header is cut off; the file may be truncated, export it again");
				if (vr.hasLongLength() && in.u16(position + 6, order) != 0) note(Kind.RESERVED_BYTES, position);
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
		if (length > end - value) throw tooLong(position, "value", length, in.length - value);
		if ((length & 1) != 0) note(Kind.ODD_LENGTH, position);
		if (Tag.isGroupLength(tag) && length == 4) {
			groupLength = tag;
			groupEnd = value + 4 + (in.i32(value, order) & UNDEFINED);
		}
		add(dataSet, parseDefined(tag, vr, value, length, encoding), position);
		return value + length;
	}

	private static boolean isUpperCase(int c) {
		return c >= 'A' && c <= 'Z';
	}

	private void add(DataSet dataSet, Element element, long position) {
		Kind wrong = dataSet.append(element);
		if (wrong != null) note(wrong, position);
	}

	/** A length that does not fit; as it may be anything, such as text taken for a length, the message does not tell it. */
	private DicomException tooLong(long position, String what, long length, long left) {
		return error(position, length > left ? "the " + what + " is longer than the " + left + " bytes that are left; the file may be truncated, export it again"
			: "the " + what + " reaches beyond the sequence or item that it is in; the file is damaged, export it again");
	}

	private Element parseDefined(int tag, VR vr, long value, long length, Encoding encoding) throws IOException {
		// A private dictionary may know another element under this tag.
		boolean maybe = vr == VR.UN || vr == VR.SQ && Tag.isPrivate(tag) && !encoding.explicitVR();
		if (vr == VR.SQ && (!maybe || length == 0)) return sequence(tag, VR.SQ, value, value + length, encoding, false);
		if (maybe && startsItem(value, length)) {
			Element items = tryItems(tag, vr, value, length);
			if (items != null) return items;
		}
		if (vr == VR.SQ) vr = VR.UN;
		if (length >= BULK_THRESHOLD) return new Element(tag, vr, new Value.Bulk(source, value, length, encoding.order()));
		spend(length, value);
		return new Element(tag, vr, new Value.Bytes(in.bytes(value, (int) length), encoding.order()));
	}

	private boolean startsItem(long value, long length) throws IOException {
		if (length < 8 || in.tag(value, ByteOrder.LITTLE_ENDIAN) != Tag.ITEM) return false;
		long itemLength = in.i32(value + 4, ByteOrder.LITTLE_ENDIAN) & UNDEFINED;
		return itemLength == UNDEFINED || itemLength <= length - 8;
	}

	/** The items in a value that may or may not be a sequence, or null if it is none. */
	private Element tryItems(int tag, VR vr, long value, long length) throws IOException {
		Irregularities.Mark before = irregularities.mark();
		int depthBefore = depth, groupLengthBefore = groupLength;
		long heapBefore = heapLeft, groupEndBefore = groupEnd;
		try {
			Encoding inside = encodingBehindUN(value, value + length);
			Element items = sequence(tag, vr, value, value + length, inside, false);
			if (vr == VR.UN && inside.explicitVR()) note(Kind.EXPLICIT_BEHIND_UN, value);
			return items;
		}
		catch (DicomException noSequence) {
			irregularities.back(before);
			heapLeft = heapBefore;
			depth = depthBefore;
			groupLength = groupLengthBefore;
			groupEnd = groupEndBefore;
			pathItems[depth] = -1;
			return null;
		}
	}

	/**
	 * The encoding of the items behind VR UN: implicit VR (CP-246), but some writers used explicit VR all the same, which
	 * their first element shows. One look decides: to try both would double the work with each level.
	 */
	private Encoding encodingBehindUN(long position, long end) throws IOException {
		ByteOrder order = ByteOrder.LITTLE_ENDIAN;
		while (end - position >= 8 && Tag.group(in.tag(position, order)) == 0xFFFE) position += 8;
		if (end - position < 8) return Encoding.IMPLICIT_LITTLE;
		VR written = VR.of(in.u8(position + 4), in.u8(position + 5));
		if (written == null) return Encoding.IMPLICIT_LITTLE;
		if (!written.hasLongLength()) return in.u16(position + 6, order) <= end - position - 8 ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE;
		return in.u16(position + 6, order) == 0 && end - position >= 12 ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE;
	}

	private long parseUndefined(DataSet dataSet, int tag, VR vr, long value, long end, Encoding encoding) throws IOException {
		boolean bulk = vr.kind() == VR.Kind.BULK && vr != VR.UN;
		// Fragments are OB (PS3.5 annex A.4), whatever the dictionary says of Pixel Data.
		// A private dictionary may know another element under this tag.
		boolean certain = encoding.explicitVR() || !Tag.isPrivate(tag);
		if (certain && vr.kind() != VR.Kind.SEQUENCE && vr != VR.UN && tag != Tag.PIXEL_DATA) note(Kind.UNDEFINED_LENGTH, value);
		if (bulk || tag == Tag.PIXEL_DATA) return parseFragments(dataSet, tag, bulk && encoding.explicitVR() ? vr : VR.OB, value, end, encoding.order());
		// Whatever has no length and is not bulk data is a sequence; behind UN it is little endian (CP-246).
		Encoding inside = vr == VR.UN ? encodingBehindUN(value, end) : encoding;
		Element sequence = sequence(tag, vr == VR.UN ? VR.UN : VR.SQ, value, end, inside, true);
		if (vr == VR.UN && inside.explicitVR()) note(Kind.EXPLICIT_BEHIND_UN, value);
		add(dataSet, sequence, value);
		return sequenceEnd;
	}

	/** Where the sequence that was parsed last ended. */
	private long sequenceEnd;

	private Element sequence(int tag, VR vr, long position, long end, Encoding encoding, boolean undefined) throws IOException {
		if (depth + 1 >= MAX_DEPTH) throw error(position, "sequences are nested more than " + MAX_DEPTH + " deep, which no real data set does");
		List<Value.Item> items = new ArrayList<>();
		int level = depth, groupLengthBefore = groupLength;
		long groupEndBefore = groupEnd;
		while (true) {
			if (position == end && !undefined) break;
			if (end - position < 8) throw error(position, "the sequence ends inside an item header; the file may be truncated, export it again");
			int itemTag = in.tag(position, encoding.order());
			long length = in.i32(position + 4, encoding.order()) & UNDEFINED;
			position += 8;
			if (itemTag == Tag.SEQUENCE_DELIMITATION_ITEM) {
				if (length != 0) note(Kind.DELIMITER_LENGTH, position - 8);
				if (undefined) break;
				note(Kind.DELIMITER_NOT_WANTED, position - 8);
				continue;
			}
			if (itemTag != Tag.ITEM) throw error(position - 8, "an item is expected here; the file is damaged, export it again");
			spend(ITEM_COST, position);
			pathItems[level] = items.size() + 1;
			if (length != UNDEFINED && length > end - position) {
				throw tooLong(position - 8, "item", length, in.length - position);
			}
			if (length != UNDEFINED && (length & 1) != 0) note(Kind.ODD_LENGTH, position - 8);
			DataSet item = new DataSet();
			depth = level + 1;
			groupLength = 0;
			position = parseItem(item, position, length == UNDEFINED ? -1 : position + length, end, encoding);
			depth = level;
			items.add(new Value.Item(item, length == UNDEFINED));
		}
		pathItems[level] = -1;
		groupLength = groupLengthBefore;
		groupEnd = groupEndBefore;
		sequenceEnd = position;
		return new Element(tag, vr, new Value.Sequence(items, undefined));
	}

	/** Parses an item up to its end, or to its delimiter if the end is -1. */
	private long parseItem(DataSet item, long position, long itemEnd, long end, Encoding encoding) throws IOException {
		long limit = itemEnd < 0 ? end : itemEnd;
		boolean delimited = false;
		while (itemEnd < 0 || position < itemEnd) {
			if (itemEnd < 0) {
				if (end - position < 8) throw error(position, "the item has no end; the file may be truncated, export it again");
				int tag = in.tag(position, encoding.order());
				if (tag == Tag.ITEM_DELIMITATION_ITEM || tag == Tag.SEQUENCE_DELIMITATION_ITEM || tag == Tag.ITEM) {
					if (tag != Tag.ITEM_DELIMITATION_ITEM) noteAround(Kind.NO_ITEM_DELIMITER, position);
					else {
						if (in.i32(position + 4, encoding.order()) != 0) noteAround(Kind.DELIMITER_LENGTH, position);
						delimited = true;
					}
					break;
				}
			}
			position = parseElement(item, position, limit, encoding);
		}
		endGroup(position);
		item.endAppending();
		return delimited ? position + 8 : position;
	}

	/** Notes something about the item that is parsed, not about its last element. */
	private void noteAround(Kind kind, long position) {
		depth--;
		note(kind, position);
		depth++;
	}

	private long parseFragments(DataSet dataSet, int tag, VR vr, long position, long end, ByteOrder order) throws IOException {
		List<Value.Bulk> items = new ArrayList<>();
		while (true) {
			if (position == end && !items.isEmpty()) {
				note(Kind.NO_FRAGMENTS_DELIMITER, position);
				break;
			}
			if (end - position < 8) throw error(position, "the encapsulated value has no end; the file may be truncated, export it again");
			int itemTag = in.tag(position, order);
			long length = in.i32(position + 4, order) & UNDEFINED;
			position += 8;
			if (itemTag == Tag.SEQUENCE_DELIMITATION_ITEM) {
				if (length != 0) note(Kind.DELIMITER_LENGTH, position - 8);
				break;
			}
			if (itemTag != Tag.ITEM) throw error(position - 8, "a fragment is expected here; the file is damaged, export it again");
			if (length > end - position) throw tooLong(position - 8, "fragment", length, in.length - position);
			if ((length & 1) != 0) note(Kind.ODD_LENGTH, position - 8);
			spend(FRAGMENT_COST, position);
			items.add(new Value.Bulk(source, position, length, ByteOrder.LITTLE_ENDIAN));
			position += length;
		}
		add(dataSet, new Element(tag, vr, new Value.Fragments(items)), position);
		return position;
	}

	/** The path names tags only that are known: others may be text, such as a name, that a damaged file shows where a tag should be. */
	private DicomException error(long position, String cause) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i <= depth; i++) {
			if (i > 0) path.append('>');
			if (i == SHOWN_LEVELS && depth > 2 * SHOWN_LEVELS) {
				path.append("...>");
				i = depth - SHOWN_LEVELS;
			}
			path.append(pathSets[i] != null && isKnown(pathTags[i], pathSets[i]) ? Tag.toString(pathTags[i]) : "an unknown tag");
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
