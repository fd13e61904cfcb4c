package sc.fiji.medprep.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.SeriesFinding.Kind;
import sc.fiji.medprep.standard.Dictionary;

/** Series of real scanners, and faulty ones. */
public class SeriesCorpusTest {
	static DicomSource source(int number, Path file) {
		return new DicomSource() {
			@Override
			public int number() {
				return number;
			}

			@Override
			public DicomFile open() throws IOException {
				return DicomFile.read(file, Dictionary.instance());
			}
		};
	}

	/** The series of a folder; files that are no DICOM are left out. */
	static List<ImageSeries> series(List<Path> files) throws IOException {
		SeriesAssembler assembler = new SeriesAssembler();
		for (int i = 0; i < files.size(); i++) {
			DicomSource source = source(i + 1, files.get(i));
			try (DicomFile file = source.open()) {
				assembler.add(source, file);
			}
			catch (DicomException noDicom) {
				continue;
			}
		}
		return assembler.series();
	}

	/** What is found in each faulty series. Laterality and pixels are no business of geometry, the order of instances is no fault. */
	private static final Map<String, List<List<Kind>>> FAULTS = Map.ofEntries(Map.entry("s00_base", List.of(List.of())), Map.entry("s01_dup_SOPUID_different_pixels", List.of(List.of(Kind.DUPLICATE_INSTANCE))),
		Map.entry("s03_same_pixels_different_UID", List.of(List.of())), Map.entry("s05_duplicate_position", List.of(List.of(Kind.DUPLICATE_POSITION, Kind.MISSING_SLICE))),
		Map.entry("s07_two_PatientIDs_one_study", List.of(List.of(Kind.MIXED_IDENTITY, Kind.MISSING_SLICE), List.of(Kind.MIXED_IDENTITY))),
		Map.entry("s09_FoR_differs_in_series", List.of(List.of(Kind.MIXED_FRAME_OF_REFERENCE, Kind.MISSING_SLICE), List.of(Kind.MIXED_FRAME_OF_REFERENCE))),
		Map.entry("s11_rows_differ", List.of(List.of(Kind.MIXED_SIZE, Kind.MISSING_SLICE), List.of(Kind.MIXED_SIZE))),
		Map.entry("s13_modality_differs", List.of(List.of(Kind.MIXED_IDENTITY, Kind.MISSING_SLICE), List.of(Kind.MIXED_IDENTITY))), Map.entry("s15_laterality_differs", List.of(List.of())),
		Map.entry("s17_irregular_spacing", List.of(List.of(Kind.IRREGULAR_SPACING))), Map.entry("s19_sopclass_mixed", List.of(List.of(Kind.MIXED_SOP_CLASS))),
		Map.entry("s21_gantry_tilt_shear", List.of(List.of(Kind.GANTRY_TILT))), Map.entry("s23_near_duplicate_pixels", List.of(List.of())),
		Map.entry("s25_slicethickness_differs", List.of(List.of(Kind.MIXED_THICKNESS))), Map.entry("s27_instance_order_not_spatial", List.of(List.of())));

	@Test
	public void each_faulty_series_gives_its_finding() throws IOException {
		for (Map.Entry<String, List<List<Kind>>> fault : FAULTS.entrySet()) {
			List<ImageSeries> series = series(Oracle.corpusFiles("dicom/faults/series/" + fault.getKey()));
			List<List<Kind>> found = series.stream().flatMap(one -> one.volumes().stream()).map(Slices::kinds).toList();
			assertEquals(fault.getKey(), fault.getValue(), found);
		}
	}

	/** Folder, reference, number of the series, echo (0: the only one). */
	private record Reference(String folder, String name, int series, int echo) {}

	private static void compare(String root, Reference... references) throws IOException {
		for (Reference reference : references) {
			List<ImageSeries> series = series(Oracle.corpusFiles("conversion/" + root + "/In" + reference.folder));
			ImageSeries one = series.stream().filter(s -> s.number() == reference.series).findFirst().orElseThrow();
			StoredVolume volume = one.volumes().stream().filter(v -> reference.echo == 0 || v.kind().echo() == reference.echo).findFirst().orElseThrow();
			assertEquals(reference.name, List.of(), volume.findings());
			if (reference.echo == 0) assertEquals(reference.name, 1, one.volumes().size());
			Nifti.read(Oracle.corpus("conversion/" + root + "/Ref/" + reference.name + ".nii")).assertSame(reference.name, volume.load(2));
		}
	}

	@Test
	public void mosaics_and_volumes_of_GE_are_those_of_the_references() throws IOException {
		compare("dcm_qa_nih", new Reference("/20180918GE/mr_0004", "DCM2NIIX_regression_test_4", 4, 0), new Reference("/20180918GE/mr_0005", "DCM2NIIX_regression_test_5", 5, 0),
			new Reference("/20180918GE/mr_0006", "DCM2NIIX_regression_test_6", 6, 0), new Reference("/20180918GE/mr_0007", "DCM2NIIX_regression_test_7", 7, 0), new Reference("/20180918Si/mr_0003", "EPI_PE=AP_3", 3, 0),
			new Reference("/20180918Si/mr_0004", "EPI_PE=PA_4", 4, 0), new Reference("/20180918Si/mr_0005", "EPI_PE=RL_5", 5, 0), new Reference("/20180918Si/mr_0006", "EPI_PE=LR_6", 6, 0));
	}

	@Test
	public void echoes_and_phases_are_those_of_the_references() throws IOException {
		compare("dcm_qa_me", new Reference("", "me_FieldMap_GRE_2_e1", 2, 1), new Reference("", "me_FieldMap_GRE_2_e2", 2, 2), new Reference("", "me_FieldMap_GRE_3_e2_ph", 3, 0),
			new Reference("", "me_fMRI_4_e1", 4, 1), new Reference("", "me_fMRI_4_e2", 4, 2));
	}

	@Test
	public void twelve_bits_and_all_transfer_syntaxes_are_those_of_the_references() throws IOException {
		for (int number = 2; number <= 4; number++) compare("dcm_qa_12bit", new Reference("", Integer.toString(number), number, 0));
		for (int number = 1; number <= 9; number++) compare("dcm_qa_ts", new Reference("", Integer.toString(number), number, 0));
	}

	@Test
	public void every_file_of_the_corpus_gives_volumes_or_one_sentence() throws IOException {
		for (String folder : List.of("dicom/pydicom", "dicom/odd", "dicom/transfer-syntaxes", "dicom/faults/file", "annotations")) {
			SeriesAssembler assembler = new SeriesAssembler();
			List<Path> files = Oracle.corpusFiles(folder);
			int images = 0;
			for (int i = 0; i < files.size(); i++) {
				DicomSource source = source(i + 1, files.get(i));
				try (DicomFile file = source.open()) {
					assembler.add(source, file);
					images++;
				}
				catch (IOException e) {
					assertTrue(files.get(i) + ": " + e.getMessage(), e.getMessage() != null && e.getMessage().length() > 30);
				}
			}
			int there = assembler.series().stream().flatMap(series -> series.volumes().stream()).mapToInt(volume -> volume.files().size()).sum();
			assertTrue(folder, there > 0 && there <= images * 3);
		}
	}
}
