package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;

public class ImageFilesTest {
	private static final Geometry ALONG_AXES = Geometry.of(new double[] {1, 0, 0}, new double[] {0, 2, 0}, new double[] {0, 0, 3}, new double[3]);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(ImageFormat format) {
		return folder.getRoot().toPath().resolve("image" + format.ending());
	}

	private Volume written(PlaneSource source, ImageFormat format) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageFiles.write(source, format, out, 2);
		return ImageFiles.read(Files.write(file(format), out.toByteArray()));
	}

	@Test
	public void every_type_and_geometry_comes_back_from_every_format() throws Exception {
		for (ImageFormat format : ImageFormat.values()) {
			for (PixelType type : PixelType.values()) {
				for (Geometry geometry : List.of(SampleImages.OBLIQUE, SampleImages.OBLIQUE.reversed(2, 4), SampleImages.TILTED, ALONG_AXES)) {
					for (int count : new int[] {1, 3}) {
						String what = format + " " + type + " " + count;
						Volume volume = SampleImages.random(type, geometry, 7, 5, 4, count), read = written(volume, format);
						SampleImages.assertSame(what, volume, read, 1e-5);
						assertEquals(what, volume.axis().kind(), read.axis().kind());
						assertArrayEquals(what, volume.axis().values(), read.axis().values(), 1e-6);
						assertEquals(what, List.of(), read.findings());
					}
				}
			}
		}
	}

	@Test
	public void threads_change_no_byte() throws IOException {
		Volume volume = SampleImages.random(PixelType.INT16, SampleImages.OBLIQUE, 200, 150, 40, 1);
		ByteArrayOutputStream one = new ByteArrayOutputStream(), many = new ByteArrayOutputStream();
		ImageFiles.write(volume, ImageFormat.NIFTI_GZ, one, 1);
		ImageFiles.write(volume, ImageFormat.NIFTI_GZ, many, 5);
		assertArrayEquals(one.toByteArray(), many.toByteArray());
	}

	private static Volume rescaled(Volume volume, Rescale... rescales) {
		return SampleImages.with(volume, new Volume.Values(volume.values().type(), List.of(rescales), "HU", 40, 400), volume.geometry());
	}

	@Test
	public void images_without_a_place_in_the_patient_claim_none_in_NIfTI_and_keep_the_order_of_their_rows() throws Exception {
		for (ImageFormat format : List.of(ImageFormat.NIFTI, ImageFormat.NIFTI_GZ)) {
			for (Geometry geometry : List.of(Geometry.ofSpacing(1, 2, 3), Geometry.ofSpacing(1, 2, 3).reversed(1, 5))) {
				Volume volume = SampleImages.random(PixelType.UINT8, geometry, 7, 5, 4, 1), read = written(volume, format);
				SampleImages.assertSame("", volume, read, 1e-5);
				assertFalse(read.geometry().isInPatient());
				assertEquals(1, read.findings().size());
			}
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageFiles.write(SampleImages.random(PixelType.UINT8, Geometry.ofSpacing(1, 2, 3), 7, 5, 4, 1), ImageFormat.NIFTI, out, 1);
		ByteBuffer header = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(0, header.getShort(252));
		assertEquals(0, header.getShort(254));
	}

	@Test
	public void one_rescale_stays_in_the_header_of_NIfTI_with_the_window() throws Exception {
		Volume volume = rescaled(SampleImages.random(PixelType.UINT16, SampleImages.OBLIQUE, 3, 2, 2, 1), new Rescale(0.5, -1024)), read = written(volume, ImageFormat.NIFTI);
		SampleImages.assertSame("", volume, read, 1e-5);
		assertEquals(List.of(new Rescale(0.5, -1024)), read.values().rescales());
		assertEquals(40, read.values().windowCenter(), 0);
		assertEquals(400, read.values().windowWidth(), 0);
	}

	@Test
	public void rescales_that_differ_are_applied() throws IOException {
		for (PixelType type : List.of(PixelType.UINT8, PixelType.INT8, PixelType.UINT16, PixelType.INT16)) {
			Volume volume = rescaled(SampleImages.random(type, SampleImages.OBLIQUE, 3, 2, 2, 1), new Rescale(2, 10), new Rescale(0.5, -7)), read = written(volume, ImageFormat.NIFTI);
			assertEquals(PixelType.FLOAT32, read.values().type());
			byte[] stored = PlaneBytes.of(volume.plane(1), type);
			int low = type.isSigned() ? stored[0] : stored[0] & 0xFF;
			double value = type.bytes() == 1 ? low : type.isSigned() ? (short) (stored[0] & 0xFF | stored[1] << 8) : (stored[0] & 0xFF) + 256 * (stored[1] & 0xFF);
			assertEquals(type.name(), 0.5 * value - 7, ((float[]) read.plane(1))[0], 1e-3);
		}
		Volume wide = rescaled(SampleImages.random(PixelType.UINT32, SampleImages.OBLIQUE, 3, 2, 2, 1), new Rescale(1, 1), new Rescale(1, 0)), read = written(wide, ImageFormat.NIFTI_GZ);
		assertEquals(Integer.toUnsignedLong(((int[]) wide.plane(0))[5]) + 1d, ((double[]) read.plane(0))[5], 0);
	}

	@Test
	public void formats_without_a_rescale_get_real_values() throws IOException {
		Volume volume = rescaled(SampleImages.random(PixelType.INT16, SampleImages.OBLIQUE, 3, 2, 2, 1), new Rescale(1, -1024));
		for (ImageFormat format : List.of(ImageFormat.NRRD, ImageFormat.NRRD_RAW, ImageFormat.METAIMAGE)) {
			Volume read = written(volume, format);
			assertEquals(PixelType.FLOAT32, read.values().type());
			assertEquals((((short[]) volume.plane(1))[3] & 0xFFFF) - 32768 - 1024, ((float[]) read.plane(1))[3], 0);
		}
	}

	@Test
	public void an_image_that_is_too_long_for_the_first_NIfTI_becomes_the_second() throws Exception {
		Volume volume = SampleImages.random(PixelType.INT8, SampleImages.OBLIQUE, 40_000, 2, 2, 2);
		SampleImages.assertSame("", volume, written(volume, ImageFormat.NIFTI), 1e-12);
		assertEquals(540 & 0xFF, Files.readAllBytes(file(ImageFormat.NIFTI))[0] & 0xFF);
	}

	@Test
	public void each_layout_leaves_every_voxel_where_it_is_in_the_patient() throws IOException {
		for (Geometry geometry : List.of(SampleImages.OBLIQUE, SampleImages.OBLIQUE.reversed(2, 4), SampleImages.TILTED)) {
			Volume volume = SampleImages.random(PixelType.UINT16, geometry, 7, 5, 4, 2);
			for (Layout layout : Layout.values()) {
				PlaneSource source = layout.of(volume);
				for (int v = 0; v < 2; v++) {
					for (int k = 0; k < 4; k++) {
						for (int j = 0; j < 5; j++) {
							double[] place = source.geometry().toPatient(2, j, k), index = geometry.toIndex(place[0], place[1], place[2]);
							int at = 7 * (int) Math.round(index[1]) + (int) Math.round(index[0]);
							assertEquals(((short[]) volume.plane((int) Math.round(index[2]), v))[at], ((short[]) source.plane(4 * v + k))[7 * j + 2]);
						}
					}
				}
			}
			assertTrue("as dcm2niix: " + geometry.determinant(), Layout.DCM2NIIX.of(volume).geometry().determinant() < 0);
		}
	}

	@Test
	public void rescales_go_with_their_slices() throws IOException {
		Volume volume = rescaled(SampleImages.random(PixelType.UINT8, SampleImages.OBLIQUE.reversed(2, 3), 2, 2, 3, 1), new Rescale(1, 0), new Rescale(1, 100), new Rescale(1, 200));
		assertEquals(new Rescale(1, 200), Layout.DCM2NIIX.of(volume).values().rescale(0));
		assertEquals(new Rescale(1, 0), Layout.DCM2NIIX.of(volume).values().rescale(2));
	}

	@Test
	public void a_plane_that_cannot_be_read_leaves_no_file() throws IOException {
		Volume volume = SampleImages.random(PixelType.UINT8, SampleImages.OBLIQUE, 30, 30, 20, 1);
		PlaneSource broken = new PlaneSource() {
			@Override
			public Volume.Shape shape() {
				return volume.shape();
			}

			@Override
			public Volume.Values values() {
				return volume.values();
			}

			@Override
			public Geometry geometry() {
				return volume.geometry();
			}

			@Override
			public Axis axis() {
				return Axis.NONE;
			}

			@Override
			public Object plane(int index) throws IOException {
				if (index == 13) throw new IOException("The frame is damaged.");
				return volume.plane(index);
			}
		};
		assertEquals("The frame is damaged.", assertThrows(IOException.class, () -> ImageFiles.write(broken, file(ImageFormat.NIFTI_GZ))).getMessage());
		try (Stream<Path> left = Files.list(folder.getRoot().toPath())) {
			assertEquals(0, left.count());
		}
		ImageFiles.write(volume, file(ImageFormat.NIFTI_GZ));
		assertTrue(ImageFiles.isImage(file(ImageFormat.NIFTI_GZ)));
	}

	@Test
	public void other_files_are_refused_in_a_sentence() throws IOException {
		Path text = Files.writeString(folder.newFile("notes.nii").toPath(), "no image at all");
		assertEquals("The file is neither NIfTI, Analyze, NRRD nor MetaImage.", refused(text));
		assertFalse(ImageFiles.isImage(text));
		Volume volume = SampleImages.random(PixelType.UINT8, SampleImages.OBLIQUE, 2, 2, 2, 1);
		assertTrue(assertThrows(IOException.class, () -> ImageFiles.write(volume, folder.getRoot().toPath().resolve("a.tif"))).getMessage().contains(".nii.gz, .nii, .nrrd, .mha"));
		assertEquals("There is no such file.", refused(folder.getRoot().toPath().resolve("none.nii")));
	}

	private static String refused(Path file) {
		return assertThrows(IOException.class, () -> ImageFiles.read(file)).getMessage();
	}

	@Test
	public void a_file_that_ends_early_is_refused() throws IOException {
		Volume volume = SampleImages.random(PixelType.INT16, SampleImages.OBLIQUE, 60, 50, 20, 1);
		for (ImageFormat format : ImageFormat.values()) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			ImageFiles.write(volume, format, out, 1);
			for (int length : new int[] {out.size() - 20, out.size() / 2, 700}) {
				Path cut = Files.write(file(format), Arrays.copyOf(out.toByteArray(), length));
				assertTrue(format + " " + refused(cut), refused(cut).startsWith("The file ends before its voxels do"));
			}
		}
	}

	@Test
	public void damaged_compressed_voxels_are_refused() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageFiles.write(SampleImages.random(PixelType.INT16, SampleImages.OBLIQUE, 60, 50, 20, 1), ImageFormat.NIFTI_GZ, out, 1);
		byte[] bytes = out.toByteArray();
		for (int i = 5000; i < 6000; i++) bytes[i] ^= 0x55;
		assertTrue(refused(Files.write(file(ImageFormat.NIFTI_GZ), bytes)).matches("The (compressed voxels are damaged|file ends before).*"));
	}

	@Test
	public void detached_voxels_are_found_only_beside_their_header() throws Exception {
		Path root = folder.getRoot().toPath();
		Files.write(root.resolve("v.raw"), new byte[] {0, 1, 0, 2, 0, 3, (byte) 0xff, (byte) 0xfe});
		Path meta = Files.writeString(root.resolve("a.mhd"), "ObjectType = Image\nNDims = 3\nBinaryDataByteOrderMSB = True\nOffset = 1 2 3\nTransformMatrix = 1 0 0 0 1 0 0 0 1\nElementSpacing = 2 2 4\nDimSize = 2 1 2\nElementType = MET_SHORT\nElementDataFile = v.raw\n");
		Volume volume = ImageFiles.read(meta);
		assertArrayEquals(new short[] {(short) (3 + 32768), (short) (-2 + 32768)}, (short[]) volume.plane(1));
		assertArrayEquals(new double[] {3, 2, 7}, volume.geometry().toPatient(1, 0, 1), 0);
		String nrrd = "NRRD0005\n# a comment\ntype: int16\ndimension: 3\nsizes: 2 1 2\nendian: big\nencoding: raw\nspace: %s\nspace directions: (2,0,0) (0,2,0) (0,0,4)\nspace origin: (1,2,3)\nkey:=value\nbyte skip: -1\ndata file: %s\n";
		Volume ras = ImageFiles.read(Files.writeString(root.resolve("a.nhdr"), nrrd.formatted("RAS", "v.raw")));
		assertEquals(SampleImages.digest(volume), SampleImages.digest(ras));
		assertArrayEquals(new double[] {-3, -2, 7}, ras.geometry().toPatient(1, 0, 1), 0);
		Volume las = ImageFiles.read(Files.writeString(root.resolve("a.nhdr"), nrrd.formatted("left-anterior-superior", "./v.raw")));
		assertArrayEquals(new double[] {3, -2, 7}, las.geometry().toPatient(1, 0, 1), 0);
		Volume unknown = ImageFiles.read(Files.writeString(root.resolve("a.nhdr"), nrrd.formatted("scanner-xyz", "v.raw")));
		assertEquals(SeriesFinding.Kind.NO_GEOMETRY, unknown.findings().get(0).kind());
		assertEquals(4, unknown.geometry().spacing(2), 0);
		for (String elsewhere : List.of("../v.raw", "/etc/hostname", "sub/../../x/v.raw")) {
			Path header = Files.writeString(root.resolve("a.nhdr"), nrrd.formatted("RAS", elsewhere));
			assertTrue(refused(header), refused(header).contains("lies elsewhere"));
		}
		assertTrue(refused(Files.writeString(root.resolve("a.nhdr"), nrrd.formatted("RAS", "gone.raw"))).contains("missing"));
	}

	@Test
	public void values_that_stand_together_become_volumes() throws IOException {
		Path root = folder.getRoot().toPath();
		byte[] header = "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 2 2 1 2\nkinds: list domain domain domain\nspace: LPS\nspace directions: none (1,0,0) (0,1,0) (0,0,1)\nencoding: raw\n\n".getBytes(StandardCharsets.US_ASCII);
		byte[] file = Arrays.copyOf(header, header.length + 8);
		for (int i = 0; i < 8; i++) file[header.length + i] = (byte) i;
		Volume volume = ImageFiles.read(Files.write(root.resolve("l.nrrd"), file));
		assertEquals(new Volume.Shape(2, 1, 2, 2), volume.shape());
		assertArrayEquals(new byte[] {0, 2}, (byte[]) volume.plane(0, 0));
		assertArrayEquals(new byte[] {5, 7}, (byte[]) volume.plane(1, 1));
		byte[] meta = "NDims = 3\nDimSize = 2 1 2\nElementNumberOfChannels = 2\nElementType = MET_CHAR\nElementDataFile = LOCAL\n".getBytes(StandardCharsets.US_ASCII);
		byte[] vectors = Arrays.copyOf(meta, meta.length + 8);
		for (int i = 0; i < 8; i++) vectors[meta.length + i] = (byte) i;
		Volume channels = ImageFiles.read(Files.write(root.resolve("c.mha"), vectors));
		assertArrayEquals(new byte[] {5 - 128, 7 - 128}, (byte[]) channels.plane(1, 1));
		assertEquals(Axis.Kind.CHANNEL, channels.axis().kind());
		assertEquals(SeriesFinding.Kind.NO_GEOMETRY, channels.findings().get(0).kind());
	}

	@Test
	public void MetaImage_may_be_compressed() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write("NDims = 2\nDimSize = 3 1\nCompressedData = True\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n".getBytes(StandardCharsets.US_ASCII));
		try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
			zlib.write(new byte[] {7, 8, 9});
		}
		Volume volume = ImageFiles.read(Files.write(folder.getRoot().toPath().resolve("z.mha"), out.toByteArray()));
		assertEquals(new Volume.Shape(3, 1, 1, 1), volume.shape());
		assertArrayEquals(new byte[] {7, 8, 9}, (byte[]) volume.plane(0));
	}
}
