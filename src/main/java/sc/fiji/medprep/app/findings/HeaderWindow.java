package sc.fiji.medprep.app.findings;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.geom.Rectangle2D;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;
import javax.swing.text.BadLocationException;
import javax.swing.text.DefaultHighlighter;

/** Shows the header of a file with the line of a finding marked. Nothing of it is logged, recorded or remembered. */
final class HeaderWindow extends JFrame {
	private static final Color MARK = new Color(0xFFE08A);

	private final JTextArea area;

	/** @param message what was found, below the header */
	HeaderWindow(String title, HeaderText header, String message) {
		super(title);
		setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		area = new JTextArea(String.join("\n", header.lines()));
		area.setEditable(false);
		area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 13));
		JPanel content = new JPanel(new BorderLayout(8, 8));
		content.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
		content.add(new JScrollPane(area));
		JLabel below = new JLabel(message);
		below.putClientProperty("html.disable", Boolean.TRUE);
		below.setFont(below.getFont().deriveFont(Font.PLAIN));
		content.add(below, BorderLayout.SOUTH);
		setContentPane(content);
		setPreferredSize(new Dimension(880, 560));
		getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "close");
		getRootPane().getActionMap().put("close", new AbstractAction() {
			@Override
			public void actionPerformed(ActionEvent event) {
				dispose();
			}
		});
		pack();
		setLocationByPlatform(true);
		mark(header.marked());
	}

	private void mark(int line) {
		area.setCaretPosition(0);
		if (line < 0) return;
		try {
			int start = area.getLineStartOffset(line), end = area.getLineEndOffset(line);
			area.getHighlighter().addHighlight(start, end, new DefaultHighlighter.DefaultHighlightPainter(MARK));
			area.setCaretPosition(start);
			// once the window has its size, the line stands in its middle
			EventQueue.invokeLater(() -> show(start));
		}
		catch (BadLocationException e) {
			throw new IllegalStateException("The line is in the text", e);
		}
	}

	private void show(int offset) {
		try {
			Rectangle2D line = area.modelToView2D(offset);
			if (line == null) return;
			int high = area.getVisibleRect().height;
			area.scrollRectToVisible(new Rectangle(0, (int) line.getY() - high / 2, 1, high));
		}
		catch (BadLocationException e) {
			throw new IllegalStateException("The line is in the text", e);
		}
	}
}
