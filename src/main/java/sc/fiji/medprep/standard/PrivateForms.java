package sc.fiji.medprep.standard;

import sc.fiji.medprep.dicom.VR;

/** The VRs of the published private attributes of one creator, for checks that ask for each element of each file. Immutable. */
public final class PrivateForms {
	private static final int BLOCK_MASK = 0xFFFF00FF, GROUP_AND_BLOCK_MASK = 0xFF0000FF;

	private final TagTable<VR> vrs = new TagTable<>();
	/** Of creators that repeat their groups. */
	private final TagTable<VR> repeated = new TagTable<>();

	/** @param line the first line of the creator */
	PrivateForms(SortedLines lines, int line, String creator) {
		for (int at = line; at >= 0; at = lines.next(at, creator)) {
			int tag = lines.fieldStart(at, 1), vr = lines.fieldStart(at, 2);
			VR published = VR.of(lines.text()[vr], lines.text()[vr + 1]);
			if (published == null) continue;
			boolean blocksOnly = SortedLines.mask(lines.text(), tag) == BLOCK_MASK;
			(blocksOnly ? vrs : repeated).put(SortedLines.tag(lines.text(), tag), published);
		}
	}

	/** The VR of an attribute in whichever block the creator has reserved, or null. */
	public VR vrOf(int tag) {
		VR vr = vrs.get(tag & BLOCK_MASK);
		return vr != null ? vr : repeated.get(tag & GROUP_AND_BLOCK_MASK);
	}
}
