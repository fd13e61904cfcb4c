package sc.fiji.medprep.image.write;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.write.DerivedOptions.Form;
import sc.fiji.medprep.image.write.DerivedOptions.Packing;
import sc.fiji.medprep.standard.Dictionary;

/** Series read from folders, changed, written and read again. */
final class Derived {
	static final Code SMOOTHING = new Code("113087", "DCM", "Smoothing"), RESAMPLING = new Code("113085", "DCM", "Spatial resampling");

	private Derived() {}

	static DerivedOptions options(Form form, Packing packing) {
		return new DerivedOptions(List.of(SMOOTHING), "Smoothed by a test", form, packing);
	}

	private record FileOnDisk(int number, Path file) implements DicomSource {
		@Override
		public DicomFile open() throws IOException {
			return DicomFile.read(file, Dictionary.instance());
		}
	}

	static List<ImageSeries> series(List<Path> files) throws IOException {
		SeriesAssembler assembler = new SeriesAssembler();
		for (int i = 0; i < files.size(); i++) {
			DicomSource source = new FileOnDisk(i + 1, files.get(i));
			try (DicomFile file = source.open()) {
				assembler.add(source, file);
			}
			catch (DicomException noDicom) {
				continue;
			}
		}
		return assembler.series();
	}

	static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	/** The only volume of a folder, or that of a series of it. */
	static StoredVolume volume(List<Path> files, int seriesNumber) throws IOException {
		List<StoredVolume> volumes = new ArrayList<>();
		for (ImageSeries one : series(files)) {
			if (seriesNumber == 0 || one.number() == seriesNumber) volumes.addAll(one.volumes());
		}
		assertEquals("volumes", 1, volumes.size());
		return volumes.get(0);
	}

	/** Writes files into a new folder. */
	static SeriesSink into(Path folder) {
		return (name, file) -> file.write(folder.resolve(name));
	}

	static Path write(DerivedSeries series, Path parent) throws IOException {
		Path folder = Files.createTempDirectory(parent, "series");
		series.write(into(folder));
		return folder;
	}

	/** Asserts that stored values, what they mean and where they lie are the same. */
	static void assertSame(String what, Volume expected, Volume actual) {
		assertEquals(what, expected.shape(), actual.shape());
		assertEquals(what, expected.values().type(), actual.values().type());
		assertEquals(what, expected.values().unit(), actual.values().unit());
		assertEquals(what, 0, expected.geometry().difference(actual.geometry()), 1e-9);
		assertEquals(what, expected.axis().kind(), actual.axis().kind());
		for (int plane = 0; plane < expected.shape().planes(); plane++) {
			assertEquals(what, expected.values().rescale(plane), actual.values().rescale(plane));
			if (expected.values().type() == PixelType.RGB) assertArrayEquals(what, (int[]) expected.plane(plane), (int[]) actual.plane(plane));
			else if (expected.plane(plane) instanceof byte[] bytes) assertArrayEquals(what, bytes, (byte[]) actual.plane(plane));
			else assertArrayEquals(what, (short[]) expected.plane(plane), (short[]) actual.plane(plane));
		}
	}

	/** Asserts that dciodvfy finds no error that it does not find in the source. */
	static void assertValid(Path folder, boolean deflated, List<Path> source) throws IOException, InterruptedException {
		List<String> before = new ArrayList<>();
		if (!source.isEmpty()) before = Oracle.run("dciodvfy", "-new", source.get(0).toString()).lines("Error");
		for (Path written : files(folder)) {
			Path file = written;
			if (deflated) {
				// dciodvfy does not inflate.
				file = Files.createTempFile(folder.getParent(), "plain", ".dcm");
				assertEquals(0, Oracle.run("dcmconv", "+te", written.toString(), file.toString()).status());
			}
			List<String> errors = new ArrayList<>(Oracle.run("dciodvfy", "-new", file.toString()).lines("Error"));
			errors.removeAll(before);
			assertTrue(errors.toString(), errors.isEmpty());
		}
	}
}
