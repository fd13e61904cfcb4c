package sc.fiji.medprep.app.findings;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.RowFilter;
import javax.swing.WindowConstants;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.table.AbstractTableModel;

import ij.ImagePlus;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.findings.FindingsTable.Column;
import sc.fiji.medprep.batch.ItemFile;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.report.RuleBook;

/**
 * The window that lists the findings of a run: rules with their counts above, single findings below. It shows names of files,
 * and nothing of it is logged, recorded or remembered.
 */
final class FindingsWindow extends JFrame {
	private final transient FindingRows found;
	private final FindingsTable<RuleRow> rules;
	private final FindingsTable<FindingRow> findings;
	private final Map<Severity, JCheckBox> levels = new EnumMap<>(Severity.class);
	private final JTextField search = new JTextField(18);
	private final JLabel status = new JLabel();
	/** Path and message of the chosen finding, which the table cuts off. */
	private final JTextArea message = new JTextArea(3, 0);
	private final JButton image = new JButton("Open Image"), header = new JButton("Show Header"), table = new JButton("Results Table");

	FindingsWindow(String title, FindingRows found, RuleBook book) {
		super(title);
		this.found = found;
		rules = new FindingsTable<>(RuleRow.of(found.rows(), book), List.of(new Column<>("Level", 80, Severity.class, RuleRow::severity), new Column<>("Rule", 560, String.class, RuleRow::title),
			new Column<>("Id", 220, String.class, RuleRow::rule), new Column<>("Findings", 80, Integer.class, RuleRow::findings), new Column<>("Files", 70, Integer.class, RuleRow::items)));
		findings = new FindingsTable<>(found.rows(), List.of(new Column<>("Level", 80, Severity.class, FindingRow::severity), new Column<>("Rule", 190, String.class, FindingRow::rule),
			new Column<>("Item", 60, Integer.class, FindingRow::item), new Column<>("File", 180, String.class, FindingRow::fileName), new Column<>("Attribute", 160, String.class, FindingRow::tag),
			new Column<>("Message", 420, String.class, FindingRow::message)));
		setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		JPanel content = new JPanel(new BorderLayout(8, 8));
		content.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
		content.add(top(), BorderLayout.NORTH);
		JSplitPane tables = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(rules), new JScrollPane(findings));
		tables.setBorder(null);
		tables.setResizeWeight(0.3);
		tables.setDividerLocation(190);
		content.add(tables);
		content.add(bottom(), BorderLayout.SOUTH);
		setContentPane(content);
		setPreferredSize(new Dimension(1080, 640));
		listen();
		filter();
		pack();
		setLocationByPlatform(true);
	}

	private JPanel top() {
		JPanel top = new JPanel(new FlowLayout(FlowLayout.LEFT, 10, 0));
		for (Severity severity : Severity.values()) {
			long count = found.rows().stream().filter(row -> row.severity() == severity).count();
			JCheckBox box = new JCheckBox(String.format("%,d %s", count, FindingsTable.word(severity) + (count == 1 ? "" : "s")), severity != Severity.INFO || count == found.rows().size());
			box.addActionListener(event -> filter());
			levels.put(severity, box);
			top.add(box);
		}
		top.add(new JLabel("   Search:"));
		top.add(search);
		return top;
	}

	private JPanel bottom() {
		JPanel bottom = new JPanel(new BorderLayout(12, 6));
		status.setFont(status.getFont().deriveFont(Font.PLAIN));
		message.setFont(status.getFont());
		message.setEditable(false);
		message.setLineWrap(true);
		message.setWrapStyleWord(true);
		message.setOpaque(false);
		bottom.add(message, BorderLayout.NORTH);
		bottom.add(status);
		JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 8, 0));
		buttons.add(table);
		buttons.add(header);
		buttons.add(image);
		bottom.add(buttons, BorderLayout.EAST);
		return bottom;
	}

	private void listen() {
		rules.getSelectionModel().addListSelectionListener(event -> {
			if (!event.getValueIsAdjusting()) filterFindings();
		});
		findings.getSelectionModel().addListSelectionListener(event -> choose());
		search.getDocument().addDocumentListener(new DocumentListener() {
			@Override
			public void insertUpdate(DocumentEvent event) {
				filterFindings();
			}

			@Override
			public void removeUpdate(DocumentEvent event) {
				filterFindings();
			}

			@Override
			public void changedUpdate(DocumentEvent event) {
				// the text is the same
			}
		});
		findings.addMouseListener(new MouseAdapter() {
			@Override
			public void mouseClicked(MouseEvent event) {
				if (event.getClickCount() == 2) open(true);
			}
		});
		image.addActionListener(event -> open(true));
		header.addActionListener(event -> open(false));
		table.addActionListener(event -> FindingsView.show(found));
		findings.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), "open");
		findings.getActionMap().put("open", action(() -> open(true)));
		getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "all");
		getRootPane().getActionMap().put("all", action(this::showAll));
	}

	private static AbstractAction action(Runnable action) {
		return new AbstractAction() {
			@Override
			public void actionPerformed(ActionEvent event) {
				action.run();
			}
		};
	}

	private void showAll() {
		rules.clearSelection();
		search.setText("");
	}

	private void filter() {
		rules.sorter().setRowFilter(new RowFilter<AbstractTableModel, Integer>() {
			@Override
			public boolean include(Entry<? extends AbstractTableModel, ? extends Integer> entry) {
				return levels.get((Severity) entry.getValue(0)).isSelected();
			}
		});
		filterFindings();
	}

	private void filterFindings() {
		RuleRow rule = rules.chosen();
		String words = search.getText().strip().toLowerCase(Locale.ROOT);
		findings.sorter().setRowFilter(new RowFilter<AbstractTableModel, Integer>() {
			@Override
			public boolean include(Entry<? extends AbstractTableModel, ? extends Integer> entry) {
				return isShown(found.rows().get(entry.getIdentifier()), rule, words);
			}
		});
		String all = String.format("%,d of %,d findings%s.", findings.getRowCount(), found.total(), found.total() > found.rows().size() ? String.format(", of which the first %,d are here", found.rows().size()) : "");
		status.setText(all + (found.rows().isEmpty() ? "" : rule == null ? " Choose a rule above to see its own; double-click opens the image." : " Esc shows all; double-click opens the image."));
		if (findings.getRowCount() > 0) findings.setRowSelectionInterval(0, 0);
		choose();
	}

	private boolean isShown(FindingRow row, RuleRow rule, String words) {
		if (!levels.get(row.severity()).isSelected()) return false;
		if (rule != null && (rule.severity() != row.severity() || !rule.rule().equals(row.rule()))) return false;
		return words.isEmpty() || (row.rule() + ' ' + row.name() + ' ' + row.tag() + ' ' + row.message()).toLowerCase(Locale.ROOT).contains(words);
	}

	private void choose() {
		FindingRow row = findings.chosen();
		boolean chosen = row != null;
		message.setText(chosen ? row.name() + "\n" + row.message() : "");
		image.setEnabled(chosen);
		header.setEnabled(chosen);
	}

	/** On a thread of its own, since it reads and decodes. */
	private void open(boolean asImage) {
		FindingRow row = findings.chosen();
		if (row == null) return;
		status.setText("Opening item " + row.item() + "...");
		Thread thread = new Thread(() -> tell(opened(row, asImage)), "MedPrep findings");
		thread.setDaemon(true);
		thread.start();
	}

	/** @return what there is to say about it */
	private static String opened(FindingRow row, boolean asImage) {
		try {
			DicomSource source = new ItemFile(row.item(), row.path());
			try (DicomFile file = source.open()) {
				if (!asImage || !FindingImage.isIn(file)) {
					HeaderText header = HeaderText.of(file, row.tag());
					EventQueue.invokeLater(() -> new HeaderWindow("Header of item " + row.item(), header, row.message()).setVisible(true));
					return asImage ? "Item " + row.item() + " has no pixels; this is its header." : "This is the header of item " + row.item() + ".";
				}
			}
			ImagePlus opened = FindingImage.open(row.item(), source, row.frame());
			opened.show();
			return "Item " + row.item() + " is open" + (opened.getStackSize() > 1 ? ", at frame " + row.frame() : "") + ".";
		}
		catch (IOException | RuntimeException | Error e) {
			return "Item " + row.item() + " cannot be opened: " + CommandFailure.of(e).getMessage();
		}
	}

	private void tell(String news) {
		EventQueue.invokeLater(() -> status.setText(news));
	}
}
