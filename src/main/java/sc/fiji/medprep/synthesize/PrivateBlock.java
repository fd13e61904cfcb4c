package sc.fiji.medprep.synthesize;

import java.util.Locale;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Private elements of one creator. */
record PrivateBlock(Level level, int group, int block, String creator) {
	private int tag(int element) {
		return Tag.of(group, block << 8 | element);
	}

	/** With the creator in capitals, and without the place of the block, which may be another one in each file. */
	private String path(int element) {
		return String.format("<(%04x,\"%s\",%02x)>", group, creator.toUpperCase(Locale.ROOT), element);
	}

	PrivateBlock secret(int element, VR vr, Remark remark) {
		level.privateSecret(tag(element), vr, path(element), remark);
		return this;
	}

	PrivateBlock keep(int element, VR vr, Object... values) {
		level.privateKept(tag(element), vr, path(element), values);
		return this;
	}

	/** An item of a private sequence, which may stand behind VR UN. */
	Level item(int element, VR vr) {
		return level.privateItem(tag(element), vr, path(element));
	}
}
