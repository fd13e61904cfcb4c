package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.file.ImageFiles;

/** Measures of real images against the same definitions written once more with numpy and scipy; EFC and DVARS as in MRIQC and Nipype. */
public class QualityOracleTest {
	private static final String FRAME = """
		import sys, numpy as np
		from scipy import ndimage as nd
		w, h, t = map(int, sys.argv[2:5])
		p = np.fromfile(sys.argv[1], '<u2').reshape(h, w).astype(float); fg = p >= t
		def say(name, value): print(name, repr(float(value)))
		say('mean', p.mean()); say('sd', p.std()); say('foreground', fg.mean())
		lap = np.abs(nd.convolve(p, [[1, -2, 1], [-2, 4, -2], [1, -2, 1]]))[1:-1, 1:-1]; inner = fg[1:-1, 1:-1]
		say('noise', np.median(lap[inner]) / 6 / 0.6744897501960817)
		flat = (nd.maximum_filter(p, 3) == nd.minimum_filter(p, 3))[1:-1, 1:-1] & ~inner
		share = max([np.mean(flat & (p[1:-1, 1:-1] == v)) for v in np.unique(p[1:-1, 1:-1][flat])], default=0)
		say('flat_background', share)
		if share < 0.02: say('noise_mean', np.sqrt(np.pi / 2) * lap.mean() / 6)
		n = p.size; efc_max = n * (1 / np.sqrt(n)) * np.log(1 / np.sqrt(n)); b = np.sqrt((p ** 2).sum())
		say('efc', (1 / efc_max) * np.sum((p / b) * np.log((p + 1e-16) / b)))
		q = np.bincount(p.astype(int).ravel()); q = q[q > 0] / n
		say('entropy', -(q * np.log2(q)).sum()); say('grey_levels', len(q))
		blocks = np.zeros(((h + 7) // 8, (w + 7) // 8), bool); np.logical_or.at(blocks, (np.indices((h, w))[0] // 8, np.indices((h, w))[1] // 8), fg)
		free = ~nd.binary_dilation(blocks, np.ones((3, 3))); label, k = nd.label(free)
		edge = np.unique(np.r_[label[0], label[-1], label[:, 0], label[:, -1]]); air = np.isin(label, edge[edge > 0])
		air = np.kron(air, np.ones((8, 8), bool))[:h, :w]
		if share < 0.02:
			say('air', air.mean())
			if air.mean() >= 0.02:
				say('fber', (p[fg] ** 2).mean() / (p[air] ** 2).mean())
		def blur(a):
			m = nd.uniform_filter1d(a, 9, axis=1); f = np.abs(np.diff(a, axis=1))[:, 4:-4]; g = np.abs(np.diff(m, axis=1))[:, 4:-4]
			return (f.sum() - np.maximum(0, f - g).sum()) / f.sum()
		say('blur', max(blur(p), blur(p.T)))
		def fwhm(a, lines):
			d = np.diff(a, axis=1)[:lines]; return np.sqrt(-2 * np.log(2) / np.log(1 - d.var() / (2 * p.var())))
		say('fwhm', (fwhm(p, h) + fwhm(p.T, w - 1)) / 2)
		g = (np.abs(np.diff(p, axis=1))[:-1] + np.abs(np.diff(p, axis=0))[:, :-1]).ravel(); s = g[g > 0] / g.sum()
		say('gradient_entropy', -(s * np.log(s)).sum() / np.log(g.size))
		""";
	private static final String COURSE = """
		import sys, numpy as np
		w, h, d, n, sx, sy, sz = [float(a) for a in sys.argv[2:9]]; w, h, d, n = int(w), int(h), int(d), int(n)
		p = np.fromfile(sys.argv[1], '<u2').reshape(n, d, h, w).astype(float)
		t = np.array([float(a) for a in sys.argv[9:]]).reshape(1, d, 1, 1)
		mask = p[0] >= t[0]; func = p[:, mask].T
		print('dvars', repr(float(100 * np.sqrt((np.diff(func, axis=1) ** 2).mean(axis=0)).mean() / np.median(func.mean(axis=1)))))
		sd = func.std(axis=1); print('tsnr', repr(float(np.median(np.where(sd > 0, func.mean(axis=1) / np.maximum(sd, 1e-30), np.inf)))))
		wt = np.maximum(0, p - t); k, y, x = np.indices((d, h, w))
		c = np.array([[(v * x).sum() * sx, (v * y).sum() * sy, (v * k).sum() * sz] / v.sum() for v in wt])
		print('displacement', repr(float(np.linalg.norm(np.diff(c, axis=0), axis=1).mean())))
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Map<String, Double> python(String script, List<short[]> planes, List<String> arguments) throws Exception {
		Oracle.require(Oracle.run("/usr/bin/python3", "-c", "import scipy").status() == 0, "the Python package scipy");
		Path program = folder.getRoot().toPath().resolve("measure.py"), raw = folder.getRoot().toPath().resolve("planes.raw");
		Files.writeString(program, script);
		ByteBuffer bytes = ByteBuffer.allocate(planes.stream().mapToInt(plane -> 2 * plane.length).sum()).order(ByteOrder.LITTLE_ENDIAN);
		for (short[] plane : planes) for (short value : plane) bytes.putShort(value);
		Files.write(raw, bytes.array());
		List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-W", "ignore", program.toString(), raw.toString()));
		command.addAll(arguments);
		Oracle.Run run = Oracle.run(command.toArray(String[]::new));
		assertEquals(run.output(), 0, run.status());
		Map<String, Double> values = new LinkedHashMap<>();
		run.output().lines().map(line -> line.split(" ")).forEach(fields -> values.put(fields[0], Double.parseDouble(fields[1])));
		return values;
	}

	private static short[] levels(PixelType type, Object plane, int width, int height) {
		Levels levels = new Levels(width, height);
		levels.take(type, plane, Double.NaN, Double.NaN);
		return levels.values.clone();
	}

	private void compare(String name, short[] plane, int width) throws Exception {
		FrameMeter meter = new FrameMeter(width, plane.length / width);
		Map<String, Double> ours = meter.measure(PixelType.UINT16, plane, Rescale.NONE, "", Pictures.ANY).toMap();
		Map<String, Double> theirs = python(FRAME, List.of(plane), List.of(String.valueOf(width), String.valueOf(plane.length / width), String.valueOf(meter.classes.lower())));
		assertTrue(theirs.size() >= 11);
		theirs.forEach((measure, value) -> {
			// the median of whole numbers stands for half a level around it
			double tolerance = measure.equals("noise") ? 0.5 / 6 / 0.67449 : 1e-9 + 1e-6 * Math.abs(value);
			assertTrue(name + " lacks " + measure, ours.containsKey(measure));
			assertEquals(name + " " + measure, value, ours.get(measure), tolerance);
		});
	}

	@Test
	public void measures_of_real_slices_are_those_of_numpy() throws Exception {
		for (String head : List.of("adi_T1", "seg3d_T1", "headsq_CT", "torchio_T2", "datalad_T1_defaced")) {
			Volume volume = ImageFiles.read(Oracle.corpus("heads/" + head + ".nii.gz"));
			int width = volume.shape().width(), height = volume.shape().height();
			compare(head, levels(volume.values().type(), volume.plane(volume.shape().depth() / 2), width, height), width);
		}
		compare("noise", Pictures.plane(90, 70, Pictures.noisy((x, y) -> 5000 + 3000 * (int) (x / 60), 500, 1)), 90);
	}

	@Test
	public void measures_of_time_are_those_of_numpy() throws Exception {
		for (String name : List.of("dcm_qa_nih/In/20180918GE/mr_0004", "dcm_qa_me/In")) {
			ImageSeries series = Pictures.series(Oracle.corpus("conversion/" + name)).stream().filter(any -> any.volumes().get(0).shape().count() > 2).findFirst().orElseThrow();
			StoredVolume volume = series.volumes().get(0);
			compare(name, volume);
		}
	}

	private void compare(String name, StoredVolume volume) throws Exception {
		Volume.Shape shape = volume.shape();
		List<short[]> planes = new ArrayList<>();
		List<String> arguments = new ArrayList<>();
		for (int number : new int[] {shape.width(), shape.height(), shape.depth(), shape.count()}) arguments.add(String.valueOf(number));
		for (int axis = 0; axis < 3; axis++) arguments.add(String.valueOf(volume.geometry().spacing(axis)));
		Levels levels = new Levels(shape.width(), shape.height());
		for (int index = 0; index < shape.planes(); index++) {
			short[] plane = levels(volume.values().type(), volume.planes().plane(index), shape.width(), shape.height());
			for (int i = 0; i < plane.length; i++) plane[i] -= (short) volume.values().type().offset();
			planes.add(plane);
			if (index >= shape.depth()) continue;
			levels.take(PixelType.UINT16, plane, Double.NaN, Double.NaN);
			arguments.add(String.valueOf(Otsu.of(levels).lower()));
		}
		Measures ours = ImageMeasures.of(volume).measures();
		Map<String, Double> theirs = python(COURSE, planes, arguments);
		assertEquals(List.of("dvars", "tsnr", "displacement"), List.copyOf(theirs.keySet()));
		for (Measure measure : Arrays.asList(Measure.DVARS, Measure.TSNR, Measure.DISPLACEMENT)) assertEquals(name + " " + measure, theirs.get(measure.key()), ours.get(measure), 1e-4 * theirs.get(measure.key()));
	}
}
