package sc.fiji.medprep.validate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/** Private elements and who has reserved their blocks (PS3.5 section 7.8.1). */
final class PrivateCheck implements FileCheck {
	private static final int FIRST_BLOCK = 0x10, BLOCKS = 0x100, LAST_FORBIDDEN = 7;

	@Override
	public void check(DicomFile file, Findings findings) {
		new Scan(findings).run(file.dataSet());
	}

	/** What is known about a creator of whom nothing is published. */
	private static final class Unknown {
		private final String path;
		private int elements;

		private Unknown(String path) {
			this.path = path;
		}
	}

	/** One look at a file. */
	private static final class Scan {
		private final Findings findings;
		private final Place place = new Place();
		private final Map<String, Unknown> unknown = new LinkedHashMap<>();
		/** Creators that were looked up before: the same ones come in each item. */
		private final Map<String, Boolean> known = new HashMap<>();

		private Scan(Findings findings) {
			this.findings = findings;
		}

		private void run(DataSet dataSet) {
			level(dataSet);
			for (Unknown creator : unknown.values()) {
				if (creator.elements > 0) findings.add("private.unknown", creator.path, "The private creator is not one whose elements are published; it has " + creator.elements + (creator.elements == 1 ? " element." : " elements."));
			}
		}

		private void level(DataSet dataSet) {
			Group group = null;
			for (Element element : dataSet) {
				int tag = element.tag();
				if (Tag.isPrivate(tag)) {
					if (group == null || group.number != Tag.group(tag)) {
						if (group != null) group.finish();
						group = new Group(dataSet, Tag.group(tag));
					}
					group.add(element);
				}
				if (!(element.value() instanceof Value.Sequence sequence)) continue;
				List<Value.Item> items = sequence.items();
				for (int i = 0; i < items.size(); i++) {
					place.enter(tag, i + 1);
					level(items.get(i).dataSet());
					place.leave();
				}
			}
			if (group != null) group.finish();
		}

		/** An odd group at one level. */
		private final class Group {
			private final DataSet dataSet;
			private final int number;
			/** By the block that they reserve. */
			private final String[] creators = new String[BLOCKS];
			private final boolean[] used = new boolean[BLOCKS];

			private Group(DataSet dataSet, int number) {
				this.dataSet = dataSet;
				this.number = number;
			}

			private void add(Element element) {
				int tag = element.tag(), low = Tag.element(tag), block = low >>> 8;
				// groups that must not be there at all are a finding of the encoding
				if (low == 0 || number <= LAST_FORBIDDEN || number == 0xFFFF) return;
				if (Tag.isPrivateCreator(tag)) creator(element);
				else if (block < FIRST_BLOCK) {
					findings.add("private.place", place.of(tag), "The element of an odd group is neither a private creator nor in a block that one can reserve.");
				}
				else if (creators[block] == null) findings.add("private.no_creator", place.of(tag), "No private creator reserves the block of the private element, so nobody can tell what it is.");
				else {
					used[block] = true;
					Unknown creator = unknown.get(creators[block]);
					if (creator != null) creator.elements++;
				}
			}

			private void creator(Element element) {
				int tag = element.tag(), block = Tag.element(tag);
				String name = element.value() instanceof Value.Bytes ? dataSet.string(tag).orElse("").strip() : "";
				if (name.isEmpty()) {
					findings.add("private.creator.empty", place.of(tag), "The private creator has no name, so it reserves nothing.");
					return;
				}
				creators[block] = name;
				if (!known.computeIfAbsent(name, key -> Dictionary.instance().privateForms(key) != null)) unknown.computeIfAbsent(name, key -> new Unknown(place.of(tag)));
			}

			private void finish() {
				Set<String> names = new HashSet<>();
				for (int block = FIRST_BLOCK; block < BLOCKS; block++) {
					if (creators[block] == null) continue;
					if (!names.add(creators[block])) findings.add("private.creator.repeated", place.of(Tag.of(number, block)), "The private creator reserves a second block of the group, which is allowed.");
					if (!used[block]) findings.add("private.creator.unused", place.of(Tag.of(number, block)), "The private creator reserves a block in which there is no element.");
				}
			}
		}
	}
}
