package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.deidentify.protocols.AscConvCleaner;
import sc.fiji.medprep.deidentify.protocols.CsaCleaner;
import sc.fiji.medprep.deidentify.protocols.GeProtocolCleaner;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.dicom.vendor.AscConv;
import sc.fiji.medprep.dicom.vendor.Csa;
import sc.fiji.medprep.dicom.vendor.GeProtocol;
import sc.fiji.medprep.dicom.vendor.GeUserData;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.SafePrivate;
import sc.fiji.medprep.standard.SafePrivate.Disposition;

/** What stays of private elements under the Retain Safe Private Option of PS3.15 (section E.3.10). Serves one file. */
final class PrivateElements {
	/** Cleans the items of private sequences. */
	interface Items {
		/** The cleaned copy of an item. */
		DataSet cleaned(DataSet item) throws IOException;
	}

	private final SafePrivate safe = SafePrivate.instance();
	private final Dictionary dictionary = Dictionary.instance();
	private final PrivateValues values;
	private final UnaryOperator<String> known;
	private final Items items;

	/**
	 * @param text gives back a text without what identifies anybody
	 * @param known gives back a text without what is known to identify the patient, for values of which only those of a known form stay
	 * @param uid gives the UID that takes the place of another; those of the standard stay
	 * @param dates by how much dates move; null if they go
	 * @param items cleans items, private elements in them included
	 */
	PrivateElements(UnaryOperator<String> text, UnaryOperator<String> known, UnaryOperator<String> uid, DateShift dates, Items items) {
		this.known = known;
		this.items = items;
		values = new PrivateValues(text, uid, dates);
	}

	/**
	 * What takes the place of a private element; null if it goes. Creators go too: {@link #reserve} brings those back that are
	 * needed.
	 *
	 * @param level the data set that holds the element and its private creator
	 */
	Element cleaned(Element element, DataSet level) throws IOException {
		int tag = element.tag(), group = Tag.group(tag), low = Tag.element(tag) & 0xFF;
		String creator = creator(tag, level);
		if (creator == null || element.value() instanceof Value.Fragments) return null;
		if (Csa.isIn(creator, group, low)) return protocol(element, CsaCleaner::cleaned);
		if (AscConv.isIn(creator, group, low)) return protocol(element, AscConvCleaner::cleaned);
		if (GeProtocol.isIn(creator, group, low)) return protocol(element, GeProtocolCleaner::cleaned);
		if (GeUserData.isIn(creator, group, low)) return protocol(element, (bytes, unused) -> GeUserData.of(bytes).map(GeUserData::bytes).orElse(null));
		Disposition disposition = safe.dispositionOf(creator, group, low, level.parent() != null);
		if (disposition == Disposition.REMOVE) return null;
		if (element.value() instanceof Value.Sequence sequence) return disposition == Disposition.KEEP ? sequence(element, sequence) : null;
		VR listed = dictionary.vrOf(tag, creator);
		return values.cleaned(element, listed == null ? safe.vrOf(creator, group, low) : listed, disposition, level.characterSet());
	}

	private static String creator(int tag, DataSet level) {
		String creator = level.privateCreator(tag);
		return creator == null ? null : creator.strip();
	}

	/** Puts the creators of those blocks into a cleaned level of which something has stayed. */
	void reserve(DataSet original, DataSet cleaned) {
		List<Element> creators = new ArrayList<>();
		for (Element element : cleaned) {
			int tag = element.tag();
			if (!Tag.isPrivate(tag) || Tag.element(tag) < 0x1000) continue;
			int reserving = Tag.of(Tag.group(tag), Tag.element(tag) >>> 8);
			if (creators.isEmpty() || creators.get(creators.size() - 1).tag() != reserving) creators.add(Element.ascii(reserving, VR.LO, creator(tag, original)));
		}
		creators.forEach(cleaned::put);
	}

	private Element sequence(Element element, Value.Sequence sequence) throws IOException {
		List<Value.Item> cleaned = new ArrayList<>(sequence.items().size());
		boolean empty = true;
		for (Value.Item item : sequence.items()) {
			DataSet dataSet = items.cleaned(item.dataSet());
			empty &= dataSet.isEmpty();
			cleaned.add(new Value.Item(dataSet, item.undefinedLength()));
		}
		// A sequence of which nothing has stayed is of no use.
		return empty ? null : new Element(element.tag(), element.vr(), new Value.Sequence(cleaned, sequence.undefinedLength()));
	}

	/** A block in which a protocol stands, reduced; null if it goes. Only what is on a list stays of it, whatever the table says. */
	private Element protocol(Element element, BiFunction<byte[], UnaryOperator<String>, byte[]> cleaning) {
		if (element.value() instanceof Value.Sequence || element.length() > Csa.MAX_BYTES) return null;
		byte[] kept = cleaning.apply(element.bytes(), known);
		return kept == null ? null : Element.bytes(element.tag(), VR.OB, kept);
	}
}
