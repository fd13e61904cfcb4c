package sc.fiji.medprep.deidentify.files;

import java.util.Set;
import java.util.function.Function;

import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * What cleaning a file depends on, the same for all files of a run.
 *
 * @param key makes names and UIDs; null to leave out whatever would need one
 * @param subjects the subject of a patient
 * @param text takes what identifies a patient out of free text
 * @param options of the profile
 * @param method what De-identification Method says of this run
 */
public record Context(StudyKey key, Function<Patient, Subject> subjects, TextCleaning text, Set<ProfileOption> options, String method) {
	/** True if an option of the profile is applied. */
	boolean has(ProfileOption option) {
		return options.contains(option);
	}

	/**
	 * The subject of a patient; null if there is no key or the patient is not named.
	 *
	 * @param id Patient ID, or the label behind {@code sub-}; may be null
	 */
	Subject subject(String id) {
		return subject(id, "");
	}

	/** As {@link #subject(String)}, of a patient who may have a name only. */
	Subject subject(String id, String name) {
		Patient patient = Patient.of(id, name);
		return key == null || patient.id().isEmpty() && patient.name().isEmpty() ? null : subjects.apply(patient);
	}
}
