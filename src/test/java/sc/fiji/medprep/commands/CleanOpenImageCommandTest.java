package sc.fiji.medprep.commands;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.plugin.DICOM;
import ij.process.ByteProcessor;
import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.app.CommandBridge;
import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.UidRegistry;

public class CleanOpenImageCommandTest {
	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

	private static final Context NOTHING = new Context(null, patient -> null, (text, subject, known) -> "", Set.of(), "");

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@After
	public void closeImage() {
		WindowManager.setTempCurrentImage(null);
	}

	private static String clean(ImagePlus image, String options) {
		WindowManager.setTempCurrentImage(image);
		return CommandBridge.call(CleanOpenImageCommand.class.getName(), options);
	}

	private byte[] saved(ImagePlus image) throws IOException {
		Path file = folder.getRoot().toPath().resolve("saved.tif");
		new FileSaver(image).saveAsTiff(file.toString());
		return Files.readAllBytes(file);
	}

	private ImagePlus slice() throws IOException {
		Path file = folder.getRoot().toPath().resolve("Example_Jane.dcm");
		SyntheticCt.write(file, 1, 32);
		DICOM image = new DICOM();
		image.open(file.toString());
		return image;
	}

	private static boolean contains(byte[] bytes, String value) {
		String all = new String(bytes, StandardCharsets.ISO_8859_1);
		return CHARSETS.stream().anyMatch(charset -> all.contains(new String(value.getBytes(charset), StandardCharsets.ISO_8859_1)));
	}

	@Test
	public void header_names_and_paths_go_and_pixels_and_calibration_stay() throws Exception {
		ImagePlus image = slice(), same = slice();
		image.setProp("Operator", "Example");
		image.setProperty("report", "Example");
		Overlay overlay = new Overlay(new TextRoi(1, 1, "Example"));
		Roi box = new Roi(2, 2, 5, 5);
		box.setName("Example");
		box.setProperty("by", "Example");
		box.setStrokeColor(Color.RED);
		overlay.add(box);
		image.setOverlay(overlay);
		String said = clean(image, "profile=basic");
		assertTrue(said, said.startsWith("summary: The image was cleaned. "));
		byte[] tiff = saved(image);
		for (String value : List.of("Example", "EX-4711", "A-0815", "20240229", "101112", "19700101", "054Y", folder.getRoot().getName())) {
			assertTrue(value.contains("junit") || contains(saved(same), value));
			assertFalse(value, contains(tiff, value));
		}
		assertEquals("image", image.getTitle());
		assertEquals("", image.getOriginalFileInfo().directory == null ? "" : image.getOriginalFileInfo().directory);
		assertEquals(FileInfo.UNKNOWN, image.getOriginalFileInfo().fileFormat);
		assertArrayEquals((short[]) same.getProcessor().getPixels(), (short[]) image.getProcessor().getPixels());
		assertTrue(same.getCalibration().equals(image.getCalibration()));
		assertEquals(same.getDisplayRangeMax(), image.getDisplayRangeMax(), 0);
		assertEquals(1, image.getOverlay().size());
		assertEquals(Color.RED, image.getOverlay().get(0).getStrokeColor());
		assertEquals("120", image.getStringProperty("0018,0060").strip());
	}

	@Test
	public void key_gives_the_pseudonym_and_the_shift_of_the_de_identified_files() throws Exception {
		Path file = folder.getRoot().toPath().resolve("study.key");
		StudyKey key = StudyKey.readOrCreate(file);
		ImagePlus image = slice();
		clean(image, "profile=research key_file=[" + file + "]");
		String pseudonym = key.pseudonym("EX-4711");
		assertEquals(pseudonym, image.getTitle());
		assertTrue(image.getInfoProperty(), image.getInfoProperty().contains("0010,0020  Patient ID: " + pseudonym + "\n"));
		assertTrue(image.getInfoProperty(), image.getInfoProperty().contains("0008,0020  Study Date: " + key.shift(pseudonym, 30, 3650).shifted("20240229")));
		assertTrue(image.getInfoProperty().contains("0010,0040  Patient's Sex: F"));
	}

	@Test
	public void every_slice_of_a_stack_is_cleaned() throws Exception {
		ImageStack stack = new ImageStack(32, 32);
		for (int i = 0; i < 3; i++) stack.addSlice("Example_Jane_" + i + ".dcm\n" + slice().getInfoProperty(), slice().getProcessor());
		ImagePlus image = new ImagePlus("Example", stack);
		assertTrue(clean(image, ""), clean(image, "").matches("summary: The image was cleaned. Lines of its header that stay: [1-9].*"));
		assertFalse(contains(saved(image), "Example"));
		assertEquals("slice 3", stack.getSliceLabel(3).replaceFirst("\n(?s).*", ""));
		image.setSlice(2);
		assertEquals("1", image.getStringProperty("0018,0050").strip());
	}

	@Test
	public void virtual_stack_is_refused_because_its_labels_come_back() throws Exception {
		VirtualStack stack = new VirtualStack(4, 4, null, folder.getRoot().toString());
		IJ.saveAsTiff(new ImagePlus("Example", new ByteProcessor(4, 4)), folder.getRoot() + "/Example.tif");
		stack.addSlice("Example.tif");
		ImagePlus image = new ImagePlus("Example", stack);
		assertEquals("", clean(image, ""));
		assertEquals("Example", image.getTitle());
	}

	@Test
	public void without_an_image_there_is_a_sentence() {
		assertEquals("", clean(null, ""));
	}

	@Test
	public void no_value_that_the_profile_removes_survives_saving_images_of_the_corpus() throws Exception {
		int opened = 0, shown = 0;
		List<String> leaks = new ArrayList<>();
		for (Path path : Oracle.corpusFiles("dicom", "conversion")) {
			if (Files.size(path) > 2_000_000 || opened == 80) continue;
			Set<String> values;
			try (DicomFile file = DicomFile.read(ByteSource.of(path), Dictionary.instance())) {
				values = new TreeSet<>();
				collect(file.dataSet(), values);
			}
			catch (IOException noDicom) {
				continue;
			}
			DICOM image = new DICOM();
			try {
				image.open(path.toAbsolutePath().toString());
			}
			catch (RuntimeException cannot) {
				continue;
			}
			if (image.getWidth() == 0 || image.getInfoProperty() == null) continue;
			opened++;
			String header = image.getInfoProperty();
			new OpenImage(image, NOTHING).clean();
			assertNull(image.getProp("Slice_Label"));
			byte[] tiff = saved(image);
			for (String value : values) {
				if (header.contains(value)) shown++;
				if (header.contains(value) && contains(tiff, value)) leaks.add(path.getFileName() + ": " + value + " in " + image.getInfoProperty().lines().filter(line -> line.contains(value)).toList());
			}
		}
		assertTrue("only " + opened + " images with " + shown + " values", opened > 40 && shown > 400);
		assertEquals(List.of(), leaks);
	}

	/** Values of listed attributes at every level that are long enough to be no chance. */
	private static void collect(DataSet level, Set<String> values) throws IOException {
		for (Element element : level) {
			if (element.value() instanceof Value.Sequence sequence) {
				for (Value.Item item : sequence.items()) collect(item.dataSet(), values);
			}
			if (ConfidentialityTable.instance().find(element.tag()) == null || !List.of("PN", "LO", "SH", "DA", "UI", "ST", "LT", "DT").contains(element.vr().name())) continue;
			for (String value : level.strings(element.tag())) {
				String text = value.strip();
				if (text.length() > 5 && !UidRegistry.instance().contains(text) && !text.matches("[\\d.]{1,7}")) values.add(text);
			}
		}
	}
}
