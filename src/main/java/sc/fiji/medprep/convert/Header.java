package sc.fiji.medprep.convert;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * The header of a frame: attributes are found in the data set itself, else in the functional groups of the frame and in those
 * that all frames share.
 *
 * @param frame number of the frame, from 1; 1 also for classic images
 */
record Header(DataSet dataSet, int frame) {
	/** Groups in groups, of which makers have two floors. */
	private static final int MAX_DEPTH = 3;

	/** Who keeps the attributes of an enhanced image in a private sequence of a classic one. */
	private static final String PHILIPS = "Philips MR Imaging DD 005";

	/** Where the header of a plane is found. */
	interface Source {
		/**
		 * The header of the file that a plane was read from; the file must stay open until the sidecar is made, because long
		 * values such as protocols are read when they are asked for.
		 *
		 * @param k number of the slice, as it is written
		 * @param v number of the volume
		 */
		Header of(int k, int v) throws IOException;

		/** The header that stands for all planes. */
		default Header first() throws IOException {
			return of(0, 0);
		}
	}

	Optional<String> string(int tag) {
		return level(tag).string(tag);
	}

	List<String> strings(int tag) {
		return level(tag).strings(tag);
	}

	OptionalDouble number(int tag) {
		return level(tag).doubleValue(tag);
	}

	double[] numbers(int tag) {
		return level(tag).doubles(tag);
	}

	/** The values of a private element; none if it is absent. */
	List<String> strings(String creator, int group, int low) {
		DataSet level = find(at -> at.privateTag(creator, group, low));
		return level == null ? List.of() : level.strings(level.privateTag(creator, group, low));
	}

	byte[] bytes(String creator, int group, int low) {
		DataSet level = find(at -> at.privateTag(creator, group, low));
		return level == null ? new byte[0] : level.bytes(level.privateTag(creator, group, low));
	}

	Optional<String> string(String creator, int group, int low) {
		return strings(creator, group, low).stream().findFirst().filter(value -> !value.isEmpty());
	}

	double[] numbers(String creator, int group, int low) {
		DataSet level = find(at -> at.privateTag(creator, group, low));
		return level == null ? new double[0] : level.doubles(level.privateTag(creator, group, low));
	}

	OptionalDouble number(String creator, int group, int low) {
		double[] numbers = numbers(creator, group, low);
		return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[0]);
	}

	private DataSet level(int tag) {
		DataSet level = find(at -> at.contains(tag) ? tag : 0);
		return level == null ? dataSet : level;
	}

	private DataSet find(ToIntFunction<DataSet> tagIn) {
		if (tagIn.applyAsInt(dataSet) != 0) return dataSet;
		List<DataSet> own = dataSet.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
		DataSet found = frame <= own.size() ? find(own.get(frame - 1), tagIn, 0) : null;
		for (int group : new int[] {Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, Tag.RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE, dataSet.privateTag(PHILIPS, 0x2005, 0x0F)}) {
			List<DataSet> items = dataSet.items(group);
			if (found == null && !items.isEmpty()) found = find(items.get(0), tagIn, 0);
		}
		return found;
	}

	private static DataSet find(DataSet groups, ToIntFunction<DataSet> tagIn, int depth) {
		if (tagIn.applyAsInt(groups) != 0) return groups;
		if (depth == MAX_DEPTH) return null;
		for (Element element : groups) {
			if (!(element.value() instanceof Value.Sequence sequence) || sequence.items().isEmpty()) continue;
			DataSet found = find(sequence.items().get(0).dataSet(), tagIn, depth + 1);
			if (found != null) return found;
		}
		return null;
	}
}
