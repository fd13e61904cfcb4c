package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Where in a file a check looks, written as in the MIDI-B answer keys: {@code <(0008,1115)>[<0000>]<(0020,000e)>}, for private
 * elements {@code <(0029,"CREATOR",10)>} with the creator in upper case and without the number of its block.
 */
final class CheckPath {
	private static final Pattern STEP = Pattern.compile("<\\((\\p{XDigit}{4}),(?:(\\p{XDigit}{4})|\"(.*?)\",(\\p{XDigit}{2}))\\)>", Pattern.DOTALL);
	private static final Pattern ITEM = Pattern.compile("\\[<(\\d{1,9})>\\]");

	/**
	 * One element of the way.
	 *
	 * @param tag of a private element with a creator: without the number of the block
	 * @param creator in upper case, or null
	 * @param item number of the item to go on in, from 0
	 */
	private record Step(int tag, String creator, int item) {}

	/** An element and the data set that it belongs to. */
	record Found(DataSet level, Element element) {}

	private final List<Step> steps;
	private final String lastStep;

	private CheckPath(List<Step> steps, String lastStep) {
		this.steps = steps;
		this.lastStep = lastStep;
	}

	/** @throws IllegalArgumentException if the text is no path */
	static CheckPath parse(String text) {
		List<Step> steps = new ArrayList<>();
		Matcher step = STEP.matcher(text), item = ITEM.matcher(text);
		int at = 0;
		while (true) {
			if (!step.region(at, text.length()).lookingAt()) throw new IllegalArgumentException("No tag where one has to be");
			int start = at;
			at = step.end();
			int number = 0;
			boolean more = item.region(at, text.length()).lookingAt();
			if (more) {
				number = Integer.parseInt(item.group(1));
				at = item.end();
			}
			int group = Integer.parseInt(step.group(1), 16);
			boolean isPrivate = step.group(2) == null;
			int element = Integer.parseInt(step.group(isPrivate ? 4 : 2), 16);
			steps.add(new Step(Tag.of(group, element), isPrivate ? step.group(3).strip().toUpperCase(Locale.ROOT) : null, number));
			if (more) continue;
			if (at < text.length()) throw new IllegalArgumentException("Something follows the path");
			return new CheckPath(List.copyOf(steps), text.substring(start));
		}
	}

	/** The step of an element of a data set, as it is written. */
	static String step(DataSet level, Element element) {
		int tag = element.tag();
		String creator = level.privateCreator(tag);
		String group = String.format("%04x", Tag.group(tag));
		return creator == null ? "<(" + group + "," + String.format("%04x", Tag.element(tag)) + ")>"
			: "<(" + group + ",\"" + creator.toUpperCase(Locale.ROOT) + "\"," + String.format("%02x", tag & 0xFF) + ")>";
	}

	/** The step into an item. */
	static String item(int number) {
		return String.format("[<%04d>]", number);
	}

	/** The last tag of the path, as it is written. */
	String lastStep() {
		return lastStep;
	}

	/** Name of the attribute in the dictionary, or nothing. */
	String name() {
		Step last = steps.get(steps.size() - 1);
		Dictionary dictionary = Dictionary.instance();
		return (last.creator == null ? dictionary.attribute(last.tag) : dictionary.privateAttribute(last.tag | 0x1000, last.creator)).map(Attribute::name).orElse("");
	}

	/** The element at this path, or null. */
	Found find(DicomFile file) {
		DataSet level = Tag.group(steps.get(0).tag) == 2 ? file.fileMeta() : file.dataSet();
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			Element element = step.creator == null ? level.get(step.tag) : privateElement(level, step);
			if (element == null) return null;
			if (i == steps.size() - 1) return new Found(level, element);
			List<DataSet> items = level.items(element.tag());
			if (step.item >= items.size()) return null;
			level = items.get(step.item);
		}
		throw new IllegalStateException("A path has a last step");
	}

	/** A creator may have reserved several blocks. */
	private static Element privateElement(DataSet level, Step step) {
		for (Element element : level) {
			int tag = element.tag();
			if ((tag & 0xFFFF00FF) != step.tag || Tag.element(tag) < 0x1000) continue;
			String creator = level.privateCreator(tag);
			if (creator != null && creator.toUpperCase(Locale.ROOT).equals(step.creator)) return element;
		}
		return null;
	}
}
