package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import sc.fiji.medprep.dicom.CharacterFault;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/**
 * Specific Character Set (0008,0005): spells terms as the standard does, and declares UTF-8 where nothing is declared and all
 * text beyond ASCII is UTF-8. Done only if all text that it is about is legal in the character set then.
 */
final class CharacterSetRepair {
	private static final String EXTENSION = "ISO 2022 ", LATIN_1 = "ISO_IR 100", UTF_8 = "ISO_IR 192";

	private final Consumer<Change> changes;

	CharacterSetRepair(Consumer<Change> changes) {
		this.changes = changes;
	}

	void repair(DataSet dataSet) {
		if (!declares(dataSet)) declare(dataSet);
		Levels.visit(dataSet, (level, element, place) -> {
			if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) respell(level, place);
			return true;
		});
	}

	private static boolean declares(DataSet level) {
		return level.strings(Tag.SPECIFIC_CHARACTER_SET).stream().anyMatch(term -> !term.isBlank());
	}

	private void declare(DataSet dataSet) {
		Legality look = new Legality(SpecificCharacterSet.UTF_8);
		look.at(dataSet);
		if (!look.legal || !look.beyondAscii) return;
		dataSet.put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, UTF_8));
		changes.accept(new Change(Repair.CHARSET, Tag.toString(Tag.SPECIFIC_CHARACTER_SET), "UTF-8 is declared"));
	}

	private void respell(DataSet level, Place place) {
		List<String> terms = level.strings(Tag.SPECIFIC_CHARACTER_SET);
		if (terms.stream().allMatch(SpecificCharacterSet::isDefinedTerm)) return;
		List<String> meant = new ArrayList<>(SpecificCharacterSet.of(terms).terms());
		meant.replaceAll(CharacterSetRepair::latin1);
		if (meant.isEmpty() || !meant.stream().allMatch(SpecificCharacterSet::isDefinedTerm) || SpecificCharacterSet.isTwoByteTerm(meant.get(0))) return;
		for (int i = 0; i < meant.size() && meant.size() > 1; i++) {
			if (!meant.get(i).startsWith(EXTENSION) && (i > 0 || !meant.get(0).isEmpty())) return;
		}
		Legality look = new Legality(SpecificCharacterSet.of(meant));
		look.at(level);
		if (!look.legal) return;
		level.put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, String.join("\\", meant)));
		changes.accept(new Change(Repair.CHARSET, place.of(Tag.SPECIFIC_CHARACTER_SET), "the term is spelt as in the standard"));
	}

	private static String latin1(String term) {
		return switch (term.toUpperCase(Locale.ROOT).replace('_', ' ').replace('-', ' ')) {
			case "LATIN1", "LATIN 1", "ISO 8859 1", "ISO8859 1" -> LATIN_1;
			default -> term;
		};
	}

	/** Holds the text of a level, and of the items inside that declare nothing of their own, against a character set. */
	private static final class Legality {
		private final SpecificCharacterSet characters;
		private boolean legal = true, beyondAscii;

		private Legality(SpecificCharacterSet characters) {
			this.characters = characters;
		}

		private void at(DataSet level) {
			for (Element element : level) {
				if (element.value() instanceof Value.Sequence sequence) {
					for (Value.Item item : sequence.items()) {
						if (!declares(item.dataSet())) at(item.dataSet());
					}
				}
				else if (element.vr().kind() == VR.Kind.TEXT) text(level, element);
				if (!legal) return;
			}
		}

		private void text(DataSet level, Element element) {
			byte[] bytes = level.bytes(element.tag());
			// longer than what is ever loaded
			if (bytes.length == 0 && !element.isEmpty()) legal = false;
			for (byte b : bytes) beyondAscii |= b < 0;
			legal &= CharacterFault.of(characters, bytes, element.vr()).isEmpty();
		}
	}
}
