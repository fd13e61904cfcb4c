package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.image.codec.CodedFile.colour;
import static sc.fiji.medprep.image.codec.CodedFile.grey;
import static sc.fiji.medprep.image.codec.CodedFile.ints;
import static sc.fiji.medprep.image.codec.CodedFile.masked;
import static sc.fiji.medprep.image.codec.CodedFile.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.image.codec.Codec.Colour;

public class JpegLosslessTest {
	private static final String PROCESS_14 = "1.2.840.10008.1.2.4.57", FIRST_PREDICTOR = "1.2.840.10008.1.2.4.70";

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void what_dcmcjpeg_codes_with_each_predictor_comes_back_as_it_was() throws Exception {
		for (PixelFormat format : List.of(grey(29, 41, 8, false), grey(29, 41, 12, true), grey(29, 41, 16, false), grey(29, 41, 16, true), colour(29, 41, 8))) {
			for (int predictor = 1; predictor <= 7; predictor++) {
				int[] samples = Pictures.make(Pictures.Kind.values()[predictor % 4], format, predictor);
				Path coded = code(format, samples, "+el", "+sv", "" + predictor);
				assertArrayEquals(format + " " + predictor, samples, masked(decode(CodedFile.frame(coded), format), format.bitsStored()));
			}
		}
	}

	@Test
	public void a_point_transform_is_undone_as_dcmdjpeg_undoes_it() throws Exception {
		PixelFormat format = grey(29, 41, 16, false);
		Path coded = code(format, Pictures.make(Pictures.Kind.SMOOTH, format, 1), "+el", "+sv", "5", "+pt", "3");
		assertArrayEquals(byDcmdjpeg(coded), decode(CodedFile.frame(coded), format));
	}

	@Test
	public void restarts_scans_and_odd_precisions_are_read_as_dcmdjpeg_reads_them() throws Exception {
		int seed = 0;
		for (int bits : new int[] {2, 7, 8, 11, 16}) {
			for (PixelFormat format : List.of(grey(23, 17, bits, false), colour(23, 17, bits))) {
				for (int restartRows : new int[] {0, 1, 2}) {
					int[] samples = Pictures.make(Pictures.Kind.NOISE, format, seed++);
					byte[] frame = LosslessJpegWriter.write(samples, format, 1 + seed % 7, 0, restartRows, seed % 2 == 0 ? 1 : format.samples());
					assertArrayEquals(format + " " + restartRows, samples, decode(frame, format));
					assertArrayEquals(format + " " + restartRows, samples, byDcmdjpeg(CodedFile.write(folder.newFile().toPath(), format, frame, PROCESS_14)));
				}
			}
		}
	}

	@Test
	public void two_and_four_components_are_read() throws Exception {
		for (int n : new int[] {2, 4}) {
			PixelFormat format = new PixelFormat(7, 9, n, 16, 12, 11, false, false, "", false);
			int[] samples = Pictures.make(Pictures.Kind.NOISE, format, n);
			assertArrayEquals(samples, decode(LosslessJpegWriter.write(samples, format, 4, 0, 1, 1), format));
		}
	}

	@Test
	public void what_is_encoded_is_read_by_dcmdjpeg_and_gdcmconv_and_here() throws Exception {
		int seed = 0;
		for (int bits : new int[] {8, 10, 12, 16}) {
			for (PixelFormat format : List.of(grey(31, 45, bits, false), grey(31, 45, bits, true), grey(1, 1, bits, false), grey(1, 40, bits, false), grey(40, 1, bits, false), colour(9, 14, bits))) {
				int[] samples = Pictures.make(Pictures.Kind.values()[seed % 4], format, seed++);
				byte[] frame = JpegLosslessEncoder.encode(array(samples, format), format);
				assertArrayEquals(format.toString(), samples, decode(frame, format));
				Path coded = CodedFile.write(folder.newFile().toPath(), format, frame, FIRST_PREDICTOR);
				assertArrayEquals(format.toString(), samples, byDcmdjpeg(coded));
				Path plain = folder.newFile().toPath();
				run("gdcmconv", "-w", coded, plain);
				assertArrayEquals(format.toString(), samples, CodedFile.samples(plain));
			}
		}
	}

	/** GDCM reads no streams of less than 8 bits, not even its own. */
	@Test
	public void few_bits_are_encoded_so_that_dcmdjpeg_reads_them() throws Exception {
		for (int bits = 1; bits < 8; bits++) {
			PixelFormat format = grey(13, 21, bits, false);
			int[] samples = Pictures.make(Pictures.Kind.NOISE, format, bits);
			byte[] frame = JpegLosslessEncoder.encode(array(samples, format), format);
			assertArrayEquals(samples, decode(frame, format));
			assertArrayEquals(samples, byDcmdjpeg(CodedFile.write(folder.newFile().toPath(), format, frame, FIRST_PREDICTOR)));
		}
	}

	@Test
	public void the_difference_of_32768_is_encoded_and_read() throws Exception {
		PixelFormat format = grey(8, 8, 16, false);
		int[] samples = new int[64];
		for (int i = 0; i < 64; i++) samples[i] = (i + i / 8) % 2 == 0 ? 0 : i < 32 ? 0x8000 : 0xffff;
		byte[] frame = JpegLosslessEncoder.encode(array(samples, format), format);
		assertArrayEquals(samples, decode(frame, format));
		assertArrayEquals(samples, byDcmdjpeg(CodedFile.write(folder.newFile().toPath(), format, frame, FIRST_PREDICTOR)));
	}

	@Test
	public void samples_with_extended_sign_are_encoded_by_their_stored_bits() throws Exception {
		PixelFormat format = grey(2, 3, 12, true);
		byte[] frame = JpegLosslessEncoder.encode(new short[] {-1, -2048, 2047, 0, 1, -1024}, format);
		assertArrayEquals(new int[] {0xfff, 0x800, 0x7ff, 0, 1, 0xc00}, decode(frame, format));
	}

	@Test
	public void codes_get_no_longer_than_16_bits_and_leave_the_one_of_ones_only() {
		int[] counts = new int[17];
		counts[0] = counts[1] = 1;
		for (int i = 2; i < 17; i++) counts[i] = counts[i - 1] + counts[i - 2];
		int[] lengths = JpegCodeLengths.of(counts);
		double used = Arrays.stream(lengths).mapToDouble(length -> Math.pow(2, -length)).sum();
		assertEquals(1, used + Math.pow(2, -Arrays.stream(lengths).max().orElseThrow()), 0);
		assertTrue(Arrays.stream(lengths).max().orElseThrow() <= 16);
		assertEquals(1, JpegCodeLengths.of(new int[] {0, 0, 5})[2]);
	}

	@Test
	public void colours_are_those_of_the_data_set_unless_an_adobe_marker_says_otherwise() throws Exception {
		PixelFormat format = colour(5, 6, 8);
		byte[] frame = LosslessJpegWriter.write(Pictures.make(Pictures.Kind.NOISE, format, 1), format, 1, 0, 0, 1);
		assertEquals(Colour.AS_STATED, new JpegCodec().decode(frame, format).colour());
		assertEquals(Colour.RGB, new JpegCodec().decode(JpegDamageTest.withAdobe(frame, 0), format).colour());
		assertEquals(Colour.YBR_FULL, new JpegCodec().decode(JpegDamageTest.withAdobe(frame, 1), format).colour());
	}

	private Path code(PixelFormat format, int[] samples, String... options) throws IOException, InterruptedException {
		Path plain = CodedFile.write(folder.newFile().toPath(), format, samples), coded = folder.newFile().toPath();
		Object[] command = new Object[options.length + 3];
		command[0] = "dcmcjpeg";
		System.arraycopy(options, 0, command, 1, options.length);
		command[options.length + 1] = plain;
		command[options.length + 2] = coded;
		run(command);
		return coded;
	}

	private int[] byDcmdjpeg(Path coded) throws IOException, InterruptedException {
		Path plain = folder.newFile().toPath();
		run("dcmdjpeg", "+cn", coded, plain);
		return CodedFile.samples(plain);
	}

	private static int[] decode(byte[] frame, PixelFormat format) throws IOException {
		return ints(new JpegCodec().decode(frame, format));
	}

	private static Object array(int[] samples, PixelFormat format) {
		byte[] bytes = new byte[samples.length];
		short[] shorts = new short[samples.length];
		for (int i = 0; i < samples.length; i++) {
			bytes[i] = (byte) samples[i];
			shorts[i] = (short) samples[i];
		}
		return format.bitsAllocated() == 8 ? bytes : shorts;
	}
}
