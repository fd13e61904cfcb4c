package sc.fiji.medprep.deidentify.files;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Progress;

/** The files of a data set in one run over a folder. */
public class OtherFilesTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private List<String> run(Path input) throws Exception {
		Path output = folder.getRoot().toPath().resolve("out");
		OtherFiles files = new OtherFiles(Study.context(Study.RESEARCH));
		new Batch(new BatchOptions(input, output, null, 2, false)).run(item -> files.clean(item).orElse(Product.refused("this is no file of a kind that is known here", List.of())), "try", new TreeMap<>(), Progress.NONE);
		try (Stream<Path> written = Files.walk(output)) {
			return written.filter(Files::isRegularFile).map(path -> output.relativize(path).toString().replace('\\', '/')).sorted().toList();
		}
	}

	private static void write(Path file, byte[] bytes) throws Exception {
		Files.createDirectories(file.getParent());
		Files.write(file, bytes);
	}

	@Test
	public void data_set_keeps_its_structure_and_the_patient_has_one_pseudonym_everywhere() throws Exception {
		Path input = folder.newFolder("in").toPath();
		byte[] image = NiftiImageTest.image(1, ByteOrder.LITTLE_ENDIAN, true);
		write(input.resolve("sub-DOE01/anat/sub-DOE01_T1w.nii.gz"), NiftiImageTest.gzip(image));
		write(input.resolve("sub-DOE01/anat/sub-DOE01_T1w.json"), "{\"PatientID\":\"DOE01\"}".getBytes(StandardCharsets.UTF_8));
		write(input.resolve("participants.tsv"), "participant_id\tage\nsub-DOE01\t40\n".getBytes(StandardCharsets.UTF_8));
		write(input.resolve("DOE.png"), new byte[600]);
		ByteBuffer header = ByteBuffer.wrap(Arrays.copyOf(image, 348)).order(ByteOrder.LITTLE_ENDIAN);
		header.put(344, "ni1\0".getBytes(StandardCharsets.US_ASCII)).putFloat(108, 0);
		write(input.resolve("old/DOE.hdr"), header.array());
		write(input.resolve("old/DOE.img"), new byte[200]);
		List<String> names = run(input);
		String sub = "sub-" + Study.pseudonym("DOE01");
		assertTrue(names.toString(), names.containsAll(List.of("participants.tsv", sub + "/anat/" + sub + "_T1w.json", sub + "/anat/" + sub + "_T1w.nii.gz")));
		assertEquals(names.toString(), 5, names.size());
		assertFalse(names.toString(), names.toString().contains("DOE"));
		Path output = folder.getRoot().toPath().resolve("out");
		for (String name : names) assertFalse(name, NiftiImageTest.contains(Files.readAllBytes(output.resolve(name)), "DOE"));
		String pair = names.stream().filter(name -> name.endsWith(".img")).findFirst().orElseThrow();
		assertEquals("the header counts the voxels, though another file holds them", 120, Files.size(output.resolve(pair)));
		assertFalse(Files.readString(folder.getRoot().toPath().resolve("out-report-private/journal.jsonl")).contains("DOE"));
	}

	@Test
	public void archive_counts_as_a_folder() throws Exception {
		Path archive = folder.getRoot().toPath().resolve("data.zip");
		try (OutputStream file = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(file)) {
			zip.putNextEntry(new ZipEntry("sub-DOE01/anat/sub-DOE01_T1w.json"));
			zip.write("{}".getBytes(StandardCharsets.UTF_8));
		}
		String sub = "sub-" + Study.pseudonym("DOE01");
		assertEquals(List.of(sub + "/anat/" + sub + "_T1w.json"), run(archive));
	}
}
