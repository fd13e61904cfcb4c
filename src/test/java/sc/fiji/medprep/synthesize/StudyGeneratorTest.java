package sc.fiji.medprep.synthesize;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.synthesize.Check.Action;

public class StudyGeneratorTest {
	private static final int PATIENTS = 7, SEED = 11;

	@ClassRule
	public static final TemporaryFolder MADE = new TemporaryFolder();
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();
	/** Made once for all tests, which only read them. */
	private static final List<Check> CHECKS = new ArrayList<>();
	private static final Map<String, Path> FILES = new TreeMap<>();

	@BeforeClass
	public static void make() throws IOException {
		GeneratedStudies made = generate(MADE.getRoot().toPath().resolve("made"), PATIENTS, SEED, 2, CHECKS);
		for (Path file : files(MADE.getRoot().toPath())) FILES.put(read(file, read -> read.dataSet().string(Tag.SOP_INSTANCE_UID).orElseThrow()), file);
		assertEquals(made.instances(), FILES.size());
		assertEquals(made.checks(), CHECKS.size());
	}

	private static GeneratedStudies generate(Path output, int patients, long seed, int threads, List<Check> checks) throws IOException {
		return new StudyGenerator(new GeneratorOptions(output, patients, seed, threads)).run(checks::add, Progress.NONE);
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private interface Look<T> {
		T at(DicomFile file) throws IOException;
	}

	private static <T> T read(Path path, Look<T> look) throws IOException {
		try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
			return look.at(file);
		}
	}

	private static Set<String> all(int tag) throws IOException {
		Set<String> values = new TreeSet<>();
		for (Path file : FILES.values()) read(file, read -> read.dataSet().string(tag).map(values::add));
		return values;
	}

	@Test
	public void same_seed_gives_the_same_bytes_and_questions_whatever_the_threads() throws IOException {
		Path output = folder.getRoot().toPath().resolve("again");
		List<Check> checks = new ArrayList<>();
		generate(output, 2, SEED, 1, checks);
		assertEquals(CHECKS.subList(0, checks.size()), checks);
		Path made = MADE.getRoot().toPath().resolve("made");
		for (Path file : files(output)) assertEquals(file.getFileName().toString(), -1, Files.mismatch(file, made.resolve(output.relativize(file))));
	}

	@Test
	public void another_seed_gives_other_patients() throws IOException {
		List<Check> checks = new ArrayList<>();
		generate(folder.getRoot().toPath().resolve("other"), 1, SEED + 1, 1, checks);
		assertNotEquals(CHECKS.get(0).patient(), checks.get(0).patient());
		assertNotEquals(CHECKS.get(0).instance(), checks.get(0).instance());
	}

	@Test
	public void kinds_of_objects_pictures_encodings_and_questions_are_all_there() throws IOException {
		assertTrue(all(Level.tagOf("Modality")).containsAll(Set.of("CT", "MR", "PT", "DX", "CR", "MG", "US", "XA", "OT", "SR", "RTSTRUCT", "SEG", "PR", "KO", "DOC")));
		assertEquals(Set.of("MONOCHROME1", "MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422", "PALETTE COLOR"), all(Level.tagOf("PhotometricInterpretation")));
		assertTrue(all(Level.tagOf("BitsStored")).containsAll(Set.of("1", "8", "10", "12", "16")));
		assertEquals(Set.of("0", "1"), all(Level.tagOf("PixelRepresentation")));
		Set<String> syntaxes = new TreeSet<>(), characterSets = new TreeSet<>();
		for (Path file : FILES.values()) read(file, read -> syntaxes.add(read.transferSyntax().uid()) | characterSets.add(String.join("\\", read.dataSet().strings(Tag.SPECIFIC_CHARACTER_SET))));
		assertEquals(Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50"), syntaxes);
		assertEquals(Set.of("", "ISO_IR 100", "ISO_IR 144", "\\ISO 2022 IR 87", "\\ISO 2022 IR 149", "GB18030", "ISO_IR 192"), characterSets);
		assertEquals(EnumSet.allOf(Action.class), CHECKS.stream().map(Check::action).collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class))));
	}

	@Test
	public void each_patient_has_two_to_four_studies_and_a_volume() throws IOException {
		Map<String, Set<String>> studies = new HashMap<>();
		Map<String, Integer> slices = new HashMap<>();
		for (Check check : CHECKS) studies.computeIfAbsent(check.patient(), any -> new HashSet<>()).add(check.study());
		for (Path file : FILES.values()) read(file, read -> read.dataSet().string(Level.tagOf("Modality")).orElseThrow().equals("MR") ? slices.merge(read.dataSet().string(Level.tagOf("PatientID")).orElseThrow(), 1, Integer::sum) : 0);
		assertEquals(PATIENTS, studies.size());
		for (String patient : studies.keySet()) {
			assertTrue(patient, studies.get(patient).size() >= 2 && studies.get(patient).size() <= 4);
			assertTrue(patient, slices.get(patient) >= 32);
		}
	}

	@Test
	public void each_question_points_to_its_value_and_an_untouched_copy_gives_the_wrong_answer() throws IOException {
		Map<String, List<Check>> byInstance = CHECKS.stream().collect(Collectors.groupingBy(Check::instance));
		assertEquals(FILES.keySet(), byInstance.keySet());
		for (Map.Entry<String, List<Check>> entry : byInstance.entrySet()) {
			Path path = FILES.get(entry.getKey());
			read(path, file -> {
				for (Check check : entry.getValue()) {
					if (check.action() == Action.NOTHING_ADDED) assertAllPlanted(check, path, file);
					else assertHolds(check, file);
				}
				return null;
			});
		}
	}

	private static void assertHolds(Check check, DicomFile file) throws IOException {
		CheckPath.Found found = CheckPath.parse(check.path()).find(file);
		assertNotNull(check.toString(), found);
		String value = ValueText.of(found.level(), found.element());
		switch (check.action()) {
			case PIXELS_RETAINED -> assertEquals(PixelValue.md5(file.dataSet()), check.value());
			case PIXELS_HIDDEN -> {
				PixelBox box = PixelBox.parse(check.text());
				assertTrue(check.toString(), box.right() <= file.dataSet().intValue(Tag.COLUMNS).getAsInt() && box.bottom() <= file.dataSet().intValue(Tag.ROWS).getAsInt());
			}
			default -> assertEquals(check.toString(), check.value(), value);
		}
		switch (check.action()) {
			case TEXT_RETAINED -> assertTrue(check.toString(), TextRule.isRetained(value, check.text()));
			case TEXT_REMOVED -> {
				for (String word : check.text().split("\t")) assertFalse(check.toString(), TextRule.isRemoved(value, word));
			}
			case DATE_SHIFTED, UID_CHANGED -> assertFalse(check.toString(), TextRule.isAnother(value, check.value()));
			case REFERENCE_CLOSED -> assertTrue(check.toString(), CHECKS.stream().anyMatch(other -> Set.of(other.instance(), other.series(), other.study()).contains(check.value())));
			default -> { }
		}
	}

	private static void assertAllPlanted(Check check, Path path, DicomFile file) throws IOException {
		assertTrue(check.text().split("\t").length > 5);
		try (ByteSource source = ByteSource.of(path)) {
			for (String word : check.text().split("\t")) {
				// a UID before a tag that begins with the code of a digit counts as a part of a longer number there
				boolean inPlain = new String(source.bytes(0, (int) source.length()), StandardCharsets.ISO_8859_1).contains(word);
				assertTrue(word + " in " + path.getFileName(), inPlain || PlantedWords.areIn(word, path.toString(), source, file));
			}
		}
	}

	@Test
	public void no_word_has_to_stay_and_go_at_the_same_place() {
		Map<String, String> stay = new HashMap<>();
		for (Check check : CHECKS) {
			if (check.action() == Action.TEXT_RETAINED) stay.put(check.instance() + check.path(), check.text());
		}
		for (Check check : CHECKS) {
			String kept = stay.get(check.instance() + check.path());
			if (check.action() != Action.TEXT_REMOVED || kept == null) continue;
			assertTrue(check.toString(), TextRule.isRemoved(kept, check.text()));
		}
	}

	@Test
	public void dciodvfy_finds_no_error() throws Exception {
		Set<String> errors = new TreeSet<>();
		for (Path file : FILES.values()) {
			if (isLaterSlice(file)) continue;
			for (String line : Oracle.run("dciodvfy", "-new", inflated(file).toString()).lines("Error")) {
				// planted on purpose; and it counts the bytes of all component groups of a name, where 64 characters of each are allowed
				if (!line.contains("</(5678,0010)>") && !(line.contains("[PN]") && line.contains("Length invalid"))) errors.add(line);
			}
		}
		assertEquals(Set.of(), errors);
	}

	/** What says no more than the slices before. */
	private static boolean isLaterSlice(Path file) {
		return file.getFileName().toString().compareTo("IM0003") > 0 && file.getParent().getFileName().toString().matches(".*(MR|CT|PT)");
	}

	/** The oracles do not read deflated data sets. */
	private Path inflated(Path file) throws Exception {
		if (!read(file, read -> read.transferSyntax().deflated())) return file;
		Path plain = folder.getRoot().toPath().resolve(file.getParent().getFileName() + "_" + file.getFileName());
		if (!Files.exists(plain)) assertEquals(0, Oracle.run("dcmconv", "+te", file.toString(), plain.toString()).status());
		return plain;
	}

	@Test
	public void dcentvfy_finds_each_patient_study_and_series_described_in_one_way() throws Exception {
		List<String> plain = new ArrayList<>();
		for (Path file : FILES.values()) {
			if (!isLaterSlice(file) && !read(file, read -> read.transferSyntax().deflated())) plain.add(file.toString());
		}
		Path list = Files.write(folder.getRoot().toPath().resolve("list.txt"), plain);
		Set<String> errors = new TreeSet<>();
		for (String line : Oracle.run("dcentvfy", "-f", list.toString()).lines("Error")) {
			if (line.contains("different value")) errors.add(line.replaceAll("for file.*", ""));
		}
		assertEquals(Set.of(), errors);
	}

	@Test
	public void dcmtk_decodes_every_compressed_image() throws Exception {
		Path decoded = folder.getRoot().toPath().resolve("decoded.dcm");
		int count = 0;
		for (Path file : FILES.values()) {
			String syntax = read(file, read -> read.transferSyntax().uid());
			if (!syntax.equals(Pixels.JPEG.uid()) && !syntax.equals(Pixels.RUN_LENGTH.uid()) || isLaterSlice(file)) continue;
			Oracle.Run run = Oracle.run(syntax.equals(Pixels.JPEG.uid()) ? "dcmdjpeg" : "dcmdrle", file.toString(), decoded.toString());
			assertEquals(run.output(), 0, run.status());
			count++;
		}
		assertTrue("images: " + count, count > 10);
	}

	@Test
	public void pydicom_reads_every_value_and_picture_and_takes_the_same_hash_of_the_pixels() throws Exception {
		Path script = Files.writeString(folder.getRoot().toPath().resolve("read_all.py"), String.join("\n", "import hashlib, sys, warnings, pydicom", "warnings.simplefilter('ignore')",
			"for line in open(sys.argv[1], encoding='utf-8'):", "    d = pydicom.dcmread(line.strip())", "    for e in d.iterall(): str(e.value)", "    if 'PixelData' not in d: continue",
			"    if d.file_meta.TransferSyntaxUID != '1.2.840.10008.1.2.4.50': assert d.pixel_array.size > 0",
			"    print(d.SOPInstanceUID, hashlib.md5(d.PixelData).hexdigest(), str(d.PatientName).replace(' ', '_'))"));
		Path list = Files.write(folder.getRoot().toPath().resolve("list.txt"), FILES.values().stream().map(Path::toString).toList());
		Oracle.Run run = Oracle.run("/usr/bin/python3", script.toString(), list.toString());
		assertEquals(run.output(), 0, run.status());
		Map<String, String> hashes = new HashMap<>();
		run.output().lines().map(line -> line.split(" ")).forEach(words -> hashes.put(words[0], words[1]));
		assertTrue(hashes.size() > 400);
		for (Check check : CHECKS) {
			if (check.action() == Action.PIXELS_RETAINED) assertEquals(check.toString(), check.value(), hashes.get(check.instance()));
		}
	}

	@Test
	public void dcm2niix_makes_volumes_of_the_right_shape_and_place() throws Exception {
		Map<String, List<Path>> series = new TreeMap<>();
		for (Path file : FILES.values()) series.computeIfAbsent(file.getParent().getFileName().toString().replaceAll(".*_", "") + file.getParent(), any -> new ArrayList<>()).add(file);
		Set<String> seen = new TreeSet<>();
		for (Map.Entry<String, List<Path>> entry : series.entrySet()) {
			List<Path> slices = entry.getValue();
			if (!entry.getKey().matches("(CT|MR|PT).*") || slices.size() < 8) continue;
			Path in = folder.newFolder().toPath(), out = folder.newFolder().toPath();
			for (Path file : slices) Files.copy(inflated(file), in.resolve(file.getFileName()));
			Oracle.run("dcm2niix", "-z", "n", "-b", "n", "-f", "volume", "-o", out.toString(), in.toString());
			Path script = Files.writeString(out.resolve("look.py"), "import glob, nibabel\nfor f in sorted(glob.glob('" + out + "/*.nii')):\n    n = nibabel.load(f)\n    print('x'.join(map(str, n.shape)), *[round(float(v), 2) for v in n.affine[:3].ravel()])\n");
			List<String> volumes = Oracle.run("/usr/bin/python3", script.toString()).output().lines().toList();
			assertEquals(entry.getKey() + volumes, 1, volumes.size());
			seen.add(volumes.get(0).split(" ")[0]);
			assertPlace(volumes.get(0), slices);
		}
		assertTrue(seen.toString(), seen.containsAll(Set.of("128x128x32", "32x128x128", "128x128x24", "64x64x16", "96x96x8x2")));
	}

	/** The corners of the volume in NIfTI's axes, whatever the order of the voxels, are those of the slices in DICOM's. */
	private static void assertPlace(String volume, List<Path> slices) throws IOException {
		double[] numbers = Stream.of(volume.split("[ x]")).mapToDouble(Double::parseDouble).toArray();
		int dimensions = volume.split(" ")[0].split("x").length;
		double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9}, lowest = low.clone(), highest = high.clone();
		for (int corner = 0; corner < 8; corner++) {
			for (int axis = 0; axis < 3; axis++) {
				double at = numbers[dimensions + 4 * axis + 3];
				for (int i = 0; i < 3; i++) at += numbers[dimensions + 4 * axis + i] * ((corner >> i & 1) * (numbers[i] - 1));
				// LPS to RAS
				double patient = axis < 2 ? -at : at;
				low[axis] = Math.min(low[axis], patient);
				high[axis] = Math.max(high[axis], patient);
			}
		}
		for (Path slice : slices) {
			read(slice, file -> {
				double[] position = file.dataSet().doubles(Level.tagOf("ImagePositionPatient")), orientation = file.dataSet().doubles(Level.tagOf("ImageOrientationPatient"));
				double extent = file.dataSet().doubles(Level.tagOf("PixelSpacing"))[0] * (file.dataSet().intValue(Tag.ROWS).getAsInt() - 1);
				for (int corner = 0; corner < 4; corner++) {
					for (int axis = 0; axis < 3; axis++) {
						double at = position[axis] + extent * ((corner & 1) * orientation[axis] + (corner >> 1) * orientation[3 + axis]);
						lowest[axis] = Math.min(lowest[axis], at);
						highest[axis] = Math.max(highest[axis], at);
					}
				}
				return null;
			});
		}
		for (int axis = 0; axis < 3; axis++) {
			assertEquals(volume, lowest[axis], low[axis], 0.6);
			assertEquals(volume, highest[axis], high[axis], 0.6);
		}
	}

	@Test
	public void dsrdump_reads_the_reports() throws Exception {
		int reports = 0;
		for (Path file : FILES.values()) {
			if (!file.getParent().getFileName().toString().matches(".*(SR|KO)")) continue;
			Oracle.Run run = Oracle.run("dsrdump", file.toString());
			assertEquals(run.output(), 0, run.status());
			assertTrue(run.output(), run.lines("E:").isEmpty());
			reports++;
		}
		assertTrue(reports > PATIENTS);
	}

	@Test
	public void names_stand_in_files_and_folders() {
		for (Check check : CHECKS) {
			if (check.action() != Action.NOTHING_ADDED) continue;
			String path = FILES.get(check.instance()).toString().toLowerCase(Locale.ROOT);
			assertTrue(path, Stream.of(check.text().split("\t")).anyMatch(word -> path.contains(word.toLowerCase(Locale.ROOT))));
		}
	}

	@Test
	public void answer_key_stands_beside_the_files() throws IOException {
		Path output = folder.getRoot().toPath().resolve("with key");
		GeneratedStudies made = new StudyGenerator(new GeneratorOptions(output, 1, 3, 0)).run(Progress.NONE);
		assertTrue(Files.isDirectory(output.resolve("dicom")));
		AnswerKey key = AnswerKey.read(output.resolve("answer-key.json"));
		assertEquals(made.checks(), key.instances().values().stream().mapToInt(List::size).sum());
		assertEquals(key.instances(), AnswerKey.read(output.resolve("answer-key.db")).instances());
	}

	@Test
	public void canceled_run_leaves_no_key() throws IOException {
		Path output = folder.getRoot().toPath().resolve("canceled");
		boolean[] canceled = {false};
		new StudyGenerator(new GeneratorOptions(output, 3, 3, 1)).run(new Progress() {
			@Override
			public void update(long done, long total) {
				canceled[0] = true;
			}

			@Override
			public boolean isCanceled() {
				return canceled[0];
			}
		});
		assertEquals(List.of(), files(output).stream().filter(file -> !file.toString().endsWith(".dcm")).toList());
	}

	@Test
	public void filled_folder_and_odd_numbers_are_refused() throws IOException {
		Path filled = folder.newFolder("filled").toPath();
		Files.writeString(filled.resolve("notes.txt"), "mine");
		assertEquals("The output folder is not empty; give another folder.", refusal(new GeneratorOptions(filled, 1, 1, 1)));
		assertEquals("The output is a file; give a new folder.", refusal(new GeneratorOptions(filled.resolve("notes.txt"), 1, 1, 1)));
		assertEquals("The number of patients is at least 1.", refusal(new GeneratorOptions(filled.resolve("new"), 0, 1, 1)));
		assertEquals("The number of threads cannot be negative.", refusal(new GeneratorOptions(filled.resolve("new"), 1, 1, -1)));
		assertFalse(Files.exists(filled.resolve("new")));
	}

	private static String refusal(GeneratorOptions options) {
		return assertThrows(BatchConfigurationException.class, () -> new StudyGenerator(options).run(Progress.NONE)).getMessage();
	}
}
