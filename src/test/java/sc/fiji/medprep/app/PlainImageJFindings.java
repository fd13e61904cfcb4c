package sc.fiji.medprep.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.File;

import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JTable;
import javax.swing.JTextArea;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

/**
 * A user of plain ImageJ who looks at the findings of a command, for {@link PlainImageJFindingsTest}: opens the image of one, its
 * header and the table of results. Arguments: a folder for screenshots, the command, the folder of the study, the folder for the report.
 */
public final class PlainImageJFindings {
	private PlainImageJFindings() {}

	public static void main(String... arguments) {
		try {
			ImageJ.main(new String[] {"-ijpath", System.getProperty("plugins.dir")});
			new Recorder();
			JFrame window = window(arguments[1], arguments[2], arguments[3]);
			JTable findings = find(window, JTable.class, null, 1), rules = find(window, JTable.class, null, 0);
			IJ.wait(700);
			shoot(window, arguments[0], "findings-" + arguments[1].split(" ")[0].toLowerCase());
			System.out.println("RULES " + rules.getRowCount() + " FINDINGS " + findings.getRowCount());
			EventQueue.invokeAndWait(() -> rules.setRowSelectionInterval(0, 0));
			System.out.println("CHOSEN " + rules.getValueAt(0, 2) + " " + findings.getRowCount() + " " + findings.getValueAt(0, 4));
			EventQueue.invokeAndWait(() -> find(window, JButton.class, "Open Image", 0).doClick());
			System.out.println("OPENED " + PlainImageJUser.await("the image", WindowManager::getCurrentImage).getTitle());
			EventQueue.invokeAndWait(() -> find(window, JButton.class, "Show Header", 0).doClick());
			JFrame header = PlainImageJUser.await("the header", () -> window("Header of item"));
			IJ.wait(700);
			shoot(header, arguments[0], "finding-header");
			JTextArea text = find(header, JTextArea.class, null, 0);
			int line = text.getLineOfOffset(text.getCaretPosition());
			System.out.println("MARKED " + text.getText().split("\n")[line].strip());
			EventQueue.invokeAndWait(() -> find(window, JButton.class, "Results Table", 0).doClick());
			PlainImageJUser.await("the table", () -> WindowManager.getFrame("MedPrep Findings"));
			System.out.println("RECORDED " + Recorder.getInstance().getText().strip().replace("\n", "|"));
			System.out.println("LOG " + IJ.getLog());
		}
		catch (Throwable t) {
			t.printStackTrace();
			System.exit(4);
		}
		System.exit(0);
	}

	private static JFrame window(String command, String study, String report) throws Exception {
		IJ.doCommand(command);
		GenericDialog dialog = PlainImageJUser.await("the dialog", GenericDialog::getInstance);
		IJ.wait(300);
		((TextField) dialog.getStringFields().get(0)).setText(study);
		((TextField) dialog.getStringFields().get(1)).setText(report);
		EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0], ActionEvent.ACTION_PERFORMED, "  OK  ")));
		TextWindow summary = PlainImageJUser.await("the summary", () -> WindowManager.getFrame(dialog.getTitle()) instanceof TextWindow shown ? shown : null);
		EventQueue.invokeAndWait(summary::dispose);
		return PlainImageJUser.await("the findings", () -> window("Findings of"));
	}

	private static void shoot(Window window, String folder, String name) throws Exception {
		window.toFront();
		IJ.wait(300);
		ImageIO.write(new Robot().createScreenCapture(window.getBounds()), "png", new File(folder, name + ".png"));
	}

	private static JFrame window(String title) {
		for (Window window : Window.getWindows())
			if (window instanceof JFrame frame && frame.isShowing() && frame.getTitle().startsWith(title)) return frame;
		return null;
	}

	/** The component of a type, as counted from the top; of a button by its label. */
	private static <C extends Component> C find(Container container, Class<C> type, String label, int number) {
		return findNext(container, type, label, new int[] {number});
	}

	private static <C extends Component> C findNext(Container container, Class<C> type, String label, int[] left) {
		for (Component component : container.getComponents()) {
			boolean is = type.isInstance(component) && (label == null || component instanceof JButton button && label.equals(button.getText()));
			if (is && left[0]-- == 0) return type.cast(component);
			C inner = component instanceof Container inside ? findNext(inside, type, label, left) : null;
			if (inner != null) return inner;
		}
		return null;
	}
}
