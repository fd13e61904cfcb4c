package sc.fiji.medprep.deidentify.subject;

import java.io.IOException;

/**
 * Hears who became whom. When a call returns, the tie is safe on the disk, so an output may be written after it and not
 * before. The same tie may be told any number of times, from any number of threads.
 */
public interface SubjectRecorder {
	/** Forgets all: pseudonyms and UIDs then lead back to nobody. */
	SubjectRecorder NONE = new SubjectRecorder() {
		@Override
		public void patient(Patient original, Subject subject) {
		}

		@Override
		public void uid(Level level, String original, String replacement, Subject subject) {
		}
	};

	/** @throws IOException if it cannot be kept; the run must end then */
	void patient(Patient original, Subject subject) throws IOException;

	/**
	 * @param level of which the UID is: study, series or instance
	 * @param subject whose it is
	 * @throws IOException if it cannot be kept; the run must end then
	 */
	void uid(Level level, String original, String replacement, Subject subject) throws IOException;
}
