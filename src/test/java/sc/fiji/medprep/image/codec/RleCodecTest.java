package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

public class RleCodecTest {
	private static final String RLE = "1.2.840.10008.1.2.5";
	/** Decodes with pydicom and prints the samples as they lie in memory. */
	private static final String PYDICOM = "import sys,pydicom\nd=pydicom.dcmread(sys.argv[1])\nd.convert_pixel_data('rle')\nd.pixel_array.astype('<u4').tofile(sys.argv[2])";

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private static List<PixelFormat> formats() {
		return List.of(CodedFile.grey(47, 61, 8, false), CodedFile.grey(1, 300, 8, true), CodedFile.grey(33, 1, 12, false), CodedFile.grey(47, 200, 12, true), CodedFile.grey(20, 61, 16, true),
			CodedFile.colour(31, 45, 8), CodedFile.colour(7, 45, 16));
	}

	@Test
	public void frames_that_dcmcrle_wrote_come_back() throws Exception {
		for (PixelFormat format : formats()) for (Pictures.Kind kind : Pictures.Kind.values()) {
			int[] samples = Pictures.make(kind, format, 1);
			Path plain = CodedFile.write(path("plain.dcm"), format, samples), coded = path("coded.dcm");
			CodedFile.run("dcmcrle", plain, coded);
			Codec.Samples decoded = new RleCodec().decode(CodedFile.frame(coded), format);
			assertEquals(format.bitsAllocated(), decoded.bits());
			assertArrayEquals(format + " " + kind, samples, CodedFile.masked(CodedFile.ints(decoded), format.bitsStored()));
		}
	}

	@Test
	public void frames_that_we_write_are_read_by_DCMTK_GDCM_and_pydicom() throws Exception {
		for (PixelFormat format : formats()) for (Pictures.Kind kind : Pictures.Kind.values()) {
			int[] samples = Pictures.make(kind, format, 2);
			Path coded = CodedFile.write(path("coded.dcm"), format, encode(format, samples), RLE), plain = path("plain.dcm");
			CodedFile.run("dcmdrle", coded, plain);
			assertArrayEquals(format + " " + kind, samples, CodedFile.samples(plain));
			if (kind != Pictures.Kind.NOISE) continue;
			assertArrayEquals("pydicom " + format, samples, pydicom(coded, format));
			// GDCM 3.0 swaps the bytes of 16-bit colour
			if (format.samples() == 3 && format.bitsAllocated() == 16) continue;
			CodedFile.run("gdcmconv", "-w", coded, plain);
			assertArrayEquals("GDCM " + format, samples, CodedFile.samples(plain));
		}
	}

	@Test
	public void samples_of_32_bits_go_to_pydicom_and_back() throws Exception {
		PixelFormat format = new PixelFormat(19, 23, 1, 32, 32, 31, false, false, "MONOCHROME2", false);
		int[] samples = new Random(3).ints(format.length()).toArray();
		byte[] frame = RleEncoder.encode(samples, format.rows(), format.columns(), 1);
		assertArrayEquals(samples, pydicom(CodedFile.write(path("coded.dcm"), format, frame, RLE), format));
		assertArrayEquals(samples, (int[]) new RleCodec().decode(frame, format).array());
	}

	@Test
	public void deep_colour_of_the_corpus_is_as_pydicom_has_it() throws Exception {
		for (String name : List.of("SC_rgb_rle_16bit.dcm", "SC_rgb_rle_32bit.dcm", "SC_rgb_rle.dcm", "MR_small_RLE.dcm")) {
			Path file = Oracle.corpus("dicom/pydicom/" + name);
			PixelFormat format = CodedFile.format(file);
			assertArrayEquals(name, pydicom(file, format), CodedFile.masked(CodedFile.ints(new RleCodec().decode(CodedFile.frame(file), format)), format.bitsStored()));
		}
	}

	@Test
	public void single_bits_are_those_of_the_same_segmentation_in_JPEG_2000() throws Exception {
		for (String name : List.of("liver", "liver_nonbyte_aligned")) {
			Path coded = Oracle.corpus("annotations/" + name + "_rle.dcm"), other = Oracle.corpus("annotations/" + name + "_j2k.dcm");
			PixelFormat format = CodedFile.format(coded);
			for (int frame = 1; frame <= 3; frame++) {
				Codec.Samples samples = new RleCodec().decode(fragment(coded, frame), format);
				assertEquals(1, samples.bits());
				assertTrue(CodedFile.ints(samples).length > 0 && Arrays.stream(CodedFile.ints(samples)).max().orElse(0) == 1);
				assertArrayEquals(name + frame, CodedFile.ints(new Jpeg2000Codec().decode(fragment(other, frame), format)), CodedFile.ints(samples));
			}
		}
	}

	@Test
	public void rows_are_packed_by_themselves_and_segments_are_even() {
		byte[] frame = RleEncoder.encode(new byte[] {5, 5, 5, 5, 5, 5, 1, 2, 2}, 3, 3, 1);
		assertArrayEquals(new byte[] {-2, 5, -2, 5, 2, 1, 2, 2}, Arrays.copyOfRange(frame, 64, frame.length));
		byte[] odd = RleEncoder.encode(new byte[] {8, 9}, 1, 2, 1);
		assertArrayEquals(new byte[] {1, 8, 9, 0}, Arrays.copyOfRange(odd, 64, odd.length));
		assertEquals(1, ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt());
		assertEquals(64, ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
	}

	@Test
	public void a_constant_plane_shrinks_and_noise_hardly_grows() {
		assertTrue(RleEncoder.encode(new short[512 * 512], 512, 512, 1).length < 2 * 512 * 512 / 60);
		byte[] noise = new byte[512 * 512];
		new Random(1).nextBytes(noise);
		assertTrue(RleEncoder.encode(noise, 512, 512, 1).length < 512 * 512 * 1.02);
	}

	@Test
	public void frames_that_do_not_follow_the_standard_to_the_letter_are_read() throws IOException {
		PixelFormat format = CodedFile.grey(2, 3, 8, false);
		byte[] expected = {7, 7, 7, 7, 1, 2};
		// a run over the end of the row; a no-op; a literal longer than the plane; odd length
		for (byte[] segment : List.of(new byte[] {-3, 7, 1, 1, 2}, new byte[] {-128, -3, 7, -128, 1, 1, 2}, new byte[] {-3, 7, 4, 1, 2, 9, 9, 9, 0}, new byte[] {-3, 7, 1, 1, 2, 0, 0, 0, 0, 0}, new byte[] {-3, 7, 100, 1, 2}))
			assertArrayEquals(expected, (byte[]) new RleCodec().decode(frame(segment), format).array());
	}

	@Test
	public void frames_that_are_too_short_or_do_not_fit_are_refused_with_a_sentence() {
		PixelFormat format = CodedFile.grey(2, 3, 8, false);
		refused("ends before", new byte[0], format);
		refused("ends before", frame(new byte[] {-3, 7, 1, 1}), format);
		refused("ends before", frame(new byte[] {-3, 7}), format);
		refused("ends before", frame(new byte[] {-3, 7, 0, 1, -1}), format);
		refused("ends before", frame(new byte[] {-3, 7, 1, 1, 2}), CodedFile.grey(60000, 60000, 8, false));
		refused("do not fit", frame(new byte[] {-3, 7, 1, 1, 2}), CodedFile.colour(2, 3, 8));
		refused("does not begin", new byte[100], format);
		byte[] far = frame(new byte[] {-3, 7, 1, 1, 2});
		far[5] = 1;
		refused("lead out", far, format);
	}

	@Test
	public void damaged_frames_are_decoded_or_refused_never_worse() {
		Random chance = new Random(4);
		PixelFormat format = CodedFile.colour(9, 14, 16);
		byte[] whole = encode(format, Pictures.make(Pictures.Kind.EDGES, format, 5));
		for (int i = 0; i < 20_000; i++) {
			byte[] damaged = Arrays.copyOf(whole, chance.nextInt(4) == 0 ? chance.nextInt(whole.length) : whole.length);
			for (int j = chance.nextInt(6); j >= 0 && damaged.length > 0; j--) damaged[chance.nextInt(chance.nextBoolean() ? Math.min(64, damaged.length) : damaged.length)] = (byte) chance.nextInt();
			try {
				new RleCodec().decode(damaged, format);
			}
			catch (IOException e) {
				assertTrue(e.getMessage().endsWith("again"));
			}
		}
	}

	private static void refused(String part, byte[] frame, PixelFormat format) {
		String message = assertThrows(IOException.class, () -> new RleCodec().decode(frame, format)).getMessage();
		assertTrue(message, message.contains(part));
	}

	private static byte[] frame(byte[] segment) {
		return concat(ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(64).array(), segment);
	}

	private static byte[] concat(byte[] first, byte[] second) {
		return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
	}

	private static byte[] encode(PixelFormat format, int[] samples) {
		Object plane = format.bitsAllocated() == 8 ? new byte[samples.length] : new short[samples.length];
		for (int i = 0; i < samples.length; i++) if (plane instanceof byte[] bytes) bytes[i] = (byte) samples[i];
		else ((short[]) plane)[i] = (short) samples[i];
		return RleEncoder.encode(plane, format.rows(), format.columns(), format.samples());
	}

	private int[] pydicom(Path file, PixelFormat format) throws Exception {
		Path raw = path("raw");
		CodedFile.run("/usr/bin/python3", "-c", PYDICOM, file, raw);
		int[] samples = new int[format.length()];
		ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(samples);
		return CodedFile.masked(samples, format.bitsStored());
	}

	private static byte[] fragment(Path file, int frame) throws IOException {
		try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
			return ((Value.Fragments) dicom.dataSet().get(0x7FE00010).value()).items().get(frame).load();
		}
	}

	private Path path(String name) {
		return folder.getRoot().toPath().resolve(name);
	}
}
