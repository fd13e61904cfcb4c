package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.batch.Verdict;
import sc.fiji.medprep.dicom.ByteSource;

/** Writes the original of a repaired file. */
final class UndoStep implements Step {
	private static final Verdict FAILED = new Verdict("What was restored is not the original; the changes file is damaged.", List.of());

	private final RecordedChanges changes;

	UndoStep(RecordedChanges changes) {
		this.changes = changes;
	}

	@Override
	public Product process(Item item) throws IOException {
		String name = OutputPath.of(item.origin().path());
		Optional<RecordedChanges.Entry> found = changes.find(item.sha256(), name);
		if (found.isEmpty()) return Product.refused("No repair of this file is recorded, or it was changed since; take the original from where it is.", List.of());
		RecordedChanges.Entry entry = found.get();
		if (!entry.original().fits(item.source())) throw new IOException("The changes file does not fit the repaired file; give the one that the repair has written.");
		return Product.done(name, out -> entry.original().restore(item.source(), out), List.of()).checked(written -> check(written, entry.sha256In()));
	}

	private static Verdict check(ByteSource written, String sha256) throws IOException {
		try (Digest digest = new Digest()) {
			written.transferTo(0, written.length(), digest);
			return HexFormat.of().formatHex(digest.value()).equals(sha256) ? Verdict.PASSED : FAILED;
		}
	}
}
