package sc.fiji.medprep.app.viewer;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Locale;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

import ij.ImageListener;
import ij.ImagePlus;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.render.Plane;
import sc.fiji.medprep.image.stack.Stacks;

/**
 * Three planes through an open image in millimetres of the patient, whatever the direction of its slices: click or drag moves
 * the crosshair, the wheel goes through slices, dragging with the right button changes the window, R goes back, Escape closes.
 */
public final class OrthogonalWindow extends JFrame {
	private static final Color GROUND = new Color(0x16191D), TEXT = new Color(0xECEFF1), QUIET = new Color(0x90A4AE);

	private final transient Crosshair crosshair;
	/** Of lengths in an image that is not placed, which has its own. */
	private final String unit;
	private final JLabel facts = new JLabel();
	private final PlaneCanvas[] canvases = new PlaneCanvas[Plane.values().length];

	private OrthogonalWindow(Volume volume, String title, String unit) {
		super(title);
		this.unit = unit;
		crosshair = new Crosshair(volume, this::refresh);
		JPanel planes = new JPanel(new GridLayout(2, 2, 3, 3));
		planes.setBackground(GROUND);
		for (Plane plane : new Plane[] {Plane.CORONAL, Plane.SAGITTAL, Plane.AXIAL}) planes.add(canvases[plane.ordinal()] = new PlaneCanvas(plane, crosshair));
		planes.add(side());
		add(planes);
		key(KeyEvent.VK_ESCAPE, this::dispose);
		key(KeyEvent.VK_R, crosshair::reset);
		setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		refresh();
		pack();
		setLocationByPlatform(true);
	}

	/**
	 * Opens the window and returns at once. It is drawn anew when the image changes and closes with it.
	 *
	 * @throws IllegalArgumentException with a sentence if no planes can be drawn through the image
	 */
	public static void open(ImagePlus image) {
		Volume volume = Stacks.volume(image);
		EventQueue.invokeLater(() -> {
			OrthogonalWindow window = new OrthogonalWindow(volume, "Orthogonal Views of " + image.getTitle(), Stacks.lengthUnit(image));
			ImageListener listener = window.new Follower(image);
			ImagePlus.addImageListener(listener);
			window.addWindowListener(new WindowAdapter() {
				@Override
				public void windowClosed(WindowEvent event) {
					ImagePlus.removeImageListener(listener);
				}
			});
			window.setVisible(true);
		});
	}

	private JPanel side() {
		JPanel side = new JPanel(new BorderLayout());
		side.setBackground(GROUND);
		side.setBorder(BorderFactory.createEmptyBorder(18, 22, 18, 22));
		facts.setForeground(TEXT);
		facts.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
		side.add(facts, BorderLayout.NORTH);
		JPanel below = new JPanel(new BorderLayout(0, 10));
		below.setOpaque(false);
		int count = crosshair.volume().shape().count();
		if (count > 1) {
			JSlider slider = new JSlider(0, count - 1, 0);
			slider.setOpaque(false);
			slider.addChangeListener(event -> crosshair.show(slider.getValue()));
			below.add(slider, BorderLayout.NORTH);
		}
		JLabel help = new JLabel("<html>Click or drag: move &nbsp;·&nbsp; Wheel: slices<br>Right drag: window &nbsp;·&nbsp; R: reset &nbsp;·&nbsp; Esc: close</html>");
		help.setForeground(QUIET);
		help.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
		below.add(help, BorderLayout.SOUTH);
		side.add(below, BorderLayout.SOUTH);
		return side;
	}

	private void key(int code, Runnable action) {
		getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(code, 0), code);
		getRootPane().getActionMap().put(code, new AbstractAction() {
			@Override
			public void actionPerformed(ActionEvent event) {
				action.run();
			}
		});
	}

	private void refresh() {
		// the crosshair is made before the rest
		if (crosshair == null) return;
		facts.setText(text());
		repaint();
	}

	private String text() {
		Volume volume = crosshair.volume();
		Geometry geometry = volume.geometry();
		double[] place = crosshair.place(), index = geometry.toIndex(place[0], place[1], place[2]);
		String row = "<tr><td style='color:#90a4ae;padding-right:14px'>%s</td><td>%s</td></tr>";
		StringBuilder text = new StringBuilder("<html><table cellpadding=2>");
		text.append(String.format(row, "Position", crosshair.isPlaced() ? sided(place[0], "R", "L") + " &nbsp; " + sided(place[1], "A", "P") + " &nbsp; " + sided(place[2], "F", "H") + " mm"
			: String.format(Locale.ROOT, "%.1f, %.1f, %.1f ", place[0], place[1], place[2]) + escape(unit)));
		text.append(String.format(row, "Voxel", Math.round(index[0]) + ", " + Math.round(index[1]) + ", " + Math.round(index[2])));
		text.append(String.format(row, "Value", value(place, volume)));
		if (volume.values().type() != PixelType.RGB) {
			double min = crosshair.range().min(), max = crosshair.range().max();
			text.append(String.format(row, "Window", String.format(Locale.ROOT, "%s wide, middle %s", number(max - min), number((min + max) / 2))));
		}
		Axis axis = volume.axis();
		if (volume.shape().count() > 1) {
			String value = axis.values().length > crosshair.index() ? String.format(Locale.ROOT, " (%s %s)", number(axis.values()[crosshair.index()]), axis.kind().unit()) : "";
			text.append(String.format(row, "Volume", crosshair.index() + 1 + " of " + volume.shape().count() + value));
		}
		if (!crosshair.isPlaced()) text.append("<tr><td colspan=2 style='color:#ffb74d;width:220px;padding-top:10px'>Where this image lies in the patient is not known, so no sides are named.</td></tr>");
		return text.append("</table></html>").toString();
	}

	private static String sided(double coordinate, String negative, String positive) {
		return (coordinate < 0 ? negative : positive) + String.format(Locale.ROOT, " %.1f", Math.abs(coordinate));
	}

	private String value(double[] place, Volume volume) {
		double value = crosshair.sections().value(place);
		if (Double.isNaN(value)) return "outside";
		return volume.values().type() == PixelType.RGB ? "brightness " + Math.round(value) : number(value) + " " + escape(volume.values().unit());
	}

	/** What stands in a file is no mark-up. */
	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}

	private static String number(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT, size >= 1e6 || size > 0 && size < 1e-3 ? "%.4g" : value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : "%.4f", value);
	}

	/** Keeps the planes as the image is. */
	private final class Follower implements ImageListener {
		private final ImagePlus image;

		private Follower(ImagePlus image) {
			this.image = image;
		}

		@Override
		public void imageOpened(ImagePlus opened) {}

		@Override
		public void imageClosed(ImagePlus closed) {
			if (closed == image) EventQueue.invokeLater(OrthogonalWindow.this::dispose);
		}

		@Override
		public void imageUpdated(ImagePlus updated) {
			if (updated == image) repaint();
		}
	}
}
