package sc.fiji.medprep.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.File;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JTable;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.DragAndDrop;
import ij.plugin.frame.Recorder;

/**
 * A user of plain ImageJ who closes the list of series once, then opens the third series, whose geometry is in doubt, and looks at it in three planes,
 * for {@link PlainImageJImagesTest}. Arguments: a folder for screenshots, the folder of the study.
 */
public final class PlainImageJViewer {
	private PlainImageJViewer() {}

	public static void main(String... arguments) {
		try {
			ImageJ.main(new String[] {"-ijpath", System.getProperty("plugins.dir")});
			new Recorder();
			JFrame first = browser(arguments[1]);
			EventQueue.invokeAndWait(() -> find(first, JButton.class, "Cancel").doClick());
			PlainImageJUser.await("the end of the list", () -> window(JFrame.class, "Open DICOM Series") == null ? "gone" : null);
			IJ.wait(300);
			System.out.println("CANCELLED " + Recorder.getInstance().getText().strip() + Stream.of(Window.getWindows()).filter(window -> window instanceof Dialog && window.isShowing()).count());
			open(arguments);
			IJ.doCommand("Orthogonal Views in mm");
			JFrame planes = PlainImageJUser.await("the planes", () -> window(JFrame.class, "Orthogonal Views of series 4 CT"));
			IJ.wait(700);
			shoot(planes, arguments[0], "orthogonal-views");
			WindowManager.getCurrentImage().changes = false;
			WindowManager.getCurrentImage().close();
			PlainImageJUser.await("the end of the planes", () -> planes.isShowing() ? null : "gone");
			drop(arguments[1]);
			System.out.println("RECORDED " + Recorder.getInstance().getText().strip().replace("\n", "|"));
			System.out.println("LOG " + IJ.getLog());
		}
		catch (Throwable t) {
			t.printStackTrace();
			System.exit(4);
		}
		System.exit(0);
	}

	private static void open(String... arguments) throws Exception {
		JFrame browser = browser(arguments[1]);
		JTable table = find(browser, JTable.class, null);
		IJ.wait(700);
		shoot(browser, arguments[0], "open-series");
		EventQueue.invokeAndWait(() -> table.setRowSelectionInterval(2, 2));
		EventQueue.invokeLater(() -> find(browser, JButton.class, "Open").doClick());
		JDialog doubt = PlainImageJUser.await("the question", () -> window(JDialog.class, "Geometry in Doubt"));
		System.out.println("ASKED " + doubt.getTitle());
		IJ.wait(300);
		shoot(doubt, arguments[0], "open-series-doubt");
		EventQueue.invokeLater(() -> find(doubt, JButton.class, "OK").doClick());
		System.out.println("OPENED " + PlainImageJUser.await("the image", WindowManager::getCurrentImage).getTitle());
		PlainImageJUser.await("the recorded line", () -> Recorder.getInstance().getText().contains("series=") ? "there" : null);
	}

	/** The drop itself is ImageJ's; it ends in a call of openFile on a thread of its own. */
	private static void drop(String study) throws Exception {
		// plugins have a loader of their own
		DragAndDrop target = (DragAndDrop) IJ.getClassLoader().loadClass("sc.fiji.medprep.app.browser.SeriesDrop").getConstructor().newInstance();
		new Thread(() -> target.openFile(new File(study))).start();
		JFrame browser = PlainImageJUser.await("the list for a dropped folder", () -> window(JFrame.class, "Open DICOM Series"));
		PlainImageJUser.await("its rows", () -> find(browser, JTable.class, null).getRowCount() == 4 ? "there" : null);
		EventQueue.invokeLater(() -> find(browser, JButton.class, "Open").doClick());
		System.out.println("DROPPED " + PlainImageJUser.await("the image", WindowManager::getCurrentImage).getTitle());
		PlainImageJUser.await("the recorded line", () -> Recorder.getInstance().getText().contains("series=2") ? "there" : null);
	}

	private static JFrame browser(String study) throws Exception {
		IJ.doCommand("Open DICOM Series...");
		GenericDialog dialog = PlainImageJUser.await("the dialog", GenericDialog::getInstance);
		IJ.wait(300);
		((TextField) dialog.getStringFields().get(0)).setText(study);
		EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0], ActionEvent.ACTION_PERFORMED, "  OK  ")));
		JFrame browser = PlainImageJUser.await("the list", () -> window(JFrame.class, "Open DICOM Series"));
		PlainImageJUser.await("its rows", () -> find(browser, JTable.class, null).getRowCount() == 4 ? "there" : null);
		return browser;
	}

	private static void shoot(Window window, String folder, String name) throws Exception {
		ImageIO.write(new Robot().createScreenCapture(window.getBounds()), "png", new File(folder, name + ".png"));
	}

	private static <W extends Window> W window(Class<W> type, String title) {
		for (Window window : Window.getWindows()) {
			String its = window instanceof JFrame frame ? frame.getTitle() : window instanceof JDialog dialog ? dialog.getTitle() : null;
			if (type.isInstance(window) && window.isShowing() && title.equals(its)) return type.cast(window);
		}
		return null;
	}

	private static <C extends Component> C find(Container container, Class<C> type, String label) {
		for (Component component : container.getComponents()) {
			if (type.isInstance(component) && (label == null || component instanceof JButton button && label.equals(button.getText()))) return type.cast(component);
			C inner = component instanceof Container inside ? find(inside, type, label) : null;
			if (inner != null) return inner;
		}
		return null;
	}
}
