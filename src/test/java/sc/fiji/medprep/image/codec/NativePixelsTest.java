package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.standard.Dictionary;

/** Frames that are read again without the header. */
public class NativePixelsTest {
	private static final int ROWS = 211, COLUMNS = 307;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(PixelFormat format) throws IOException {
		int[] samples = new Random(4).ints(format.length(), 0, 1 << format.bitsStored()).toArray();
		return CodedFile.write(folder.getRoot().toPath().resolve("image"), format, samples);
	}

	private static NativePixels stored(Path path) throws IOException {
		try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
			return Frames.of(file).stored(file).orElseThrow();
		}
	}

	@Test
	public void they_are_the_same_as_with_the_header() throws IOException {
		for (PixelFormat format : new PixelFormat[] {CodedFile.grey(ROWS, COLUMNS, 8, true), CodedFile.grey(ROWS, COLUMNS, 12, true), CodedFile.grey(ROWS, COLUMNS, 16, false), CodedFile.colour(ROWS, COLUMNS, 8),
			new PixelFormat(ROWS, COLUMNS, 1, 16, 12, 15, false, false, "MONOCHROME2", false)}) {
			Path path = file(format);
			try (DicomFile file = DicomFile.read(path, Dictionary.instance()); ByteSource again = ByteSource.of(path)) {
				Frames frames = Frames.of(stored(path), again);
				assertEquals(format.type(), frames.type());
				assertTrue(format.toString(), Arrays.deepEquals(new Object[] {Frames.of(file).plane(0)}, new Object[] {frames.plane(0)}));
				assertTrue(format.toString(), Arrays.deepEquals(new Object[] {Frames.of(file).samples(0)}, new Object[] {frames.samples(0)}));
			}
		}
	}

	@Test
	public void a_stretch_of_a_frame_is_finished_like_the_others() throws IOException {
		Path path = file(CodedFile.grey(ROWS, COLUMNS, 12, true));
		int[] samples = CodedFile.samples(path);
		short[] expected = new short[samples.length];
		for (int i = 0; i < samples.length; i++) expected[i] = (short) ((samples[i] << 20 >> 20) + 32768);
		try (ByteSource again = ByteSource.of(path)) {
			assertArrayEquals(expected, (short[]) Frames.of(stored(path), again).plane(0));
		}
	}

	@Test
	public void a_file_of_another_length_is_another_file() throws IOException {
		Path path = file(CodedFile.grey(ROWS, COLUMNS, 12, true));
		NativePixels stored = stored(path);
		Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 5000));
		try (ByteSource cut = ByteSource.of(path)) {
			assertTrue(assertThrows(IOException.class, () -> Frames.of(stored, cut)).getMessage().contains("read the folder again"));
		}
	}

	@Test
	public void compressed_and_deflated_files_need_their_headers() throws IOException {
		PixelFormat format = CodedFile.grey(ROWS, COLUMNS, 12, true);
		Path path = CodedFile.write(folder.getRoot().toPath().resolve("rle"), format, RleEncoder.encode(new short[format.length()], ROWS, COLUMNS, 1), "1.2.840.10008.1.2.5");
		try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
			assertTrue(Frames.of(file).stored(file).isEmpty());
		}
		Path deflated = folder.getRoot().toPath().resolve("deflated");
		try (DicomFile file = DicomFile.read(file(format), Dictionary.instance())) {
			DicomFile.of(file.dataSet(), TransferSyntax.of("1.2.840.10008.1.2.1.99").orElseThrow(), "", file.dataSet().string(Tag.SOP_INSTANCE_UID).orElseThrow()).write(deflated);
		}
		try (DicomFile file = DicomFile.read(deflated, Dictionary.instance())) {
			assertEquals(format.length(), ((short[]) Frames.of(file).plane(0)).length);
			assertTrue(Frames.of(file).stored(file).isEmpty());
		}
	}
}
