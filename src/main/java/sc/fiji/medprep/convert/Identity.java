package sc.fiji.medprep.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/**
 * By what a header says who people are: names of the patient and of the staff, numbers, birth date. People type these into
 * descriptions too, which are kept out of names and sidecars for that reason, whatever else may be told.
 */
final class Identity {
	/** Shorter ones stand in other words and numbers. */
	private static final int SHORTEST_NAME = 3, SHORTEST_INNER = 5, SHORTEST_NUMBER = 4;
	private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+"), BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})"), NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

	private final Set<String> names = new HashSet<>(), numbers = new HashSet<>();

	private Identity(DataSet dataSet) {
		for (Element element : dataSet)
			if (element.vr() == VR.PN) dataSet.strings(element.tag()).forEach(this::addName);
		for (int tag : new int[] {Tag.PATIENT_ID, Tag.OTHER_PATIENT_IDS, Tag.ACCESSION_NUMBER, Tag.PATIENT_BIRTH_DATE}) dataSet.strings(tag).forEach(this::addNumber);
		dataSet.string(Tag.PATIENT_BIRTH_DATE).filter(date -> date.length() == 8).ifPresent(date -> addNumber(date.substring(6) + date.substring(4, 6) + date.substring(0, 4)));
	}

	static Identity of(DataSet dataSet) {
		return new Identity(dataSet);
	}

	private void addName(String name) {
		for (String part : NO_LETTERS.split(name.toLowerCase(Locale.ROOT)))
			if (part.length() >= SHORTEST_NAME || part.length() > 1 && part.charAt(0) > 0x7f) names.add(part);
	}

	private void addNumber(String number) {
		String plain = plain(number);
		if (plain.length() >= SHORTEST_NUMBER) numbers.add(plain);
	}

	private static String plain(String text) {
		return NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	/** Whether a text tells a name, a number or the birth date. */
	boolean isIn(String text) {
		String lower = text.toLowerCase(Locale.ROOT), plain = plain(text);
		return Stream.concat(BETWEEN_WORDS.splitAsStream(text), NO_LETTERS.splitAsStream(text)).anyMatch(word -> names.contains(word.toLowerCase(Locale.ROOT)))
			|| names.stream().anyMatch(name -> name.length() >= SHORTEST_INNER && lower.contains(name)) || numbers.stream().anyMatch(plain::contains);
	}

	boolean isIn(List<String> texts) {
		return texts.stream().anyMatch(this::isIn);
	}
}
