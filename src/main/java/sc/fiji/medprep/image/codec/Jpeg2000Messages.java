package sc.fiji.medprep.image.codec;

import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/**
 * Keeps JJ2000 from printing what it thinks of our code streams. It can be told so for a thread only for ever, which would
 * keep the thread in memory, or for all: so this one stands before the logger of all, and passes on what other users of the
 * library decode.
 */
final class Jpeg2000Messages implements MsgLogger {
	private static final Jpeg2000Messages INSTANCE = new Jpeg2000Messages(FacilityManager.getMsgLogger());

	static {
		FacilityManager.registerMsgLogger(null, INSTANCE);
	}

	private final MsgLogger others;
	/** Set in threads that decode for us. */
	private final ThreadLocal<Boolean> ours = new ThreadLocal<>();

	private Jpeg2000Messages(MsgLogger others) {
		this.others = others;
	}

	/** Begins silence for this thread. */
	static void silence() {
		INSTANCE.ours.set(true);
	}

	/** Ends it. */
	static void speak() {
		INSTANCE.ours.remove();
	}

	private boolean isSilent() {
		return ours.get() != null;
	}

	@Override
	public void printmsg(int severity, String message) {
		if (!isSilent()) others.printmsg(severity, message);
	}

	@Override
	public void println(String message, int firstIndent, int indent) {
		if (!isSilent()) others.println(message, firstIndent, indent);
	}

	@Override
	public void flush() {
		if (!isSilent()) others.flush();
	}
}
