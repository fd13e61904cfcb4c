package sc.fiji.medprep.convert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/**
 * What is kept of the header of an item for names and tables of the set; many items share one. Holds identifiers.
 *
 * @param patient Patient ID, or what stands for it
 * @param study Study Instance UID
 * @param when date and time of the study as written, for the order of sessions
 * @param identityRemoved whether the file says that it holds no identity
 * @param told whether a description says who somebody is
 * @param values of the attributes that names are made of, by keyword; several of one joined by a backslash
 */
record ItemFacts(String patient, String study, String when, boolean identityRemoved, String sex, String age, boolean told, Map<String, String> values) {
	/** Those that names hold words of. */
	static final List<String> DESCRIPTIONS = List.of("ProtocolName", "SeriesDescription");

	/** @param keywords of top-level attributes whose values are kept */
	static ItemFacts of(DataSet dataSet, Collection<String> keywords) {
		String study = text(dataSet, Tag.STUDY_INSTANCE_UID), id = text(dataSet, Tag.PATIENT_ID), name = text(dataSet, Tag.PATIENT_NAME);
		// without ID and name nothing says that two studies are of one patient
		String patient = !id.isEmpty() ? id : !name.isEmpty() ? name : study;
		Map<String, String> values = new TreeMap<>();
		for (String keyword : keywords) {
			Attribute attribute = Dictionary.instance().attribute(keyword).orElseThrow();
			String value = dataSet.contains(attribute.tag()) ? String.join("\\", dataSet.strings(attribute.tag())).strip() : "";
			if (!value.isEmpty()) values.put(keyword, value);
		}
		return new ItemFacts(patient, study, text(dataSet, Tag.STUDY_DATE) + text(dataSet, Tag.STUDY_TIME), !id.isEmpty() && text(dataSet, Tag.PATIENT_IDENTITY_REMOVED).equals("YES"),
			text(dataSet, Tag.PATIENT_SEX), text(dataSet, Tag.PATIENT_AGE), Identity.of(dataSet).isIn(DESCRIPTIONS.stream().map(keyword -> values.getOrDefault(keyword, "")).toList()), values);
	}

	private static String text(DataSet dataSet, int tag) {
		return dataSet.string(tag).orElse("").strip();
	}

	/** The value of an attribute; empty if there is none. */
	String value(String keyword) {
		return values.getOrDefault(keyword, "");
	}
}
