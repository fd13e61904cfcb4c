package sc.fiji.medprep.convert;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.ImageKind;

/**
 * What the name of an image is made of.
 *
 * @param first of its first file
 * @param session number among the studies of the subject; 0 if there is one only
 * @param axis what tells its volumes apart
 * @param echoes whether its series has images of several echoes of the same part of a complex number
 */
record ImageFacts(ItemFacts first, Subjects.Subject subject, int session, ImageKind kind, Axis.Kind axis, int volumes, boolean echoes) {
	/** With leading zeros; empty if there is none. */
	String sessionLabel() {
		return session == 0 ? "" : session < 10 ? "0" + session : String.valueOf(session);
	}
}
