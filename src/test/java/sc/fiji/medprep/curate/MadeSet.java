package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.CsvReader;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** A folder of made-up files, and what is found in it. Items are the files in the order in which they were added. */
final class MadeSet {
	static final String CT = "1.2.840.10008.5.1.4.1.1.2", SEG = "1.2.840.10008.5.1.4.1.1.66.4", KO = "1.2.840.10008.5.1.4.1.1.88.59";
	static final int SIZE = 24;

	final Path folder;
	private int files;
	private boolean pixels = true;
	private Path splits;
	RunReport report;

	MadeSet(Path folder) {
		this.folder = folder;
	}

	Path input() {
		return folder.resolve("input");
	}

	/** Sound slices of a series: instance numbers from 1, 2 mm apart. */
	MadeSet series(int slices) throws IOException {
		return series(slices, (slice, number) -> {});
	}

	interface Change {
		void to(DataSet slice, int number);
	}

	MadeSet series(int slices, Change change) throws IOException {
		for (int number = 1; number <= slices; number++) {
			DataSet slice = slice(number);
			change.to(slice, number);
			add(slice);
		}
		return this;
	}

	/** A slice with noise of its own. */
	static DataSet slice(int number) {
		DataSet slice = new DataSet();
		header(slice, CT, "CT", "2.25.100" + number, "2.25.2");
		text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.3");
		text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number));
		text(slice, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\AXIAL");
		text(slice, Tag.SLICE_THICKNESS, VR.DS, "2");
		text(slice, Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1\\0\\0\\0\\1\\0");
		text(slice, Tag.PIXEL_SPACING, VR.DS, "0.5\\0.5");
		position(slice, 2 * number);
		pixels(slice, number);
		return slice;
	}

	static void header(DataSet in, String sopClass, String modality, String instance, String series) {
		text(in, Tag.SOP_CLASS_UID, VR.UI, sopClass);
		text(in, Tag.SOP_INSTANCE_UID, VR.UI, instance);
		text(in, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1");
		text(in, Tag.SERIES_INSTANCE_UID, VR.UI, series);
		text(in, Tag.PATIENT_ID, VR.LO, "PAT-1");
		text(in, Tag.PATIENT_NAME, VR.PN, "Made^Up");
		text(in, Tag.MODALITY, VR.CS, modality);
	}

	static void text(DataSet in, int tag, VR vr, String value) {
		in.put(Element.ascii(tag, vr, value));
	}

	static void position(DataSet in, double z) {
		text(in, Tag.IMAGE_POSITION_PATIENT, VR.DS, "-6\\-6\\" + z);
		text(in, Tag.SLICE_LOCATION, VR.DS, String.valueOf(z));
	}

	/** A disk in noise, which the seed makes. */
	static void pixels(DataSet in, int seed) {
		Random random = new Random(seed);
		in.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putInts(Tag.ROWS, VR.US, SIZE).putInts(Tag.COLUMNS, VR.US, SIZE).putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 16)
			.putInts(Tag.HIGH_BIT, VR.US, 15).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
		text(in, Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2");
		text(in, Tag.RESCALE_INTERCEPT, VR.DS, "-1024");
		text(in, Tag.RESCALE_SLOPE, VR.DS, "1");
		byte[] bytes = new byte[2 * SIZE * SIZE];
		for (int i = 0; i < SIZE * SIZE; i++) {
			int x = i % SIZE - SIZE / 2, y = i / SIZE - SIZE / 2, value = (int) ((x * x + y * y < SIZE * SIZE / 8 ? 1100 : 40) + 30 * random.nextGaussian());
			bytes[2 * i] = (byte) Math.max(0, value);
			bytes[2 * i + 1] = (byte) (Math.max(0, value) >> 8);
		}
		in.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes));
	}

	MadeSet add(DataSet dataSet) throws IOException {
		return add(dataSet, TransferSyntax.EXPLICIT_LITTLE);
	}

	MadeSet add(DataSet dataSet, TransferSyntax syntax) throws IOException {
		Files.createDirectories(input());
		DicomFile.of(dataSet, syntax, dataSet.string(Tag.SOP_CLASS_UID).orElse(CT), dataSet.string(Tag.SOP_INSTANCE_UID).orElse("2.25.9")).write(file(++files));
		return this;
	}

	Path file(int item) {
		return input().resolve(String.format("%05d.dcm", item));
	}

	/** Changes a file that was added. */
	void change(int item, Consumer<DataSet> change) throws IOException {
		try (DicomFile file = DicomFile.read(ByteSource.of(Files.readAllBytes(file(item))), Dictionary.instance())) {
			change.accept(file.dataSet());
			Files.delete(file(item));
			file.write(file(item));
		}
	}

	MadeSet withoutPixels() {
		pixels = false;
		return this;
	}

	MadeSet splits(String... lines) throws IOException {
		splits = Files.writeString(folder.resolve("splits.csv"), String.join("\n", lines));
		return this;
	}

	RunReport run() throws IOException {
		report = new Curator(new CurateOptions(new BatchOptions(input(), null, folder.resolve("report"), 2, true), pixels, splits)).run(Progress.NONE);
		return report;
	}

	/** The items of each rule, without those about the quality of pixels. */
	TreeMap<String, List<Integer>> find() throws IOException {
		run();
		TreeMap<String, List<Integer>> found = new TreeMap<>();
		for (CsvReader.Row row : rows()) if (!row.cell(2).startsWith("set.quality.")) found.computeIfAbsent(row.cell(2), rule -> new ArrayList<>()).add(Integer.valueOf(row.cell(0)));
		return found;
	}

	/** What is said of an item by a rule in the last run. */
	String message(String rule, int item) throws IOException {
		for (CsvReader.Row row : rows()) if (row.cell(2).equals(rule) && row.cell(0).equals(String.valueOf(item))) return row.cell(4);
		return "";
	}

	private List<CsvReader.Row> rows() throws IOException {
		List<CsvReader.Row> rows = CsvReader.read(Files.readString(report.folder().resolve("findings.csv")).getBytes(StandardCharsets.UTF_8), "findings");
		return rows.subList(1, rows.size());
	}
}
