package sc.fiji.medprep.image;

import java.util.List;
import java.util.OptionalDouble;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/**
 * The header of one frame. Of an enhanced image, attributes stand in the functional groups of the frame or in those that all
 * frames share (PS3.3 C.7.6.16), of a classic one in the data set itself.
 *
 * @param shared null if there is none
 * @param own null if there is none
 * @param frame number of the frame, from 0
 */
record FrameHeader(DataSet root, DataSet shared, DataSet own, int frame) {
	/** The header of a frame; the lists are looked up once for all frames. */
	static FrameHeader of(DataSet root, List<DataSet> shared, List<DataSet> perFrame, int frame) {
		return new FrameHeader(root, shared.isEmpty() ? null : shared.get(0), frame < perFrame.size() ? perFrame.get(frame) : null, frame);
	}

	boolean isEnhanced() {
		return shared != null || own != null;
	}

	/** Where the attributes of a functional group stand; the data set itself if there is no such group. */
	DataSet in(int group) {
		DataSet item = item(own, group);
		if (item == null) item = item(shared, group);
		return item == null ? root : item;
	}

	private static DataSet item(DataSet groups, int group) {
		if (groups == null || !groups.contains(group)) return null;
		List<DataSet> items = groups.items(group);
		return items.isEmpty() ? null : items.get(0);
	}

	double number(int group, int tag) {
		return in(group).doubleValue(tag).orElse(Double.NaN);
	}

	double[] numbers(int group, int tag) {
		return in(group).doubles(tag);
	}

	/** A private attribute of the data set itself. */
	OptionalDouble vendorNumber(String creator, int group, int low) {
		return vendorNumber(root, creator, group, low);
	}

	/** A private attribute in a private functional group of the frame. */
	OptionalDouble vendorNumber(String groupCreator, int groupLow, String creator, int group, int low) {
		for (DataSet groups : new DataSet[] {own, shared}) {
			DataSet item = groups == null ? null : item(groups, groups.privateTag(groupCreator, group, groupLow));
			OptionalDouble value = item == null ? OptionalDouble.empty() : vendorNumber(item, creator, group, low);
			if (value.isPresent()) return value;
		}
		return OptionalDouble.empty();
	}

	private static OptionalDouble vendorNumber(DataSet in, String creator, int group, int low) {
		return in.doubleValue(in.privateTag(creator, group, low));
	}

	/** Frame Type of enhanced images, else Image Type. */
	List<String> imageType() {
		for (int group : new int[] {Tag.MR_IMAGE_FRAME_TYPE_SEQUENCE, Tag.CT_IMAGE_FRAME_TYPE_SEQUENCE, Tag.PET_FRAME_TYPE_SEQUENCE}) {
			List<String> type = isEnhanced() ? in(group).strings(Tag.FRAME_TYPE) : List.of();
			if (!type.isEmpty()) return type;
		}
		return root.strings(Tag.IMAGE_TYPE);
	}
}
