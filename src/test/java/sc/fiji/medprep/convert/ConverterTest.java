package sc.fiji.medprep.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.convert.ConvertOptions.Layout;
import sc.fiji.medprep.convert.ConvertOptions.OnFinding;
import sc.fiji.medprep.convert.ConvertOptions.Tilt;
import sc.fiji.medprep.report.RunReport;

/** Conversions from end to end, compared by nibabel with what dcm2niix made of the same scans. */
public class ConverterTest {
	/** Prints the reference images that have no equal in the output: the same voxels and an affine within 1e-3. */
	private static final String COMPARE = """
		import sys, glob, numpy as np, nibabel as nib
		ours = [nib.load(f) for f in glob.glob(sys.argv[2] + '/**/*.nii.gz', recursive=True)]
		count = 0
		for name in sorted(glob.glob(sys.argv[1] + '/**/*.nii*', recursive=True)):
		    count += 1
		    ref = nib.load(name)
		    values = np.asarray(ref.dataobj)
		    if not any(i.shape == ref.shape and np.abs(i.affine - ref.affine).max() < 1e-3 and int(i.header['qform_code']) == int(ref.header['qform_code'])
		               and np.abs(i.get_qform() - ref.get_qform()).max() < 5e-3 and np.array_equal(np.asarray(i.dataobj), values) for i in ours):
		        print('no equal of', name)
		print(count, 'references')
		""";

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private RunReport convert(Path input, Layout layout, OnFinding onFinding, Tilt tilt) throws IOException {
		return convert(input, "out", layout, onFinding, tilt);
	}

	private RunReport convert(Path input, String output, Layout layout, OnFinding onFinding, Tilt tilt) throws IOException {
		BatchOptions batch = new BatchOptions(input, temporary.getRoot().toPath().resolve(output), null, 2, false);
		return new Converter(new ConvertOptions(batch, layout, onFinding, tilt, false, null)).run(Progress.NONE);
	}

	private static List<String> outputs(RunReport report) throws IOException {
		try (Stream<Path> files = Files.walk(report.output())) {
			return files.filter(Files::isRegularFile).map(file -> report.output().relativize(file).toString().replace('\\', '/')).sorted().toList();
		}
	}

	private static List<String> images(RunReport report) throws IOException {
		return outputs(report).stream().filter(name -> name.endsWith(".nii.gz")).toList();
	}

	private void assertReferencesAreMet(String corpus, int references) throws Exception {
		Path folder = Oracle.corpus("conversion/" + corpus);
		RunReport report = convert(folder.resolve("In"), Layout.FLAT, OnFinding.REFUSE, Tilt.KEEP);
		assertEquals(report.summaryText(), 0, report.exitCode());
		assertEquals(references + " references\n", Oracle.run("/usr/bin/python3", "-c", COMPARE, folder.resolve("Ref").toString(), report.output().toString()).output());
	}

	@Test
	public void echo_planar_images_of_ge_and_siemens_are_those_of_dcm2niix() throws Exception {
		assertReferencesAreMet("dcm_qa_nih", 8);
	}

	@Test
	public void images_of_several_echoes_and_phases_are_those_of_dcm2niix() throws Exception {
		assertReferencesAreMet("dcm_qa_me", 5);
	}

	@Test
	public void twelve_bits_with_and_without_sign_are_those_of_dcm2niix() throws Exception {
		assertReferencesAreMet("dcm_qa_12bit", 3);
	}

	@Test
	public void one_image_in_nine_transfer_syntaxes_is_that_of_dcm2niix() throws Exception {
		assertReferencesAreMet("dcm_qa_ts", 9);
	}

	/** All that can be geometrically wrong about a series of the corpus is refused, and nothing of it is written. */
	@Test
	public void faulty_series_are_refused_or_annotated_and_never_silently_wrong() throws Exception {
		List<String> harmless = List.of("s00", "s03", "s15", "s21", "s23", "s27");
		try (Stream<Path> folders = Files.list(Oracle.corpus("dicom/faults/series"))) {
			for (Path folder : folders.sorted().toList()) {
				String name = folder.getFileName().toString();
				boolean fine = harmless.contains(name.substring(0, 3));
				RunReport refusing = convert(folder, name + "-refuse", Layout.FLAT, OnFinding.REFUSE, Tilt.KEEP);
				assertEquals(name, fine ? 0 : 1, refusing.exitCode());
				assertEquals(name, fine ? 1 : 0, images(refusing).size());
				RunReport annotating = convert(folder, name + "-annotate", Layout.FLAT, OnFinding.ANNOTATE, Tilt.KEEP);
				assertEquals(name, fine ? 0 : 1, annotating.exitCode());
				assertFalse(name, images(annotating).isEmpty());
				boolean said = false;
				for (String image : images(annotating)) said |= Files.readString(annotating.output().resolve(image.replace(".nii.gz", ".json"))).contains("MedPrepFindings");
				assertEquals(name, !fine || name.startsWith("s21"), said);
			}
		}
	}

	@Test
	public void gantry_tilt_is_kept_as_shear_or_resampled_away() throws Exception {
		Path tilted = Oracle.corpus("dicom/faults/series").resolve("s21_gantry_tilt_shear");
		String script = """
			import sys, glob, numpy as np, nibabel as nib
			i = nib.load(glob.glob(sys.argv[1] + '/*.nii.gz')[0])
			m = i.affine[:3, :3] / np.linalg.norm(i.affine[:3, :3], axis=0)
			print(int(i.header['qform_code']), int(i.header['sform_code']), i.shape[1], round(float(np.abs(m.T @ m - np.eye(3)).max()), 3))
			""";
		RunReport kept = convert(tilted, "kept", Layout.FLAT, OnFinding.REFUSE, Tilt.KEEP), resampled = convert(tilted, "resampled", Layout.FLAT, OnFinding.REFUSE, Tilt.RESAMPLE);
		assertEquals("0 1 128 0.371\n", Oracle.run("/usr/bin/python3", "-c", script, kept.output().toString()).output());
		assertEquals("1 1 162 0.0\n", Oracle.run("/usr/bin/python3", "-c", script, resampled.output().toString()).output());
	}

	@Test
	public void nothing_that_goes_out_tells_who_the_patient_is() throws Exception {
		Path input = temporary.newFolder("DOE_JANE").toPath();
		for (int slice = 1; slice <= 4; slice++) SyntheticCt.write(input.resolve("Example" + slice), slice, 16);
		for (Layout layout : Layout.values()) {
			RunReport report = convert(input, "out" + layout, layout, OnFinding.REFUSE, Tilt.KEEP);
			assertEquals(report.summaryText(), 0, report.exitCode());
			for (Path folder : List.of(report.output(), report.folder())) {
				try (Stream<Path> files = Files.walk(folder)) {
					for (Path file : files.filter(Files::isRegularFile).toList()) {
						String text = file.getFileName() + "\n" + (file.toString().endsWith(".gz") ? "" : Files.readString(file));
						for (String telling : List.of("Jane", "JANE", "Example", "EX-4711", "4711", "0815", "19700101", "Physician", "2.25.3092", "Abdomen", "Axial 1"))
							assertFalse(file.getFileName() + " tells " + telling, text.contains(telling));
					}
				}
			}
			Path table = report.folder().resolveSibling(report.folder().getFileName() + "-private").resolve("subjects.csv");
			assertEquals("subject,patient\n001,EX-4711\n", Files.readString(table));
		}
	}

	@Test
	public void an_input_without_images_is_an_error_and_makes_no_dataset() throws Exception {
		Path input = temporary.newFolder("texts").toPath();
		Files.writeString(input.resolve("notes.txt"), "no image");
		for (Layout layout : Layout.values()) {
			RunReport report = convert(input, "none" + layout, layout, OnFinding.REFUSE, Tilt.KEEP);
			assertEquals(1, report.exitCode());
			assertEquals(List.of(), outputs(report));
			assertTrue(Files.readString(report.folder().resolve("findings.csv")).contains("1,error,set.no_image,,Nothing was converted"));
		}
	}

	@Test
	public void a_bids_dataset_has_names_and_tables_of_the_standard() throws Exception {
		RunReport report = convert(Oracle.corpus("conversion/dcm_qa_nih/In"), Layout.BIDS, OnFinding.REFUSE, Tilt.KEEP);
		List<String> names = outputs(report);
		assertTrue(names.toString(), names.contains("sub-001/ses-01/func/sub-001_ses-01_task-unknown_run-01_bold.nii.gz"));
		assertTrue(names.toString(), names.containsAll(List.of("dataset_description.json", "participants.tsv", "participants.json", "README")));
		assertTrue(names.toString(), names.contains("sub-001/ses-02/func/sub-001_ses-02_task-unknown_dir-AP_bold.nii.gz"));
		assertFalse(names.toString(), names.contains(".bidsignore"));
		assertEquals("participant_id", Files.readString(report.output().resolve("participants.tsv")).split("\t")[0]);
	}

	@Test
	public void copies_are_skipped_and_other_images_of_the_same_place_are_refused() throws Exception {
		Path input = temporary.newFolder("copies").toPath();
		for (int slice = 1; slice <= 4; slice++) SyntheticCt.write(input.resolve("IM" + slice), slice, 16);
		Files.copy(input.resolve("IM2"), input.resolve("copy"));
		RunReport copied = convert(input, "copied", Layout.FLAT, OnFinding.REFUSE, Tilt.KEEP);
		assertEquals(copied.summaryText(), 0, copied.exitCode());
		assertTrue(copied.summaryText(), copied.summaryText().contains("4 done, 0 refused, 1 skipped"));
		byte[] other = Files.readAllBytes(input.resolve("copy"));
		other[other.length - 1] ^= 1;
		Files.write(input.resolve("copy"), other);
		RunReport twice = convert(input, "twice", Layout.FLAT, OnFinding.ANNOTATE, Tilt.KEEP);
		assertEquals(1, twice.exitCode());
		assertTrue(twice.summaryText(), twice.summaryText().contains("4 done, 1 refused"));
	}

	@Test
	public void a_run_stopped_anywhere_ends_as_one_that_was_not() throws Exception {
		Path input = Oracle.corpus("conversion/dcm_qa_nih/In");
		RunReport report = convert(input, Layout.BIDS, OnFinding.REFUSE, Tilt.KEEP);
		Path journal = report.folder().resolveSibling(report.folder().getFileName() + "-private").resolve("journal.jsonl");
		Map<String, String> tree = hashes(report.output());
		String items = Files.readString(report.folder().resolve("items.csv")), whole = Files.readString(journal);
		for (int cut : new int[] {2, 5, 8, 9}) {
			String part = whole.substring(0, whole.length() * cut / 10);
			Files.writeString(journal, part.substring(0, part.lastIndexOf('\n') + 1));
			// one output is still half written, another is lost
			String lost = images(report).get(cut % 8);
			Files.writeString(report.output().resolve(lost).resolveSibling(".medprep-3-1.part"), "half");
			Files.delete(report.output().resolve(lost));
			assertEquals(0, convert(input, Layout.BIDS, OnFinding.REFUSE, Tilt.KEEP).exitCode());
			assertEquals("cut at " + cut, tree, hashes(report.output()));
			assertEquals("cut at " + cut, items, Files.readString(report.folder().resolve("items.csv")));
		}
	}

	private static Map<String, String> hashes(Path folder) throws Exception {
		Map<String, String> hashes = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList())
				hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
		}
		return hashes;
	}

	@Test
	public void a_long_series_is_converted_in_a_small_heap() throws Exception {
		Path input = temporary.newFolder("long").toPath();
		for (int slice = 1; slice <= 300; slice++) SyntheticCt.write(input.resolve("IM" + slice), slice, 256);
		String classPath = System.getProperty("java.class.path");
		Oracle.Run run = Oracle.run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx40m", "-cp", classPath, Alone.class.getName(), input.toString(),
			temporary.getRoot().toPath().resolve("out").toString());
		assertTrue(run.output(), run.output().contains("300 done"));
	}

	/** Converts in a process of its own. */
	static final class Alone {
		private Alone() {}

		public static void main(String[] arguments) throws IOException {
			BatchOptions batch = new BatchOptions(Path.of(arguments[0]), Path.of(arguments[1]), null, 2, false);
			System.out.println(new Converter(new ConvertOptions(batch, Layout.FLAT, OnFinding.REFUSE, Tilt.KEEP, false, null)).run(Progress.NONE).summaryText());
		}
	}
}
