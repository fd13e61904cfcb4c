package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static sc.fiji.medprep.image.codec.CodedFile.colour;
import static sc.fiji.medprep.image.codec.CodedFile.grey;
import static sc.fiji.medprep.image.codec.CodedFile.ints;
import static sc.fiji.medprep.image.codec.CodedFile.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.image.codec.Codec.Colour;

/** Lossy streams have to give the samples that the IJG library in DCMTK gives, to the bit; files of the corpus are compared in {@link FramesCorpusTest}. */
public class JpegLossyTest {
	private static final String BASELINE = "1.2.840.10008.1.2.4.50";

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void grey_of_8_and_12_bits_is_that_of_dcmdjpeg_in_every_process() throws Exception {
		for (String process : List.of("+eb", "+ee", "+es", "+ep")) {
			for (String quality : List.of("100", "75", "5")) {
				if (!process.equals("+eb")) same(grey(27, 45, 12, false), process, "+bt", "+q", quality);
				same(grey(27, 45, 8, false), process, "+be", "+q", quality);
			}
		}
		same(grey(27, 45, 8, false), "+eb", "-ho");
	}

	@Test
	public void colour_is_that_of_dcmdjpeg_with_each_resolution_of_chroma() throws Exception {
		for (String process : List.of("+eb", "+ee", "+ep")) {
			for (String sampling : List.of("+s2", "+s4", "+n1")) {
				assertEquals(Colour.YBR_FULL, same(colour(35, 27, 8), process, sampling, "+q", "60"));
				same(colour(3, 2, 8), process, sampling);
			}
			assertEquals(Colour.RGB, same(colour(35, 27, 8), process, "+cr"));
		}
	}

	/** Streams of cjpeg (libjpeg-turbo 2.1.5) from made-up pixels, of kinds that DICOM tools do not write. */
	@Test
	public void restarts_scan_scripts_and_unusual_sampling_are_read_as_dcmdjpeg_reads_them() throws Exception {
		PixelFormat format = new PixelFormat(21, 35, 3, 8, 8, 7, false, false, "YBR_FULL", false);
		for (String name : List.of("halved_rows_restart", "quartered_progressive_restart", "scan_by_scan", "mixed_sampling")) {
			byte[] frame = resource(name);
			Path coded = CodedFile.write(folder.newFile().toPath(), format, frame, BASELINE);
			assertArrayEquals(name, byDcmdjpeg(coded), ints(new JpegCodec().decode(frame, format)));
		}
	}

	private Colour same(PixelFormat format, String... options) throws IOException, InterruptedException {
		Path plain = CodedFile.write(folder.newFile().toPath(), format, Pictures.make(Pictures.Kind.values()[options.length % 2 + 2], format, options.length)), coded = folder.newFile().toPath();
		List<Object> command = new ArrayList<>(List.of("dcmcjpeg"));
		command.addAll(List.of(options));
		command.addAll(List.of(plain, coded));
		run(command.toArray());
		Codec.Samples samples = new JpegCodec().decode(CodedFile.frame(coded), format);
		assertArrayEquals(format + " " + String.join(" ", options), byDcmdjpeg(coded), ints(samples));
		return samples.colour();
	}

	private int[] byDcmdjpeg(Path coded) throws IOException, InterruptedException {
		Path plain = folder.newFile().toPath();
		run("dcmdjpeg", "+cn", coded, plain);
		return CodedFile.samples(plain);
	}

	static byte[] resource(String name) throws IOException {
		return JpegLossyTest.class.getResourceAsStream(name + ".jpg").readAllBytes();
	}
}
