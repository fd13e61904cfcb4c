package sc.fiji.medprep.app.findings;

import java.awt.Color;
import java.awt.Component;
import java.util.List;
import java.util.function.Function;

import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.border.Border;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableRowSorter;

import sc.fiji.medprep.batch.Severity;

/** A table whose columns are functions of its rows, in the style of both tables of the window. */
final class FindingsTable<R> extends JTable {
	/**
	 * A column.
	 *
	 * @param type a number stands to the right; a {@link Severity} has its colour
	 */
	record Column<R>(String title, int width, Class<? extends Comparable<?>> type, Function<R, Object> value) {}

	private static final Color RED = new Color(0xB3261E), AMBER = new Color(0x8A6100), BLUE = new Color(0x2B5FA8), GRID = new Color(0xE0E0E0);
	private static final Border PADDING = BorderFactory.createEmptyBorder(0, 6, 0, 6);
	private static final int ROW = 24;

	private final transient List<R> rows;
	private final transient List<Column<R>> columns;
	private final transient TableRowSorter<AbstractTableModel> sorter;

	FindingsTable(List<R> rows, List<Column<R>> columns) {
		this.rows = rows;
		this.columns = columns;
		AbstractTableModel model = new Model();
		setModel(model);
		sorter = new TableRowSorter<>(model);
		setRowSorter(sorter);
		setRowHeight(ROW);
		setShowVerticalLines(false);
		setGridColor(GRID);
		setFillsViewportHeight(true);
		setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		getTableHeader().setReorderingAllowed(false);
		for (int column = 0; column < columns.size(); column++) getColumnModel().getColumn(column).setPreferredWidth(columns.get(column).width());
		setDefaultRenderer(Object.class, new Cell());
		setDefaultRenderer(Severity.class, new Cell());
		setDefaultRenderer(Integer.class, new Cell());
	}

	TableRowSorter<AbstractTableModel> sorter() {
		return sorter;
	}

	/** The row that is chosen; null if none is. */
	R chosen() {
		return getSelectedRow() < 0 ? null : rows.get(convertRowIndexToModel(getSelectedRow()));
	}

	static String word(Severity severity) {
		return severity == Severity.INFO ? "note" : severity.word();
	}

	private final class Model extends AbstractTableModel {
		@Override
		public int getRowCount() {
			return rows.size();
		}

		@Override
		public int getColumnCount() {
			return columns.size();
		}

		@Override
		public String getColumnName(int column) {
			return columns.get(column).title();
		}

		@Override
		public Class<?> getColumnClass(int column) {
			return columns.get(column).type();
		}

		@Override
		public Object getValueAt(int row, int column) {
			return columns.get(column).value().apply(rows.get(row));
		}
	}

	private static final class Cell extends DefaultTableCellRenderer {
		Cell() {
			// what stands in a file is no mark-up
			putClientProperty("html.disable", Boolean.TRUE);
		}

		@Override
		public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused, int row, int column) {
			super.getTableCellRendererComponent(table, value, selected, false, row, column);
			setBorder(PADDING);
			setHorizontalAlignment(value instanceof Integer ? JLabel.RIGHT : JLabel.LEFT);
			if (!selected) setForeground(table.getForeground());
			if (value instanceof Integer number) setText(String.format("%,d", number));
			else if (value instanceof Severity severity) {
				setText(word(severity));
				if (!selected) setForeground(severity == Severity.ERROR ? RED : severity == Severity.WARNING ? AMBER : BLUE);
			}
			boolean cut = getPreferredSize().width > table.getColumnModel().getColumn(column).getWidth();
			setToolTipText(cut ? tip(getText()) : null);
			return this;
		}

		/** All of a text that is cut off, in lines that fit on a screen. */
		private static String tip(String text) {
			return "<html><div style='width:360px'>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</div></html>";
		}
	}
}
