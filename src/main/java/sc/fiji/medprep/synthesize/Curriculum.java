package sc.fiji.medprep.synthesize;

import java.util.List;

/** Which studies a patient has: each begins with a head in the magnet, and four patients together have all kinds. */
final class Curriculum {
	private final Workshop workshop;

	Curriculum(Workshop workshop) {
		this.workshop = workshop;
	}

	void run() {
		magnet();
		switch (workshop.patient.number() % 4) {
			case 0 -> {
				tomograph();
				rays();
			}
			case 1 -> {
				ultrasound();
				papers();
			}
			case 2 -> {
				tomograph();
				ultrasound();
				papers();
			}
			default -> rays();
		}
	}

	private void magnet() {
		Study study = workshop.study("MR", workshop.chance.of("4.6 BRAIN W/O (ACRIN)", "MRI HEAD WITHOUT AND WITH CONTRAST", "MR Brain Tumor Follow-up"));
		CrossSections images = new CrossSections(workshop);
		List<ImageReference> head = images.head(study);
		if (workshop.patient.number() % 3 == 0) images.diffusion(study);
		new Annotations(workshop).presentation(study, head.get(head.size() / 2));
		if (workshop.patient.number() % 2 == 0) new Annotations(workshop).keyObjects(study, head.subList(3, 6));
		new Reports(workshop).measurements(study, head.get(head.size() / 2));
	}

	private void tomograph() {
		Study study = workshop.study("CT", workshop.chance.of("CT CHEST W/ IV CONTRAST", "4.6 COLONOSCOPY (ACRIN)", "CT Thorax Staging"));
		CrossSections images = new CrossSections(workshop);
		CrossSections.Volume volume = images.chest(study);
		if (workshop.patient.number() % 4 == 0) images.emission(study);
		new Annotations(workshop).contours(study, volume);
		new Annotations(workshop).segmentation(study, volume);
	}

	private void rays() {
		Study study = workshop.study("XR", workshop.chance.of("CHEST PA AND LATERAL", "XR Thorax 2 views", "Screening bilateral mammogram"));
		FlatImages images = new FlatImages(workshop);
		List<ImageReference> made = images.radiographs(study);
		images.angiography(study);
		new Reports(workshop).report(study, made.get(0));
	}

	private void ultrasound() {
		Study study = workshop.study("US", workshop.chance.of("US ABDOMEN COMPLETE", "Echocardiogram transthoracic", "Ultrasound thyroid"));
		FlatImages images = new FlatImages(workshop);
		images.ultrasound(study);
		images.captures(study);
	}

	private void papers() {
		Study study = workshop.study("DOC", workshop.chance.of("OUTSIDE DOCUMENTS", "Second opinion head CT"));
		new EnhancedImages(workshop).tomography(study);
		new EnhancedImages(workshop).magneticResonance(study);
		new Documents(workshop).letter(study);
	}
}
