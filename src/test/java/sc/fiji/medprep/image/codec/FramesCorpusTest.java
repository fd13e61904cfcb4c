package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.standard.Dictionary;

/** Frames of real files, and what pydicom, DCMTK and GDCM take their pixels for. */
public class FramesCorpusTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private static final Set<String> LOSSY = Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91");

	/** What is refused, and a part of the sentence that says why. */
	private static final Map<String, String> REFUSED = new TreeMap<>(Map.ofEntries(
		// the code stream was changed by hand so that it holds a delimiter; GDCM does not read it either
		Map.entry("pydicom/JPEG2000-embedded-sequence-delimiter.dcm", "JPEG 2000 frame"),
		// cut off, or with broken items, before the pixels are asked for
		Map.entry("pydicom/MR_truncated.dcm", "truncated"), Map.entry("pydicom/rtplan_truncated.dcm", "truncated"), Map.entry("dicomdirtests/DICOMDIR-nooffset", "truncated"),
		Map.entry("odd/fo-dicom__FreezePattern.dcm", "an item begins where an element is expected"),
		// 15 frames, and 1A is no number
		Map.entry("pydicom/badVR.dcm", "more frames than Number of Frames (0028,0008)"),
		// no image pixel module
		Map.entry("pydicom/meta_missing_tsyntax.dcm", "Rows (0028,0010) is missing"), Map.entry("pydicom/nested_priv_SQ.dcm", "Rows (0028,0010) is missing"), Map.entry("odd/fo-dicom__GH340.dcm", "Samples per Pixel (0028,0002) is missing"),
		// zero bytes where JPEG should be
		Map.entry("odd/fo-dicom__genFile.dcm", "no JPEG stream"),
		// faults made for tests
		Map.entry("file/01_type1_missing_Rows.dcm", "Rows (0028,0010) is missing"), Map.entry("file/21_ts_rle_native_data.dcm", "not compressed"), Map.entry("file/43_nframes_3_single.dcm", "lacks 65536 of the 98304 bytes"),
		Map.entry("file/55_palette_missing_lut.dcm", "(0028,1101)")));

	/** Colours of more than 8 bits: the samples are read, but there are no planes of them. */
	private static final Set<String> WIDE_COLOURS = Set.of("pydicom/SC_rgb_rle_16bit.dcm", "pydicom/SC_rgb_rle_16bit_2frame.dcm", "pydicom/SC_rgb_rle_32bit.dcm", "pydicom/SC_rgb_rle_32bit_2frame.dcm");

	/** One bit in RLE or behind deflate, which no oracle here reads; see below for what they are compared with. */
	private static final Set<String> WITHOUT_ORACLE = Set.of("annotations/liver_deflate.dcm", "annotations/liver_nonbyte_aligned_deflate.dcm", "annotations/liver_nonbyte_aligned_rle.dcm",
		"annotations/liver_rle.dcm", "odd/pydicom-data__liver_deflate.dcm");

	@Test
	public void pixels_are_those_of_other_toolkits_or_refused_with_a_reason() throws IOException, InterruptedException {
		List<Path> files = Oracle.corpusFiles("dicom/pydicom", "dicom/transfer-syntaxes", "dicom/odd", "dicom/faults/file", "conversion/dcm_qa_ts/In", "conversion/dcm_qa_12bit/In", "annotations");
		Map<String, String> refused = new TreeMap<>();
		int compared = 0;
		for (String[] oracle : oracles(files)) {
			int n = Integer.parseInt(oracle[0]);
			String name = files.get(n).getParent().getFileName() + "/" + files.get(n).getFileName();
			try (DicomFile file = DicomFile.read(files.get(n), Dictionary.instance())) {
				if (!hasPixels(file)) continue;
				Frames frames = Frames.of(file);
				if (oracle[2].isEmpty()) {
					for (int i = 0; i < frames.count(); i++) frames.plane(i);
					assertTrue(name + ": " + oracle[3], WITHOUT_ORACLE.contains(name));
					continue;
				}
				int tolerated = LOSSY.contains(oracle[1]) ? 1 : 0;
				assertTrue(name + " has other samples than " + oracle[2] + " reads", difference(frames, n, false) <= tolerated);
				compared++;
				if (WIDE_COLOURS.contains(name)) FramesTest.refused("(0028,0100)", () -> frames.plane(0));
				else assertTrue(name + " has other planes than " + oracle[2] + " shows", difference(frames, n, true) <= tolerated);
			}
			catch (IOException e) {
				if (!e.getMessage().contains("this is not a DICOM file")) refused.put(name, e.getMessage());
			}
		}
		assertEquals(REFUSED.keySet(), refused.keySet());
		REFUSED.forEach((name, reason) -> assertTrue(refused.get(name), refused.get(name).contains(reason)));
		assertTrue("only " + compared + " files were compared", compared >= 190);
	}

	private static boolean hasPixels(DicomFile file) {
		return file.dataSet().contains(Tag.PIXEL_DATA) || file.dataSet().contains(Tag.FLOAT_PIXEL_DATA) || file.dataSet().contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
	}

	@Test
	public void single_bits_are_the_same_in_all_transfer_syntaxes() throws IOException {
		for (String kind : new String[] {"liver", "liver_nonbyte_aligned"}) {
			try (DicomFile plain = DicomFile.read(Oracle.corpus("annotations/" + kind + ".dcm"), Dictionary.instance())) {
				Frames expected = Frames.of(plain);
				for (String syntax : new String[] {"rle", "deflate", "j2k"}) {
					try (DicomFile file = DicomFile.read(Oracle.corpus("annotations/" + kind + "_" + syntax + ".dcm"), Dictionary.instance())) {
						Frames frames = Frames.of(file);
						assertEquals(expected.count(), frames.count());
						for (int i = 0; i < frames.count(); i++) assertArrayEquals(kind + syntax, (byte[]) expected.plane(i), (byte[]) frames.plane(i));
					}
				}
			}
		}
	}

	@Test
	public void threads_read_frames_of_one_file_side_by_side() throws IOException {
		try (DicomFile file = DicomFile.read(Oracle.corpus("dicom/pydicom/rtdose_rle.dcm"), Dictionary.instance())) {
			Frames frames = Frames.of(file);
			List<int[]> planes = new ArrayList<>();
			for (int i = 0; i < frames.count(); i++) planes.add((int[]) frames.plane(i));
			assertTrue(IntStream.range(0, 1000).parallel().allMatch(i -> Arrays.equals(planes.get(i % frames.count()), plane(frames, i % frames.count()))));
		}
	}

	private static int[] plane(Frames frames, int frame) {
		try {
			return (int[]) frames.plane(frame);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** dcm2niix of Debian is wrong here; the references are right. */
	@Test
	public void junk_above_12_bits_is_cut_off_as_in_the_references() throws IOException {
		String[][] pairs = {{"12bitUnsigned", "2"}, {"12bitUnsigned_0x0F0F", "3"}, {"12bitSigned_0x0F0F", "4"}};
		for (String[] pair : pairs) {
			ByteBuffer nifti = ByteBuffer.wrap(Files.readAllBytes(Oracle.corpus("conversion/dcm_qa_12bit/Ref/" + pair[1] + ".nii"))).order(ByteOrder.LITTLE_ENDIAN);
			int voxels = 352;
			try (DicomFile file = DicomFile.read(Oracle.corpus("conversion/dcm_qa_12bit/In/" + pair[0] + ".dcm"), Dictionary.instance())) {
				Frames frames = Frames.of(file);
				int offset = frames.type().offset();
				short[] mosaic = (short[]) frames.plane(0);
				// 35 slices of 64 x 64 in a mosaic of 6 x 6; the rows of NIfTI go the other way
				for (int i = 0; i < 35 * 64 * 64; i++) {
					int x = i % 64, y = 63 - i / 64 % 64, k = i / 64 / 64;
					short value = mosaic[(k / 6 * 64 + y) * 384 + k % 6 * 64 + x];
					assertEquals(nifti.getShort(voxels + 2 * i), (short) (value - offset));
				}
			}
		}
	}

	/** The largest difference of a sample from what the oracle has dumped. */
	private long difference(Frames frames, int n, boolean planes) throws IOException {
		ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(folder.getRoot().toPath().resolve(n + (planes ? ".plane" : ".samples")))).order(ByteOrder.LITTLE_ENDIAN);
		long most = 0;
		for (int frame = 0; frame < frames.count(); frame++) {
			Object array = planes ? frames.plane(frame) : frames.samples(frame);
			if (planes && frames.type() == PixelType.RGB) array = bytes((int[]) array);
			if (array instanceof byte[] a) for (byte v : a) most = Math.max(most, Math.abs((v & 0xFF) - (expected.get() & 0xFF)));
			else if (array instanceof short[] a) for (short v : a) most = Math.max(most, Math.abs((v & 0xFFFF) - (expected.getShort() & 0xFFFF)));
			else if (array instanceof int[] a) for (int v : a) most = Math.max(most, Math.abs((v & 0xFFFFFFFFL) - (expected.getInt() & 0xFFFFFFFFL)));
			else throw new IOException("a type that the corpus does not have");
		}
		assertEquals("numbers of samples", 0, expected.remaining());
		return most;
	}

	private static byte[] bytes(int[] rgb) {
		byte[] bytes = new byte[3 * rgb.length];
		for (int i = 0, to = 0; i < rgb.length; i++) {
			for (int shift = 16; shift >= 0; shift -= 8) bytes[to++] = (byte) (rgb[i] >> shift);
		}
		return bytes;
	}

	/** Runs the oracles over all files in one process: number, transfer syntax, who decoded it, why nobody did. */
	private List<String[]> oracles(List<Path> files) throws IOException, InterruptedException {
		Oracle.require(Oracle.isInstalled("dcmdjpeg") && Oracle.isInstalled("dcmdjpls") && Oracle.isInstalled("gdcmconv"), "the programs of DCMTK and GDCM");
		Path script = folder.newFile("pixels.py").toPath(), list = folder.newFile("list").toPath(), lines = folder.newFile("lines").toPath();
		try (InputStream in = getClass().getResourceAsStream("pixels.py")) {
			Files.write(script, in.readAllBytes());
		}
		Files.write(list, files.stream().map(Path::toString).toList());
		Process process = new ProcessBuilder("/usr/bin/python3", script.toString(), folder.getRoot().toString()).redirectInput(list.toFile()).redirectOutput(lines.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		assertTrue("the oracles do not end", process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue());
		List<String[]> rows = new ArrayList<>();
		for (String line : Files.readAllLines(lines, StandardCharsets.UTF_8)) rows.add(line.split("\t", -1));
		assertEquals(files.size(), rows.size());
		return rows;
	}
}
