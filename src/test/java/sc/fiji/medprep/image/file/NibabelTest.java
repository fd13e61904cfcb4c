package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;

/** NIfTI and Analyze as nibabel reads and writes them. */
public class NibabelTest {
	/** Prints what nibabel finds in each file: type, size, affine, qform and sform codes, steps, digest of the stored voxels. */
	private static final String READ = """
		import sys, hashlib, numpy as np, nibabel as nib
		for name in open(sys.argv[1]).read().split('\\n'):
		    i = nib.load(name); h = i.header
		    d = np.asarray(i.dataobj.get_unscaled() if hasattr(i.dataobj, 'get_unscaled') else i.dataobj)
		    d = d.astype(d.dtype.newbyteorder('<'))
		    q, s = (int(h['qform_code']), int(h['sform_code'])) if 'qform_code' in h else (0, 0)
		    print('image', type(i).__name__, h.get_data_dtype().newbyteorder('<').str if h.get_data_dtype().kind != 'V' else 'rgb', 'x'.join(map(str, i.shape)), q, s,
		        float(h['pixdim'][4]), ','.join(repr(float(v)) for v in i.affine[:3].ravel()), hashlib.md5(d.tobytes(order='F')).hexdigest(),
		        ','.join(repr(float(v)) for v in (i.get_qform()[:3] if q else i.affine[:3]).ravel()), sep='\\t')
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Before
	public void nibabel_is_there() throws Exception {
		Oracle.require(Oracle.run("/usr/bin/python3", "-c", "import nibabel").status() == 0, "the Python package nibabel");
	}

	/** What nibabel says of one file. */
	private record Seen(String kind, String type, String shape, int qform, int sform, double step, double[] affine, String digest, double[] qaffine) {
		static Seen of(String line) {
			String[] f = line.split("\t");
			return new Seen(f[1], f[2], f[3], Integer.parseInt(f[4]), Integer.parseInt(f[5]), Double.parseDouble(f[6]), numbers(f[7]), f[8], numbers(f[9]));
		}

		private static double[] numbers(String text) {
			return Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
		}
	}

	private List<Seen> seen(List<Path> files) throws Exception {
		Path list = Files.writeString(folder.newFile("list").toPath(), String.join("\n", files.stream().map(Path::toString).toList()));
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", READ, list.toString());
		assertEquals(run.output(), 0, run.status());
		return run.lines("image").stream().map(Seen::of).toList();
	}

	@Test
	public void nibabel_reads_what_is_written() throws Exception {
		List<Path> files = new ArrayList<>();
		List<Volume> volumes = new ArrayList<>();
		List<Geometry> geometries = new ArrayList<>(List.of(SampleImages.OBLIQUE, SampleImages.TILTED));
		// all 48 ways to go along the axes
		for (int way = 0; way < 48; way++) {
			Geometry o = SampleImages.OBLIQUE;
			int i = way % 3, j = (i + 1 + way / 3 % 2) % 3, k = 3 - i - j;
			Geometry turned = Geometry.of(o.column(i), o.column(j), o.column(k), o.origin());
			for (int axis = 0; axis < 3; axis++) if ((way / 6 >> axis & 1) == 1) turned = turned.reversed(axis, 5);
			geometries.add(turned);
		}
		for (PixelType type : PixelType.values()) volumes.add(SampleImages.random(type, SampleImages.OBLIQUE, 7, 5, 4, 3));
		for (Geometry geometry : geometries) volumes.add(SampleImages.random(PixelType.UINT8, geometry, 5, 5, 5, 1));
		volumes.add(SampleImages.random(PixelType.INT16, SampleImages.OBLIQUE, 40_000, 2, 2, 1));
		for (Volume volume : volumes) {
			Path file = folder.getRoot().toPath().resolve(files.size() + (files.size() % 2 == 0 ? ".nii" : ".nii.gz"));
			ImageFiles.write(volume, file);
			files.add(file);
		}
		List<Seen> seen = seen(files);
		assertEquals(volumes.size(), seen.size());
		for (int i = 0; i < seen.size(); i++) {
			Volume volume = volumes.get(i);
			Volume.Shape shape = volume.shape();
			assertEquals(shape.width() + "x" + shape.height() + "x" + shape.depth() + (shape.count() > 1 ? "x" + shape.count() : ""), seen.get(i).shape);
			assertEquals(dtype(volume.values().type()), seen.get(i).type);
			assertEquals(SampleImages.digest(volume), seen.get(i).digest);
			assertArrayEquals(volume.geometry().ras(), seen.get(i).affine, 1e-5);
			assertEquals(1, seen.get(i).sform);
			boolean tilted = volume.geometry() == SampleImages.TILTED;
			assertEquals(tilted ? 0 : 1, seen.get(i).qform);
			if (!tilted && shape.width() < 100) assertArrayEquals("geometry " + i, volume.geometry().ras(), seen.get(i).qaffine, 1e-4);
			if (shape.count() > 1) assertEquals(2.5, seen.get(i).step, 0);
		}
		assertEquals("Nifti2Image", seen.get(seen.size() - 1).kind);
	}

	private static String dtype(PixelType type) {
		return switch (type) {
			case UINT8 -> "|u1";
			case INT8 -> "|i1";
			case UINT16 -> "<u2";
			case INT16 -> "<i2";
			case UINT32 -> "<u4";
			case INT32 -> "<i4";
			case FLOAT32 -> "<f4";
			case FLOAT64 -> "<f8";
			case RGB -> "rgb";
		};
	}

	private List<Path> madeByNibabel() throws Exception {
		String script = """
			import sys, numpy as np, nibabel as nib
			rng = np.random.default_rng(1); n = 0
			oblique = np.array([[-1.2, .3, .1, 9], [.2, 1.4, -.6, -8], [.1, .5, 2.7, 7], [0, 0, 0, 1]])
			q, r = np.linalg.qr(oblique[:3, :3]); turned = np.eye(4); turned[:3, :3] = q @ np.diag([1.25, 0.75, 3.5]); turned[:3, 3] = 5, -6, 7
			def save(image, ending):
			    global n; n += 1; name = '%s/%03d%s' % (sys.argv[1], n, ending); nib.save(image, name); print('file ' + name)
			def data(code, shape):
			    d = np.dtype(code)
			    if d.kind == 'V': return rng.integers(0, 256, shape + (d.itemsize,)).astype(np.uint8).view(d)[..., 0]
			    return (rng.normal(0, 1e4, shape)).astype(d) if d.kind == 'f' else rng.integers(np.iinfo(d).min, np.iinfo(d).max, shape, endpoint=True).astype(d)
			rgb = [('R', 'u1'), ('G', 'u1'), ('B', 'u1')]
			for kind in (nib.Nifti1Image, nib.Nifti2Image, nib.Nifti1Pair, nib.Nifti2Pair):
			    header = kind.header_class
			    pair = 'Pair' in kind.__name__
			    for order in '<>':
			        for code in ('u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'f4', 'f8', rgb):
			            for shape in ((5, 4, 3), (5, 4, 3, 2), (5, 4)):
			                a = data(code, shape)
			                h = header(endianness=order); h.set_data_dtype(a.dtype)
			                save(kind(a, oblique, h), '.img' if pair else '.nii.gz' if n % 2 else '.nii')
			    a = data('i2', (5, 4, 3)); i = kind(a, None); i.set_sform(None, 0); i.set_qform(turned, 1); save(i, '.hdr' if pair else '.nii')
			    i = kind(a, None); i.set_sform(oblique, 2); i.set_qform(turned, 1); save(i, '.hdr' if pair else '.nii')
			    flipped = turned.copy(); flipped[:, 2] *= -1; i = kind(a, None); i.set_sform(None, 0); i.set_qform(flipped, 1); save(i, '.hdr' if pair else '.nii')
			    half = np.diag([-2., -3, 4, 1]); i = kind(a, None); i.set_sform(None, 0); i.set_qform(half, 1); save(i, '.hdr' if pair else '.nii')
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", script, folder.newFolder("nibabel").toString());
		assertEquals(run.output(), 0, run.status());
		return run.lines("file").stream().map(line -> Path.of(line.substring(5))).toList();
	}

	@Test
	public void what_nibabel_writes_is_read_as_nibabel_reads_it() throws Exception {
		List<Path> files = madeByNibabel();
		assertTrue(files.size() + " files", files.size() > 200);
		assertRead(files, 1e-5);
	}

	private void assertRead(List<Path> files, double millimetres) throws Exception {
		List<Seen> seen = seen(files);
		assertEquals(files.size(), seen.size());
		for (int i = 0; i < files.size(); i++) {
			String name = files.get(i).getFileName() + " " + seen.get(i).type + " " + seen.get(i).shape;
			Volume volume = ImageFiles.read(files.get(i));
			assertEquals(name, seen.get(i).digest, SampleImages.digest(volume));
			assertEquals(name, seen.get(i).type, dtype(volume.values().type()));
			assertArrayEquals(name, seen.get(i).affine, volume.geometry().ras(), millimetres);
			assertEquals(name, List.of(), volume.findings());
		}
	}

	@Test
	public void real_volumes_are_read_as_nibabel_reads_them() throws Exception {
		List<Path> files = Oracle.corpusFiles("heads", "conversion").stream().filter(file -> file.toString().matches(".*\\.nii(\\.gz)?")).toList();
		assertTrue(files.size() + " files", files.size() > 30);
		assertRead(files, 1e-4);
	}

	@Test
	public void references_of_dcm2niix_are_right_handed_once_their_rows_are_turned() throws Exception {
		int count = 0;
		for (Path file : Oracle.corpusFiles("conversion")) {
			if (!file.toString().endsWith(".nii")) continue;
			count++;
			Volume reference = ImageFiles.read(file);
			assertTrue(Layout.ROWS_REVERSED.of(reference).geometry().determinant() > 0);
			assertEquals(SampleImages.digest(reference), SampleImages.digest(Layout.DCM2NIIX.of(Layout.ROWS_REVERSED.of(reference))));
		}
		assertTrue(count > 20);
	}

	@Test
	public void Analyze_is_read_as_SPM_lays_it_out_and_says_that_it_is_a_guess() throws Exception {
		String script = """
			import sys, numpy as np, nibabel as nib
			rng = np.random.default_rng(1)
			for n, (kind, origin) in enumerate(((nib.Spm99AnalyzeImage, (3, 2, 1)), (nib.Spm99AnalyzeImage, (0, 0, 0)), (nib.AnalyzeImage, None), (nib.Spm2AnalyzeImage, (1, 5, 4)))):
			    for order in '<>':
			        h = kind.header_class(endianness=order); h.set_data_dtype('i2')
			        i = kind(rng.integers(-999, 999, (6, 5, 4)).astype('i2'), None, h); i.header.set_zooms((1.5, 2.5, 3.5))
			        if origin is not None: i.header['origin'][:3] = origin
			        name = '%s/a%d%s.img' % (sys.argv[1], n, 'l' if order == '<' else 'b')
			        i.to_filename(name)
			        for m in (name.replace('.img', '.mat'),):
			            import os
			            if os.path.exists(m): os.remove(m)
			        j = kind.load(name); print('file', name, ','.join(map(str, j.affine[:3].ravel())), sep='\\t')
			        assert (np.asarray(j.dataobj) == np.asarray(i.dataobj)).all()
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", script, folder.newFolder("analyze").toString());
		assertEquals(run.output(), 0, run.status());
		assertEquals(8, run.lines("file").size());
		for (String line : run.lines("file")) {
			String[] fields = line.split("\t");
			Volume volume = ImageFiles.read(Path.of(fields[1]));
			assertArrayEquals(fields[1], Seen.numbers(fields[2]), volume.geometry().ras(), 1e-5);
			assertEquals(new Volume.Shape(6, 5, 4, 1), volume.shape());
			assertEquals(SeriesFinding.Kind.NO_GEOMETRY, volume.findings().get(0).kind());
		}
	}

	@Test
	public void units_and_times_are_those_of_the_header() throws Exception {
		Path file = folder.getRoot().toPath().resolve("t.nii");
		String script = """
			import sys, numpy as np, nibabel as nib
			i = nib.Nifti1Image(np.zeros((2, 2, 2, 3), 'u1'), np.diag([2000., 3000, 4000, 1])); i.header.set_xyzt_units('micron', 'msec'); i.header['pixdim'][4] = 1500; i.header['toffset'] = 250
			nib.save(i, sys.argv[1])
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-c", script, file.toString());
		assertEquals(run.output(), 0, run.status());
		Volume volume = ImageFiles.read(file);
		assertEquals(3, volume.geometry().spacing(1), 1e-9);
		assertEquals(Axis.Kind.TIME, volume.axis().kind());
		assertArrayEquals(new double[] {0.25, 1.75, 3.25}, volume.axis().values(), 1e-6);
	}
}
