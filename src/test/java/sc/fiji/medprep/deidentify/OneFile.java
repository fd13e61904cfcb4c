package sc.fiji.medprep.deidentify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

/** De-identifies a data set as if it were a file of its own, with a fixed key. */
final class OneFile {
	private static final StudyKey KEY = new StudyKey(new byte[32]);

	private OneFile() {}

	/**
	 * What is written, read again.
	 *
	 * @param lines of the profile
	 */
	static DataSet deidentified(String lines, DataSet object, String method) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		process(lines, object, method).content().writeTo(Channels.newChannel(bytes));
		return DicomFile.read(ByteSource.of(bytes.toByteArray()), Dictionary.instance()).dataSet();
	}

	static Product process(String lines, DataSet object, String method) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DicomFile.of(object, TransferSyntax.EXPLICIT_LITTLE, object.string(Tag.SOP_CLASS_UID).get(), "1.2.3").write(Channels.newChannel(bytes));
		Profile profile = Profile.parse("medprep-profile 1\n" + lines);
		Subjects subjects = new Subjects(KEY, null, profile.leastShift(), profile.mostShift(), profile.has(ProfileOption.RETAIN_MODIFIED_DATES));
		DeidentifyStep step = new DeidentifyStep(KEY, subjects, SubjectRecorder.NONE, profile, PixelRisk.FLAG, method);
		return step.process(new Item(1, ByteSource.of(bytes.toByteArray()), "0".repeat(64), null));
	}
}
