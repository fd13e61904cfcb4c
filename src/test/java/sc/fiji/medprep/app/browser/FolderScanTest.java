package sc.fiji.medprep.app.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;
import ij.io.FileSaver;
import sc.fiji.medprep.HeadStudy;
import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.image.SyntheticHead;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.render.Sections;
import sc.fiji.medprep.image.stack.Stacks;

public class FolderScanTest {
	@ClassRule
	public static final TemporaryFolder folder = new TemporaryFolder();
	private static Path study;

	@BeforeClass
	public static void writeStudy() throws IOException {
		study = folder.newFolder("study").toPath();
		HeadStudy.write(study.resolve("images"), 4);
		Files.writeString(study.resolve("README.txt"), "no image");
	}

	private FolderScan scan() throws IOException {
		return FolderScan.of(study, 2, Progress.NONE);
	}

	@Test
	public void series_are_listed_by_number_with_findings() throws IOException {
		FolderScan scan = scan();
		assertEquals(List.of("2", "3", "4", "5"), scan.entries().stream().map(SeriesEntry::key).toList());
		assertEquals(List.of(false, false, true, false), scan.entries().stream().map(SeriesEntry::isRefused).toList());
		assertEquals(1, scan.leftOut());
		assertEquals("CT, 45 x 59 x 58", scan.entries().get(0).facts());
	}

	@Test
	public void every_series_opens_where_it_lies_in_the_patient() throws IOException {
		for (SeriesEntry entry : scan().entries()) {
			Volume volume = Stacks.volume(entry.open(2));
			assertEquals(entry.key(), SyntheticHead.BEAD_HU, new Sections(volume, 0).value(SyntheticHead.BEAD), 400);
			assertEquals(40, volume.values().windowCenter(), 0.5);
		}
	}

	@Test
	public void opened_image_holds_no_word_of_the_header() throws IOException {
		for (SeriesEntry entry : scan().entries()) {
			ImagePlus image = entry.open(1);
			assertEquals("series " + entry.key() + " CT", image.getTitle());
			byte[] tiff = new FileSaver(image).serialize();
			for (String word : List.of("Example", "EX-4711", "Head", "2.25.")) {
				for (var charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE)) {
					assertFalse(word, new String(tiff, StandardCharsets.ISO_8859_1).contains(new String(word.getBytes(charset), StandardCharsets.ISO_8859_1)));
				}
			}
			assertEquals(entry.isRefused(), image.getInfoProperty() != null);
		}
	}

	@Test
	public void monochrome1_is_shown_with_white_for_the_least_value() throws IOException {
		List<SeriesEntry> entries = scan().entries();
		assertTrue(entries.get(3).open(1).isInvertedLut());
		assertFalse(entries.get(0).open(1).isInvertedLut());
		assertEquals(0xFFFFFF, entries.get(3).thumbnail(64).rgb()[0]);
		assertEquals(0, entries.get(0).thumbnail(64).rgb()[0]);
	}

	@Test
	public void macro_names_series_by_number_or_place_in_the_list() throws IOException {
		FolderScan scan = scan();
		assertEquals(List.of("3", "2"), scan.named("3, #1").stream().map(SeriesEntry::key).toList());
		CommandFailure several = assertThrows(CommandFailure.class, () -> scan.named(""));
		assertTrue(several.getMessage(), several.getMessage().contains("2 (CT, 45 x 59 x 58); 3 (CT, 59 x 58 x 45); 4 (CT, 45 x 59 x 29, with findings); 5"));
		assertFalse(several.getMessage(), several.getMessage().contains("axial"));
		assertThrows(CommandFailure.class, () -> scan.named("7"));
	}

	@Test
	public void cancelled_scan_ends_without_a_list() throws IOException {
		assertNull(FolderScan.of(study, 2, new Progress() {
			@Override
			public void update(long done, long total) {
				// nobody looks
			}

			@Override
			public boolean isCanceled() {
				return true;
			}
		}));
	}

	@Test
	public void folder_without_images_is_a_sentence() throws IOException {
		FolderScan scan = FolderScan.of(study.resolve("README.txt"), 1, Progress.NONE);
		assertEquals("There is no DICOM image that can be read in the input, which holds 1 file.", assertThrows(CommandFailure.class, () -> scan.named("")).getMessage());
	}

	@Test
	public void real_series_of_the_corpus_are_listed_and_open() throws IOException {
		try (Stream<Path> folders = Files.list(Oracle.corpus("dicom/faults/series"))) {
			for (Path each : folders.filter(Files::isDirectory).toList()) {
				FolderScan scan = FolderScan.of(each, 2, Progress.NONE);
				assertFalse(each.toString(), scan.entries().isEmpty());
				for (SeriesEntry entry : scan.entries()) {
					assertEquals(64, entry.thumbnail(64).width());
					assertEquals(entry.volume().shape().planes(), entry.open(1).getStackSize());
				}
				assertEquals("keys are unique", scan.entries().size(), scan.entries().stream().map(SeriesEntry::key).distinct().count());
			}
		}
	}
}
