package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class PixelStructureCheckTest {
	private static final String BASELINE = "1.2.840.10008.1.2.4.50", LOSSLESS = "1.2.840.10008.1.2.4.70", JPEG_LS = "1.2.840.10008.1.2.4.80", JPEG_2000 = "1.2.840.10008.1.2.4.90", RLE = "1.2.840.10008.1.2.5", PIXELS = " (7FE0,0010)";
	private static final byte[] NO_TABLE = {};

	private static List<String> found(DataSet dataSet) throws IOException {
		return Checked.dataSet(new PixelStructureCheck(), dataSet);
	}

	private static void assertNumber(String rule, int tag, int value) throws IOException {
		assertEquals(List.of(rule + " " + Tag.toString(tag)), found(Checked.image().putInts(tag, VR.US, value)));
	}

	private static DataSet colour(String photometric) {
		return Checked.image().putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 3).put(Element.ascii(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric)).putInts(Tag.BITS_ALLOCATED, VR.US, 8).putInts(Tag.BITS_STORED, VR.US, 8)
			.putInts(Tag.HIGH_BIT, VR.US, 7).putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[18]));
	}

	@Test
	public void right_images_are_clean() throws IOException {
		assertEquals(List.of(), found(Checked.image()));
		assertEquals(List.of(), found(colour("RGB")));
		// one byte of padding makes the number even
		assertEquals(List.of(), found(colour("RGB").putInts(Tag.ROWS, VR.US, 1).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[9]))));
	}

	@Test
	public void bits_fit_each_other() throws IOException {
		assertNumber("pixel.high_bit", Tag.HIGH_BIT, 12);
		assertNumber("pixel.representation", Tag.PIXEL_REPRESENTATION, 2);
		assertEquals(List.of("pixel.bits_stored (0028,0101)"), found(Checked.image().putInts(Tag.BITS_STORED, VR.US, 17).putInts(Tag.HIGH_BIT, VR.US, 16)));
		assertEquals(List.of("pixel.bits_allocated (0028,0100)"), found(Checked.image().putInts(Tag.BITS_ALLOCATED, VR.US, 12).put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[9]))));
		assertNumber("pixel.size", Tag.ROWS, 0);
	}

	@Test
	public void photometric_interpretation_fits_samples_and_planes() throws IOException {
		assertEquals(List.of("pixel.samples (0028,0002)"), found(colour("MONOCHROME2")));
		assertEquals(List.of("pixel.photometric.unknown (0028,0004)"), found(colour("BGR")));
		assertEquals(List.of("pixel.photometric.retired (0028,0004)"), found(colour("HSV")));
		assertEquals(List.of("pixel.planar (0028,0006)"), found(colour("RGB").putInts(Tag.PLANAR_CONFIGURATION, VR.US, 2)));
		assertEquals(List.of("pixel.representation.colour (0028,0103)"), found(colour("RGB").putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1)));
		assertEquals(List.of("pixel.chroma (0028,0011)"), found(colour("YBR_FULL_422").put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[12]))));
		assertEquals(List.of("pixel.photometric.transfer_syntax (0028,0004)"), found(colour("YBR_RCT")));
	}

	@Test
	public void length_is_that_of_rows_columns_samples_bits_and_frames() throws IOException {
		assertEquals(List.of("pixel.length.short" + PIXELS), found(Checked.image().put(Checked.pixels(1, 2, 3, 4, 5))));
		assertEquals(List.of("pixel.length.long" + PIXELS), found(Checked.image().put(Checked.pixels(1, 2, 3, 4, 5, 6, 7))));
		assertEquals(List.of("pixel.length.short" + PIXELS, "pixel.frames.single (0028,0008)"), found(Checked.image().put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "2147483647"))));
		assertEquals(List.of("pixel.frames (0028,0008)"), found(Checked.image().put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "0"))));
		DataSet bits = Checked.image().putInts(Tag.BITS_ALLOCATED, VR.US, 1).putInts(Tag.BITS_STORED, VR.US, 1).putInts(Tag.HIGH_BIT, VR.US, 0).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[2]));
		assertEquals(List.of(), found(bits));
	}

	@Test
	public void floating_point_pixels_have_their_bits_and_stand_alone() throws IOException {
		DataSet real = Checked.image().putInts(Tag.BITS_ALLOCATED, VR.US, 32).put(Element.bytes(Tag.FLOAT_PIXEL_DATA, VR.OF, new byte[24]));
		real.remove(Tag.PIXEL_DATA);
		assertEquals(List.of(), found(real));
		assertEquals(List.of("pixel.bits_allocated (0028,0100)", "pixel.length.long (7FE0,0008)"), found(real.putInts(Tag.BITS_ALLOCATED, VR.US, 16)));
		assertEquals(List.of("pixel.kinds (7FE0,0008)"), found(real.put(Checked.pixels(1, 2, 3, 4, 5, 6)).put(Element.bytes(Tag.FLOAT_PIXEL_DATA, VR.OF, new byte[12]))).stream().filter(finding -> finding.startsWith("pixel.kinds")).toList());
	}

	/** SOI, a frame header and the beginning of a scan. */
	private static byte[] jpeg(int marker, int precision, int rows, int columns, int components, int near) {
		byte[] stream = new byte[64];
		byte[] head = {-1, (byte) 0xD8, -1, (byte) 0xE0, 0, 4, 0, 0, -1, (byte) marker, 0, (byte) (8 + 3 * components), (byte) precision, 0, (byte) rows, 0, (byte) columns, (byte) components};
		System.arraycopy(head, 0, stream, 0, head.length);
		int at = head.length + 3 * components;
		byte[] scan = {-1, (byte) 0xDA, 0, 8, 1, 1, 0, (byte) near, 0, 0};
		System.arraycopy(scan, 0, stream, at, scan.length);
		return stream;
	}

	private static byte[] jpeg2000(int size, int bits, boolean signed, boolean reversible) {
		byte[] stream = new byte[80];
		byte[] head = {-1, 0x4F, -1, 0x51, 0, 41, 0, 0, 0, 0, 0, 3, 0, 0, 0, (byte) size};
		System.arraycopy(head, 0, stream, 0, head.length);
		stream[41] = 1;
		stream[42] = (byte) (bits - 1 | (signed ? 0x80 : 0));
		byte[] coding = {-1, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, (byte) (reversible ? 1 : 0)};
		System.arraycopy(coding, 0, stream, 45, coding.length);
		return stream;
	}

	private static List<String> encapsulated(String syntax, byte[]... items) throws IOException {
		return Checked.encapsulated(new PixelStructureCheck(), Checked.image().put(Checked.fragments(items)), syntax);
	}

	@Test
	public void streams_that_agree_with_the_header_are_clean() throws IOException {
		assertEquals(List.of(), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC3, 12, 2, 3, 1, 1)));
		assertEquals(List.of(), encapsulated(JPEG_LS, new byte[4], jpeg(0xF7, 12, 2, 3, 1, 0)));
		assertEquals(List.of(), encapsulated(JPEG_2000, NO_TABLE, jpeg2000(2, 12, false, true)));
	}

	@Test
	public void streams_that_contradict_the_header_are_found() throws IOException {
		assertEquals(List.of("pixel.code_stream.size" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC3, 12, 3, 2, 1, 1)));
		assertEquals(List.of("pixel.code_stream.components" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC3, 12, 2, 3, 3, 1)));
		assertEquals(List.of("pixel.code_stream.precision" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC3, 16, 2, 3, 1, 1)));
		assertEquals(List.of("pixel.code_stream.bits" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC3, 17, 2, 3, 1, 1)));
		assertEquals(List.of("pixel.code_stream.process" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, jpeg(0xC1, 12, 2, 3, 1, 1)));
		assertEquals(List.of("pixel.code_stream.process" + PIXELS), encapsulated(JPEG_LS, NO_TABLE, jpeg(0xF7, 12, 2, 3, 1, 2)));
		assertEquals(List.of("pixel.code_stream.process" + PIXELS), encapsulated(JPEG_2000, NO_TABLE, jpeg2000(2, 12, false, false)));
		assertEquals(List.of("pixel.code_stream.sign" + PIXELS), encapsulated(JPEG_2000, NO_TABLE, jpeg2000(2, 12, true, true)));
		assertEquals(List.of("pixel.code_stream.size" + PIXELS), encapsulated(JPEG_2000, NO_TABLE, jpeg2000(9, 12, false, true)));
		assertEquals(List.of("pixel.code_stream.start" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, new byte[64]));
		byte[] rle = new byte[70];
		rle[0] = 1;
		rle[4] = 64;
		assertEquals(List.of("pixel.code_stream.components" + PIXELS), encapsulated(RLE, NO_TABLE, rle));
		rle[0] = 2;
		rle[8] = 66;
		assertEquals(List.of(), encapsulated(RLE, NO_TABLE, rle));
	}

	@Test
	public void transfer_syntax_bounds_bits_and_colours() throws IOException {
		assertEquals(List.of("pixel.bits.transfer_syntax (0028,0100)", "pixel.code_stream.precision" + PIXELS), encapsulated(BASELINE, NO_TABLE, jpeg(0xC0, 8, 2, 3, 1, 0)));
		assertEquals(List.of("pixel.encapsulation" + PIXELS), Checked.encapsulated(new PixelStructureCheck(), Checked.image(), LOSSLESS));
		assertEquals(List.of("pixel.encapsulation" + PIXELS), found(Checked.image().put(Checked.fragments(NO_TABLE, jpeg(0xC3, 12, 2, 3, 1, 1)))));
	}

	@Test
	public void fragments_and_offset_tables_fit_the_frames() throws IOException {
		byte[] frame = jpeg(0xC3, 12, 2, 3, 1, 1);
		assertEquals(List.of("pixel.fragments" + PIXELS), encapsulated(LOSSLESS));
		assertEquals(List.of("pixel.fragments" + PIXELS), encapsulated(LOSSLESS, NO_TABLE));
		assertEquals(List.of("pixel.fragments.empty" + PIXELS), encapsulated(LOSSLESS, NO_TABLE, frame, NO_TABLE));
		assertEquals(List.of("pixel.offset_table" + PIXELS), encapsulated(LOSSLESS, new byte[8], frame));
		assertEquals(List.of("pixel.offset_table" + PIXELS), encapsulated(LOSSLESS, new byte[] {4, 0, 0, 0}, frame));
		DataSet frames = Checked.image().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.7.3")).put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "2"));
		assertEquals(List.of(), Checked.encapsulated(new PixelStructureCheck(), frames.put(Checked.fragments(new byte[] {0, 0, 0, 0, 72, 0, 0, 0}, frame, frame)), LOSSLESS));
		assertEquals(List.of("pixel.fragments.ambiguous" + PIXELS), Checked.encapsulated(new PixelStructureCheck(), frames.put(Checked.fragments(NO_TABLE, frame, frame, frame)), LOSSLESS));
		assertEquals(List.of("pixel.fragments" + PIXELS), Checked.encapsulated(new PixelStructureCheck(), frames.put(Checked.fragments(NO_TABLE, frame)), LOSSLESS));
	}

	@Test
	public void extended_offset_table_fits_its_fragments() throws IOException {
		byte[] frame = jpeg(0xC3, 12, 2, 3, 1, 1);
		DataSet image = Checked.image().put(Checked.fragments(NO_TABLE, frame)).put(Element.bytes(Tag.EXTENDED_OFFSET_TABLE, VR.OV, new byte[8]));
		byte[] length = new byte[8];
		length[0] = 64;
		assertEquals(List.of(), Checked.encapsulated(new PixelStructureCheck(), image.put(Element.bytes(Tag.EXTENDED_OFFSET_TABLE_LENGTHS, VR.OV, length.clone())), LOSSLESS));
		length[0] = 32;
		assertEquals(List.of("pixel.extended_offset_table (7FE0,0001)"), Checked.encapsulated(new PixelStructureCheck(), image.put(Element.bytes(Tag.EXTENDED_OFFSET_TABLE_LENGTHS, VR.OV, length)), LOSSLESS));
	}

	@Test
	public void palettes_and_tables_fit_their_descriptors() throws IOException {
		assertEquals(List.of(), found(palette(4, 16, 8)));
		assertEquals(List.of(), found(palette(4, 8, 4)));
		assertEquals(List.of("pixel.palette.words (0028,1201)"), found(palette(4, 8, 8)));
		assertEquals(List.of("pixel.palette.length (0028,1201)"), found(palette(4, 16, 6)));
		assertEquals(List.of("pixel.palette.descriptor (0028,1101)", "pixel.palette.length (0028,1201)"), found(palette(4, 12, 6)));
		assertEquals(List.of("pixel.palette.descriptor (0028,1102)"), found(palette(4, 16, 8).putInts(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + 1, VR.US, 5, 0, 16)));
		assertEquals(List.of(), found(table(12, 0x0FFF)));
		assertEquals(List.of("pixel.lut.range (0028,3000)>(0028,3006)"), found(table(12, 0x1000)));
		assertEquals(List.of("pixel.lut.descriptor (0028,3000)>(0028,3002)"), found(table(17, 1)));
		DataSet shorter = new DataSet().putInts(Tag.LUT_DESCRIPTOR, VR.US, 3, 0, 12).putInts(Tag.LUT_DATA, VR.US, 1, 2);
		assertEquals(List.of("pixel.lut.length (0028,3000)>(0028,3006)"), found(Checked.image().put(Element.sequence(Tag.MODALITY_LUT_SEQUENCE, List.of(shorter)))));
	}

	private static DataSet palette(int entries, int bits, int bytes) {
		return Checked.image().putInts(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, VR.US, entries, 0, bits).put(Element.bytes(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR.OW, new byte[bytes]));
	}

	private static DataSet table(int bits, int value) {
		DataSet table = new DataSet().putInts(Tag.LUT_DESCRIPTOR, VR.US, 2, 0, bits).putInts(Tag.LUT_DATA, VR.US, 1, value);
		return Checked.image().put(Element.sequence(Tag.MODALITY_LUT_SEQUENCE, List.of(table)));
	}

	@Test
	public void overlays_fit_their_bytes_and_the_image() throws IOException {
		assertEquals(List.of(), found(overlay(2, 3, 2)));
		assertEquals(List.of("pixel.overlay.length (6000,3000)"), found(overlay(5, 5, 2)).stream().filter(finding -> finding.contains("length")).toList());
		assertEquals(List.of("pixel.overlay.surplus (6000,3000)"), found(overlay(2, 3, 4)));
		assertEquals(List.of("pixel.overlay.size (6000,0010)"), found(overlay(0, 3, 2)));
		assertEquals(List.of("pixel.overlay.outside (6000,0050)"), found(overlay(2, 3, 2).putInts(0x60000050, VR.SS, 9, 9)));
		assertEquals(List.of("pixel.overlay.beyond (6000,0050)"), found(overlay(2, 3, 2).putInts(0x60000050, VR.SS, 0, 1)));
		assertEquals(List.of("pixel.overlay.bits (6000,0102)"), found(overlay(2, 3, 2).putInts(0x60000102, VR.US, 4)));
		DataSet embedded = overlay(2, 3, 2).putInts(0x60000100, VR.US, 16).putInts(0x60000102, VR.US, 12);
		embedded.remove(0x60003000);
		assertEquals(List.of("pixel.overlay.embedded (6000,0102)"), found(embedded));
		assertEquals(List.of("pixel.overlay.bits (6000,0102)"), found(embedded.putInts(0x60000102, VR.US, 11)));
		assertEquals(List.of("pixel.overlay.data (6000,3000)"), found(embedded.putInts(0x60000100, VR.US, 1)));
	}

	private static DataSet overlay(int rows, int columns, int bytes) {
		return Checked.image().putInts(0x60000010, VR.US, rows).putInts(0x60000011, VR.US, columns).putInts(0x60000050, VR.SS, 1, 1).putInts(0x60000100, VR.US, 1).putInts(0x60000102, VR.US, 0)
			.put(Element.bytes(0x60003000, VR.OW, new byte[bytes]));
	}

	@Test
	public void icon_is_looked_at_as_an_image() throws IOException {
		DataSet icon = Checked.image().put(Checked.pixels(1, 2, 3));
		assertEquals(List.of("pixel.length.short (0088,0200)>(7FE0,0010)"), found(Checked.image().put(Element.sequence(Tag.ICON_IMAGE_SEQUENCE, List.of(icon)))));
	}
}
