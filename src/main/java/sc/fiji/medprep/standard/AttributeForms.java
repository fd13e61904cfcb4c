package sc.fiji.medprep.standard;

import java.util.Arrays;

import sc.fiji.medprep.dicom.VR;

/**
 * VRs and Value Multiplicities of the standard attributes (PS3.6 table 6-1) as arrays, for checks that ask for each element of
 * each file. Immutable and safe for use by many threads.
 */
public final class AttributeForms {

	private static final class Holder {
		static final AttributeForms INSTANCE = new AttributeForms();
	}

	private static final int LINES = 6000;

	/** Tags without x, with the sign bit flipped, so that their signed order is the order of tags; then those with x. */
	private int[] tags = new int[LINES];
	private int[] masks = new int[LINES];
	private int exact;
	private int size;
	/** Bits by the ordinals of VRs. */
	private long[] vrs = new long[LINES];
	private int[] least = new int[LINES];
	private int[] most = new int[LINES];
	private int[] step = new int[LINES];
	private boolean[] retired = new boolean[LINES];

	private AttributeForms() {
		byte[] text = SortedLines.bytes("attributes.txt");
		int[] masked = new int[LINES];
		int count = 0;
		for (int at = SortedLines.lineAfter(text, 0); at < text.length; at = SortedLines.lineAfter(text, at)) {
			if (SortedLines.mask(text, at) == -1) add(text, at);
			else masked[count++] = at;
		}
		exact = size;
		for (int i = 0; i < count; i++) add(text, masked[i]);
		tags = Arrays.copyOf(tags, size);
		masks = Arrays.copyOf(masks, size);
	}

	/** The one table. */
	public static AttributeForms instance() {
		return Holder.INSTANCE;
	}

	private void add(byte[] text, int line) {
		int vr = line + 9, vm = vr;
		while (text[vm] != '\t') vm++;
		long allowed = 0;
		for (int at = vr; at + 1 < vm; at++) {
			VR one = VR.of(text[at], text[at + 1]);
			if (one != null) allowed |= 1L << one.ordinal();
		}
		// item delimiters, which are no attributes
		if (allowed == 0) return;
		if (size == tags.length) throw new IllegalStateException("The dictionary has more lines than there is room for");
		masks[size] = SortedLines.mask(text, line);
		tags[size] = SortedLines.tag(text, line) ^ (masks[size] == -1 ? Integer.MIN_VALUE : 0);
		vrs[size] = allowed;
		multiplicity(text, vm + 1);
		size++;
	}

	/** Such as 1, 1-3, 2-n and 3-3n. */
	private void multiplicity(byte[] text, int at) {
		int from = 0, to = 0, i = at;
		while (text[i] >= '0' && text[i] <= '9') from = 10 * from + text[i++] - '0';
		boolean range = text[i] == '-';
		if (range) i++;
		while (text[i] >= '0' && text[i] <= '9') to = 10 * to + text[i++] - '0';
		boolean open = text[i] == 'n';
		least[size] = from;
		most[size] = open || from == 0 ? Integer.MAX_VALUE : range ? to : from;
		step[size] = open && to > 1 ? to : 1;
		while (text[i] != '\t') i++;
		retired[size] = text[i + 1] == 'R';
	}

	/** The place of a standard attribute in this table, or -1; repeating groups are found by any of their tags. */
	public int find(int tag) {
		int index = Arrays.binarySearch(tags, 0, exact, tag ^ Integer.MIN_VALUE);
		if (index >= 0) return index;
		for (int i = exact; i < size; i++) {
			if ((tag & masks[i]) == tags[i]) return i;
		}
		return -1;
	}

	/** True if the dictionary gives an attribute this VR, perhaps among others. */
	public boolean allows(int index, VR vr) {
		return (vrs[index] >>> vr.ordinal() & 1) != 0;
	}

	/** True if there is a choice such as "US or SS". */
	public boolean hasChoice(int index) {
		return Long.bitCount(vrs[index]) > 1;
	}

	/** True if an attribute may have so many values, as PS3.6 says. */
	public boolean allows(int index, int values) {
		return values >= least[index] && values <= most[index] && values % step[index] == 0;
	}

	/** Whether the standard has retired an attribute. */
	public boolean isRetired(int index) {
		return retired[index];
	}
}
