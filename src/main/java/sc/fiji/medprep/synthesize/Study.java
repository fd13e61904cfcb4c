package sc.fiji.medprep.synthesize;

import java.time.LocalDateTime;
import java.time.Period;

/**
 * A study of a patient.
 *
 * @param start in local time
 * @param kind in a word, for folder names
 * @param frameOfReference the one that its volumes share
 */
record Study(Patient patient, String uid, String id, String accession, LocalDateTime start, String kind, Remark description, String frameOfReference, Chance chance) {
	/** This study with a chance of its own, by which texts about it are the same in all its objects. */
	Study described() {
		return new Study(patient, uid, id, accession, start, kind, description, frameOfReference, new Chance(uid.hashCode()));
	}

	/** The same for texts about the patient, which do not change from study to study. */
	Study ofPatient() {
		return new Study(patient, uid, id, patient.otherId(), start, kind, description, frameOfReference, new Chance(patient.id().hashCode()));
	}

	/** Years of age, as in (0010,1010). */
	String age() {
		return String.format("%03dY", Period.between(patient.birth(), start.toLocalDate()).getYears());
	}

	/** A text of the protocol, now and then with an identifier behind it, of at most the given length. */
	Remark remark(String protocol, int longest) {
		Remark plain = Remark.of(protocol);
		if (chance.below(5) < 2) return plain;
		Remark mixed = plain.and(patient.identifier(chance.below(Patient.IDENTIFIERS), accession));
		return mixed.text().length() <= longest ? mixed : plain;
	}

	/** A text of the protocol with several identifiers behind it. */
	Remark story(String text, int identifiers) {
		Remark story = Remark.of(text);
		int first = chance.below(Patient.IDENTIFIERS);
		for (int i = 0; i < identifiers; i++) story = story.and(patient.identifier((first + 5 * i) % Patient.IDENTIFIERS, accession));
		return story;
	}
}
