package sc.fiji.medprep.app.browser;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.swing.BorderFactory;
import javax.swing.ImageIcon;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableCellRenderer;

import sc.fiji.medprep.image.render.Picture;

/** One row per volume with a small picture. What it shows comes from the files and is for the eyes of its user only. */
final class SeriesTable extends JTable {
	static final int PICTURE = 64;
	private static final String[] COLUMNS = {"", "Series", "Size", "Findings"};
	private static final int[] WIDTHS = {PICTURE + 12, 310, 190, 350};
	private static final int PICTURES = 0, SERIES = 1, SIZE = 2;
	private static final Color ERROR = new Color(0xB3261E), REMARK = new Color(0x8A6100), FINE = new Color(0x2E7D32), GRID = new Color(0xE0E0E0);

	private final List<SeriesEntry> entries = new ArrayList<>();
	private final Map<SeriesEntry, ImageIcon> pictures = new HashMap<>();
	private boolean severalStudies;

	SeriesTable() {
		setModel(new Model());
		setRowHeight(PICTURE + 10);
		setShowVerticalLines(false);
		setGridColor(GRID);
		setIntercellSpacing(new Dimension(0, 1));
		setFillsViewportHeight(true);
		setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
		getTableHeader().setReorderingAllowed(false);
		for (int column = 0; column < COLUMNS.length; column++) getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
		getColumnModel().getColumn(0).setMaxWidth(WIDTHS[0]);
		setDefaultRenderer(Object.class, new Cell());
	}

	void show(List<SeriesEntry> all) {
		entries.clear();
		pictures.clear();
		entries.addAll(all);
		severalStudies = all.stream().map(SeriesEntry::study).distinct().count() > 1;
		((AbstractTableModel) getModel()).fireTableDataChanged();
		if (!all.isEmpty()) setRowSelectionInterval(0, 0);
	}

	void show(SeriesEntry entry, Picture picture) {
		BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, picture.width(), picture.height(), picture.rgb(), 0, picture.width());
		pictures.put(entry, new ImageIcon(image));
		repaint();
	}

	/** The chosen ones in the order of the list. */
	List<SeriesEntry> chosen() {
		List<SeriesEntry> chosen = new ArrayList<>();
		for (int row : getSelectedRows()) chosen.add(entries.get(row));
		return chosen;
	}

	private final class Model extends AbstractTableModel {
		@Override
		public int getRowCount() {
			return entries.size();
		}

		@Override
		public int getColumnCount() {
			return COLUMNS.length;
		}

		@Override
		public String getColumnName(int column) {
			return COLUMNS[column];
		}

		@Override
		public Object getValueAt(int row, int column) {
			return entries.get(row);
		}
	}

	/** A bold line above a plain one. */
	private final class Cell implements TableCellRenderer {
		private final JPanel panel = new JPanel(new BorderLayout());
		private final JLabel above = label(Font.BOLD), below = label(Font.PLAIN), picture = new JLabel();

		Cell() {
			JPanel lines = new JPanel(new GridLayout(2, 1));
			lines.setOpaque(false);
			lines.setBorder(BorderFactory.createEmptyBorder(12, 8, 12, 8));
			lines.add(above);
			lines.add(below);
			picture.setHorizontalAlignment(SwingConstants.CENTER);
			panel.add(lines);
		}

		private static JLabel label(int style) {
			JLabel label = new JLabel();
			label.setFont(label.getFont().deriveFont(style, 13f));
			// what stands in a file is no mark-up
			label.putClientProperty("html.disable", Boolean.TRUE);
			return label;
		}

		@Override
		public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused, int row, int column) {
			SeriesEntry entry = (SeriesEntry) value;
			Color ground = selected ? table.getSelectionBackground() : table.getBackground(), text = selected ? table.getSelectionForeground() : table.getForeground();
			if (column == PICTURES) {
				picture.setIcon(pictures.get(entry));
				picture.setOpaque(true);
				picture.setBackground(ground);
				return picture;
			}
			above.setForeground(text);
			below.setForeground(text);
			if (column == SERIES) {
				above.setText(entry.key() + "   " + entry.series().modality());
				below.setText((severalStudies ? "Study " + entry.study() + ":  " : "") + entry.series().description());
			}
			else if (column == SIZE) {
				above.setText(entry.size());
				below.setText(entry.spacing());
			}
			else findings(entry, selected);
			panel.setBackground(ground);
			panel.setToolTipText(column == SIZE ? null : tip(column == SERIES ? entry.series().description() : entry.findings()));
			return panel;
		}

		/** All of a text that may be cut off, in lines that fit on a screen. */
		private static String tip(String text) {
			return text.isBlank() ? null : "<html><div style='width:300px'>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</div></html>";
		}

		private void findings(SeriesEntry entry, boolean selected) {
			int count = entry.volume().findings().size();
			String first = count == 0 ? "" : entry.volume().findings().get(0).kind().word().replace('_', ' ');
			above.setText(count == 0 ? "none" : count == 1 ? first : first + " and " + (count - 1) + " more");
			below.setText(entry.findings());
			if (!selected) above.setForeground(count == 0 ? FINE : entry.isRefused() ? ERROR : REMARK);
		}
	}
}
