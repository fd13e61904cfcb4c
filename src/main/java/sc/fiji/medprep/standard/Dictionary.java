package sc.fiji.medprep.standard;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.VRLookup;

/**
 * The data dictionary: standard attributes of PS3.6 and PS3.7, and the private attributes that vendors have published.
 * Immutable but for a cache of what was looked up; safe for use by many threads.
 */
public final class Dictionary implements VRLookup {

	private static final class Holder {
		static final Dictionary INSTANCE = new Dictionary();
	}

	/** Names, VMs and keywords are asked for far less often than VRs: read when first needed. */
	private static final class Attributes {
		static final SortedLines LINES = new SortedLines("attributes.txt");
	}

	private static final class Keywords {
		static final SortedLines LINES = new SortedLines("keywords.txt");
	}

	private static final class PrivateElements {
		static final SortedLines LINES = new SortedLines("private-elements.txt");
	}

	/** Bytes of a line "GGGGEEEE VR" with its line break. */
	private static final int LINE = 12;
	/** Private blocks: the block byte of the element varies (PS3.5 section 7.8.1). */
	private static final int BLOCK_MASK = 0xFFFF00FF;
	/** A few creators repeat their groups too, as overlays do. */
	private static final int GROUP_AND_BLOCK_MASK = 0xFF0000FF;

	/** Tags with the sign bit flipped, so that their signed order is the order of tags. */
	private final int[] tags;
	private final VR[] vrs;
	private final int[] maskedTags;
	private final int[] masks;
	private final VR[] maskedVrs;
	private final String edition;
	/** What was looked up before; only creators of the table get in. */
	private final ConcurrentHashMap<String, PrivateForms> privateForms = new ConcurrentHashMap<>();

	private Dictionary() {
		byte[] text = SortedLines.bytes("dictionary.txt");
		int start = SortedLines.lineAfter(text, 0);
		int end = start;
		while (text[end] != '\n') end += LINE;
		int count = (end - start) / LINE;
		tags = new int[count];
		vrs = new VR[count];
		for (int i = 0, at = start; i < count; i++, at += LINE) {
			tags[i] = SortedLines.hex8(text, at) ^ Integer.MIN_VALUE;
			vrs[i] = VR.of(text[at + 9], text[at + 10]);
		}
		int masked = (text.length - end - 1) / LINE;
		maskedTags = new int[masked];
		masks = new int[masked];
		maskedVrs = new VR[masked];
		for (int i = 0, at = end + 1; i < masked; i++, at += LINE) {
			masks[i] = SortedLines.mask(text, at);
			maskedTags[i] = SortedLines.tag(text, at);
			maskedVrs[i] = VR.of(text[at + 9], text[at + 10]);
		}
		edition = SortedLines.edition(text);
	}

	/** The one dictionary. */
	public static Dictionary instance() {
		return Holder.INSTANCE;
	}

	/** The edition of the standard attributes. */
	public String edition() {
		return edition;
	}

	/** The edition of the private attributes. */
	public String privateEdition() {
		return PrivateElements.LINES.edition();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Group lengths are UL and private creators LO whatever the group (PS3.5 sections 7.2 and 7.8.1).
	 */
	@Override
	public VR vrOf(int tag, String privateCreator) {
		int element = tag & 0xFFFF;
		if (element == 0) return VR.UL;
		if ((tag & 0x00010000) != 0) {
			if (element >= 0x10 && element <= 0xFF) return VR.LO;
			int line = privateLine(tag, privateCreator);
			if (line < 0) return null;
			int at = PrivateElements.LINES.fieldStart(line, 2);
			byte[] text = PrivateElements.LINES.text();
			return VR.of(text[at], text[at + 1]);
		}
		int index = Arrays.binarySearch(tags, tag ^ Integer.MIN_VALUE);
		if (index >= 0) return vrs[index];
		int masked = maskedIndex(tag);
		return masked < 0 ? null : maskedVrs[masked];
	}

	private int maskedIndex(int tag) {
		for (int i = 0; i < masks.length; i++) {
			if ((tag & masks[i]) == maskedTags[i]) return i;
		}
		return -1;
	}

	/** The standard attribute of a tag; repeating groups are found by any of their tags. */
	public Optional<Attribute> attribute(int tag) {
		int masked = Arrays.binarySearch(tags, tag ^ Integer.MIN_VALUE) >= 0 ? -1 : maskedIndex(tag);
		return attributeAt(Attributes.LINES.find(SortedLines.tagText(tag, masked < 0 ? -1 : masks[masked])));
	}

	/** The standard attribute of a keyword such as PatientName; upper and lower case matter. */
	public Optional<Attribute> attribute(String keyword) {
		int line = Keywords.LINES.find(keyword);
		return line < 0 ? Optional.empty() : attributeAt(Attributes.LINES.find(Keywords.LINES.field(line, 1)));
	}

	/** The tag of a keyword, of repeating groups the first one; 0, which no attribute has, if there is none. */
	public int tag(String keyword) {
		int line = Keywords.LINES.find(keyword);
		return line < 0 ? 0 : SortedLines.tag(Keywords.LINES.text(), Keywords.LINES.fieldStart(line, 1));
	}

	private static Optional<Attribute> attributeAt(int line) {
		if (line < 0) return Optional.empty();
		SortedLines lines = Attributes.LINES;
		return Optional.of(new Attribute(SortedLines.tag(lines.text(), line), SortedLines.mask(lines.text(), line), lines.field(line, 4),
			lines.field(line, 5), lines.field(line, 1), lines.field(line, 2), !lines.field(line, 3).isEmpty()));
	}

	/**
	 * The published private attribute of a tag in the block that {@code creator} has reserved.
	 *
	 * @param creator the private creator as it stands in the file, without padding
	 */
	public Optional<Attribute> privateAttribute(int tag, String creator) {
		int line = privateLine(tag, creator);
		if (line < 0) return Optional.empty();
		SortedLines lines = PrivateElements.LINES;
		return Optional.of(new Attribute(tag & BLOCK_MASK, BLOCK_MASK, "", lines.field(line, 4), lines.field(line, 2),
			lines.field(line, 3), false));
	}

	/**
	 * The published private attributes of a creator, or null if there are none.
	 *
	 * @param creator the private creator as it stands in the file, without padding
	 */
	public PrivateForms privateForms(String creator) {
		PrivateForms known = privateForms.get(creator);
		if (known != null) return known;
		int line = creator.isEmpty() ? -1 : PrivateElements.LINES.find(creator);
		if (line < 0) return null;
		PrivateForms forms = new PrivateForms(PrivateElements.LINES, line, creator);
		privateForms.put(creator, forms);
		return forms;
	}

	private static int privateLine(int tag, String creator) {
		if ((tag & 0x00010000) == 0 || creator == null || creator.isEmpty()) return -1;
		// concat, because the first use of + in a JVM costs more than this table
		String prefix = creator.concat("\t");
		int line = PrivateElements.LINES.find(prefix.concat(SortedLines.tagText(tag, BLOCK_MASK)));
		return line >= 0 ? line : PrivateElements.LINES.find(prefix.concat(SortedLines.tagText(tag, GROUP_AND_BLOCK_MASK)));
	}
}
