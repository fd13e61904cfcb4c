package sc.fiji.medprep.image.write;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.write.DerivedOptions.Form;
import sc.fiji.medprep.image.write.DerivedOptions.Packing;
import sc.fiji.medprep.standard.Dictionary;

/** Volumes written as series and read again. */
public class DerivedSeriesTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private void assertRoundTrip(List<Path> files, int number, Form form, boolean valid) throws IOException, InterruptedException {
		StoredVolume source = Derived.volume(files, number);
		for (Packing packing : Packing.values()) {
			Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, packing)), temporary.getRoot().toPath());
			Derived.assertSame(form + " " + packing, source.load(2), Derived.volume(Derived.files(folder), 0).load(2));
			if (valid) Derived.assertValid(folder, packing == Packing.DEFLATED, List.of());
		}
	}

	@Test
	public void slices_of_ct_come_back_as_they_were() throws IOException, InterruptedException {
		assertRoundTrip(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0, Form.SLICES, true);
	}

	@Test
	public void ct_comes_back_from_one_file_as_it_was() throws IOException, InterruptedException {
		assertRoundTrip(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0, Form.ENHANCED, true);
	}

	@Test
	public void slices_and_frames_of_mr_come_back_as_they_were() throws IOException, InterruptedException {
		for (String series : List.of("20180918GE/mr_0004", "20180918GE/mr_0007", "20180918Si/mr_0003", "20180918Si/mr_0004")) {
			List<Path> files = Oracle.corpusFiles("conversion/dcm_qa_nih/In/" + series).stream().filter(file -> file.toString().endsWith(".dcm")).toList();
			StoredVolume source = Derived.volume(files, 0);
			for (Form form : Form.values()) {
				Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, Packing.RLE)), temporary.getRoot().toPath());
				Derived.assertSame(series + form, source.load(2), Derived.volume(Derived.files(folder), 0).load(2));
				Derived.assertValid(folder, false, files);
			}
		}
	}

	/** The slices of a CT with another place or other pixels. */
	private List<Path> variant(String name, double[] orientation, double[] step, boolean signed) throws IOException {
		Path folder = temporary.newFolder(name).toPath();
		List<Path> files = Oracle.corpusFiles("dicom/faults/series/s00_base");
		for (int i = 0; i < files.size(); i++) {
			try (DicomFile file = DicomFile.read(files.get(i), Dictionary.instance())) {
				DataSet slice = file.dataSet();
				slice.put(Element.ascii(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, DecimalText.of(orientation)));
				slice.put(Element.ascii(Tag.IMAGE_POSITION_PATIENT, VR.DS, DecimalText.of(-31.25 + i * step[0], 17.5 + i * step[1], 3 + i * step[2])));
				if (signed) {
					slice.putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1).putInts(Tag.BITS_STORED, VR.US, 12).putInts(Tag.HIGH_BIT, VR.US, 11);
					byte[] pixels = slice.get(Tag.PIXEL_DATA).bytes().clone();
					for (int at = 0; at < pixels.length; at += 2) {
						int value = (at * 7 + i) % 4096 - 2048;
						pixels[at] = (byte) value;
						pixels[at + 1] = (byte) (value >> 8);
					}
					slice.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, pixels));
				}
				file.write(folder.resolve(i + ".dcm"));
			}
		}
		return Derived.files(folder);
	}

	@Test
	public void oblique_sagittal_and_reversed_slices_and_signed_values_come_back_as_they_were() throws IOException, InterruptedException {
		double c = Math.cos(0.3), s = Math.sin(0.3);
		assertRoundTrip(variant("oblique", new double[] {c, s, 0, 0, 0, -1}, new double[] {-2.5 * s, 2.5 * c, 0}, false), 0, Form.SLICES, true);
		assertRoundTrip(variant("oblique frames", new double[] {c, s, 0, 0, 0, -1}, new double[] {-2.5 * s, 2.5 * c, 0}, false), 0, Form.ENHANCED, true);
		assertRoundTrip(variant("sagittal", new double[] {0, 1, 0, 0, 0, -1}, new double[] {-2.5, 0, 0}, false), 0, Form.SLICES, true);
		assertRoundTrip(variant("reversed", new double[] {1, 0, 0, 0, 1, 0}, new double[] {0, 0, -2.5}, false), 0, Form.ENHANCED, true);
		assertRoundTrip(variant("signed", new double[] {1, 0, 0, 0, 1, 0}, new double[] {0, 0, 2.5}, true), 0, Form.SLICES, true);
		assertRoundTrip(variant("signed frames", new double[] {1, 0, 0, 0, 1, 0}, new double[] {0, 0, 2.5}, true), 0, Form.ENHANCED, true);
	}

	@Test
	public void colours_and_frames_of_other_kinds_come_back_as_they_were() throws IOException, InterruptedException {
		for (String name : List.of("SC_rgb_small_odd.dcm", "SC_rgb_rle_2frame.dcm", "examples_ybr_color.dcm", "examples_palette.dcm")) {
			List<Path> files = List.of(Oracle.corpus("dicom/pydicom/" + name));
			StoredVolume source = Derived.volume(files, 0);
			Volume volume = source.load(2);
			for (Packing packing : Packing.values()) {
				Form form = volume.shape().planes() == 1 ? Form.SLICES : Form.ENHANCED;
				Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, packing)), temporary.getRoot().toPath());
				Derived.assertSame(name + packing, volume, Derived.volume(Derived.files(folder), 0).load(2));
				Derived.assertValid(folder, packing == Packing.DEFLATED, files);
			}
		}
	}

	@Test
	public void other_toolkits_read_the_same_pixels_from_all_transfer_syntaxes() throws IOException, InterruptedException {
		for (List<Path> files : List.of(Oracle.corpusFiles("dicom/faults/series/s00_base"), variant("twelve bits", new double[] {1, 0, 0, 0, 1, 0}, new double[] {0, 0, 2.5}, true))) {
			StoredVolume source = Derived.volume(files, 0);
			boolean twelveBits = files.get(0).startsWith(temporary.getRoot().toPath());
			for (Form form : Form.values()) {
				Path plain = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, Packing.EXPLICIT)), temporary.getRoot().toPath());
				byte[] expected = pixels(Derived.files(plain).get(0));
				for (Packing packing : List.of(Packing.RLE, Packing.JPEG_LOSSLESS, Packing.DEFLATED)) {
					Path file = Derived.files(Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, packing)), temporary.getRoot().toPath())).get(0);
					String[] dcmtk = {packing == Packing.RLE ? "dcmdrle" : packing == Packing.JPEG_LOSSLESS ? "dcmdjpeg" : "dcmconv", "+te", file.toString(), temporary.getRoot() + "/dcmtk.dcm"};
					assertEquals(0, Oracle.run(dcmtk).status());
					assertArrayEquals(form + " " + packing, stored(expected, twelveBits), stored(pixels(Path.of(dcmtk[3])), twelveBits));
					Path gdcm = temporary.getRoot().toPath().resolve("gdcm.dcm");
					assertEquals(0, Oracle.run("gdcmconv", "-w", "-i", file.toString(), "-o", gdcm.toString()).status());
					assertArrayEquals(form + " " + packing, stored(expected, twelveBits), stored(pixels(gdcm), twelveBits));
				}
				String script = "import pydicom,sys,zlib; a=pydicom.dcmread(sys.argv[1]).pixel_array; print(zlib.crc32(a.tobytes()), a.dtype)";
				CRC32 crc = new CRC32();
				crc.update(expected);
				String type = source.values().type() == PixelType.INT16 ? "int16" : "uint16";
				assertEquals(crc.getValue() + " " + type, Oracle.run("/usr/bin/python3", "-c", script, Derived.files(plain).get(0).toString()).output().strip());
			}
		}
	}

	private static byte[] pixels(Path file) throws IOException {
		try (DicomFile read = DicomFile.read(file, Dictionary.instance())) {
			return read.dataSet().get(Tag.PIXEL_DATA).bytes();
		}
	}

	/** Without the bits that are not stored, where each toolkit puts what it likes. */
	private static byte[] stored(byte[] pixels, boolean twelveBits) {
		byte[] masked = pixels.clone();
		for (int at = 1; twelveBits && at < masked.length; at += 2) masked[at] &= 0x0F;
		return masked;
	}

	@Test
	public void dcm2niix_makes_the_same_of_the_new_series_as_of_the_source() throws IOException, InterruptedException {
		for (String series : List.of("dicom/faults/series/s00_base", "conversion/dcm_qa_nih/In/20180918GE/mr_0004")) {
			List<Path> files = Oracle.corpusFiles(series).stream().filter(file -> file.toString().endsWith(".dcm")).toList();
			StoredVolume source = Derived.volume(files, 0);
			Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(Form.SLICES, Packing.EXPLICIT)), temporary.getRoot().toPath());
			ByteBuffer expected = nifti(files.get(0).getParent()), actual = nifti(folder);
			assertEquals(series, expected.capacity(), actual.capacity());
			assertEquals(series, expected.slice(40, 36), actual.slice(40, 36));
			for (int at = 280; at < 328; at += 4) assertEquals(series, expected.getFloat(at), actual.getFloat(at), 1e-5);
			assertEquals(series, expected.slice(352, expected.capacity() - 352), actual.slice(352, actual.capacity() - 352));
		}
	}

	/** What dcm2niix makes of a folder, which is one file. */
	private ByteBuffer nifti(Path folder) throws IOException, InterruptedException {
		Path out = Files.createTempDirectory(temporary.getRoot().toPath(), "nifti");
		Oracle.run("dcm2niix", "-z", "n", "-b", "n", "-f", "x", "-o", out.toString(), folder.toString());
		List<Path> made = Derived.files(out).stream().filter(file -> file.toString().endsWith(".nii")).toList();
		assertEquals(1, made.size());
		return ByteBuffer.wrap(Files.readAllBytes(made.get(0))).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	public void an_enhanced_image_is_derived_from_an_enhanced_image() throws IOException, InterruptedException {
		StoredVolume classic = Derived.volume(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0);
		Path enhanced = Derived.write(DerivedSeries.of(classic.planes(), classic, Derived.options(Form.ENHANCED, Packing.RLE)), temporary.getRoot().toPath());
		assertRoundTrip(Derived.files(enhanced), 0, Form.ENHANCED, true);
		StoredVolume source = Derived.volume(Derived.files(enhanced), 0);
		assertThrows(IOException.class, () -> DerivedSeries.of(source.planes(), source, Derived.options(Form.SLICES, Packing.RLE)));
	}
}
