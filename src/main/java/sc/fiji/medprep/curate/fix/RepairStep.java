package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.OtherContent;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;

/** Writes a repaired copy of a file that needs one; others are passed over. */
final class RepairStep implements Step {
	private final Set<Repair> repairs;

	RepairStep(Set<Repair> repairs) {
		this.repairs = repairs;
	}

	@Override
	public Product process(Item item) throws IOException {
		boolean written = false;
		Optional<DicomFile> read = OtherContent.read(item.source());
		if (read.isEmpty()) return OtherContent.PASSED_OVER;
		DicomFile file = read.get();
		try {
			Product product = process(item, file);
			written = product.content() != null;
			return product;
		}
		finally {
			if (!written) file.close();
		}
	}

	private Product process(Item item, DicomFile file) throws IOException {
		if (file.dataSet().contains(Tag.DIRECTORY_RECORD_SEQUENCE)) return Product.skipped("A DICOMDIR holds offsets into itself and is not repaired; make a new one.");
		FileRepair repair = new FileRepair(file, repairs);
		DicomFile repaired = repair.run();
		if (repaired == null) return Product.skipped("Nothing to repair.");
		Original original = Original.of(item.source(), LongValues.of(repaired, item.source()));
		return Product.done(OutputPath.of(item.origin().path()), out -> {
			try (file) {
				repaired.write(out);
			}
		}, RepairNote.findings(repair.changes())).noted(RepairNote.json(repair.changes(), original)).checked(WrittenCheck.of(repaired, file, original, item.sha256()));
	}
}
