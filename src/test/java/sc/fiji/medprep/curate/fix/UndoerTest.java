package sc.fiji.medprep.curate.fix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RunReport;

/** Runs over folders: what is written, what is told of it, and the way back. */
public class UndoerTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", UID = "1.2.826.0.1.3680043.10.1";

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private Path input, output, back;

	@Before
	public void folders() throws IOException {
		Path root = temporary.getRoot().toPath();
		input = Files.createDirectories(root.resolve("export"));
		output = root.resolve("repaired");
		back = root.resolve("back");
	}

	private static byte[] file(VR modality, TransferSyntax syntax, int pixels) throws IOException {
		byte[] bytes = new byte[pixels];
		new Random(pixels).nextBytes(bytes);
		DataSet set = new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, CT)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, UID + ".1"));
		set.put(Element.ascii(Tag.MODALITY, modality, "CT")).put(Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		DicomFile.of(set, syntax, CT, UID + ".1").write(Channels.newChannel(out));
		return out.toByteArray();
	}

	private RunReport repair() throws IOException {
		return new Repairer(new RepairOptions(new BatchOptions(input, output, null, 1, false), Repair.ofWords("vr"))).run(Progress.NONE);
	}

	private RunReport undo(Path changes) throws IOException {
		return new Undoer(new UndoOptions(new BatchOptions(output, back, null, 1, false), changes)).run(Progress.NONE);
	}

	private Path changes() {
		return output.resolveSibling("repaired-report-private").resolve("changes.jsonl");
	}

	@Test
	public void a_repaired_copy_lies_where_its_original_does_and_the_report_does_not_tell_where() throws IOException {
		Files.createDirectories(input.resolve("DOE^JANE/1"));
		Files.write(input.resolve("DOE^JANE/1/IM1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		Files.write(input.resolve("DOE^JANE/1/IM2"), file(VR.CS, TransferSyntax.EXPLICIT_LITTLE, 4000));
		RunReport report = repair();
		assertTrue(Files.exists(output.resolve("DOE^JANE/1/IM1")));
		assertFalse(Files.exists(output.resolve("DOE^JANE/1/IM2")));
		assertEquals(1, report.result().count(Outcome.SKIPPED));
		assertEquals(0, report.exitCode());
		try (Stream<Path> files = Files.list(report.folder())) {
			for (Path file : files.toList()) assertFalse(file.toString(), Files.readString(file).contains("JANE"));
		}
		assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(changes()));
		assertTrue(Files.readString(changes()).contains("[\"vr\",\"(0008,0060)\",\"LO becomes CS\"]"));
	}

	@Test
	public void pixels_stay_byte_for_byte_and_the_original_can_be_written_again() throws IOException {
		for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, TransferSyntax.DEFLATED)) Files.write(input.resolve(syntax.uid()), file(VR.LO, syntax, 300_000));
		assertEquals(3, repair().result().count(Outcome.DONE));
		assertEquals(0, undo(changes()).exitCode());
		for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, TransferSyntax.DEFLATED)) {
			assertEquals(-1, Files.mismatch(input.resolve(syntax.uid()), back.resolve(syntax.uid())));
			try (DicomFile before = DicomFile.read(input.resolve(syntax.uid()), (tag, creator) -> VR.UN); DicomFile after = DicomFile.read(output.resolve(syntax.uid()), (tag, creator) -> VR.UN)) {
				assertTrue(Arrays.equals(before.dataSet().bytes(Tag.PIXEL_DATA), after.dataSet().bytes(Tag.PIXEL_DATA)));
				assertEquals(VR.CS, after.dataSet().get(Tag.MODALITY).vr());
			}
		}
		assertTrue("pixels are not recorded", Files.size(changes()) < 450_000);
	}

	@Test
	public void a_file_that_was_changed_after_its_repair_is_refused_and_the_others_come_back() throws IOException {
		Files.write(input.resolve("1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		Files.write(input.resolve("2"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 6000));
		repair();
		byte[] touched = Files.readAllBytes(output.resolve("1"));
		touched[touched.length - 1] ^= 1;
		Files.write(output.resolve("1"), touched);
		RunReport undone = undo(changes());
		assertEquals(1, undone.exitCode());
		assertFalse(Files.exists(back.resolve("1")));
		assertEquals(-1, Files.mismatch(input.resolve("2"), back.resolve("2")));
	}

	@Test
	public void two_originals_that_were_repaired_to_the_same_bytes_are_told_apart_by_their_paths() throws IOException {
		Files.write(input.resolve("1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		Files.write(input.resolve("2"), file(VR.SH, TransferSyntax.EXPLICIT_LITTLE, 4000));
		repair();
		assertEquals(-1, Files.mismatch(output.resolve("1"), output.resolve("2")));
		undo(changes());
		assertEquals(-1, Files.mismatch(input.resolve("1"), back.resolve("1")));
		assertEquals(-1, Files.mismatch(input.resolve("2"), back.resolve("2")));
	}

	@Test
	public void a_damaged_changes_file_never_gives_a_wrong_original() throws IOException {
		Files.write(input.resolve("1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		repair();
		byte[] good = Files.readAllBytes(changes());
		Random random = new Random(3);
		for (int round = 0; round < 150; round++) {
			byte[] bad = good.clone();
			for (int i = 0; i < 1 + round % 3; i++) bad[random.nextInt(bad.length)] = (byte) "0123456789,]}\"Ax\n".charAt(random.nextInt(17));
			Path file = temporary.newFolder().toPath().resolve("changes.jsonl");
			Files.write(file, bad);
			back = temporary.getRoot().toPath().resolve("back" + round);
			try {
				undo(file);
				if (Files.exists(back.resolve("1"))) assertEquals(-1, Files.mismatch(input.resolve("1"), back.resolve("1")));
			}
			catch (BatchConfigurationException refused) {
				assertTrue(refused.getMessage(), refused.getMessage().endsWith("."));
			}
		}
	}

	@Test
	public void what_is_no_changes_file_is_refused() throws IOException {
		Files.write(input.resolve("1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		repair();
		Path other = temporary.newFile().toPath();
		for (String text : List.of("", "item,path\n", "{\"format\":\"medprep-run\",\"version\":1}\n", "{\"format\":\"medprep-changes\",\"version\":2}\n")) {
			Files.writeString(other, text);
			assertThrows(text, BatchConfigurationException.class, () -> undo(other));
		}
		assertThrows(BatchConfigurationException.class, () -> undo(other.resolveSibling("none")));
	}

	@Test
	public void a_run_that_is_started_again_writes_the_same_changes_file() throws IOException {
		Files.write(input.resolve("1"), file(VR.LO, TransferSyntax.EXPLICIT_LITTLE, 4000));
		repair();
		String first = Files.readString(changes());
		Files.delete(output.resolve("1"));
		repair();
		assertTrue(Files.exists(output.resolve("1")));
		assertEquals(first, Files.readString(changes()));
	}

	@Test
	public void names_that_other_systems_cannot_have_are_replaced() {
		assertEquals("a_b/_medprep-1.part/c_", OutputPath.of("a:b/.medprep-1.part/c."));
		assertEquals("set.zip!/._/x", OutputPath.of("set.zip!/../x"));
		assertEquals(".hidden/IM 1", OutputPath.of("/.hidden/IM 1"));
	}
}
