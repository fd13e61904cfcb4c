package sc.fiji.medprep.deidentify.subject;

import java.util.Optional;

/**
 * Tells who each patient becomes: the subject of the user's own list, or else a pseudonym that is a function of the study
 * key and the Patient ID, or of the name where there is no ID, or of the study where there is neither. The shift of dates is
 * a function of key and pseudonym, so patients that the list joins have one.
 */
public final class Subjects {
	private final StudyKey key;
	private final SubjectList list;
	private final int leastShift, mostShift;
	private final boolean shiftDates;

	/**
	 * @param list the user's own pseudonyms; null for none
	 * @param leastShift fewest days by which dates are moved back
	 * @param mostShift most days
	 * @param shiftDates false to leave dates as they are
	 */
	public Subjects(StudyKey key, SubjectList list, int leastShift, int mostShift, boolean shiftDates) {
		this.key = key;
		this.list = list == null ? SubjectList.EMPTY : list;
		this.leastShift = leastShift;
		this.mostShift = mostShift;
		this.shiftDates = shiftDates;
	}

	/** Who the patient of a study becomes. Without an ID and a name there is one patient per study. */
	public Subject of(Patient patient, String studyInstanceUid) {
		return of(patient).orElseGet(() -> subject(key.pseudonym("study " + studyInstanceUid)));
	}

	/** Who a patient becomes; empty if neither ID nor name is given. */
	public Optional<Subject> of(Patient patient) {
		boolean named = patient.id().isEmpty();
		String identity = named ? SubjectList.comparable(patient.name()) : patient.id();
		if (identity.isEmpty()) return Optional.empty();
		if (isSubjectOfList(patient)) return Optional.of(subject(named ? patient.name() : patient.id()));
		Optional<String> listed = named ? list.subjectOfName(identity) : list.subjectOf(identity);
		return Optional.of(subject(listed.orElseGet(() -> key.pseudonym(identity))));
	}

	/**
	 * True for a patient that was replaced before, by this key or this list, and so stays as it is; its dates are not to be
	 * moved again.
	 */
	public boolean isPseudonym(Patient patient) {
		return key.isOwnPseudonym(patient.id().isEmpty() ? patient.name() : patient.id()) || isSubjectOfList(patient);
	}

	/** True for a value that takes the place of an identifier: a pseudonym or UID that the key made, or a subject of the list. */
	public boolean isReplacement(String value) {
		return key.isOwnPseudonym(value) || key.isOwnUid(value) || list.hasSubject(value);
	}

	/** A subject of the list can also be the ID of a patient who is not in it, so the file must be one of MedPrep, which gives ID and name the same value. */
	private boolean isSubjectOfList(Patient patient) {
		if (!patient.deidentified()) return false;
		if (patient.id().isEmpty() || patient.name().isEmpty()) return list.hasSubject(patient.id() + patient.name());
		return patient.id().equals(patient.name()) && list.hasSubject(patient.id());
	}

	private Subject subject(String pseudonym) {
		return new Subject(pseudonym, shiftDates ? key.shift(pseudonym, leastShift, mostShift) : DateShift.NONE);
	}
}
