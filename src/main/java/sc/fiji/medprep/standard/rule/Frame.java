package sc.fiji.medprep.standard.rule;

import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** Where in a file a condition is asked: below its root, and maybe in the functional groups of one frame. For one thread. */
public final class Frame {
	private final DataSet root;
	private final List<DataSet> shared;
	private final List<DataSet> frames;
	/** The item of this frame; null outside of the frames, where any of them counts. */
	private DataSet frame;
	private int overlay;

	/** @param root the whole data set of a file */
	public Frame(DataSet root) {
		this.root = root;
		shared = root.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
		frames = root.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
	}

	/** Goes to a frame by its item of the Per-frame Functional Groups Sequence; null goes outside of the frames. */
	public void enter(DataSet item) {
		frame = item;
	}

	/** Goes to an overlay plane: what a condition says of group 6000 is asked of this group, which is even and up to 601E. */
	public void overlay(int group) {
		overlay = group - 0x6000 << 16;
	}

	/** The items of the Shared Functional Groups Sequence, of which there should be one. */
	public List<DataSet> shared() {
		return shared;
	}

	/** The items of the Per-frame Functional Groups Sequence. */
	public List<DataSet> frames() {
		return frames;
	}

	DataSet root() {
		return root;
	}

	/** The item of this frame; null outside of the frames. */
	DataSet frame() {
		return frame;
	}

	/** The tag in the overlay group that is looked at, if it is one of an overlay. */
	public int here(int tag) {
		return overlay != 0 && (tag & 0xFFFF0000) == 0x60000000 ? tag + overlay : tag;
	}
}
