package sc.fiji.medprep.synthesize;

import java.time.LocalDateTime;

/**
 * A series of a study.
 *
 * @param start of its first acquisition, in local time
 */
record Series(Study study, String uid, int number, String modality, LocalDateTime start, Remark description, Remark protocol) {
}
