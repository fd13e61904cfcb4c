package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;

/**
 * A DICOM file of the output that is graded, by what tells whose copy it is.
 *
 * @param name of the file and its folders below the output, with slashes
 * @param pixels MD5 of the value of Pixel Data, or empty
 */
record OutputFile(Path path, String name, String instance, String series, String study, String patient, String frameOfReference, String pixels) {

	static OutputFile of(Path path, String name, DicomFile file) throws IOException {
		DataSet dataSet = file.dataSet();
		return new OutputFile(path, name, dataSet.string(Tag.SOP_INSTANCE_UID).orElse(""), dataSet.string(Tag.SERIES_INSTANCE_UID).orElse(""),
			dataSet.string(Tag.STUDY_INSTANCE_UID).orElse(""), dataSet.string(Tag.PATIENT_ID).orElse(""), dataSet.string(Tag.FRAME_OF_REFERENCE_UID).orElse(""), PixelValue.md5(dataSet));
	}
}
