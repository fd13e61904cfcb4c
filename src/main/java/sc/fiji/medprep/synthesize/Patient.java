package sc.fiji.medprep.synthesize;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A patient whom nobody is, with all by which one could be known, and the people and places around.
 *
 * @param zone offset of the local time from UTC, as in (0008,0201)
 */
record Patient(int number, Script script, Person person, Person formerly, Person mother, Person referring, Person performing, Person operator, String sex, String id, String otherId, String ssn,
	String phone, String email, String street, String city, String zip, LocalDate birth, String institution, String institutionName, String department, String station, String zone, boolean veryOld)
{
	private static final String[] TOWN_STARTS = {"Qualm", "Vyrst", "Zoll", "Krax", "Thwee", "Jebb"}, TOWN_ENDS = {"enburgh", "oxford", "ithwaite", "ushaven", "avelle", "ydorf"};
	private static final DateTimeFormatter PLAIN = DateTimeFormatter.BASIC_ISO_DATE;
	private static final List<DateTimeFormatter> SPELLINGS = List.of("yyyy-MM-dd", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MMM-yyyy", "ddMMMyyyy").stream().map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)).toList();

	static Patient invent(Chance chance, int number) {
		Script script = Script.values()[number % Script.values().length];
		Person person = Person.invent(chance, script);
		boolean old = number % 5 == 3;
		LocalDate birth = LocalDate.of(old ? chance.between(1908, 1914) : chance.between(1938, 1992), chance.between(1, 12), chance.between(13, 28));
		String town = town(chance), institution = town(chance), phone = "(555) " + chance.digits(3) + "-" + chance.digits(4);
		Person plain = Person.invent(chance, Script.DEFAULT);
		return new Patient(number, script, person, plain, Person.invent(chance, Script.DEFAULT), Person.invent(chance, Script.DEFAULT), Person.invent(chance, Script.DEFAULT),
			Person.invent(chance, Script.DEFAULT), chance.of("F", "M"), "QV" + chance.digits(8), "XR-" + chance.digits(7), "9" + chance.digits(2) + "-" + chance.digits(2) + "-" + chance.digits(4), phone,
			person.given().toLowerCase(Locale.ROOT) + "." + person.family().toLowerCase(Locale.ROOT) + "@example.org", chance.digits(3) + " " + town + " Road", town(chance),
			chance.digits(5) + "-" + chance.digits(4), birth, institution, institution + " General Hospital", "Radiology " + institution, institution.toUpperCase(Locale.ROOT) + chance.digits(2), chance.of("+0100", "-0500", "+0900"),
			old);
	}

	private static String town(Chance chance) {
		return chance.of(TOWN_STARTS) + chance.of(TOWN_ENDS);
	}

	/** The birth date in one of six spellings, each without blanks. */
	String birthSpelled(int spelling) {
		return spelling == 0 ? PLAIN.format(birth) : SPELLINGS.get(spelling - 1).format(birth).toUpperCase(Locale.ROOT);
	}

	/** A phrase that identifies, as people put it behind what they describe, with its words. */
	Remark identifier(int kind, String accession) {
		return switch (kind) {
			case 0 -> Remark.identifying("DR." + referring.family().toUpperCase(Locale.ROOT) + " for " + person.given(), referring.family().toUpperCase(Locale.ROOT), person.given());
			case 1 -> Remark.identifying("- " + person.comma(), person.family().toUpperCase(Locale.ROOT));
			case 2 -> Remark.identifying("MRN " + id, id);
			case 3 -> Remark.identifying("acc# " + accession, accession);
			case 4 -> Remark.identifying("tel " + phone, phone.substring(6));
			case 5 -> Remark.identifying(email, email);
			case 6 -> Remark.identifying("SSN " + ssn, ssn);
			case 7 -> Remark.identifying("at " + institutionName, institution);
			case 8 -> Remark.identifying(person.given() + " " + person.family(), person.given(), person.family());
			case 9 -> Remark.identifying("req. by Dr. " + performing.given() + " " + performing.family(), performing.given(), performing.family());
			case 10 -> Remark.identifying("lives " + street, street.split(" ")[1]);
			case 11 -> Remark.identifying(city + " " + zip, city, zip);
			default -> Remark.identifying("DOB " + birthSpelled((kind - 12) % 6), birthSpelled((kind - 12) % 6));
		};
	}

	/** Number of kinds of {@link #identifier}. */
	static final int IDENTIFIERS = 18;
}
