package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;

/** Decides what can be decided about one file alone. Safe for use by several threads. */
final class Grader {
	/** Less than this of the original picture is left where text was painted over; a blurred one keeps far more. */
	private static final double HIDDEN = 0.3;

	private final Set<String> uids;
	private final Originals originals;
	private final Map<String, CheckPath> paths = new ConcurrentHashMap<>();

	/** @param uids of all instances, series, studies and frames of reference of the output */
	Grader(Set<String> uids, Originals originals) {
		this.uids = uids;
		this.originals = originals;
	}

	/** What is to be decided over the whole output. */
	static boolean isOfTheSet(Check check) {
		return switch (check.action()) {
			case UID_CONSISTENT, PATID_CONSISTENT, OFFSET_CONSISTENT -> true;
			default -> false;
		};
	}

	/** The verdict on an instance that has no copy. */
	static Verdict missing(Check check) {
		return switch (check.action()) {
			case TAG_RETAINED, TEXT_NOTNULL, TEXT_RETAINED, PIXELS_RETAINED, UID_CONSISTENT, PATID_CONSISTENT, OFFSET_CONSISTENT -> Verdict.FAILED;
			case TEXT_REMOVED, DATE_SHIFTED, UID_CHANGED, PIXELS_HIDDEN, REFERENCE_CLOSED, NOTHING_ADDED -> Verdict.PASSED;
		};
	}

	/** The value that a check is about; null if the element is not there. */
	String value(Check check, DicomFile file) {
		CheckPath.Found found = find(check, file);
		return found == null ? null : ValueText.of(found.level(), found.element());
	}

	private CheckPath.Found find(Check check, DicomFile file) {
		return paths.computeIfAbsent(check.path(), CheckPath::parse).find(file);
	}

	/** @param source the bytes of the file */
	Verdict verdict(Check check, OutputFile output, ByteSource source, DicomFile file) throws IOException {
		return switch (check.action()) {
			case PIXELS_RETAINED -> Verdict.of(Matching.pixels(check).equals(output.pixels()));
			case PIXELS_HIDDEN -> hidden(check, output, file);
			case NOTHING_ADDED -> Verdict.of(!PlantedWords.areIn(check.text(), output.name(), source, file));
			case TAG_RETAINED -> Verdict.of(find(check, file) != null);
			case TEXT_NOTNULL -> {
				CheckPath.Found found = find(check, file);
				yield Verdict.of(found != null && !ValueText.isEmpty(found.level(), found.element()));
			}
			case TEXT_RETAINED -> {
				String value = value(check, file);
				yield Verdict.of(value != null && TextRule.isRetained(value, check.text()));
			}
			case TEXT_REMOVED -> {
				String value = value(check, file);
				yield Verdict.of(value == null || value.isEmpty() || TextRule.isRemoved(value, check.text().isEmpty() ? check.value() : check.text()));
			}
			case DATE_SHIFTED, UID_CHANGED -> {
				String value = value(check, file);
				yield Verdict.of(value == null || TextRule.isAnother(value, check.value()));
			}
			case REFERENCE_CLOSED -> {
				String value = value(check, file);
				yield Verdict.of(value == null || value.isEmpty() || uids.containsAll(List.of(value.split("\\\\"))));
			}
			case UID_CONSISTENT, PATID_CONSISTENT, OFFSET_CONSISTENT -> throw new IllegalArgumentException("One file does not tell");
		};
	}

	private Verdict hidden(Check check, OutputFile output, DicomFile file) throws IOException {
		if (output.pixels().isEmpty()) return Verdict.PASSED;
		PixelBox box = PixelBox.parse(check.text());
		BoxSamples samples = BoxSamples.of(file.dataSet(), box);
		if (samples != null && samples.isEven()) return Verdict.PASSED;
		try (DicomFile original = originals.open(check.instance())) {
			if (original == null) return Verdict.UNDECIDED;
			if (output.pixels().equals(PixelValue.md5(original.dataSet()))) return Verdict.FAILED;
			BoxSamples before = BoxSamples.of(original.dataSet(), box);
			if (samples == null || before == null || !samples.isComparable(before)) return Verdict.UNDECIDED;
			return Verdict.of(samples.likeness(before) < HIDDEN);
		}
	}
}
