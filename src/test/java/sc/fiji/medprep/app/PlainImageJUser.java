package sc.fiji.medprep.app;

import java.awt.Button;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.File;
import java.util.Arrays;
import java.util.Vector;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.macro.MacroRunner;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

/**
 * A user of plain ImageJ, for {@link PlainImageJTest}: switches the recorder on, picks a command from the menu, fills in
 * its dialog and prints what was recorded. Arguments: the command, a folder for screenshots, then the texts to type into
 * the dialog's fields in their order.
 */
public final class PlainImageJUser {
	private static final long PATIENCE_MILLIS = 20_000;

	private final String command;
	private final File screenshots;

	private PlainImageJUser(String command, File screenshots) {
		this.command = command;
		this.screenshots = screenshots;
	}

	public static void main(String... arguments) throws Exception {
		try {
			ImageJ.main(new String[] { "-ijpath", System.getProperty("plugins.dir") });
			PlainImageJUser user = new PlainImageJUser(arguments[0], new File(arguments[1]));
			new Recorder();
			user.cancelDialog();
			user.answerDialog(Arrays.copyOfRange(arguments, 2, arguments.length));
			user.runFailingMacro();
			System.out.println("RECORDED " + Recorder.getInstance().getText().strip().replace("\n", "|"));
		}
		catch (Throwable t) {
			t.printStackTrace();
			System.exit(4);
		}
		System.exit(0);
	}

	private void cancelDialog() throws Exception {
		IJ.doCommand(command);
		GenericDialog dialog = await("the dialog", GenericDialog::getInstance);
		press(dialog, "Help");
		await("the help", () -> window(Dialog.class, dialog.getTitle() + " Help"));
		IJ.wait(500);
		shoot("help");
		window(Dialog.class, dialog.getTitle() + " Help").dispose();
		press(dialog, "Cancel");
		await("the end of the dialog", () -> GenericDialog.getInstance() == null ? "gone" : null);
		IJ.wait(500);
	}

	private void answerDialog(String... texts) throws Exception {
		IJ.doCommand(command);
		GenericDialog empty = await("the dialog", GenericDialog::getInstance);
		IJ.wait(500);
		shoot("empty");
		press(empty, "  OK  ");
		Dialog error = await("the sentence on the missing input", () -> window(Dialog.class, empty.getTitle()));
		IJ.wait(300);
		shoot("error");
		error.dispose();
		GenericDialog dialog = await("the dialog again", () -> GenericDialog.getInstance() != empty ? GenericDialog.getInstance() : null);
		Vector<?> fields = dialog.getStringFields();
		for (int i = 0; i < texts.length; i++) {
			((TextField) fields.get(i)).setText(texts[i]);
		}
		IJ.wait(500);
		shoot("filled");
		press(dialog, "  OK  ");
		TextWindow result = await("the result", () -> window(TextWindow.class, dialog.getTitle()));
		IJ.wait(500);
		shoot("result");
		System.out.println("RESULT " + result.getTextPanel().getText().strip().replace("\n", "|"));
		await("the recorded line", () -> Recorder.getInstance().getText().contains("run(") ? "there" : null);
	}

	/** As from the editor: a thread of its own, and windows that an error could open. */
	private void runFailingMacro() throws Exception {
		new MacroRunner("print('begun'); run(\"" + command + "\", \"level=1\"); print('went on');").getThread().join(PATIENCE_MILLIS);
		System.out.println("LOG " + IJ.getLog().strip().replace("\n", "|"));
	}

	private static void press(GenericDialog dialog, String label) {
		for (Button button : dialog.getButtons()) {
			if (button != null && button.getLabel().strip().equals(label.strip())) {
				// As a click does it: what it opens may be modal.
				EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label)));
				return;
			}
		}
		throw new IllegalStateException("The dialog has no button " + label);
	}

	private static <W extends Window> W window(Class<W> type, String title) {
		for (Window window : Window.getWindows()) {
			String its = window instanceof Dialog dialog ? dialog.getTitle() : window instanceof Frame frame ? frame.getTitle() : null;
			if (type.isInstance(window) && window.isShowing() && title.equals(its) && !(window instanceof GenericDialog)) return type.cast(window);
		}
		return null;
	}

	static <T> T await(String what, Callable<T> look) throws Exception {
		long end = System.currentTimeMillis() + PATIENCE_MILLIS;
		while (System.currentTimeMillis() < end) {
			T seen = look.call();
			if (seen != null) return seen;
			Thread.sleep(50);
		}
		throw new IllegalStateException("Waited in vain for " + what);
	}

	private void shoot(String name) throws Exception {
		Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
		ImageIO.write(new Robot().createScreenCapture(screen), "png", new File(screenshots, name + ".png"));
	}
}
