package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.synthesize.Check.Action;

/** A few objects made by hand, the key to them, and what a tool made of them. */
final class SmallStudy {
	static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
	private static final int ROWS = 16, COLUMNS = 32;

	final Path folder;
	private final List<Check> checks = new ArrayList<>();

	SmallStudy(Path folder) throws IOException {
		this.folder = folder;
		Files.createDirectories(folder.resolve("dicom"));
		Files.createDirectories(folder.resolve("out"));
	}

	/** An image with a picture of its own; patient P, study and series of the same number. */
	static DataSet image(int patient, int number) {
		DataSet image = new DataSet();
		image.putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192");
		image.putString(Tag.SOP_CLASS_UID, VR.UI, SECONDARY_CAPTURE);
		image.putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.1." + number);
		image.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.3." + patient);
		image.putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.2.2." + patient);
		image.putString(0x00100020, VR.LO, "P" + patient);
		image.putInts(Tag.ROWS, VR.US, ROWS);
		image.putInts(Tag.COLUMNS, VR.US, COLUMNS);
		image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1);
		image.putInts(Tag.BITS_ALLOCATED, VR.US, 8);
		byte[] pixels = new byte[ROWS * COLUMNS];
		for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (i * number * 37 % 251);
		return image.put(Element.bytes(Tag.PIXEL_DATA, VR.OB, pixels));
	}

	/** A copy of an image with new UIDs and a new Patient ID. */
	static DataSet copy(int patient, int number) {
		DataSet copy = image(patient, number);
		copy.putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1" + number);
		copy.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.3" + patient);
		copy.putString(Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2" + patient);
		return copy.putString(0x00100020, VR.LO, "MP" + patient);
	}

	/** Asks about the image of a number. */
	SmallStudy ask(int patient, int number, Action action, String path, String value, String text) {
		checks.add(new Check("1.2.1." + number, "1.2.2." + patient, "1.2.3." + patient, "P" + patient, action, path, value, text, "why"));
		return this;
	}

	/** Asks for the pixels of an image, by which its copies are known. */
	SmallStudy askForPixels(int patient, int number) throws IOException {
		return ask(patient, number, Action.PIXELS_RETAINED, "<(7fe0,0010)>", "", PixelValue.md5(image(patient, number)));
	}

	SmallStudy original(String name, DataSet dataSet) throws IOException {
		return write(folder.resolve("dicom").resolve(name), dataSet, TransferSyntax.EXPLICIT_LITTLE, file -> { });
	}

	SmallStudy output(String name, DataSet dataSet) throws IOException {
		return output(name, dataSet, TransferSyntax.EXPLICIT_LITTLE, file -> { });
	}

	SmallStudy output(String name, DataSet dataSet, TransferSyntax syntax, Consumer<DicomFile> change) throws IOException {
		return write(folder.resolve("out").resolve(name), dataSet, syntax, change);
	}

	private SmallStudy write(Path path, DataSet dataSet, TransferSyntax syntax, Consumer<DicomFile> change) throws IOException {
		DicomFile file = DicomFile.of(dataSet, syntax, SECONDARY_CAPTURE, dataSet.string(Tag.SOP_INSTANCE_UID).orElse(""));
		change.accept(file);
		Files.createDirectories(path.getParent());
		file.write(path);
		return this;
	}

	/** Adds bytes to an output file. */
	SmallStudy append(String name, String text) throws IOException {
		Files.write(folder.resolve("out").resolve(name), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
		return this;
	}

	ScoreReport score() throws IOException {
		return score("answer-key.json", null, null);
	}

	ScoreReport score(String key, String uids, String patients) throws IOException {
		try (AnswerKeyWriter writer = new AnswerKeyWriter(folder)) {
			for (Check check : checks) writer.add(check);
			writer.finish();
		}
		return new Scorer(new ScoreOptions(folder.resolve("out"), folder.resolve(key), null, mapping("uids.csv", uids), mapping("patients.csv", patients), null, 2)).run(Progress.NONE);
	}

	private Path mapping(String name, String rows) throws IOException {
		return rows == null ? null : Files.writeString(folder.resolve(name), "id_old,id_new\n" + rows);
	}

	/** The rows of failures.csv. */
	List<String> failures() throws IOException {
		return Files.readAllLines(folder.resolve("out-score").resolve("failures.csv")).stream().skip(1).toList();
	}
}
