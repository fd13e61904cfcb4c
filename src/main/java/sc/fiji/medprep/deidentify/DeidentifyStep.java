package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.Iods;

/** De-identifies one DICOM file. */
final class DeidentifyStep implements Step {
	private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
	private static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
	private static final int PATIENT_ID = 0x00100020, PATIENT_NAME = 0x00100010;
	private static final int STUDY_INSTANCE_UID = 0x0020000D, SERIES_INSTANCE_UID = 0x0020000E;
	private static final int PATIENT_IDENTITY_REMOVED = 0x00120062, METHOD = 0x00120063, METHOD_CODES = 0x00120064;
	private static final int LONGITUDINAL_INFORMATION_MODIFIED = 0x00280303;
	private static final int CODE_VALUE = 0x00080100, CODING_SCHEME = 0x00080102, CODE_MEANING = 0x00080104;
	private static final String BASIC_PROFILE = "113100", BASIC_PROFILE_MEANING = "Basic Application Confidentiality Profile";

	private final StudyKey key;
	private final PixelRisk pixelRisk;
	private final String method;
	private final Rules rules = new Rules();
	private final Iods iods = Iods.instance();

	/** @param method text for De-identification Method (0012,0063) */
	DeidentifyStep(StudyKey key, PixelRisk pixelRisk, String method) {
		this.key = key;
		this.pixelRisk = pixelRisk;
		this.method = method;
	}

	@Override
	public Product process(Item item) throws IOException {
		DicomFile file = DicomFile.read(item.source(), Dictionary.instance());
		DataSet original = file.dataSet();
		List<Finding> findings = new ArrayList<>();
		for (String irregularity : new HashSet<>(file.irregularities())) {
			findings.add(new Finding(Severity.INFO, "dicom.encoding", "", "The file could be read although its encoding does not follow the standard: " + irregularity + "."));
		}
		if (original.contains(DIRECTORY_RECORD_SEQUENCE) || file.fileMeta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID).orElse("").equals(MEDIA_STORAGE_DIRECTORY)) {
			return new Product(Outcome.SKIPPED, "A DICOMDIR lists the original files by name and is of no use for the new ones; make a new one if you need it.", "", null, findings);
		}
		Optional<PixelContent.Risk> risk = PixelContent.riskOf(original);
		if (risk.isPresent()) {
			PixelContent.Risk r = risk.get();
			if (pixelRisk == PixelRisk.REFUSE || pixelRisk == PixelRisk.FLAG && r.wholeFile()) {
				return Product.refused(r.sentence() + "; look at it, and run it with pixel_risk=pass if it shows nobody.", findings);
			}
			if (pixelRisk == PixelRisk.FLAG) {
				findings.add(new Finding(Severity.WARNING, r.rule(), Tag.toString(r.tag()), r.sentence() + "; look at it before you hand it on."));
			}
		}
		String originalClass = sopUid(file, Tag.SOP_CLASS_UID, Tag.MEDIA_STORAGE_SOP_CLASS_UID);
		Iod iod = iods.ofSopClass(originalClass).orElse(null);
		String pseudonym = pseudonym(original);
		Cleaner cleaner = new Cleaner(rules, key, iod, pseudonym, findings);
		DataSet cleaned = cleaner.clean(original);
		boolean removed = risk.isEmpty() || pixelRisk == PixelRisk.PASS && !risk.get().certain();
		boolean wholeProfile = risk.isEmpty() || !risk.get().wholeFile();
		declare(cleaned, removed, wholeProfile);

		String sopClass = cleaner.mapped(originalClass);
		String sopInstance = cleaner.mapped(sopUid(file, Tag.SOP_INSTANCE_UID, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID));
		DicomFile output = DicomFile.of(cleaned, file.transferSyntax(), sopClass, sopInstance);
		String name = pseudonym + "/" + key.groupName("study", original.string(STUDY_INSTANCE_UID).orElse(""), 8) + "/"
			+ key.groupName("series", original.string(SERIES_INSTANCE_UID).orElse(""), 8) + "/" + key.name("file", item.sha256(), 20) + ".dcm";
		return Product.done(name, output::write, findings);
	}

	private static String sopUid(DicomFile file, int tag, int metaTag) {
		return file.dataSet().string(tag).or(() -> file.fileMeta().string(metaTag)).orElse("");
	}

	/** The patient's pseudonym: by Patient ID, else by name, else one per study. */
	private String pseudonym(DataSet original) {
		return original.string(PATIENT_ID).map(key::pseudonym).or(() -> original.string(PATIENT_NAME).map(key::pseudonym))
			.orElseGet(() -> key.pseudonym("study " + original.string(STUDY_INSTANCE_UID).orElse("")));
	}

	/** Writes into the data set what was done (PS3.15 section E.1.1), after what was done to it earlier. */
	private void declare(DataSet dataSet, boolean identityRemoved, boolean wholeProfile) {
		dataSet.put(Element.ascii(PATIENT_IDENTITY_REMOVED, VR.CS, identityRemoved ? "YES" : "NO"));
		List<String> methods = new ArrayList<>(dataSet.strings(METHOD));
		if (!methods.contains(method)) {
			methods.add(method);
			dataSet.putString(METHOD, VR.LO, methods.toArray(new String[0]));
		}
		if (wholeProfile && dataSet.items(METHOD_CODES).stream().noneMatch(code -> code.string(CODE_VALUE).orElse("").equals(BASIC_PROFILE))) {
			DataSet code = new DataSet();
			code.put(Element.ascii(CODE_VALUE, VR.SH, BASIC_PROFILE));
			code.put(Element.ascii(CODING_SCHEME, VR.SH, "DCM"));
			code.put(Element.ascii(CODE_MEANING, VR.LO, BASIC_PROFILE_MEANING));
			List<Value.Item> codes = new ArrayList<>();
			if (dataSet.get(METHOD_CODES) != null && dataSet.get(METHOD_CODES).value() instanceof Value.Sequence earlier) codes.addAll(earlier.items());
			codes.add(new Value.Item(code, false));
			dataSet.put(new Element(METHOD_CODES, VR.SQ, new Value.Sequence(codes, false)));
		}
		dataSet.put(Element.ascii(LONGITUDINAL_INFORMATION_MODIFIED, VR.CS, "REMOVED"));
	}
}
