package sc.fiji.medprep.deidentify.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.CsvReader;

/**
 * The user's own pseudonyms: a table of patients and subjects, which docs/formats.md specifies. Several patients are one
 * subject only where the table says so. A fault is told with its line and without a value.
 */
public final class SubjectList {
	static final SubjectList EMPTY = new SubjectList(Map.of());

	private static final String WHAT = "subject list";
	private static final int MAX_BYTES = 1 << 26;
	/** Of a subject that holds the ID of its patient, the shortest ID that is no chance. */
	private static final int SHORTEST_LEAK = 4;
	/** A value of VR LO and PN that is also a name for a folder everywhere. */
	private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?");
	private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

	/** By patient as written; sorted. */
	private final Map<String, String> subjects;
	/** By patient in upper case; none for patients that differ by nothing else. */
	private final Map<String, String> subjectsOfNames = new HashMap<>();
	private final Set<String> taken;

	private SubjectList(Map<String, String> subjects) {
		this.subjects = subjects;
		taken = new HashSet<>(subjects.values());
		subjects.forEach((patient, subject) -> subjectsOfNames.merge(comparable(patient), subject, (one, other) -> one.equals(other) ? one : ""));
		subjectsOfNames.values().removeIf(String::isEmpty);
	}

	/** @throws BatchConfigurationException if the table cannot be used; says which line and why */
	public static SubjectList read(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException("The subject list does not exist; give a CSV file with the columns patient and subject.");
		if (Files.size(file) > MAX_BYTES) throw new BatchConfigurationException("The subject list is far too long for one; give a CSV file with the columns patient and subject.");
		return parse(Files.readAllBytes(file));
	}

	static SubjectList parse(byte[] file) throws BatchConfigurationException {
		List<CsvReader.Row> rows = CsvReader.read(file, WHAT);
		if (rows.isEmpty()) throw wrong(1, "a header with the columns patient and subject is missing");
		Draft draft = new Draft(rows.get(0));
		for (CsvReader.Row row : rows.subList(1, rows.size())) draft.add(row);
		return draft.list();
	}

	private static BatchConfigurationException wrong(int line, String why) {
		return CsvReader.wrong(WHAT, line, why);
	}

	/** The subject of a patient by ID. */
	Optional<String> subjectOf(String patientId) {
		return Optional.ofNullable(subjects.get(patientId));
	}

	/** A name in upper case and without the carets of components and groups that it does not have. */
	static String comparable(String name) {
		int end = name.length();
		while (end > 0 && "^= ".indexOf(name.charAt(end - 1)) >= 0) end--;
		return name.substring(0, end).toUpperCase(Locale.ROOT);
	}

	/** The subject of a patient by {@linkplain #comparable(String) comparable} name. */
	Optional<String> subjectOfName(String name) {
		return Optional.ofNullable(subjectsOfNames.get(name));
	}

	/** True if a subject of this name is in the list. */
	boolean hasSubject(String subject) {
		return taken.contains(subject);
	}

	/** Tells by a few letters whether two runs used the same list; says nothing about it to who has not the key. */
	public String fingerprint(StudyKey key) {
		StringBuilder all = new StringBuilder();
		subjects.forEach((patient, subject) -> all.append(patient).append('\0').append(subject).append('\0'));
		return key.name("subjects", all.toString(), 8);
	}

	/** A table of which some rows are read. */
	private static final class Draft {
		/** The rows of a subject so far. */
		private record Use(String subject, int line, boolean open, boolean joined) {}

		private final int width, patientColumn, subjectColumn, joinColumn;
		private final Map<String, String> subjects = new TreeMap<>();
		/** By the subject in lower case, since folders differ by more than that on some disks. */
		private final Map<String, Use> uses = new HashMap<>();
		private final Set<String> patients = new HashSet<>();

		private Draft(CsvReader.Row header) throws BatchConfigurationException {
			List<String> names = header.cells().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
			width = names.size();
			patientColumn = column(names, "patient", header.line());
			subjectColumn = column(names, "subject", header.line());
			joinColumn = names.contains("join") ? column(names, "join", header.line()) : -1;
		}

		private static int column(List<String> names, String name, int line) throws BatchConfigurationException {
			if (!names.contains(name)) throw wrong(line, "the header lacks the column " + name);
			if (names.indexOf(name) != names.lastIndexOf(name)) throw wrong(line, "the header has the column " + name + " twice");
			return names.indexOf(name);
		}

		private void add(CsvReader.Row row) throws BatchConfigurationException {
			int line = row.line();
			for (int i = width; i < row.cells().size(); i++) {
				if (!row.cells().get(i).isEmpty()) throw wrong(line, "it has more cells than the header; put a cell with a separator in it between quotes");
			}
			String patient = row.cell(patientColumn), subject = row.cell(subjectColumn);
			if (patient.isEmpty()) throw wrong(line, "the patient is missing");
			if (subject.isEmpty()) throw wrong(line, "the subject is missing");
			if (!SUBJECT.matcher(subject).matches() || DEVICE.matcher(subject).matches()) {
				throw wrong(line, "a subject is made of at most 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit");
			}
			if (patient.length() >= SHORTEST_LEAK && subject.toLowerCase(Locale.ROOT).contains(patient.toLowerCase(Locale.ROOT))) {
				throw wrong(line, "the subject holds the patient it stands for");
			}
			String known = subjects.putIfAbsent(patient, subject);
			if (known != null && !known.equals(subject)) throw wrong(line, "this patient has another subject in an earlier line");
			patients.add(patient.toLowerCase(Locale.ROOT));
			if (known == null) use(subject, line, isJoin(row.cell(joinColumn), line));
		}

		private void use(String subject, int line, boolean join) throws BatchConfigurationException {
			Use earlier = uses.get(subject.toLowerCase(Locale.ROOT));
			if (earlier != null && !earlier.subject().equals(subject)) throw wrong(line, "an earlier line has the same subject in other upper and lower case");
			if (earlier != null && earlier.open() && !join) {
				throw wrong(line, "an earlier line gives this subject to another patient; if the two are one person, write yes in a column join");
			}
			uses.put(subject.toLowerCase(Locale.ROOT), new Use(subject, line, !join || earlier != null && earlier.open(), earlier != null));
		}

		private static boolean isJoin(String cell, int line) throws BatchConfigurationException {
			return switch (cell.toLowerCase(Locale.ROOT)) {
				case "yes" -> true;
				case "no", "" -> false;
				default -> throw wrong(line, "join is yes, no or empty");
			};
		}

		private SubjectList list() throws BatchConfigurationException {
			int leak = Integer.MAX_VALUE, lonely = Integer.MAX_VALUE;
			for (Map.Entry<String, Use> entry : uses.entrySet()) {
				Use use = entry.getValue();
				if (patients.contains(entry.getKey())) leak = Math.min(leak, use.line());
				if (!use.open() && !use.joined()) lonely = Math.min(lonely, use.line());
			}
			if (leak < Integer.MAX_VALUE) throw wrong(leak, "the subject is a patient of the list");
			if (lonely < Integer.MAX_VALUE) throw wrong(lonely, "join is yes, but no other line has this subject");
			return new SubjectList(subjects);
		}
	}
}
