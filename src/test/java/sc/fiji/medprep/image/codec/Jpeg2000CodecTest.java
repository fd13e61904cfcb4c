package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageReadParamJava;
import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageWriteParamJava;

import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import sc.fiji.medprep.Oracle;

public class Jpeg2000CodecTest {
	private static final String JPEG_2000 = "1.2.840.10008.1.2.4.91";
	private static final PixelFormat GREY = CodedFile.grey(101, 133, 8, false), DEEP = CodedFile.grey(101, 133, 16, false), COLOUR = CodedFile.colour(101, 133, 8);

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void lossless_images_that_GDCM_wrote_come_back() throws Exception {
		for (int bits : new int[] {1, 7, 8, 10, 12, 16}) for (Pictures.Kind kind : Pictures.Kind.values()) for (boolean signed : new boolean[] {false, true}) {
			PixelFormat format = CodedFile.grey(47, 61, bits, signed && bits > 1);
			int[] samples = Pictures.make(kind, format, bits);
			assertArrayEquals(format + " " + kind, samples, CodedFile.masked(CodedFile.ints(decode(gdcm(format, samples), format)), bits));
		}
		PixelFormat colour = CodedFile.colour(47, 61, 8);
		for (Pictures.Kind kind : Pictures.Kind.values()) assertArrayEquals(Pictures.make(kind, colour, 1), CodedFile.ints(decode(gdcm(colour, Pictures.make(kind, colour, 1)), colour)));
	}

	@Test
	public void tiles_layers_and_resolutions_of_GDCM_are_read() throws Exception {
		int[] samples = Pictures.make(Pictures.Kind.SMOOTH, DEEP, 2);
		assertArrayEquals(samples, CodedFile.ints(decode(gdcm(DEEP, samples, "-t", "50,40"), DEEP)));
		assertArrayEquals(samples, CodedFile.ints(decode(gdcm(DEEP, samples, "-n", "1"), DEEP)));
		for (PixelFormat format : List.of(GREY, COLOUR)) for (Pictures.Kind kind : Pictures.Kind.values()) for (List<String> options : List.of(List.of("--irreversible"), List.of("--lossy", "-r", "12,6,3"), List.of("--lossy", "--irreversible", "-r", "8"))) {
			byte[] frame = gdcm(format, Pictures.make(kind, format, 3), options.toArray());
			near(1, format + " " + kind + options, readByGdcm(format, frame), CodedFile.ints(decode(frame, format)));
		}
	}

	@Test
	public void reversible_streams_of_every_style_come_back_and_are_as_GDCM_has_them() throws Exception {
		Map<String, Consumer<J2KImageWriteParamJava>> styles = new TreeMap<>();
		styles.put("plain", options -> {});
		styles.put("tiles", options -> tile(options, 50, 40));
		styles.put("packet markers", options -> {
			options.setSOP("true");
			options.setEPH("true");
		});
		styles.put("no wavelets", options -> options.setDecompositionLevel("0"));
		styles.put("flat code-blocks", options -> options.setCodeBlockSize("4 256"));
		styles.put("code-block styles", options -> {
			options.setBypass("true");
			options.setResetMQ("true");
			options.setCausalCXInfo("true");
			options.setCodeSegSymbol("true");
		});
		styles.put("terminated passes", options -> {
			options.setTerminateOnByte("true");
			options.setMethodForMQTermination("predict");
		});
		for (String progression : List.of("res", "layer", "res-pos", "pos-comp", "comp-pos")) styles.put(progression, options -> {
			tile(options, 96, 64);
			options.setPrecinctPartition("64 64 32 32 16 16");
			options.setProgressionName(progression);
		});
		for (PixelFormat format : List.of(GREY, DEEP, COLOUR)) for (Map.Entry<String, Consumer<J2KImageWriteParamJava>> style : styles.entrySet()) {
			int[] samples = Pictures.make(Pictures.Kind.SMOOTH, format, 5);
			byte[] frame = Jpeg2000Writer.write(format, samples, style.getValue());
			Codec.Samples decoded = decode(frame, format);
			assertArrayEquals(style.getKey() + format, samples, CodedFile.ints(decoded));
			assertEquals(format.samples() == 3 ? Codec.Colour.RGB : Codec.Colour.AS_STATED, decoded.colour());
			assertArrayEquals(style.getKey() + format, samples, readByGdcm(format, frame));
		}
	}

	@Test
	public void irreversible_streams_are_within_a_grey_level_of_GDCM() throws Exception {
		for (PixelFormat format : List.of(GREY, COLOUR)) for (Pictures.Kind kind : Pictures.Kind.values()) for (double rate : new double[] {0.5, 2, 8}) for (boolean tiles : new boolean[] {false, true}) {
			byte[] frame = Jpeg2000Writer.write(format, Pictures.make(kind, format, 6), options -> {
				options.setLossless(false);
				options.setFilters("w9x7");
				options.setEncodingRate(rate);
				if (tiles) tile(options, 64, 33);
			});
			near(1, format + " " + kind + rate, readByGdcm(format, frame), CodedFile.ints(decode(frame, format)));
		}
	}

	@Test
	public void files_of_the_corpus_are_as_GDCM_has_them() throws Exception {
		for (String name : List.of("dicom/pydicom/693_J2KI.dcm", "dicom/pydicom/GDCMJ2K_TextGBR.dcm", "dicom/pydicom/J2K_pixelrep_mismatch.dcm", "dicom/pydicom/JPEG2000.dcm", "dicom/pydicom/MR_small_jp2klossless.dcm",
			"dicom/pydicom/SC_rgb_gdcm_KY.dcm", "dicom/pydicom/examples_jpeg2k.dcm", "dicom/odd/fo-dicom__GH064.dcm", "dicom/odd/pydicom-data__RG1_J2KI.dcm", "conversion/dcm_qa_ts/In/9.dcm")) {
			Path file = Oracle.corpus(name), plain = path("plain.dcm");
			PixelFormat format = CodedFile.format(file);
			CodedFile.run("gdcmconv", "-w", file, plain);
			int tolerance = name.endsWith("J2KI.dcm") || name.endsWith("JPEG2000.dcm") ? 1 : 0;
			near(tolerance, name, CodedFile.masked(CodedFile.samples(plain), format.bitsStored()), CodedFile.masked(CodedFile.ints(decode(CodedFile.frame(file), format)), format.bitsStored()));
		}
	}

	@Test
	public void boxes_padding_and_a_missing_end_do_not_matter() throws Exception {
		int[] samples = Pictures.make(Pictures.Kind.EDGES, GREY, 7);
		byte[] frame = Jpeg2000Writer.write(GREY, samples, options -> {});
		ByteBuffer boxed = ByteBuffer.allocate(frame.length + 12 + 16 + 8);
		boxed.putInt(12).putInt(0x6A502020).putInt(0x0D0A870A).putInt(1).putInt(0x66747970).putLong(16).putInt(0).putInt(0x6A703263).put(frame);
		byte[] withoutEnd = Arrays.copyOf(frame, frame.length - 2);
		for (byte[] odd : List.of(boxed.array(), withoutEnd, Arrays.copyOf(withoutEnd, frame.length - 1), Arrays.copyOf(frame, frame.length + 7))) assertArrayEquals(samples, CodedFile.ints(decode(odd, GREY)));
	}

	@Test
	public void tile_parts_that_say_little_are_read() throws Exception {
		int[] samples = Pictures.make(Pictures.Kind.EDGES, GREY, 8);
		byte[] frame = Jpeg2000Writer.write(GREY, samples, options -> options.setSOP("true"));
		int header = find(frame, 0, 0xFF90), body = find(frame, header, 0xFF93) + 2, second = find(frame, body + 2, 0xFF91), third = find(frame, second + 2, 0xFF91);
		ByteArrayOutputStream parts = new ByteArrayOutputStream();
		parts.write(frame, 0, header);
		// with a table of lengths, which is passed over, and numbers of parts and a last length that are not told
		parts.write(new byte[] {-1, 0x55, 0, 6, 0, 0x40, 9, 9});
		part(parts, Arrays.copyOfRange(frame, body, second), 0, false);
		part(parts, Arrays.copyOfRange(frame, second, third), 1, false);
		part(parts, Arrays.copyOfRange(frame, third, frame.length - 2), 2, true);
		parts.write(new byte[] {-1, (byte) 0xD9, 0});
		assertArrayEquals(samples, CodedFile.ints(decode(parts.toByteArray(), GREY)));
	}

	private static void part(ByteArrayOutputStream out, byte[] body, int number, boolean last) throws IOException {
		out.write(ByteBuffer.allocate(14).putShort((short) 0xFF90).putShort((short) 10).putShort((short) 0).putInt(last ? 0 : body.length + 14).put((byte) number).put((byte) 0).putShort((short) 0xFF93).array());
		out.write(body);
	}

	@Test
	public void cut_off_frames_are_refused() throws Exception {
		byte[] frame = Jpeg2000Writer.write(GREY, Pictures.make(Pictures.Kind.SMOOTH, GREY, 9), options -> tile(options, 50, 40));
		for (int length = 0; length < frame.length - 2; length += length < 200 ? 1 : 37) {
			byte[] cut = Arrays.copyOf(frame, length);
			assertThrows(IOException.class, () -> decode(cut, GREY));
		}
	}

	@Test
	public void what_is_not_handled_is_refused_with_a_sentence() throws Exception {
		int[] samples = Pictures.make(Pictures.Kind.EDGES, GREY, 7);
		byte[] frame = Jpeg2000Writer.write(GREY, samples, options -> {});
		refused("another size", frame, CodedFile.grey(101, 134, 8, false));
		refused("another size", frame, COLOUR);
		refused("does not begin", new byte[40], GREY);
		refused("ends before", new byte[0], GREY);
		byte[] fast = frame.clone(), blocks = frame.clone(), shifted = frame.clone();
		fast[6] = 0x40;
		refused("HTJ2K", fast, GREY);
		blocks[find(frame, 0, 0xFF52) + 12] |= 0x40;
		refused("HTJ2K", blocks, GREY);
		shifted[19] = 1;
		refused("offsets", shifted, GREY);
		refused("regions of interest", Jpeg2000Writer.write(GREY, samples, options -> options.setROIs("R 20 20 40 40")), GREY);
		refused("without wavelets", Jpeg2000Writer.write(GREY, samples, options -> {
			options.setLossless(false);
			options.setDecompositionLevel("0");
			options.setFilters("w9x7");
		}), GREY);
	}

	@Test(timeout = 5000)
	public void claims_that_the_bytes_cannot_hold_are_refused_at_once() throws Exception {
		byte[] frame = Jpeg2000Writer.write(GREY, Pictures.make(Pictures.Kind.CONSTANT, GREY, 7), options -> {});
		byte[] huge = frame.clone(), tiled = frame.clone(), layered = frame.clone();
		for (int at : new int[] {8, 12, 24, 28}) ByteBuffer.wrap(huge).putInt(at, 60000);
		refused("ends before", huge, CodedFile.grey(60000, 60000, 8, false));
		for (int at : new int[] {24, 28}) ByteBuffer.wrap(tiled).putInt(at, 1);
		refused("ends before", tiled, GREY);
		ByteBuffer.wrap(layered).putShort(find(frame, 0, 0xFF52) + 6, (short) 60000);
		refused("layers", layered, GREY);
		int style = find(frame, 0, 0xFF52);
		ByteArrayOutputStream precincts = new ByteArrayOutputStream();
		precincts.write(frame, 0, style + 3);
		precincts.write(frame[style + 3] + 6);
		precincts.write(1);
		precincts.write(frame, style + 5, 9);
		precincts.write(new byte[6]);
		precincts.write(frame, style + 14, frame.length - style - 14);
		refused("more parts", precincts.toByteArray(), GREY);
	}

	@Test
	public void several_threads_decode_at_once() throws Exception {
		List<byte[]> frames = new ArrayList<>();
		List<int[]> expected = new ArrayList<>();
		for (PixelFormat format : List.of(GREY, COLOUR)) for (boolean lossy : new boolean[] {false, true}) {
			frames.add(Jpeg2000Writer.write(format, Pictures.make(Pictures.Kind.SMOOTH, format, 3), options -> {
				if (lossy) options.setLossless(false);
				if (lossy) options.setFilters("w9x7");
			}));
			expected.add(CodedFile.ints(decode(frames.get(frames.size() - 1), format)));
		}
		ExecutorService workers = Executors.newFixedThreadPool(4);
		try {
			List<Future<int[]>> decoded = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				int which = i % 4;
				decoded.add(workers.submit(() -> CodedFile.ints(decode(frames.get(which), which < 2 ? GREY : COLOUR))));
			}
			for (int i = 0; i < decoded.size(); i++) assertArrayEquals(expected.get(i % 4), decoded.get(i).get());
		}
		finally {
			workers.shutdown();
		}
	}

	@Test
	public void JJ2000_is_silent_for_us_and_speaks_to_others() throws Exception {
		byte[] frame = Jpeg2000Writer.write(GREY, Pictures.make(Pictures.Kind.EDGES, GREY, 7), options -> {});
		int steps = find(frame, 0, 0xFF5C), end = steps + 2 + frame[steps + 3];
		byte[] odd = new byte[frame.length + 1];
		System.arraycopy(frame, 0, odd, 0, end);
		System.arraycopy(frame, end, odd, end + 1, frame.length - end);
		odd[steps + 3]++;
		Files.write(path("odd.j2k"), odd);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString(), classes = System.getProperty("java.class.path");
		Oracle.Run ours = Oracle.run(java, "-cp", classes, getClass().getName(), path("odd.j2k").toString()), others = Oracle.run(java, "-cp", classes, getClass().getName(), path("odd.j2k").toString(), "others");
		assertEquals("", ours.output());
		assertEquals(0, ours.status());
		assertTrue(others.output(), others.output().contains("QCD marker length"));
	}

	/** Decodes a file; with a second argument also as others do who know nothing of us. */
	public static void main(String... arguments) throws Exception {
		byte[] frame = Files.readAllBytes(Path.of(arguments[0]));
		decode(frame, GREY);
		if (arguments.length > 1) new HeaderDecoder(new Jpeg2000Bytes(ByteBuffer.wrap(frame)), new J2KImageReadParamJava(), new HeaderInfo());
	}

	@Test(timeout = 60_000)
	public void damaged_frames_are_decoded_or_refused_never_worse() throws Exception {
		Random chance = new Random(4);
		PixelFormat grey = CodedFile.grey(40, 50, 8, false), colour = CodedFile.colour(40, 50, 8);
		List<byte[]> frames = new ArrayList<>();
		for (PixelFormat format : List.of(grey, colour)) for (String progression : List.of("res", "layer", "res-pos", "pos-comp", "comp-pos")) frames.add(Jpeg2000Writer.write(format, Pictures.make(Pictures.Kind.EDGES, format, 3), options -> {
			options.setPrecinctPartition("32 32 16 16");
			options.setProgressionName(progression);
			if (progression.equals("layer")) options.setSOP("true");
			if (progression.equals("layer")) options.setEPH("true");
			if (progression.equals("res")) options.setTerminateOnByte("true");
		}));
		int decoded = 0;
		for (int i = 0; i < 3000; i++) {
			int which = i % frames.size();
			byte[] damaged = frames.get(which).clone();
			for (int j = chance.nextInt(3); j >= 0; j--) damaged[chance.nextInt(chance.nextBoolean() ? 150 : damaged.length)] = (byte) chance.nextInt();
			try {
				decode(damaged, which < 5 ? grey : colour);
				decoded++;
			}
			catch (IOException e) {
				assertTrue(e.getMessage(), e.getMessage().matches(".*(again|first)"));
			}
		}
		assertTrue("decoded " + decoded, decoded > 100);
	}

	private static Codec.Samples decode(byte[] frame, PixelFormat format) throws IOException {
		return new Jpeg2000Codec().decode(frame, format);
	}

	private static void refused(String part, byte[] frame, PixelFormat format) {
		String message = assertThrows(IOException.class, () -> decode(frame, format)).getMessage();
		assertTrue(message, message.contains(part));
	}

	private static void near(int tolerance, String what, int[] expected, int[] actual) {
		assertEquals(what, expected.length, actual.length);
		for (int i = 0; i < expected.length; i++) if (Math.abs(expected[i] - actual[i]) > tolerance) assertEquals(what + " at " + i, expected[i], actual[i]);
	}

	/** Sets the size of tiles, after which the other options must be set anew. */
	private static void tile(J2KImageWriteParamJava options, int width, int height) {
		options.setTiling(width, height, 0, 0);
		options.setFilters(options.getLossless() ? "w5x3" : "w9x7");
	}

	private byte[] gdcm(PixelFormat format, int[] samples, Object... options) throws Exception {
		Path plain = CodedFile.write(path("plain.dcm"), format, samples);
		List<Object> command = new ArrayList<>(List.of("gdcmconv", "--j2k"));
		command.addAll(List.of(options));
		command.addAll(List.of(plain, path("coded.dcm")));
		CodedFile.run(command.toArray());
		return CodedFile.frame(path("coded.dcm"));
	}

	private int[] readByGdcm(PixelFormat format, byte[] frame) throws Exception {
		CodedFile.run("gdcmconv", "-w", CodedFile.write(path("coded.dcm"), format, frame, JPEG_2000), path("decoded.dcm"));
		return CodedFile.samples(path("decoded.dcm"));
	}

	private static int find(byte[] frame, int from, int marker) {
		for (int at = from; at < frame.length - 1; at++) if ((frame[at] & 0xFF) << 8 == (marker & 0xFF00) && (frame[at + 1] & 0xFF) == (marker & 0xFF)) return at;
		throw new AssertionError("no marker");
	}

	private Path path(String name) {
		return folder.getRoot().toPath().resolve(name);
	}
}
