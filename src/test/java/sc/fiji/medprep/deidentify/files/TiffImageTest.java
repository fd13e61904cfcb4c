package sc.fiji.medprep.deidentify.files;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.TextRoi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.plugin.DICOM;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.dicom.ByteSource;

public class TiffImageTest {
	private static final String NAME = "DOE_JOHN.tif";
	private static final String HEADER = "0008,0020  Study Date: 20240229\n0008,0060  Modality: CT\n0008,103E  Series Description: Brain DOE\n0010,0010  Patient's Name: DOE^JOHN\n0010,0020  Patient ID: MRN12345\n"
		+ "0018,0050  Slice Thickness: 1.5\n0020,000D  Study Instance UID: 1.2.3\n";

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private ImagePlus open(byte[] tiff) throws IOException {
		Path file = Files.write(folder.newFile("x" + System.nanoTime() + ".tif").toPath(), tiff);
		ImagePlus image = IJ.openImage(file.toString());
		assertNotNull("ImageJ cannot open it", image);
		return image;
	}

	private byte[] saved(ImagePlus image) throws IOException {
		Path file = folder.newFile("y" + System.nanoTime() + ".tif").toPath();
		new FileSaver(image).saveAsTiff(file.toString());
		return Files.readAllBytes(file);
	}

	private static ImagePlus stack() {
		ImageStack stack = new ImageStack(7, 5);
		Random random = new Random(3);
		for (int i = 1; i <= 4; i++) {
			short[] pixels = new short[35];
			for (int k = 0; k < 35; k++) pixels[k] = (short) random.nextInt(4000);
			stack.addSlice("DOE" + i + ".dcm\n" + HEADER, new ShortProcessor(7, 5, pixels, null));
		}
		ImagePlus image = new ImagePlus("DOE", stack);
		Calibration calibration = new Calibration();
		calibration.setUnit("mm");
		calibration.pixelWidth = calibration.pixelHeight = 0.5;
		calibration.pixelDepth = 2.5;
		image.setCalibration(calibration);
		image.setProperty("Info", HEADER);
		image.setProp("Operator", "DOE^JOHN");
		image.setDisplayRange(10, 3000);
		image.setOverlay(new Overlay(new TextRoi(1, 1, "DOE^JOHN")));
		return image;
	}

	@Test
	public void ImageJ_opens_the_same_stack_without_the_patient() throws Exception {
		byte[] original = saved(stack());
		for (var options : List.of(Study.BASIC, Study.RESEARCH)) {
			byte[] cleaned = new Study(options).with(NAME, original).cleaned(NAME);
			assertNoPatient(cleaned);
			ImagePlus before = open(original), after = open(cleaned);
			assertEquals(4, after.getStackSize());
			for (int i = 1; i <= 4; i++) assertArrayEquals((short[]) before.getStack().getPixels(i), (short[]) after.getStack().getPixels(i));
			assertTrue(before.getCalibration().equals(after.getCalibration()));
			assertEquals(before.getDisplayRangeMin(), after.getDisplayRangeMin(), 0);
			assertNull(after.getOverlay());
			assertTrue(after.getInfoProperty(), after.getInfoProperty().contains("0018,0050  Slice Thickness: 1.5\n"));
			assertTrue(after.getInfoProperty().contains("0010,0020  Patient ID: " + Study.pseudonym("MRN12345")));
			assertTrue(after.getStack().getSliceLabel(2), after.getStack().getSliceLabel(2).startsWith("slice 2\n0008,"));
			assertEquals(options == Study.RESEARCH, after.getInfoProperty().contains("0008,0020  Study Date: 20231121"));
		}
	}

	@Test
	public void all_types_of_ImageJ_keep_their_pixels() throws Exception {
		Random random = new Random(4);
		byte[] bytes = new byte[77];
		random.nextBytes(bytes);
		float[] floats = new float[77];
		for (int i = 0; i < 77; i++) floats[i] = random.nextFloat();
		ByteProcessor colours = new ByteProcessor(11, 7, bytes.clone());
		colours.setColorModel(LutLoader.getLut("fire"));
		for (ImageProcessor processor : List.of(new ByteProcessor(11, 7, bytes), colours, new FloatProcessor(11, 7, floats), new ColorProcessor(11, 7, random.ints(77).toArray()))) {
			ImagePlus image = new ImagePlus("DOE", processor);
			image.setProperty("Info", HEADER);
			byte[] cleaned = new Study(Study.BASIC).with(NAME, saved(image)).cleaned(NAME);
			assertNoPatient(cleaned);
			ImagePlus after = open(cleaned), before = open(saved(image));
			assertEquals(before.getType(), after.getType());
			for (int i = 0; i < 77; i++) assertEquals(before.getProcessor().get(i % 11, i / 11), after.getProcessor().get(i % 11, i / 11));
			assertEquals(before.getProcessor().getColorModel(), after.getProcessor().getColorModel());
		}
	}

	@Test
	public void tags_of_cameras_and_editors_do_not_stay_in_any_encoding_of_TIFF() throws Exception {
		for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
			for (boolean big : new boolean[] {false, true}) {
				byte[] original = tiff(order, big);
				byte[] cleaned = new Study(Study.RESEARCH).with(NAME, original).cleaned(NAME);
				assertNoPatient(cleaned);
				TiffPages before = TiffPages.read(ByteSource.of(original)).orElseThrow(), after = TiffPages.read(ByteSource.of(cleaned)).orElseThrow();
				assertEquals(2, after.pages.size());
				for (int page = 0; page < 2; page++) assertArrayEquals(pixels(before, original, page), pixels(after, cleaned, page));
				assertEquals(new TreeMap<>(after.pages.get(0)).keySet().stream().filter(tag -> tag > 330).toList(), List.of());
				if (!big) assertEquals(0x40, ImageIO.read(new ByteArrayInputStream(cleaned)).getRaster().getSample(0, 0, 0));
			}
		}
	}

	@Test
	public void tiles_strips_and_compressions_that_ImageIO_writes_are_read_by_it_again() throws Exception {
		BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
		Random random = new Random(5);
		for (int i = 0; i < 2000; i++) image.setRGB(i % 50, i / 50, random.nextInt(4) * 0x203040);
		for (String compression : new String[] {null, "LZW", "Deflate", "ZLib", "PackBits"}) {
			for (boolean tiled : new boolean[] {false, true}) {
				byte[] cleaned = new Study(Study.BASIC).with(NAME, written(image, compression, tiled)).cleaned(NAME);
				BufferedImage after = ImageIO.read(new ByteArrayInputStream(cleaned));
				for (int i = 0; i < 2000; i++) assertEquals(image.getRGB(i % 50, i / 50), after.getRGB(i % 50, i / 50));
			}
		}
		byte[] jpeg = written(image, "JPEG", false);
		assertThrows("a JPEG stream can hold comments", IOException.class, () -> new Study(Study.BASIC).with(NAME, jpeg).cleaned(NAME));
	}

	private static byte[] written(BufferedImage image, String compression, boolean tiled) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		ImageWriteParam parameters = writer.getDefaultWriteParam();
		if (compression != null) {
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionType(compression);
		}
		if (tiled) {
			parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setTiling(16, 16, 0, 0);
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (var out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), parameters);
		}
		return bytes.toByteArray();
	}

	@Test
	public void stack_in_one_page_keeps_all_its_planes() throws Exception {
		byte[] original = saved(stack());
		ByteBuffer tiff = ByteBuffer.wrap(original).order(original[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		// cut the chain of pages, as ImageJ does for stacks that are too large for it
		int entries = tiff.getShort(8);
		tiff.putInt(10 + 12 * entries, 0);
		ImagePlus after = open(new Study(Study.BASIC).with(NAME, original).cleaned(NAME));
		assertEquals(4, after.getStackSize());
		assertArrayEquals((short[]) stack().getStack().getPixels(4), (short[]) after.getStack().getPixels(4));
	}

	@Test
	public void OME_keeps_the_order_of_planes_and_their_size() {
		String ome = "<?xml version=\"1.0\"?><!-- DOE --><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" Creator=\"DOE\"><Experimenter LastName=\"DOE\"/><Image ID=\"DOE\" Name=\"DOE\">"
			+ "<AcquisitionDate>2024-02-29T00:00:00</AcquisitionDate><Description>DOE</Description><Pixels ID=\"DOE\" DimensionOrder=\"XYZCT\" Type=\"uint16\" SizeX=\"7\" SizeY=\"5\" SizeZ=\"4\" SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"0.5\">"
			+ "<Channel ID=\"DOE\" Name=\"DOE\" Color=\"-1\"/><TiffData IFD=\"0\" PlaneCount=\"4\"><UUID FileName=\"DOE.tif\">urn:DOE</UUID></TiffData></Pixels></Image></OME>";
		assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint16\" SizeX=\"7\" SizeY=\"5\" SizeZ=\"4\""
			+ " SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"0.5\"><Channel Color=\"-1\"></Channel><TiffData IFD=\"0\" PlaneCount=\"4\"></TiffData></Pixels></Image></OME>", OmeXml.cleaned(ome));
		assertEquals("", OmeXml.cleaned("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"));
		assertEquals("", OmeXml.cleaned("<OME"));
	}

	@Test
	public void image_of_a_DICOM_file_that_ImageJ_saved_says_nothing_about_the_patient() throws Exception {
		Path dicom = folder.getRoot().toPath().resolve("IM1");
		SyntheticCt.write(dicom, 1, 64);
		DICOM opened = new DICOM();
		opened.open(dicom.toString());
		byte[] original = saved(opened), cleaned = new Study(Study.BASIC).with(NAME, original).cleaned(NAME);
		for (String value : List.of("Example", "EX-4711", "A-0815", "20240229", "101112", "19700101", "054Y", "Physician", "Jane")) {
			assertTrue(value, has(original, value));
			assertFalse(value, has(cleaned, value));
		}
		assertTrue(has(cleaned, "Slice Thickness: 1"));
		assertArrayEquals((short[]) open(original).getProcessor().getPixels(), (short[]) open(cleaned).getProcessor().getPixels());
		assertTrue(open(original).getCalibration().equals(open(cleaned).getCalibration()));
	}

	@Test
	public void damaged_files_are_refused_or_cleaned_and_never_fail_otherwise() throws Exception {
		Random random = new Random(6);
		byte[][] originals = {tiff(ByteOrder.LITTLE_ENDIAN, false), tiff(ByteOrder.BIG_ENDIAN, true), saved(stack())};
		int cleaned = 0;
		for (int i = 0; i < 6000; i++) {
			byte[] bytes = originals[i % 3].clone();
			for (int k = random.nextInt(3); k >= 0; k--) bytes[4 + random.nextInt(k == 0 ? bytes.length - 4 : 300)] = (byte) random.nextInt(256);
			byte[] file = i % 4 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
			try {
				new Study(Study.RESEARCH).with(NAME, file).cleaned(NAME);
				cleaned++;
			}
			catch (IOException refused) {
				assertTrue(refused.getMessage(), refused.getMessage().endsWith("."));
			}
		}
		assertTrue("only " + cleaned, cleaned > 500);
	}

	private static void assertNoPatient(byte[] tiff) {
		for (String value : List.of("DOE", "JOHN", "MRN12345", "20240229", "1.2.3\n")) assertFalse(value, has(tiff, value));
	}

	/** In UTF-8 or either UTF-16. */
	private static boolean has(byte[] bytes, String text) {
		String all = new String(bytes, StandardCharsets.ISO_8859_1);
		return all.contains(text) || all.contains(new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1)) || all.contains(new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
	}

	private static byte[] pixels(TiffPages pages, byte[] file, int page) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (TiffWriter.Region region : TiffRegions.of(pages.pages.get(page), ByteSource.of(file))) all.write(file, (int) region.start(), (int) region.length());
		return all.toByteArray();
	}

	/** Two pages of two strips of 8-bit pixels, with text under every tag that programs use for it and behind the pixels. */
	private static byte[] tiff(ByteOrder order, boolean big) {
		int[] texts = {269, 270, 271, 272, 285, 305, 306, 315, 316, 337, 700, 33432, 33723, 34377, 34665, 34675, 34853, 37510, 40091, 42016, 50706, 51023, 65000};
		int[][] numbers = {{254, 4, 0}, {256, 3, 6}, {257, 3, 4}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1}, {273, 4, 2}, {277, 3, 1}, {278, 3, 2}, {279, 4, 2}};
		TreeMap<Integer, int[]> tags = new TreeMap<>();
		for (int[] number : numbers) tags.put(number[0], number);
		for (int text : texts) tags.putIfAbsent(text, new int[] {text, 2, 0});
		int head = big ? 16 : 8, directory = big ? 16 + 20 * tags.size() : 6 + 12 * tags.size(), page = directory + 16 + 20 * texts.length + 40;
		ByteBuffer tiff = ByteBuffer.allocate(head + 2 * page).order(order);
		tiff.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).putShort((short) (big ? 43 : 42));
		if (big) tiff.putShort((short) 8).putShort((short) 0).putLong(head);
		else tiff.putInt(head);
		for (int i = 0; i < 2; i++) {
			int start = head + i * page, at = start + directory, pixels = at + 16 + 20 * texts.length;
			tiff.position(start);
			if (big) tiff.putLong(tags.size());
			else tiff.putShort((short) tags.size());
			int text = at + 16;
			for (int[] tag : tags.values()) {
				tiff.putShort((short) tag[0]).putShort((short) tag[1]);
				boolean strips = tag[0] == 273 || tag[0] == 279;
				int count = tag[1] == 2 ? 20 : strips ? 2 : 1;
				if (big) tiff.putLong(count);
				else tiff.putInt(count);
				int field = tiff.position();
				if (tag[1] == 2) {
					if (big) tiff.putLong(text);
					else tiff.putInt(text);
					tiff.put(text, "DOE^JOHN MRN12345".getBytes(StandardCharsets.US_ASCII));
					text += 20;
				}
				else if (strips) {
					int place = big ? field : at + (tag[0] == 273 ? 0 : 8);
					if (!big) tiff.putInt(place);
					// each strip says that it is longer than its pixels
					tiff.putInt(place, tag[0] == 273 ? pixels : 20).putInt(place + 4, tag[0] == 273 ? pixels + 20 : 20);
				}
				else if (tag[1] == 3) tiff.putShort((short) tag[2]);
				else tiff.putInt(tag[2]);
				tiff.position(field + (big ? 8 : 4));
			}
			int next = i == 0 ? head + page : 0;
			if (big) tiff.putLong(next);
			else tiff.putInt(next);
			for (int strip = 0; strip < 2; strip++) {
				for (int k = 0; k < 12; k++) tiff.put(pixels + 20 * strip + k, (byte) (0x40 + 12 * strip + k));
				tiff.put(pixels + 20 * strip + 12, "DOE^JOHN".getBytes(StandardCharsets.US_ASCII));
			}
		}
		return tiff.array();
	}
}
