package sc.fiji.medprep.deidentify;

import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;

/** What an item of structured content is about, as far as this identifies: the code of its concept tells what its plain value cannot (PS3.16, templates 1003 to 1010). */
final class ReportItem {
	static final int TEXT_VALUE = 0x0040A160, NUMERIC_VALUE = 0x0040A30A, DATE = 0x0040A121, DATE_TIME = 0x0040A120;
	/** Other ways in which a number is written. */
	private static final Set<Integer> NUMBERS_BESIDE = Set.of(0x0040A161, 0x0040A162, 0x0040A163);
	private static final int CONCEPT = 0x0040A043, UNITS = 0x004008EA, CODE_VALUE = 0x00080100, CODING_SCHEME = 0x00080102;
	/** Organization and login of an observer, accession number, ID and name of a subject, mother of a fetus, issuer of an identifier. */
	private static final Set<String> IDENTITY = Set.of("121009", "128774", "121022", "121029", "121030", "121036", "110190");
	/** Name, serial number and place of a device. */
	private static final Set<String> DEVICE = Set.of("121013", "121016", "121017", "113877", "113880");
	private static final String BIRTH_DATE = "121031", AGE = "121033";
	/** Ninety years in units of UCUM. */
	private static final Map<String, String> NINETY = Map.of("a", "90", "mo", "1080", "wk", "4696", "d", "32872");

	private ReportItem() {}

	/** True if the text of an item tells who somebody is. */
	static boolean isIdentity(DataSet item) {
		return IDENTITY.contains(concept(item));
	}

	/** True if the text of an item tells which device was used. */
	static boolean isDevice(DataSet item) {
		return DEVICE.contains(concept(item));
	}

	/** True if the date of an item is the one on which the patient was born. */
	static boolean isBirth(DataSet item) {
		return concept(item).equals(BIRTH_DATE);
	}

	/** What stands for the number of a measured value that is an age over 89; null if the number stays. */
	static String grouped(DataSet measured) {
		if (measured.parent() == null || !concept(measured.parent()).equals(AGE)) return null;
		String ninety = measured.items(UNITS).stream().findFirst().flatMap(units -> units.string(CODE_VALUE)).map(NINETY::get).orElse("90");
		try {
			return Double.parseDouble(measured.string(NUMERIC_VALUE).orElse("0")) >= Double.parseDouble(ninety) ? ninety : null;
		}
		catch (NumberFormatException noNumber) {
			return null;
		}
	}

	/** True for the more exact forms of a number, which go where it is grouped. */
	static boolean isNumberBeside(int tag) {
		return NUMBERS_BESIDE.contains(tag);
	}

	private static String concept(DataSet item) {
		if (!item.contains(CONCEPT)) return "";
		return item.items(CONCEPT).stream().findFirst().filter(code -> code.string(CODING_SCHEME).orElse("").equals("DCM")).flatMap(code -> code.string(CODE_VALUE)).orElse("");
	}
}
