package sc.fiji.medprep.curate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/**
 * A set of any size for benchmarks: patients with two studies of five series of a hundred slices each, headers of about 4 KB
 * and images of 16 x 16 pixels. Arguments of {@link #main}: folder, number of files.
 */
final class SyntheticSet {
	private static final int SLICES = 100, SERIES = 5, STUDIES = 2;

	private SyntheticSet() {}

	public static void main(String... arguments) throws IOException {
		Path folder = Path.of(arguments[0]);
		int files = Integer.parseInt(arguments[1]);
		for (int i = 0; i < files; i++) write(folder, i);
	}

	private static void write(Path folder, int number) throws IOException {
		int slice = number % SLICES, series = number / SLICES, study = series / SERIES, patient = study / STUDIES;
		DataSet dataSet = MadeSet.slice(slice + 1);
		MadeSet.text(dataSet, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.309276543210487654321598" + (1_000_000_000 + number));
		MadeSet.text(dataSet, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.309276543210487654321599" + (1_000_000_000 + series));
		MadeSet.text(dataSet, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.309276543210487654321600" + (1_000_000_000 + study));
		MadeSet.text(dataSet, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.309276543210487654321601" + (1_000_000_000 + study));
		MadeSet.text(dataSet, Tag.PATIENT_ID, VR.LO, "PATIENT" + patient);
		MadeSet.text(dataSet, Tag.PATIENT_NAME, VR.PN, "Family" + patient + "^Given");
		MadeSet.text(dataSet, Tag.PATIENT_SEX, VR.CS, patient % 2 == 0 ? "F" : "M");
		MadeSet.text(dataSet, 0x00101010, VR.AS, String.format("%03dY", 20 + patient % 80));
		MadeSet.text(dataSet, Tag.SERIES_NUMBER, VR.IS, String.valueOf(series % SERIES + 1));
		MadeSet.text(dataSet, Tag.SERIES_DESCRIPTION, VR.LO, "Axial " + series % SERIES);
		MadeSet.text(dataSet, Tag.MANUFACTURER, VR.LO, "MAKER " + patient % 4);
		MadeSet.text(dataSet, Tag.MANUFACTURER_MODEL_NAME, VR.LO, "Model " + patient % 7);
		// what a scanner writes besides
		for (int i = 0; i < 60; i++) MadeSet.text(dataSet, 0x00211001 + i, VR.LO, "a value of the maker, number " + i);
		MadeSet.text(dataSet, 0x00210010, VR.LO, "MADE UP");
		DataSet reference = new DataSet();
		MadeSet.text(reference, Tag.REFERENCED_SOP_CLASS_UID, VR.UI, MadeSet.CT);
		MadeSet.text(reference, Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, "2.25.309276543210487654321598" + (1_000_000_000 + number / (SLICES * SERIES) * SLICES * SERIES));
		dataSet.put(Element.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, List.of(reference)));
		MadeSet.pixels(dataSet, number);
		Path of = folder.resolve(String.format("%04d", series)).resolve(String.format("%03d.dcm", slice));
		if (slice == 0) Files.createDirectories(of.getParent());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, MadeSet.CT, dataSet.string(Tag.SOP_INSTANCE_UID).orElseThrow()).write(Channels.newChannel(bytes));
		Files.write(of, bytes.toByteArray());
	}
}
