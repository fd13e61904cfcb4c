package sc.fiji.medprep.app.findings;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/**
 * The header of a file as lines, an element each, with the place of a finding marked. An attribute that the finding misses has a
 * line, too, where it should stand. The values identify patients: for the screen only.
 */
final class HeaderText {
	private static final int MOST_LINES = 100_000, LONGEST_VALUE = 120, LARGEST_READ = 1 << 16;
	private static final String TAG = "\\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\\)(\\[[1-9]\\d*\\])?";

	private final List<String> lines = new ArrayList<>();
	private final String target;
	private int marked = -1;

	private HeaderText(String target) {
		this.target = target;
	}

	/** @param path the tags of a finding, from the outside in; empty if none is to be marked */
	static HeaderText of(DicomFile file, String path) {
		HeaderText text = new HeaderText(path.matches(TAG + "(>" + TAG + ")*") ? path.replace("[1]", "") : "");
		boolean meta = text.target.startsWith("(0002,");
		text.add(file.fileMeta(), meta ? "" : null, "");
		text.add(file.dataSet(), meta ? null : "", "");
		if (text.lines.size() == MOST_LINES) text.lines.add("... and more.");
		return text;
	}

	List<String> lines() {
		return lines;
	}

	/** Index of the line that the finding is about; -1 if there is none. */
	int marked() {
		return marked;
	}

	/** @param place path of the item that the data set is; null if the finding is elsewhere */
	private void add(DataSet dataSet, String place, String indent) {
		String next = place != null && target.startsWith(place) && target.length() > place.length() ? target.substring(place.length()) : "";
		int wanted = next.isEmpty() ? -1 : (int) Long.parseLong(next.substring(1, 5) + next.substring(6, 10), 16);
		boolean missing = !next.isEmpty() && !dataSet.contains(wanted);
		for (Element element : dataSet) {
			if (missing && Integer.compareUnsigned(element.tag(), wanted) > 0) {
				missing(wanted, indent);
				missing = false;
			}
			if (lines.size() >= MOST_LINES) return;
			if (!next.isEmpty() && element.tag() == wanted) marked = lines.size();
			lines.add(indent + Tag.toString(element.tag()) + "  " + element.vr() + "  " + name(dataSet, element.tag()) + ": " + value(dataSet, element));
			if (element.value() instanceof Value.Sequence sequence) items(sequence, next.isEmpty() || element.tag() != wanted ? null : place + Tag.toString(wanted), indent + "    ");
		}
		if (missing) missing(wanted, indent);
	}

	private void items(Value.Sequence sequence, String place, String indent) {
		for (int item = 1; item <= sequence.items().size() && lines.size() < MOST_LINES; item++) {
			lines.add(indent + "item " + item);
			add(sequence.items().get(item - 1).dataSet(), place == null ? null : place + (item == 1 ? ">" : "[" + item + "]>"), indent + "    ");
		}
	}

	private void missing(int tag, String indent) {
		marked = lines.size();
		String name = Dictionary.instance().attribute(tag).map(Attribute::name).orElse("");
		lines.add((indent + Tag.toString(tag) + "      " + name).stripTrailing() + " is not there");
	}

	private static String name(DataSet dataSet, int tag) {
		if (Tag.isPrivate(tag)) {
			String creator = dataSet.privateCreator(tag);
			return creator == null ? "private" : Dictionary.instance().privateAttribute(tag, creator).map(Attribute::name).orElse("private");
		}
		return Dictionary.instance().attribute(tag).map(Attribute::name).orElse("unknown");
	}

	private static String value(DataSet dataSet, Element element) {
		if (element.value() instanceof Value.Sequence sequence) return sequence.items().size() + (sequence.items().size() == 1 ? " item" : " items");
		if (element.value() instanceof Value.Fragments fragments) return fragments.items().size() + " fragments";
		if (element.isEmpty()) return "empty";
		if (element.length() > LARGEST_READ || element.vr().kind() == VR.Kind.BULK) return element.length() + " bytes";
		String text = String.join("\\", dataSet.strings(element.tag())).replaceAll("\\p{Cntrl}", "·");
		return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
	}
}
