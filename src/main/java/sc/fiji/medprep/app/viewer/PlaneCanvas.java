package sc.fiji.medprep.app.viewer;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import javax.swing.event.MouseInputAdapter;

import sc.fiji.medprep.image.render.Picture;
import sc.fiji.medprep.image.render.Plane;
import sc.fiji.medprep.image.render.Section;

/** One plane through the volume with letters and the lines of the two others. */
final class PlaneCanvas extends JComponent {
	/** Of axial, coronal and sagittal: each plane's frame here and its lines in the other two. */
	static final Color[] COLORS = {new Color(0xFF8A65), new Color(0x81C784), new Color(0x64B5F6)};
	private static final Color LETTERS = new Color(0xFFE082);
	private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 14);
	private static final int HOLE = 8, MARGIN = 8, SIDE = 380;
	private static final double WINDOW_PER_PIXEL = 0.005;

	private final Plane plane;
	private final Crosshair crosshair;

	PlaneCanvas(Plane plane, Crosshair crosshair) {
		this.plane = plane;
		this.crosshair = crosshair;
		setOpaque(true);
		setBackground(Color.BLACK);
		setPreferredSize(new Dimension(SIDE, SIDE));
		Mouse mouse = new Mouse();
		addMouseListener(mouse);
		addMouseMotionListener(mouse);
		addMouseWheelListener(mouse);
	}

	/** All planes have the same scale, so that the same place lies at the same height in two of them. */
	private double step() {
		double[] min = crosshair.sections().min(), max = crosshair.sections().max();
		double longest = Math.max(max[0] - min[0], Math.max(max[1] - min[1], max[2] - min[2]));
		return longest / Math.max(1, Math.min(getWidth(), getHeight()));
	}

	private Section section() {
		return crosshair.sections().section(plane, crosshair.place(), step());
	}

	private int left(Section section) {
		return (getWidth() - section.width()) / 2;
	}

	private int top(Section section) {
		return (getHeight() - section.height()) / 2;
	}

	@Override
	protected void paintComponent(Graphics graphics) {
		Graphics2D g = (Graphics2D) graphics.create();
		g.setColor(getBackground());
		g.fillRect(0, 0, getWidth(), getHeight());
		Section section = section();
		Picture picture = crosshair.sections().draw(section, crosshair.range());
		BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, picture.width(), picture.height(), picture.rgb(), 0, picture.width());
		g.drawImage(image, left(section), top(section), null);
		g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		lines(g, section);
		if (crosshair.isPlaced()) letters(g);
		g.setColor(COLORS[plane.ordinal()]);
		g.drawRect(0, 0, getWidth() - 1, getHeight() - 1);
		g.dispose();
	}

	private void lines(Graphics2D g, Section section) {
		double x = left(section) + section.x(crosshair.place()) + 0.5, y = top(section) + section.y(crosshair.place()) + 0.5;
		g.setColor(colorOf(plane.along()));
		g.draw(new Line2D.Double(0, y, x - HOLE, y));
		g.draw(new Line2D.Double(x + HOLE, y, getWidth(), y));
		g.setColor(colorOf(plane.across()));
		g.draw(new Line2D.Double(x, 0, x, y - HOLE));
		g.draw(new Line2D.Double(x, y + HOLE, x, getHeight()));
	}

	/** A line at a place of an axis is the plane that is passed through along it. */
	private static Color colorOf(int axis) {
		for (Plane other : Plane.values()) if (other.through() == axis) return COLORS[other.ordinal()];
		throw new IllegalArgumentException();
	}

	private void letters(Graphics2D g) {
		g.setFont(FONT);
		FontMetrics metrics = g.getFontMetrics();
		String letters = plane.letters();
		int middle = (getHeight() + metrics.getAscent() - metrics.getDescent()) / 2;
		letter(g, letters.substring(0, 1), MARGIN, middle);
		letter(g, letters.substring(1, 2), getWidth() - MARGIN - metrics.stringWidth(letters.substring(1, 2)), middle);
		letter(g, letters.substring(2, 3), (getWidth() - metrics.stringWidth(letters.substring(2, 3))) / 2, MARGIN + metrics.getAscent() - metrics.getDescent());
		letter(g, letters.substring(3, 4), (getWidth() - metrics.stringWidth(letters.substring(3, 4))) / 2, getHeight() - MARGIN);
	}

	private static void letter(Graphics2D g, String letter, int x, int baseline) {
		g.setColor(Color.BLACK);
		for (int dx = -1; dx <= 1; dx++) for (int dy = -1; dy <= 1; dy++) g.drawString(letter, x + dx, baseline + dy);
		g.setColor(LETTERS);
		g.drawString(letter, x, baseline);
	}

	private final class Mouse extends MouseInputAdapter {
		private int x, y;

		@Override
		public void mousePressed(MouseEvent event) {
			x = event.getX();
			y = event.getY();
			if (SwingUtilities.isLeftMouseButton(event)) move();
		}

		@Override
		public void mouseDragged(MouseEvent event) {
			int dx = event.getX() - x, dy = event.getY() - y;
			x = event.getX();
			y = event.getY();
			if (SwingUtilities.isLeftMouseButton(event)) move();
			else crosshair.window(-dy * WINDOW_PER_PIXEL, dx * WINDOW_PER_PIXEL);
		}

		private void move() {
			Section section = section();
			crosshair.move(section.place(x - left(section) - 0.5, y - top(section) - 0.5));
		}

		@Override
		public void mouseWheelMoved(MouseWheelEvent event) {
			crosshair.step(plane, -event.getPreciseWheelRotation());
		}
	}
}
