package sc.fiji.medprep.curate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;

/**
 * What the survey takes of a file. Holds identifiers.
 *
 * @param values of each level, as {@link Level#values} gives them
 * @param sop key of the SOP Instance UID; 0 if there is none
 * @param frames as the header states, at least 1
 * @param space key of the Frame of Reference UID
 */
record Header(Map<Level, List<String>> values, long sop, String sopClass, int frames, long space) {
	static Header of(DicomFile file) {
		DataSet dataSet = file.dataSet();
		Map<Level, List<String>> values = new EnumMap<>(Level.class);
		for (Level level : Level.values()) values.put(level, level.values(dataSet));
		return new Header(values, key(dataSet.string(Tag.SOP_INSTANCE_UID).orElse("")), dataSet.string(Tag.SOP_CLASS_UID).orElse(""), Math.max(1, dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1)), key(dataSet.string(Tag.FRAME_OF_REFERENCE_UID).orElse("")));
	}

	/** What the index has instead of a UID: a number that no other UID is likely to have; 0 for none. */
	static long key(String uid) {
		String plain = uid.strip();
		return plain.isEmpty() ? 0 : ByteBuffer.wrap(Hashes.sha256().digest(plain.getBytes(StandardCharsets.UTF_8))).getLong() | 1;
	}

	/** The value that identifies the entity of a level. */
	String key(Level level) {
		return values.get(level).get(0);
	}
}
