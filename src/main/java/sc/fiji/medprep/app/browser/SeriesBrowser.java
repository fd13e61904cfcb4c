package sc.fiji.medprep.app.browser;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.image.render.Picture;

/**
 * The window that lists the series of a folder and lets its user choose. Nothing of what it shows is logged, recorded or
 * remembered.
 */
public final class SeriesBrowser extends JFrame implements BackgroundScan.Listener {
	/**
	 * What was chosen.
	 *
	 * @param entries at least one
	 */
	public record Choice(Path folder, List<SeriesEntry> entries) {}

	private static final int DOUBT_ROWS = 8, DOUBT_COLUMNS = 48;

	private final transient CompletableFuture<Choice> answer = new CompletableFuture<>();
	private final JTextField place = new JTextField();
	private final SeriesTable table = new SeriesTable();
	private final JLabel status = new JLabel("Choose a folder, or drop one here.");
	private final JProgressBar bar = new JProgressBar();
	private final JButton open = new JButton("Open");
	private transient Path folder;
	private transient BackgroundScan scan;

	private SeriesBrowser() {
		super("Open DICOM Series");
		setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		JPanel content = new JPanel(new BorderLayout(8, 8));
		content.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
		content.add(top(), BorderLayout.NORTH);
		content.add(new JScrollPane(table));
		content.add(bottom(), BorderLayout.SOUTH);
		setContentPane(content);
		setPreferredSize(new Dimension(960, 560));
		FolderDrop drop = new FolderDrop(this::scan);
		content.setTransferHandler(drop);
		table.setTransferHandler(drop);
		place.setTransferHandler(drop);
		table.addMouseListener(new MouseAdapter() {
			@Override
			public void mouseClicked(MouseEvent event) {
				if (event.getClickCount() == 2) choose();
			}
		});
		table.getSelectionModel().addListSelectionListener(event -> open.setEnabled(table.getSelectedRowCount() > 0));
		key(KeyEvent.VK_ESCAPE, this::dispose);
		key(KeyEvent.VK_ENTER, this::choose);
		addWindowListener(new WindowAdapter() {
			@Override
			public void windowClosed(WindowEvent event) {
				if (scan != null) scan.stop();
				answer.complete(null);
			}
		});
		pack();
		setLocationByPlatform(true);
	}

	/**
	 * Shows the window and waits until its user has chosen. Not to be called on the event thread.
	 *
	 * @param folder scanned at once; null to let the user choose it
	 * @return null if the window was closed
	 */
	public static Choice ask(Path folder) {
		CompletableFuture<SeriesBrowser> window = new CompletableFuture<>();
		EventQueue.invokeLater(() -> {
			SeriesBrowser browser = new SeriesBrowser();
			window.complete(browser);
			browser.setVisible(true);
			if (folder != null) browser.scan(folder);
		});
		return window.join().answer.join();
	}

	private JPanel top() {
		JPanel top = new JPanel(new BorderLayout(8, 0));
		place.setEditable(false);
		top.add(place);
		JButton choose = new JButton("Choose Folder...");
		choose.addActionListener(event -> chooseFolder());
		top.add(choose, BorderLayout.EAST);
		return top;
	}

	private JPanel bottom() {
		JPanel bottom = new JPanel(new BorderLayout(12, 0));
		JPanel told = new JPanel(new BorderLayout(0, 4));
		bar.setVisible(false);
		status.setFont(status.getFont().deriveFont(Font.PLAIN));
		told.add(status);
		told.add(bar, BorderLayout.SOUTH);
		bottom.add(told);
		JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 8, 0));
		JButton cancel = new JButton("Cancel");
		cancel.addActionListener(event -> dispose());
		open.addActionListener(event -> choose());
		open.setEnabled(false);
		buttons.add(cancel);
		buttons.add(open);
		bottom.add(buttons, BorderLayout.EAST);
		return bottom;
	}

	private void key(int code, Runnable action) {
		table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(code, 0), code);
		table.getActionMap().put(code, action(action));
		getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(code, 0), code);
		getRootPane().getActionMap().put(code, action(action));
	}

	private static AbstractAction action(Runnable action) {
		return new AbstractAction() {
			@Override
			public void actionPerformed(ActionEvent event) {
				action.run();
			}
		};
	}

	private void chooseFolder() {
		JFileChooser chooser = new JFileChooser(folder == null ? null : folder.toFile());
		chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
		if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) scan(chooser.getSelectedFile().toPath());
	}

	private void scan(Path chosen) {
		if (scan != null) scan.stop();
		folder = chosen;
		place.setText(chosen.toString());
		table.show(List.of());
		status.setText("Looking for files...");
		bar.setIndeterminate(true);
		bar.setVisible(true);
		scan = BackgroundScan.start(chosen, this);
	}

	private void choose() {
		List<SeriesEntry> chosen = table.chosen();
		if (chosen.isEmpty()) return;
		List<SeriesEntry> doubtful = chosen.stream().filter(SeriesEntry::isRefused).toList();
		if (!doubtful.isEmpty() && !confirm(doubtful)) return;
		answer.complete(new Choice(folder, chosen));
		dispose();
	}

	private boolean confirm(List<SeriesEntry> doubtful) {
		JTextArea text = new JTextArea(doubtful.stream().map(entry -> "Series " + entry.key() + ": " + entry.findings()).collect(Collectors.joining("\n\n")), DOUBT_ROWS, DOUBT_COLUMNS);
		text.setLineWrap(true);
		text.setWrapStyleWord(true);
		text.setEditable(false);
		text.setCaretPosition(0);
		text.setFont(status.getFont());
		Object[] message = {new JScrollPane(text), "Open all the same?"};
		return JOptionPane.showConfirmDialog(this, message, "Geometry in Doubt", JOptionPane.OK_CANCEL_OPTION, JOptionPane.WARNING_MESSAGE) == JOptionPane.OK_OPTION;
	}

	@Override
	public void progress(long done, long total) {
		bar.setIndeterminate(total == 0);
		bar.setMaximum((int) total);
		bar.setValue((int) done);
		status.setText(String.format("Reading file %,d of %,d", done, total));
	}

	@Override
	public void found(FolderScan found) {
		bar.setVisible(false);
		table.show(found.entries());
		String files = found.counted() + (found.leftOut() == 0 ? "." : String.format(", %,d of them no DICOM images.", found.leftOut()));
		status.setText(found.entries().isEmpty() ? "There is no DICOM image that can be read (" + found.counted() + "). Choose another folder." : files + " Double-click opens; several can be chosen.");
		table.requestFocusInWindow();
	}

	@Override
	public void drawn(SeriesEntry entry, Picture picture) {
		table.show(entry, picture);
	}

	@Override
	public void failed(CommandFailure failure) {
		bar.setVisible(false);
		status.setText(failure.getMessage());
	}
}
