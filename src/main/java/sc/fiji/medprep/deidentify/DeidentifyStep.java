package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.deidentify.files.OtherFiles;
import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.deidentify.verify.OutputCheck;
import sc.fiji.medprep.deidentify.verify.ReferenceClosure;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Irregularity;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iods;
import sc.fiji.medprep.standard.ProfileCode;
import sc.fiji.medprep.standard.ProfileOption;

/** De-identifies one DICOM file. */
final class DeidentifyStep implements Step {
	private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

	private final StudyKey key;
	private final Subjects subjects;
	private final SubjectRecorder recorder;
	private final Profile profile;
	private final PixelRisk pixelRisk;
	private final String method;
	private final Rules rules;
	private final TextCleaner texts;
	private final OtherFiles otherFiles;
	private final Tally tally = new Tally();
	private final Iods iods = Iods.instance();

	/**
	 * @param recorder hears of each patient, study and series before its first file is written
	 * @param method text for De-identification Method (0012,0063)
	 */
	DeidentifyStep(StudyKey key, Subjects subjects, SubjectRecorder recorder, Profile profile, PixelRisk pixelRisk, String method) {
		this.key = key;
		this.subjects = subjects;
		this.recorder = recorder;
		this.profile = profile;
		rules = new Rules(profile);
		texts = new TextCleaner(profile.strictness());
		otherFiles = new OtherFiles(Descriptors.contextOfFiles(key, subjects, texts, profile, method));
		this.pixelRisk = pixelRisk;
		this.method = method;
	}

	/** What was done so far. */
	Tally tally() {
		return tally;
	}

	@Override
	public Product process(Item item) throws IOException {
		Optional<Product> other = otherFiles.clean(item);
		if (other.isPresent()) return unlessRisky(other.get());
		DicomFile file = DicomFile.read(item.source(), Dictionary.instance());
		boolean written = false;
		try {
			Product product = process(item, file);
			written = product.content() != null;
			return product;
		}
		finally {
			if (!written) file.close();
		}
	}

	/** Pictures of other formats may show text, and cannot say that they do not. */
	private Product unlessRisky(Product product) {
		boolean risky = product.findings().stream().anyMatch(finding -> finding.rule().startsWith("pixel."));
		return risky && pixelRisk == PixelRisk.REFUSE ? refused("The picture may show text", product.findings()) : product;
	}

	private Product process(Item item, DicomFile file) throws IOException {
		DataSet original = file.dataSet();
		List<Finding> findings = new ArrayList<>();
		Set<Irregularity.Kind> told = EnumSet.noneOf(Irregularity.Kind.class);
		for (Irregularity irregularity : file.irregularities()) {
			if (!told.add(irregularity.kind())) continue;
			findings.add(new Finding(Severity.INFO, "dicom.encoding", irregularity.path(), "The file could be read although its encoding does not follow the standard: " + irregularity.kind().words() + "."));
		}
		String sopClass = sopUid(file, Tag.SOP_CLASS_UID, Tag.MEDIA_STORAGE_SOP_CLASS_UID);
		if (sopClass.equals(MEDIA_STORAGE_DIRECTORY) || sopClass.isEmpty() && original.contains(Tag.DIRECTORY_RECORD_SEQUENCE) && !original.contains(Tag.PIXEL_DATA)) {
			return new Product(Outcome.SKIPPED, "A DICOMDIR lists the original files by name and is of no use for the new ones; make a new one if you need it.", "", null, findings);
		}
		boolean stripped = profile.documents() == Documents.STRIP && EmptyDocument.canReplace(original);
		Optional<PixelContent.Risk> risk = PixelContent.riskOf(original, sopClass, stripped);
		if (risk.isPresent()) {
			PixelContent.Risk r = risk.get();
			if (pixelRisk == PixelRisk.REFUSE || pixelRisk == PixelRisk.FLAG && r.wholeFile()) return refused(r.sentence(), findings);
			if (pixelRisk == PixelRisk.FLAG) {
				findings.add(new Finding(Severity.WARNING, r.rule(), Tag.toString(r.tag()), r.sentence() + "; look at it before you hand it on."));
			}
		}
		Cleaner cleaner = new Cleaner(rules, profile, texts, key, subjects, tally, iods.ofSopClass(sopClass).orElse(null), file.transferSyntax(), findings);
		DataSet cleaned = cleaner.clean(original);
		if (stripped) EmptyDocument.replace(cleaned, original);
		if (!cleaner.isSearched() && pixelRisk == PixelRisk.REFUSE) return refused("A compressed frame could not be searched for text", findings);
		boolean harmless = risk.isEmpty() && cleaner.isSearched();
		// what told the risk, such as the rows of an overlay, may have gone with an earlier run
		boolean certain = risk.isPresent() ? risk.get().certain() : cleaner.isSearched() && cleaner.patient().deidentified() && original.string(Tag.PATIENT_IDENTITY_REMOVED).orElse("").equals("NO");
		declare(cleaned, !certain && (harmless || pixelRisk == PixelRisk.PASS), risk.isEmpty() || !risk.get().wholeFile(), cleaner);

		DicomFile output = DicomFile.of(cleaned, file.transferSyntax(), cleaned.string(Tag.SOP_CLASS_UID).orElseGet(() -> cleaner.mappedClass(sopClass)),
			cleaned.string(Tag.SOP_INSTANCE_UID).orElseGet(() -> cleaner.mapped(sopUid(file, Tag.SOP_INSTANCE_UID, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID))));
		record(cleaner, original, cleaned);
		String name = cleaner.subject().pseudonym() + "/" + key.groupName("study", original.string(Tag.STUDY_INSTANCE_UID).orElse(""), 8) + "/"
			+ key.groupName("series", original.string(Tag.SERIES_INSTANCE_UID).orElse(""), 8) + "/" + key.name("file", item.sha256(), 20) + ".dcm";
		return Product.done(name, out -> {
			try (file) {
				output.write(out);
			}
		}, findings).checked(check(original, cleaner)).noted(ReferenceClosure.note(original, cleaned));
	}

	private OutputCheck check(DataSet original, Cleaner cleaner) {
		Set<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
		options.addAll(profile.options());
		if (cleaner.datesAreDone() && options.contains(ProfileOption.RETAIN_MODIFIED_DATES)) options.add(ProfileOption.RETAIN_FULL_DATES);
		return new OutputCheck(original, options, subjects::isReplacement);
	}

	private void record(Cleaner cleaner, DataSet original, DataSet cleaned) throws IOException {
		if (subjects.isPseudonym(cleaner.patient())) return;
		recorder.patient(cleaner.patient(), cleaner.subject());
		record(Level.STUDY, Tag.STUDY_INSTANCE_UID, cleaner.subject(), original, cleaned);
		record(Level.SERIES, Tag.SERIES_INSTANCE_UID, cleaner.subject(), original, cleaned);
	}

	private void record(Level level, int tag, Subject subject, DataSet original, DataSet cleaned) throws IOException {
		String before = original.string(tag).orElse(""), after = cleaned.string(tag).orElse("");
		if (!before.equals(after)) recorder.uid(level, before, after, subject);
	}

	@Override
	public void review(Review review) throws IOException {
		ReferenceClosure.review(review);
	}

	private static Product refused(String sentence, List<Finding> findings) {
		return Product.refused(sentence + "; look at it, and run it with pixel_risk=pass if it shows nobody.", findings);
	}

	private static String sopUid(DicomFile file, int tag, int metaTag) {
		return file.dataSet().string(tag).or(() -> file.fileMeta().string(metaTag)).orElse("");
	}

	/** Writes into the data set what was done (PS3.15 section E.1.1), after what was done to it earlier. */
	private void declare(DataSet dataSet, boolean identityRemoved, boolean wholeProfile, Cleaner cleaner) {
		dataSet.put(Element.ascii(Tag.PATIENT_IDENTITY_REMOVED, VR.CS, identityRemoved ? "YES" : "NO"));
		// The bytes of earlier methods stay as they are, in whatever character set.
		byte[] earlier = dataSet.contains(Tag.DEIDENTIFICATION_METHOD) ? dataSet.get(Tag.DEIDENTIFICATION_METHOD).bytes() : new byte[0];
		if (!dataSet.strings(Tag.DEIDENTIFICATION_METHOD).contains(method)) dataSet.put(Element.bytes(Tag.DEIDENTIFICATION_METHOD, VR.LO, joined(earlier, method)));
		Set<ProfileOption> applied = cleaner.applied();
		declareDates(dataSet, applied, cleaner.datesAreDone());
		List<Value.Item> codes = new ArrayList<>();
		if (dataSet.get(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE) != null && dataSet.get(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE).value() instanceof Value.Sequence sequence) codes.addAll(sequence.items());
		if (wholeProfile) addCode(codes, ProfileCode.BASIC_PROFILE.code(), ProfileCode.BASIC_PROFILE.meaning());
		for (ProfileOption option : applied) addCode(codes, option.code(), option.meaning());
		if (!codes.isEmpty()) dataSet.put(new Element(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, VR.SQ, new Value.Sequence(codes, false)));
	}

	/** Says of dates what holds after this run and all before, and takes what does not from the options to be claimed. */
	private static void declareDates(DataSet dataSet, Set<ProfileOption> applied, boolean done) {
		String earlier = dataSet.strings(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED).stream().filter(Set.of("MODIFIED", "REMOVED")::contains).findFirst().orElse("");
		// What was once modified or removed is not unmodified because it is kept now.
		boolean kept = done && applied.remove(ProfileOption.RETAIN_MODIFIED_DATES) || !earlier.isEmpty() && applied.remove(ProfileOption.RETAIN_FULL_DATES);
		String now = applied.contains(ProfileOption.RETAIN_MODIFIED_DATES) ? "MODIFIED" : applied.contains(ProfileOption.RETAIN_FULL_DATES) ? "UNMODIFIED" : kept ? earlier : "REMOVED";
		dataSet.put(Element.ascii(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, VR.CS, now));
	}

	private static void addCode(List<Value.Item> codes, String value, String meaning) {
		if (codes.stream().anyMatch(item -> item.dataSet().string(Tag.CODE_VALUE).orElse("").equals(value))) return;
		DataSet code = new DataSet();
		code.put(Element.ascii(Tag.CODE_VALUE, VR.SH, value));
		code.put(Element.ascii(Tag.CODING_SCHEME_DESIGNATOR, VR.SH, "DCM"));
		code.put(Element.ascii(Tag.CODE_MEANING, VR.LO, meaning));
		codes.add(new Value.Item(code, false));
	}

	private static byte[] joined(byte[] values, String value) {
		int end = values.length;
		while (end > 0 && values[end - 1] == ' ') end--;
		byte[] added = ((end > 0 ? "\\" : "") + value).getBytes(StandardCharsets.US_ASCII);
		byte[] joined = Arrays.copyOf(values, end + added.length);
		System.arraycopy(added, 0, joined, end, added.length);
		return joined;
	}
}
