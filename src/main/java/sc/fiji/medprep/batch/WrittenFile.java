package sc.fiji.medprep.batch;

/**
 * An output in its place.
 *
 * @param name relative to the output folder
 * @param bytes its length
 */
record WrittenFile(String name, String sha256, long bytes) {}
