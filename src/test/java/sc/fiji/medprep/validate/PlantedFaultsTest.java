package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** A clean file of the corpus, and copies with one fault each that their names tell. */
public class PlantedFaultsTest {
	private static final Map<String, String> RULES = Map.ofEntries(Map.entry("07_uid_leading_zero", "value.uid (0020,000D)"), Map.entry("09_date_month13", "value.date (0008,0020)"),
		Map.entry("11_cs_lowercase", "value.code_string (0018,0015)"), Map.entry("13_lo_65", "value.length (0008,1030)"), Map.entry("15_tm_25h", "value.time (0008,0030)"),
		Map.entry("17_pixels_long", "pixel.length.long (7FE0,0010)"), Map.entry("19_highbit_wrong", "pixel.high_bit (0028,0102)"), Map.entry("21_ts_rle_native_data", "pixel.encapsulation (7FE0,0010)"),
		Map.entry("23_iop_not_orthogonal", "plausible.orientation.orthogonal (0020,0037)"), Map.entry("25_pixelspacing_negative", "plausible.spacing (0028,0030)"),
		Map.entry("27_nonascii_no_charset", "charset.not_declared (0010,0010)"), Map.entry("29_private_no_creator", "private.no_creator (0019,1005)"), Map.entry("31_modality_vs_sopclass", "plausible.modality (0008,0060)"),
		Map.entry("33_unknown_sopclass", "uid.sop_class.unknown (0008,0016)"), Map.entry("35_window_width_0", "plausible.window.width (0028,1051)"), Map.entry("37_age_vs_birth", "plausible.age (0010,1010)"),
		Map.entry("39_rescale_slope_0", "plausible.slope (0028,1053)"), Map.entry("41_pixels_exceed_bitsstored", "pixel.value.beyond_bits (7FE0,0010)"), Map.entry("43_nframes_3_single", "pixel.length.short (7FE0,0010)"),
		Map.entry("45_vr_wrong_explicit", "encoding.vr.wrong (0008,0060)"), Map.entry("49_laterality_bad", "value.enumerated (0020,0060)"), Map.entry("53_pn_too_long_comp", "value.person_name.length (0010,0010)"),
		Map.entry("57_pixelpadding_vr", "encoding.vr.context (0028,0120)"), Map.entry("61_no_preamble", "encoding.preamble"), Map.entry("63_out_of_order", "encoding.order (0008,0018)"),
		Map.entry("65_odd_length", "encoding.length.odd (0008,0060)"), Map.entry("01_type1_missing_Rows", "type1.missing (0028,0010)"), Map.entry("03_type2_missing_StudyID", "type2.missing (0020,0010)"),
		Map.entry("05_definedterm_RescaleType", "value.defined_term (0028,1054)"), Map.entry("47_ipp_missing", "type1.missing (0020,0032)"), Map.entry("51_seq_empty_code", "type1.missing (0008,1032)>(0008,0104)"),
		Map.entry("55_palette_missing_lut", "value.enumerated (0028,0004)"));


	@Test
	public void each_planted_fault_is_found_by_its_rule_and_the_clean_file_has_none() throws IOException {
		Map<String, Set<String>> found = new TreeMap<>();
		for (Path path : Oracle.corpusFiles("dicom/faults/file")) {
			String name = path.getFileName().toString().replace(".dcm", "");
			Set<String> all = found.computeIfAbsent(name, key -> new HashSet<>());
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				all.addAll(Checked.file(everyCheck(), file));
			}
		}
		for (Map.Entry<String, String> fault : RULES.entrySet()) {
			assertTrue(fault.getKey() + " " + found.get(fault.getKey()), found.get(fault.getKey()).contains(fault.getValue()));
			String rule = fault.getValue().split(" ")[0];
			assertTrue(rule, found.get("00_base").stream().noneMatch(finding -> finding.split(" ")[0].equals(rule)));
		}
		Set<String> known = new HashSet<>(RULES.keySet());
		known.add("00_base");
		assertEquals(known, found.keySet());
	}

	private static FileCheck everyCheck() {
		return (file, findings) -> {
			for (FileCheck check : FileChecks.all(LocalDate.of(2026, 1, 1), true)) check.check(file, findings);
		};
	}
}
