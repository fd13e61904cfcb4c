package sc.fiji.medprep.image;

/**
 * Where a plane came from; {@link #NONE} for a plane that is blank because no file has it.
 *
 * @param file number of the file in the set that was read, from 1
 * @param sopClass SOP Class UID
 * @param sopInstance SOP Instance UID
 * @param frame frame number as DICOM counts, from 1
 */
public record SliceSource(int file, String sopClass, String sopInstance, int frame) {
	public static final SliceSource NONE = new SliceSource(0, "", "", 0);
}
