package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.Tag;

/** Specific Character Set (0008,0005) itself: known terms, and the rules of code extension (PS3.3 section C.12.1.1.2). */
final class CharacterSetCheck implements FileCheck {
	private static final String EXTENSION = "ISO 2022 ";

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		Walk.through(file.dataSet(), (dataSet, element, place) -> {
			if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) check(dataSet, element, place, findings);
		});
	}

	private static void check(DataSet dataSet, Element element, Place place, Findings findings) {
		String path = place.of(element.tag());
		List<String> terms = dataSet.strings(Tag.SPECIFIC_CHARACTER_SET);
		List<String> understood = SpecificCharacterSet.of(terms).terms();
		for (int i = 0; i < terms.size(); i++) {
			String term = terms.get(i);
			if (SpecificCharacterSet.isDefinedTerm(term)) continue;
			boolean clear = i < understood.size() && SpecificCharacterSet.isDefinedTerm(understood.get(i));
			if (term.equals("ISO_IR 6")) findings.add("charset.default_term", path, "ISO_IR 6 is the default repertoire, which is said by leaving the attribute out.");
			else if (clear) findings.add("charset.misspelt", path, "A term of the Specific Character Set is misspelt; it can be meant for one that the standard defines.");
			else findings.add("charset.unknown", path, "A term of the Specific Character Set is none that the standard defines.");
		}
		if (terms.size() > 1) extension(terms, path, findings);
		if (!terms.isEmpty() && SpecificCharacterSet.isTwoByteTerm(terms.get(0))) findings.add("charset.extension", path, "The first value is a set of two-byte characters, which only later values may be.");
	}

	private static void extension(List<String> terms, String path, Findings findings) {
		for (int i = 0; i < terms.size(); i++) {
			boolean allowed = terms.get(i).startsWith(EXTENSION) || i == 0 && terms.get(i).isEmpty();
			if (!allowed) {
				findings.add("charset.extension", path, "There are several character sets, and one of them is not one of code extension (ISO 2022).");
				return;
			}
		}
	}
}
