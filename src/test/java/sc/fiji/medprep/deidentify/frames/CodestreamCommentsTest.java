package sc.fiji.medprep.deidentify.frames;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;

import org.junit.Test;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

public class CodestreamCommentsTest {
	private static final String JPEG = "1.2.840.10008.1.2.4.50", JPEG_LS = "1.2.840.10008.1.2.4.80", JPEG_2000 = "1.2.840.10008.1.2.4.90", JPEG_XL = "1.2.840.10008.1.2.4.110";
	private static final String RLE = "1.2.840.10008.1.2.5", DEFLATED_FRAME = "1.2.840.10008.1.2.8.1", PLAIN = "1.2.840.10008.1.2.1.98", H264 = "1.2.840.10008.1.2.4.102";
	private static final byte[] SOI = hex("FFD8"), EOI = hex("FFD9"), JP2 = join(hex("0000000C6A5020200D0A870A"), box("ftyp", join(ascii("jp2 "), new byte[4], ascii("jp2 "))));

	// JPEG

	@Test
	public void comment_and_application_data_are_blanked_and_the_rest_stays() throws IOException {
		byte[] frame = jpeg(join(segment(0xFE, "SMITH"), segment(0xE1, "Exif\0\0SMITH")));
		Scan scan = scan(JPEG, 1, frame);
		assertEquals(2, scan.result.segments());
		assertTrue(scan.result.followed() && scan.result.searched());
		assertEquals(new String(frame, StandardCharsets.ISO_8859_1).replace("SMITH", "\0\0\0\0\0").replace("Exif", "\0\0\0\0"), scan.text(0));
	}

	@Test
	public void comment_of_an_encoder_and_plain_application_fields_stay() throws IOException {
		byte[] header = join(segment(0xE0, "JFIF\0\1\2\1\0\u0048\0\u0048\0\0"), segment(0xE0, "LJIF\0\1\0\0\0\0\0\0\0"), segment(0xEE, "Adobe\0\u0064\0\0\0\0\1"), segment(0xFE, "MITRA_DICOM_STANDARD"),
			segment(0xE8, "mrfx\1"), segment(0xE8, "SPIFF\0\2\0\0\3\0\0\0\u0064\0\0\0\u0064\n\u0008\6\2\0\0\0%\0\0\0%"), segment(0xE8, "\0\0\0\1\u00FF\u00D8"));
		assertUnchanged(scan(JPEG_LS, 1, jpeg(header)));
	}

	@Test
	public void fields_of_application_segments_are_blanked_where_they_hold_text_and_not_where_decoders_read() throws IOException {
		Scan scan = scan(JPEG, 1, jpeg(join(segment(0xEE, "AdobeSMITHX\2JOHN"), segment(0xE0, "JFIF\0SMITHJOHNAA"), segment(0xE8, "SPIFF\0SMITHJOHNSMITHJOHNSMITH1234"))));
		assertFalse(scan.text(0).matches("(?s).*(SM|MI|IT|TH|JO|OH|HN|12|34|AA).*"));
		assertTrue("colour transform", scan.text(0).contains("Adobe\0\0\0\0\0\0\2"));
		assertTrue(scan.text(0).contains("JFIF\0"));
	}

	@Test
	public void text_behind_a_scan_and_behind_the_end_is_blanked() throws IOException {
		byte[] frame = join(SOI, segment(0xDA, "scan"), hex("01FF0002FFD003"), segment(0xFE, "SMITH"), segment(0xDA, "scan"), hex("0405"), EOI, ascii("SMITH!"));
		Scan scan = scan(JPEG, 1, frame);
		assertEquals(new String(frame, StandardCharsets.ISO_8859_1).replace("SMITH!", "\0\0\0\0\0\0").replace("SMITH", "\0\0\0\0\0"), scan.text(0));
		assertEquals(2, scan.result.segments());
	}

	@Test
	public void text_between_scans_of_a_damaged_frame_may_be_pixels_and_is_left() throws IOException {
		assertOnlyReported(scan(JPEG, 1, join(SOI, segment(0xDA, "scan"), hex("01"), segment(0xFE, "PIXELS"), hex("0203"))));
	}

	@Test
	public void fill_bytes_before_a_frame_are_no_end_of_the_frame() throws IOException {
		byte[] filled = join(hex("FFFF"), jpeg(segment(0xFE, "SMITH")));
		Scan scan = scan(JPEG, 3, jpeg(), filled, jpeg());
		assertTrue(scan.result.followed());
		assertEquals(new String(filled, StandardCharsets.ISO_8859_1).replace("SMITH", "\0\0\0\0\0"), scan.text(1));
		assertFalse("first frame", scan(JPEG, 1, filled).text(0).contains("SMITH"));
	}

	@Test
	public void damaged_frame_is_reported_and_the_others_are_searched() throws IOException {
		byte[] damaged = join(SOI, hex("FFDB0001"), ascii("garb"));
		Scan scan = scan(JPEG, 4, jpeg(segment(0xFE, "SMITH")), damaged, jpeg(segment(0xFE, "SMITH")), ascii("SMITH?"));
		assertFalse(scan.result.followed());
		assertEquals(2, scan.result.segments());
		assertArrayEquals(damaged, scan.bytes(1));
		assertEquals("no JPEG, so nobody knows", "SMITH?", scan.text(3));
	}

	@Test
	public void second_image_in_a_fragment_is_left_and_reported() throws IOException {
		assertOnlyReported(scan(JPEG, 2, join(jpeg(), jpeg())));
		assertOnlyReported(scan(JPEG, 1, join(jpeg(), hex("00FF"), jpeg())));
	}

	@Test
	public void frames_are_told_by_table_by_count_or_by_signature() throws IOException {
		byte[] frame = jpeg(segment(0xFE, "SMITH"));
		byte[] head = Arrays.copyOf(frame, 7), rest = Arrays.copyOfRange(frame, 7, frame.length);
		for (byte[] table : new byte[][] {{}, offsets(0, 8 + even(head) + 8 + even(rest))}) {
			Scan scan = scan(JPEG, 2, table, new DataSet(), head, join(rest, ascii("TAIL!!")), frame);
			assertTrue(scan.result.followed());
			assertEquals("comment over a boundary, tail, comment", 3, scan.result.segments());
			assertFalse((scan.text(0) + scan.text(1) + scan.text(2)).matches("(?s).*(SMITH|TAIL).*"));
		}
	}

	@Test
	public void tail_is_left_and_reported_where_frames_and_their_number_do_not_agree() throws IOException {
		assertOnlyReported(scan(JPEG, 5, join(jpeg(), ascii("TAIL")), jpeg()));
	}

	@Test
	public void fragment_behind_the_end_of_its_frame_is_left_and_reported() throws IOException {
		assertOnlyReported(scan(JPEG, 2, offsets(0, 2 * (8 + even(jpeg()))), new DataSet(), jpeg(), ascii("PIXELS"), jpeg()));
	}

	// JPEG 2000

	@Test
	public void comments_of_all_frames_with_open_tile_part_lengths_are_blanked() throws IOException {
		Scan scan = scan(JPEG_2000, 3, codestream("SMITH", true), codestream("SMITH", true), codestream("SMITH", true));
		assertTrue(scan.result.followed());
		for (int i = 0; i < 3; i++) assertEquals(new String(codestream("SMITH", true), StandardCharsets.ISO_8859_1).replace("SMITH", "\0\0\0\0\0"), scan.text(i));
	}

	@Test
	public void codestream_without_an_end_marker_is_sound() throws IOException {
		byte[] whole = codestream("Kakadu-v7.10.2", false);
		assertUnchanged(scan(JPEG_2000, 1, Arrays.copyOf(whole, whole.length - 2)));
	}

	@Test
	public void wrong_tile_part_length_and_unknown_segment_are_reported() throws IOException {
		byte[] wrong = codestream("", false);
		wrong[wrong.length - 15] = 9;
		assertOnlyReported(scan(JPEG_2000, 1, wrong));
		assertOnlyReported(scan(JPEG_2000, 1, join(hex("FF4FFF51"), new byte[] {0, 4, 1, 1}, segment(0x6F, "SMITH"))));
	}

	@Test
	public void frame_of_another_codec_is_reported() throws IOException {
		assertOnlyReported(scan(JPEG_2000, 1, jpeg(segment(0xFE, "SMITH"))));
		assertOnlyReported(scan(JPEG, 1, codestream("SMITH", false)));
	}

	@Test
	public void boxes_around_a_codestream_are_blanked_but_for_those_that_decoding_needs() throws IOException {
		byte[] header = box("jp2h", join(box("ihdr", new byte[14]), box("colr", new byte[] {1, 0, 0, 0, 0, 0, 17}), box("lbl ", ascii("SMITH"))));
		byte[] frame = join(JP2, header, box("xml ", ascii("SMITH")), box("jp2c", codestream("SMITH", false)), box("uuid", ascii("0123456789abcdefSMITH")));
		Scan scan = scan(JPEG_2000, 1, frame);
		assertTrue(scan.result.followed());
		assertEquals(new String(frame, StandardCharsets.ISO_8859_1).replace("0123456789abcdefSMITH", "\0".repeat(21)).replace("SMITH", "\0\0\0\0\0"), scan.text(0));
	}

	@Test
	public void boxed_frames_of_odd_length_do_not_shift_the_next_one() throws IOException {
		byte[] frame = join(JP2, box("jp2c", codestream("", false)));
		if (frame.length % 2 == 0) frame = join(JP2, box("jp2c", codestream("Kakadu-v7.0", false)));
		assertEquals(1, frame.length % 2);
		byte[] padded = Arrays.copyOf(frame, frame.length + 1);
		for (int count : new int[] {3, 1}) assertUnchanged(scan(JPEG_2000, count, padded, padded, padded));
	}

	@Test
	public void box_of_open_length_ends_with_its_frame() throws IOException {
		byte[] open = join(JP2, hex("00000000"), ascii("jp2c"), codestream("SMITH", false));
		Scan scan = scan(JPEG_2000, 3, open, open, codestream("SMITH", false));
		assertTrue(scan.result.followed());
		assertEquals(3, scan.result.segments());
	}

	@Test
	public void naked_and_boxed_frames_may_follow_each_other() throws IOException {
		assertUnchanged(scan(JPEG_2000, 2, codestream("", false), join(JP2, box("jp2c", codestream("", false)))));
	}

	@Test
	public void boxes_without_a_codestream_are_left_and_reported() throws IOException {
		assertOnlyReported(scan(JPEG_2000, 1, join(JP2, box("xml ", ascii("PIXELS")))));
	}

	// other codecs

	@Test
	public void codestream_of_JPEG_XL_stays_and_text_boxes_around_it_do_not() throws IOException {
		byte[] signature = join(hex("0000000C4A584C200D0A870A"), box("ftyp", join(ascii("jxl "), new byte[4], ascii("jxl "))));
		byte[] pixels = join(hex("FF0A"), ascii("PIXELPIXEL")), frame = join(signature, box("jxlc", pixels), box("Exif", ascii("SMITH")));
		Scan scan = scan(JPEG_XL, 2, frame, pixels);
		assertEquals(new String(frame, StandardCharsets.ISO_8859_1).replace("SMITH", "\0\0\0\0\0"), scan.text(0));
		assertArrayEquals(pixels, scan.bytes(1));
		assertTrue(scan.result.followed());
		assertFalse("not inside of the codestream", scan.result.searched());
	}

	@Test
	public void bytes_between_and_behind_the_segments_of_an_RLE_frame_are_blanked() throws IOException {
		// two segments of 20 bytes: a run of 20; a run of 10, nothing, ten literal bytes
		ByteBuffer frame = ByteBuffer.allocate(64 + 2 + 4 + 14 + 6).order(ByteOrder.LITTLE_ENDIAN).putInt(2).putInt(64).putInt(70).put(ascii("SMITH"));
		frame.position(64);
		frame.put(hex("ED55")).put(ascii("JOHN")).put(hex("F7558009")).put(ascii("literalrun")).put(ascii("SMITH!"));
		DataSet image = image(4, 5);
		Scan scan = scan(RLE, 1, new byte[0], image, frame.array());
		assertTrue(scan.result.followed());
		assertEquals(3, scan.result.segments());
		assertFalse(scan.text(0).matches("(?s).*(SMITH|JOHN).*"));
		assertTrue(scan.text(0).contains("literalrun\0"));
		assertOnlyReported(scan(RLE, 1, new byte[0], image(40, 50), frame.array()));
		assertOnlyReported(scan(RLE, 1, new byte[0], image, ascii("no header")));
	}

	@Test
	public void bytes_behind_a_deflated_or_plain_frame_are_blanked() throws IOException {
		Deflater deflater = new Deflater(9, true);
		deflater.setInput(new byte[20]);
		deflater.finish();
		byte[] deflated = new byte[100];
		deflated = Arrays.copyOf(deflated, deflater.deflate(deflated));
		deflater.end();
		Scan scan = scan(DEFLATED_FRAME, 1, new byte[0], image(4, 5), join(deflated, ascii("SMITH")));
		assertArrayEquals(join(deflated, new byte[5]), scan.bytes(0));
		assertOnlyReported(scan(DEFLATED_FRAME, 1, new byte[0], image(2, 5), deflated));
		assertOnlyReported(scan(DEFLATED_FRAME, 1, new byte[0], image(4, 5), hex("FFFFFFFF")));
		assertArrayEquals(join(new byte[20], new byte[5]), scan(PLAIN, 1, new byte[0], image(4, 5), join(new byte[20], ascii("SMITH"))).bytes(0));
	}

	@Test
	public void video_is_not_searched_and_says_so() throws IOException {
		Scan scan = scan(H264, 1, join(hex("0000000106"), ascii("SMITH")));
		assertFalse(scan.result.searched());
		assertEquals(0, scan.result.segments());
	}

	// comments of encoders

	@Test
	public void encoder_comment_is_a_name_and_one_short_version() {
		for (String comment : List.of("MITRA_DICOM_STANDARD", "Created by GDCM/OpenJPEG version 2.0", "Created by OpenJPEG version 2.5.2", "Kakadu-v7.3.3", "Kakadu-2.2", "Creator: JasPer Version 1.701.0",
			"LEAD Technologies Inc. V1.01\0", "IJG 6b")) assertTrue(comment, EncoderComment.matches(ascii(comment)));
		for (String comment : List.of("", "SMITH", "Kakadu SMITH", "Intel 123-45-6789 19450817", "Intel 19450817", "Kakadu-v7.3.3 1945", "Kakadu-v7.3.3SMITH", "OpenJPEG 1.2.3.4", "xKakadu"))
			assertFalse(comment, EncoderComment.matches(ascii(comment)));
	}

	@Test(timeout = 5000)
	public void long_comment_costs_no_time() {
		for (String digits : new String[] {"1", "1.", "JPEG", "v", "- "}) assertFalse(EncoderComment.matches(ascii("Kakadu " + digits.repeat(30_000) + "!!")));
		assertFalse(EncoderComment.matches(ascii("Kakadu " + "1".repeat(60) + " !!")));
	}

	// offset tables

	@Test
	public void offset_table_that_points_to_fragments_stays() throws IOException {
		for (byte[] table : new byte[][] {{}, offsets(0), offsets(0, 18), offsets(0, 10, 18)}) {
			Value.Fragments value = fragments(table, new byte[2], new byte[0], new byte[6]);
			assertSame(value, FrameOffsets.withSaneOffsets(value));
		}
		Value.Fragments odd = fragments(offsets(0, 12), new byte[3], new byte[2]);
		assertSame("a fragment is padded when it is written", odd, FrameOffsets.withSaneOffsets(odd));
	}

	@Test
	public void offset_table_that_is_none_becomes_empty() throws IOException {
		for (byte[] table : new byte[][] {ascii("SMITH!"), ascii("SMITHSMITHSM"), offsets(0, 11), offsets(18, 0), offsets(0, 0), offsets(10), offsets(0, 10, 18, 32), new byte[6]}) {
			Value.Fragments value = fragments(table, new byte[2], new byte[0], new byte[6]), sane = FrameOffsets.withSaneOffsets(value);
			assertTrue(Arrays.toString(table), sane.items().get(0).isEmpty());
			assertEquals(value.items().subList(1, 4), sane.items().subList(1, 4));
		}
	}

	@Test
	public void extended_offset_table_must_belong_to_the_fragments() throws IOException {
		assertTrue(FrameOffsets.extendedTableIsSane(extended(new long[] {0, 10}, new long[] {2, 5})));
		assertNotNull(FrameOffsets.extended(extended(new long[] {0, 10}, new long[] {1, 6})));
		assertFalse("length", FrameOffsets.extendedTableIsSane(extended(new long[] {0, 10}, new long[] {2, 4})));
		assertFalse("offset", FrameOffsets.extendedTableIsSane(extended(new long[] {0, 12}, new long[] {2, 6})));
		assertFalse("count", FrameOffsets.extendedTableIsSane(extended(new long[] {0, 10}, new long[] {2})));
		DataSet text = extended(new long[] {0, 10}, new long[] {2, 6}).put(Element.ascii(0x7FE00001, VR.OV, "TOK12EOTTOK12EOT"));
		assertFalse(FrameOffsets.extendedTableIsSane(text));
	}

	private static DataSet extended(long[] offsets, long[] lengths) {
		return new DataSet().put(Element.bytes(0x7FE00001, VR.OV, u64(offsets))).put(Element.bytes(0x7FE00002, VR.OV, u64(lengths)))
			.put(new Element(Tag.PIXEL_DATA, VR.OB, fragments(new byte[0], new byte[2], new byte[6])));
	}

	private static byte[] u64(long... values) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (long value : values) bytes.putLong(value);
		return bytes.array();
	}

	// cost and chance

	@Test(timeout = 10_000)
	public void many_frames_with_comments_cost_time_in_proportion() throws IOException {
		byte[] frame = jpeg(segment(0xFE, "SMITH1"));
		int count = 100_000;
		byte[] all = new byte[count * frame.length];
		List<Value.Bulk> items = new ArrayList<>();
		ByteSource source = ByteSource.of(all);
		items.add(new Value.Bulk(source, 0, 0, ByteOrder.LITTLE_ENDIAN));
		for (int i = 0; i < count; i++) {
			System.arraycopy(frame, 0, all, i * frame.length, frame.length);
			items.add(new Value.Bulk(source, (long) i * frame.length, frame.length, ByteOrder.LITTLE_ENDIAN));
		}
		CodestreamComments.Result result = CodestreamComments.blank(new Value.Fragments(items), JPEG, frames(count));
		assertEquals(count, result.segments());
		ByteArrayOutputStream copy = new ByteArrayOutputStream(all.length);
		for (Value.Bulk fragment : result.blanked().items()) fragment.source().transferTo(fragment.offset(), fragment.length(), Channels.newChannel(copy));
		assertFalse(copy.toString(StandardCharsets.ISO_8859_1).contains("SMITH1"));
		assertArrayEquals(copy.toByteArray(), result.blanked().items().get(1).source().bytes(0, all.length));
	}

	@Test
	public void segments_at_any_place_of_a_header_leave_the_decoded_image_as_it_is() throws IOException {
		Random random = new Random(22);
		for (int i = 0; i < 60; i++) {
			byte[] jpeg = encoded(random, i % 2 == 0), planted = planted(random, jpeg);
			int cut = 1 + random.nextInt(planted.length - 1);
			Scan scan = scan(JPEG, 1, Arrays.copyOf(planted, cut), Arrays.copyOfRange(planted, cut, planted.length));
			byte[] blanked = join(scan.bytes(0), scan.bytes(1));
			assertTrue(scan.result.followed());
			assertFalse(new String(blanked, StandardCharsets.ISO_8859_1).contains("SMITH"));
			assertArrayEquals(pixels(planted), pixels(blanked));
			assertArrayEquals(pixels(jpeg), pixels(blanked));
		}
	}

	@Test(timeout = 60_000)
	public void chance_breaks_neither_the_scan_nor_the_pixels() throws IOException {
		Random random = new Random(5);
		int decoded = 0;
		for (int i = 0; i < 3000; i++) {
			byte[] damaged = mutated(random, planted(random, encoded(random, i % 2 == 0)));
			byte[] blanked = scan(JPEG, 1, damaged).bytes(0);
			int[] before = pixels(damaged);
			if (before == null) continue;
			decoded++;
			assertArrayEquals("round " + i, before, pixels(blanked));
		}
		assertTrue(decoded > 300);
		byte[] rle = join(offsets(2, 64, 66), new byte[52], hex("ED55F7558009"), ascii("literalrunSMITH"));
		byte[][] streams = {codestream("SMITH", true), codestream("SMITH", false), rle, join(JP2, box("xml ", ascii("SMITH")), box("jp2c", codestream("SMITH", false)), box("jp2h", box("lbl ", ascii("SMITH")))),
			jpeg(segment(0xE8, "SPIFF\0SMITH"))};
		String[] syntaxes = {JPEG, JPEG_2000, JPEG_XL, RLE, DEFLATED_FRAME, PLAIN};
		for (int i = 0; i < 100_000; i++) {
			byte[] first = mutated(random, streams[random.nextInt(streams.length)]), second = mutated(random, streams[random.nextInt(streams.length)]);
			byte[] table = random.nextBoolean() ? new byte[0] : offsets(0, 8 + even(first));
			Scan scan = scan(syntaxes[random.nextInt(syntaxes.length)], 1 + random.nextInt(3), table, image(4, 5), first, second);
			assertEquals(first.length, scan.bytes(0).length);
		}
	}

	private static byte[] mutated(Random random, byte[] original) {
		byte[] bytes = original.clone();
		for (int n = random.nextInt(4); n >= 0; n--) {
			int at = random.nextInt(bytes.length);
			switch (random.nextInt(4)) {
				case 0 -> bytes[at] = (byte) random.nextInt();
				case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
				case 2 -> bytes[at] = -1;
				default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
			}
		}
		return bytes;
	}

	private static byte[] encoded(Random random, boolean colour) throws IOException {
		BufferedImage image = new BufferedImage(24, 16, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
		for (int y = 0; y < 16; y++) {
			for (int x = 0; x < 24; x++) image.setRGB(x, y, random.nextInt());
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(image, "jpg", bytes);
		return bytes.toByteArray();
	}

	/** The same JPEG with text in segments before and behind what is there. */
	private static byte[] planted(Random random, byte[] jpeg) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int at = 2;
		out.write(jpeg, 0, at);
		while ((jpeg[at + 1] & 0xFF) != 0xDA) {
			int size = 2 + (jpeg[at + 2] & 0xFF) * 256 + (jpeg[at + 3] & 0xFF);
			out.write(jpeg, at, size);
			at += size;
			if (random.nextBoolean()) out.writeBytes(segment(random.nextBoolean() ? 0xFE : 0xE3 + random.nextInt(11), "SMITH".repeat(random.nextInt(9))));
		}
		out.write(jpeg, at, jpeg.length - at);
		if (random.nextBoolean()) out.writeBytes(ascii("SMITH behind"));
		return out.toByteArray();
	}

	/** The decoded samples, or null if the image cannot be decoded. */
	private static int[] pixels(byte[] jpeg) throws IOException {
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
			if (image == null || image.getWidth() > 1000 || image.getHeight() > 1000) return null;
			return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
		}
		catch (IOException | RuntimeException e) {
			return null;
		}
	}

	// building

	private record Scan(byte[][] originals, CodestreamComments.Result result) {
		byte[] bytes(int fragment) throws IOException {
			return result.blanked().items().get(1 + fragment).load();
		}

		String text(int fragment) throws IOException {
			return new String(bytes(fragment), StandardCharsets.ISO_8859_1);
		}
	}

	private static void assertUnchanged(Scan scan) throws IOException {
		assertTrue(scan.result.followed());
		assertEquals(0, scan.result.segments());
		for (int i = 0; i < scan.originals.length; i++) assertArrayEquals(scan.originals[i], scan.bytes(i));
	}

	private static void assertOnlyReported(Scan scan) throws IOException {
		assertFalse(scan.result.followed());
		for (int i = 0; i < scan.originals.length; i++) assertArrayEquals(scan.originals[i], scan.bytes(i));
	}

	private static Scan scan(String syntax, int count, byte[]... frames) throws IOException {
		return scan(syntax, count, new byte[0], new DataSet(), frames);
	}

	private static Scan scan(String syntax, int count, byte[] table, DataSet image, byte[]... frames) throws IOException {
		image.put(Element.ascii(0x00280008, VR.IS, String.valueOf(count)));
		return new Scan(frames, CodestreamComments.blank(fragments(table, frames), syntax, image));
	}

	private static DataSet frames(int count) {
		return new DataSet().put(Element.ascii(0x00280008, VR.IS, String.valueOf(count)));
	}

	private static DataSet image(int rows, int columns) {
		return new DataSet().putInts(0x00280010, VR.US, rows).putInts(0x00280011, VR.US, columns).putInts(0x00280100, VR.US, 8);
	}

	/** All fragments in one source, as in a file, with item headers between them. */
	private static Value.Fragments fragments(byte[] table, byte[]... frames) {
		byte[] all = table.clone();
		List<long[]> places = new ArrayList<>();
		places.add(new long[] {0, table.length});
		for (byte[] frame : frames) {
			all = join(all, ascii("itemhead"));
			places.add(new long[] {all.length, frame.length});
			all = join(all, frame);
		}
		ByteSource source = ByteSource.of(all);
		return new Value.Fragments(places.stream().map(p -> new Value.Bulk(source, p[0], p[1], ByteOrder.LITTLE_ENDIAN)).toList());
	}

	private static int even(byte[] bytes) {
		return bytes.length + bytes.length % 2;
	}

	private static byte[] offsets(int... values) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int value : values) bytes.putInt(value);
		return bytes.array();
	}

	/** A frame of even length with a header and some entropy-coded bytes. */
	private static byte[] jpeg(byte[]... header) {
		byte[] frame = join(SOI, join(header), segment(0xDB, "\0".repeat(65)), segment(0xDA, "\1\1\0\0\u003F\0"), hex("12345678FF00FFD3"));
		return join(frame, frame.length % 2 == 0 ? EOI : join(hex("56"), EOI));
	}

	private static byte[] codestream(String comment, boolean open) {
		byte[] packets = hex("FF930102FF7F0304");
		byte[] tilePart = join(hex("FF90000A0000"), ByteBuffer.allocate(4).putInt(open ? 0 : 12 + packets.length).array(), hex("0001"), packets);
		byte[] main = join(hex("FF4F"), segment(0x51, "\0".repeat(47)), comment.isEmpty() ? new byte[0] : segment(0x64, "\0\1" + comment));
		return join(main, tilePart, EOI);
	}

	private static byte[] segment(int marker, String payload) {
		return join(new byte[] {-1, (byte) marker, (byte) (payload.length() + 2 >> 8), (byte) (payload.length() + 2)}, ascii(payload));
	}

	private static byte[] box(String type, byte[] content) {
		return join(ByteBuffer.allocate(4).putInt(8 + content.length).array(), ascii(type), content);
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) all.writeBytes(part);
		return all.toByteArray();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}
}
