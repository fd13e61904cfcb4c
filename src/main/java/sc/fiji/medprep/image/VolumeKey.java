package sc.fiji.medprep.image;

import java.util.List;

/** What may tell apart images of the same place, in the order in which it is tried. */
enum VolumeKey {
	TEMPORAL, DIFFUSION, ACQUISITION, TRIGGER, REFERENCE,
	/** Each file of several frames is a volume. */
	FILE,
	ACQUIRED, CONTENT, OTHERS;

	/** Equal for frames that this does not tell apart. */
	Object of(Frame frame) {
		FrameMoment moment = frame.moment();
		return switch (this) {
			case TEMPORAL -> moment.temporal();
			case DIFFUSION -> List.of(moment.b(), moment.gx(), moment.gy(), moment.gz());
			case ACQUISITION -> moment.acquisition();
			case TRIGGER -> moment.trigger();
			case REFERENCE -> moment.reference();
			case FILE -> frame.file().frames > 1 || frame.tile() >= 0 ? frame.file() : 0;
			case ACQUIRED -> moment.acquired();
			case CONTENT -> moment.content();
			case OTHERS -> moment.others();
		};
	}

	/** By which volumes are put in order; 0 where the order of images decides. */
	double order(Frame frame) {
		FrameMoment moment = frame.moment();
		return switch (this) {
			case TEMPORAL -> moment.temporal();
			case ACQUISITION -> moment.acquisition();
			case TRIGGER -> moment.trigger();
			case REFERENCE -> moment.reference();
			case ACQUIRED -> moment.acquired();
			case CONTENT -> moment.content();
			case DIFFUSION, FILE, OTHERS -> 0;
		};
	}

	boolean isTime() {
		return this != DIFFUSION && this != FILE && this != OTHERS;
	}
}
