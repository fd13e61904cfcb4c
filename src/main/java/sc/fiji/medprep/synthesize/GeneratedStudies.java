package sc.fiji.medprep.synthesize;

/**
 * How much was made.
 *
 * @param bytes of all files
 * @param checks questions of the answer key
 */
public record GeneratedStudies(int patients, int studies, int series, int instances, long bytes, long checks) {
	GeneratedStudies plus(GeneratedStudies other) {
		return new GeneratedStudies(patients + other.patients, studies + other.studies, series + other.series, instances + other.instances, bytes + other.bytes, checks + other.checks);
	}
}
