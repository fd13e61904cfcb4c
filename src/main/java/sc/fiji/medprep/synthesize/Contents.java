package sc.fiji.medprep.synthesize;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.synthesize.Check.Action;

/** What an object says, as hashes of its paths with their values: by them a copy is known whose identifiers have changed. */
final class Contents {
	private static final int LONGEST = 256;
	private static final String PIXELS = "pixels";

	private Contents() {}

	/** What of an instance has to stay. */
	static Set<Long> of(List<Check> checks, String pixels) {
		Set<Long> contents = new HashSet<>();
		for (Check check : checks) {
			if (check.action() == Action.TEXT_RETAINED && !check.value().isEmpty()) contents.add(hash(check.path(), check.value()));
		}
		if (!pixels.isEmpty()) contents.add(hash(PIXELS, pixels));
		return contents;
	}

	/** All that is in a data set, and the hash of its pixels. */
	static Set<Long> of(DataSet dataSet, String pixels) {
		Set<Long> contents = new HashSet<>();
		if (!pixels.isEmpty()) contents.add(hash(PIXELS, pixels));
		collect(dataSet, "", contents);
		return contents;
	}

	private static void collect(DataSet level, String path, Set<Long> contents) {
		for (Element element : level) {
			String here = path + CheckPath.step(level, element);
			if (element.value() instanceof Value.Sequence) {
				List<DataSet> items = level.items(element.tag());
				for (int i = 0; i < items.size(); i++) collect(items.get(i), here + CheckPath.item(i), contents);
			}
			else {
				String value = ValueText.of(level, element);
				if (!value.isEmpty() && value.length() <= LONGEST) contents.add(hash(here, value));
			}
		}
	}

	private static long hash(String path, String value) {
		return (long) path.toLowerCase(Locale.ROOT).hashCode() << 32 | value.strip().hashCode() & 0xFFFFFFFFL;
	}
}
