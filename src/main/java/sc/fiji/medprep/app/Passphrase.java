package sc.fiji.medprep.app;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.GridLayout;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPasswordField;

import org.scijava.Context;

import ij.IJ;

/**
 * A passphrase, which is overwritten in memory when it is closed. It comes from a file, from the environment, or from a dialog
 * of its own, and is never a parameter of a command: those are recorded, remembered and shown.
 */
public final class Passphrase implements AutoCloseable {
	/** What a passphrase is for. */
	public enum Use {
		/** Opens a vault. */
		OPEN("The passphrase of the vault", "MEDPREP_VAULT_PASSPHRASE", "passphrase_file", false),
		/** Closes a vault that is made; asked for twice. */
		CREATE("A passphrase for the new vault", "MEDPREP_VAULT_PASSPHRASE", "passphrase_file", true),
		/** Takes the place of another; asked for twice. */
		REPLACE("The new passphrase of the vault", "MEDPREP_VAULT_NEW_PASSPHRASE", "new_phrase_file", true);

		private final String label, variable, key;
		private final boolean twice;

		Use(String label, String variable, String key, boolean twice) {
			this.label = label;
			this.variable = variable;
			this.key = key;
			this.twice = twice;
		}
	}

	/** Asks a user who is there. */
	interface Dialog {
		/** @return null if the user cancelled */
		char[] ask(String label, boolean twice);
	}

	private static final int MAX_BYTES = 1024, COLUMNS = 24;

	private final char[] characters;

	private Passphrase(char[] characters) {
		this.characters = characters;
	}

	/**
	 * Gets a passphrase: from the file if one is given, else from the environment, else from the user if one is there.
	 *
	 * @param file null for none
	 * @throws CommandFailure if there is none, or the user cancelled
	 */
	public static Passphrase get(Use use, Path file, Context context) {
		return get(use, file, System::getenv, isUserThere(context) ? Passphrase::ask : null);
	}

	/** @param dialog null if nobody is there */
	static Passphrase get(Use use, Path file, UnaryOperator<String> environment, Dialog dialog) {
		char[] characters = null;
		if (file != null) characters = read(file, use.key);
		else if (environment.apply(use.variable) != null) characters = environment.apply(use.variable).toCharArray();
		else if (dialog == null) throw CommandFailure.usage("The passphrase of the vault is missing; give " + use.key + ", or set " + use.variable + " in the environment.");
		else characters = dialog.ask(use.label, use.twice);
		if (characters == null) throw CommandFailure.usage("No passphrase was given.");
		if (characters.length == 0) throw CommandFailure.usage("The passphrase is empty.");
		return new Passphrase(characters);
	}

	/** The passphrase itself, not a copy; zeros after {@link #close}. */
	public char[] characters() {
		return characters;
	}

	private static boolean isUserThere(Context context) {
		// In plain ImageJ the context of a command has no user interface.
		return !GraphicsEnvironment.isHeadless() && !IJ.isMacro() && (IJ.getInstance() != null || !UnattendedPreprocessor.isUnattended(context));
	}

	/** The first line of a file in UTF-8. */
	private static char[] read(Path file, String key) {
		byte[] bytes = new byte[0];
		CharBuffer text = null;
		try {
			if (!Files.isRegularFile(file) || !Files.isReadable(file)) throw CommandFailure.usage("The file that " + key + " names does not exist or cannot be read.");
			if (isOpenToAll(file)) throw CommandFailure.usage("Everybody can read the file that " + key + " names; make it readable for its owner only.");
			if (Files.size(file) > MAX_BYTES) throw CommandFailure.usage("The file that " + key + " names is too long for a passphrase.");
			bytes = Files.readAllBytes(file);
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			int start = text.length() > 0 && text.charAt(0) == '\uFEFF' ? 1 : 0, end = start;
			while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') end++;
			char[] characters = new char[end - start];
			text.subSequence(start, end).get(characters);
			return characters;
		}
		catch (CharacterCodingException e) {
			throw CommandFailure.usage("The file that " + key + " names is not in UTF-8.");
		}
		catch (IOException e) {
			throw CommandFailure.of(e);
		}
		finally {
			Arrays.fill(bytes, (byte) 0);
			if (text != null) Arrays.fill(text.array(), '\0');
		}
	}

	private static boolean isOpenToAll(Path file) throws IOException {
		return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
	}

	/** In Swing and not by ImageJ's dialog, which gives what is typed to the recorder. */
	private static char[] ask(String label, boolean twice) {
		char[][] answer = new char[1][];
		Runnable asking = () -> answer[0] = askNow(label, twice);
		if (EventQueue.isDispatchThread()) asking.run();
		else {
			try {
				EventQueue.invokeAndWait(asking);
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			catch (InvocationTargetException e) {
				throw CommandFailure.of(e.getCause());
			}
		}
		return answer[0];
	}

	private static char[] askNow(String label, boolean twice) {
		JPasswordField first = new JPasswordField(COLUMNS), second = new JPasswordField(COLUMNS);
		JPanel panel = new JPanel(new GridLayout(0, 1));
		panel.add(new JLabel(label + ":"));
		panel.add(first);
		if (twice) {
			panel.add(new JLabel("Once more, since nobody can help when it is lost:"));
			panel.add(second);
		}
		try {
			while (JOptionPane.showConfirmDialog(IJ.getInstance(), panel, "MedPrep", JOptionPane.OK_CANCEL_OPTION, JOptionPane.PLAIN_MESSAGE) == JOptionPane.OK_OPTION) {
				char[] one = first.getPassword(), other = second.getPassword();
				boolean same = !twice || Arrays.equals(one, other);
				Arrays.fill(other, '\0');
				if (same) return one;
				Arrays.fill(one, '\0');
				JOptionPane.showMessageDialog(IJ.getInstance(), "The two are not the same.", "MedPrep", JOptionPane.WARNING_MESSAGE);
			}
			return null;
		}
		finally {
			first.setText("");
			second.setText("");
		}
	}

	@Override
	public void close() {
		Arrays.fill(characters, '\0');
	}

	@Override
	public String toString() {
		return "a passphrase";
	}
}
