package sc.fiji.medprep.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPasswordField;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

/**
 * A user of plain ImageJ who looks up a pseudonym with the recorder on, for {@link PlainImageJTest}. Arguments: the label of the
 * command, the vault, the pseudonym, the passphrase.
 */
public final class PlainImageJAsker {
	private PlainImageJAsker() {}

	public static void main(String... arguments) {
		try {
			ImageJ.main(new String[] {"-ijpath", System.getProperty("plugins.dir")});
			new Recorder();
			IJ.doCommand(arguments[0]);
			GenericDialog dialog = PlainImageJUser.await("the dialog", GenericDialog::getInstance);
			IJ.wait(300);
			((TextField) dialog.getStringFields().get(0)).setText(arguments[1]);
			((TextField) dialog.getStringFields().get(1)).setText(arguments[2]);
			EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0], ActionEvent.ACTION_PERFORMED, "  OK  ")));
			JDialog asking = PlainImageJUser.await("the dialog for the passphrase", () -> window(JDialog.class));
			EventQueue.invokeAndWait(() -> {
				find(asking, JPasswordField.class).setText(arguments[3]);
				find(asking, JButton.class).doClick();
			});
			TextWindow answer = PlainImageJUser.await("the answer", () -> window(TextWindow.class));
			IJ.wait(300);
			System.out.println("ANSWER " + answer.getTextPanel().getText().strip().replace("\n", "|"));
			PlainImageJUser.await("the recorded line", () -> Recorder.getInstance().getText().contains("run(") ? "there" : null);
			System.out.println("RECORDED " + Recorder.getInstance().getText().strip().replace("\n", "|"));
			System.out.println("LOG " + IJ.getLog());
		}
		catch (Throwable t) {
			t.printStackTrace();
			System.exit(4);
		}
		System.exit(0);
	}

	private static <W extends Window> W window(Class<W> type) {
		for (Window window : Window.getWindows()) {
			boolean log = window instanceof Frame frame && "Log".equals(frame.getTitle());
			if (type.isInstance(window) && window.isShowing() && !log) return type.cast(window);
		}
		return null;
	}

	private static <C extends Component> C find(Container container, Class<C> type) {
		for (Component component : container.getComponents()) {
			if (type.isInstance(component)) return type.cast(component);
			C inner = component instanceof Container inside ? find(inside, type) : null;
			if (inner != null) return inner;
		}
		return null;
	}
}
