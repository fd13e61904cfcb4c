package sc.fiji.medprep.validate;

import java.util.Arrays;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** File meta information (PS3.10 table 7.1-1): what must be there, and that it says the same as the data set. */
final class FileMetaCheck implements FileCheck {
	private static final int[] REQUIRED = {Tag.FILE_META_INFORMATION_GROUP_LENGTH, Tag.FILE_META_INFORMATION_VERSION, Tag.MEDIA_STORAGE_SOP_CLASS_UID, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Tag.TRANSFER_SYNTAX_UID,
		Tag.IMPLEMENTATION_CLASS_UID};
	private static final byte[] VERSION = {0, 1};
	private static final int PRIVATE_INFORMATION_CREATOR = 0x00020100, PRIVATE_INFORMATION = 0x00020102;

	@Override
	public void check(DicomFile file, Findings findings) {
		DataSet meta = file.fileMeta();
		if (meta.isEmpty()) return;
		for (int tag : REQUIRED) {
			boolean there = meta.contains(tag);
			String rule = tag == Tag.FILE_META_INFORMATION_GROUP_LENGTH ? "encoding.meta.group_length" : "encoding.meta.missing";
			if (!there || meta.get(tag).isEmpty()) findings.add(rule, Tag.toString(tag), "The attribute of file meta information " + (there ? "has no value" : "is missing") + "; a value is needed.");
		}
		byte[] version = meta.bytes(Tag.FILE_META_INFORMATION_VERSION);
		if (version.length > 0 && !Arrays.equals(version, VERSION)) {
			findings.add("encoding.meta.version", Tag.toString(Tag.FILE_META_INFORMATION_VERSION), "File Meta Information Version is not the two bytes 0 and 1.");
		}
		if (meta.contains(PRIVATE_INFORMATION) && !meta.contains(PRIVATE_INFORMATION_CREATOR)) {
			findings.add("encoding.meta.missing", Tag.toString(PRIVATE_INFORMATION_CREATOR), "Private Information is there without the UID of its creator.");
		}
		compare(file, Tag.MEDIA_STORAGE_SOP_CLASS_UID, Tag.SOP_CLASS_UID, "encoding.meta.sop_class", findings);
		compare(file, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Tag.SOP_INSTANCE_UID, "encoding.meta.sop_instance", findings);
	}

	/** A DICOMDIR has no SOP Common module. */
	private static boolean isDirectory(DicomFile file) {
		return file.dataSet().contains(Tag.DIRECTORY_RECORD_SEQUENCE);
	}

	private static void compare(DicomFile file, int metaTag, int tag, String rule, Findings findings) {
		byte[] inMeta = file.fileMeta().bytes(metaTag), inDataSet = file.dataSet().bytes(tag);
		int length = ValueBytes.trimmedEnd(inMeta, 0, inMeta.length, VR.UI);
		if (length == 0) return;
		if (inDataSet.length == 0) {
			if (!isDirectory(file)) findings.add(rule, Tag.toString(metaTag), "The UID is in file meta information, but the data set does not have it.");
			return;
		}
		int other = ValueBytes.trimmedEnd(inDataSet, 0, inDataSet.length, VR.UI);
		if (!Arrays.equals(inMeta, 0, length, inDataSet, 0, other)) findings.add(rule, Tag.toString(metaTag), "The UID in file meta information is not the one in the data set; they must be the same.");
	}
}
