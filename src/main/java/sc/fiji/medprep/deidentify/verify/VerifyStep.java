package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.deidentify.files.OtherFiles;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;

/** Looks at one de-identified file, of whatever tool. */
final class VerifyStep implements Step {
	static final String UNPAIRED = "verify.unpaired", FILE_NAME = "verify.file-name", MAPPING = "verify.mapping";

	private final Originals originals;
	private final IdMapping uids, patients;

	VerifyStep(Originals originals, IdMapping uids, IdMapping patients) {
		this.originals = originals;
		this.uids = uids;
		this.patients = patients;
	}

	@Override
	public Product process(Item item) throws IOException {
		if (OtherFiles.isCalledSo(item.origin().path())) return new Product(Outcome.SKIPPED, "Only DICOM files are verified.", "", null, List.of());
		try (DicomFile written = DicomFile.read(item.source(), Dictionary.instance())) {
			Optional<Path> original = originals.of(written.dataSet(), item.origin().path());
			if (original.isPresent()) return compared(item, written, original.get());
			List<Finding> findings = new ArrayList<>(OutputCheck.ofTable(written.dataSet(), null, null, this::isMade));
			if (originals.exist()) findings.add(new Finding(Severity.WARNING, UNPAIRED, "", "No original was found for this file, so that no value could be searched in it."));
			return Product.seen(findings);
		}
	}

	private Product compared(Item item, DicomFile written, Path originalFile) throws IOException {
		try (DicomFile read = DicomFile.read(originalFile, Dictionary.instance())) {
			DataSet original = read.dataSet();
			Claims claims = new Claims(written.dataSet(), original);
			Collection<Identifier> identifiers = new IdentifyingValues(claims.options(), this::isMade).add(original).values();
			List<Finding> findings = new ArrayList<>(new Residue(identifiers, claims.options()).in(written, item.source()));
			findings.addAll(OutputCheck.ofTable(written.dataSet(), original, null, this::isMade));
			if (tellsInName(item.origin().path(), identifiers)) findings.add(new Finding(Severity.ERROR, FILE_NAME, "", "The name of the file or of a folder holds a value of the original."));
			mapped(uids, Tag.SOP_INSTANCE_UID, original, written.dataSet(), findings);
			mapped(patients, Tag.PATIENT_ID, original, written.dataSet(), findings);
			return Product.seen(findings).noted(ReferenceClosure.note(original, written.dataSet()));
		}
		catch (DicomException e) {
			return Product.seen(List.of(new Finding(Severity.WARNING, UNPAIRED, "", "The original of this file cannot be read, so that no value could be searched in it.")));
		}
	}

	private boolean isMade(String value) {
		return uids.isNew(value) || patients.isNew(value);
	}

	private static boolean tellsInName(String path, Collection<Identifier> identifiers) {
		byte[] name = path.getBytes(StandardCharsets.UTF_8);
		for (Identifier identifier : identifiers) {
			for (Identifier.Pattern pattern : identifier.patterns()) {
				if (pattern.unit() == 1 && Residue.standsAloneIn(name, pattern)) return true;
			}
		}
		return false;
	}

	/** Whether a value became what the table says. */
	private static void mapped(IdMapping mapping, int tag, DataSet original, DataSet written, List<Finding> findings) {
		Optional<String> wanted = mapping.newOf(original.string(tag).orElse(""));
		if (wanted.isEmpty() || wanted.get().equals(written.string(tag).orElse(""))) return;
		findings.add(new Finding(Severity.ERROR, MAPPING, Tag.toString(tag), Residue.nameOf(tag) + " is not what the table of mappings says."));
	}

	@Override
	public void review(Review review) throws IOException {
		ReferenceClosure.review(review);
	}
}
