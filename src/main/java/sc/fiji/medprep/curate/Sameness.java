package sc.fiji.medprep.curate;

/** How far two images are apart that should be one; the farthest first, which counts. The first five have the same pixels. */
enum Sameness {
	SPLIT("set.split.pixels", "The pixels are also in another split: they are those of %s."),
	PATIENT("set.pixels.in_patients", "The pixels are those of %s, which is said to be another patient."),
	STUDY("set.pixels.in_studies", "The pixels are those of %s in another study of the patient."),
	SERIES("set.pixels.in_series", "The pixels are those of %s in another series of the study."),
	INSTANCE("set.pixels.in_instances", "The pixels are those of %s of the same series, under another SOP Instance UID."),
	NEAR_IN_SPLIT("set.split.near", "The image is nearly the same as %s in another split."),
	NEAR_IN_PATIENT("set.pixels.near_in_patients", "The image is nearly the same as %s, which is said to be another patient."),
	NEAR("set.pixels.near", "The image is nearly a copy of %s: the noise is the same, some values differ.");

	private final String rule, message;

	Sameness(String rule, String message) {
		this.rule = rule;
		this.message = message;
	}

	String rule() {
		return rule;
	}

	/** @param items as {@link Found#names} gives them */
	String message(String items) {
		return String.format(message, items);
	}
}
