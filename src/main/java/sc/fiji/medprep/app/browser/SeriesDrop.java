package sc.fiji.medprep.app.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.IJ;
import ij.plugin.DragAndDrop;
import ij.plugin.frame.Recorder;
import sc.fiji.medprep.app.CommandFailure;

/** Opens the list of series when a folder with DICOM files is dropped onto ImageJ's window; everything else is opened as before. */
public final class SeriesDrop extends DragAndDrop {
	private static final int FILES_LOOKED_AT = 50, PREAMBLE = 128, DEPTH = 8;
	private static final byte[] DICM = {'D', 'I', 'C', 'M'};

	/** Takes the place of what ImageJ does with things that are dropped. Not without its window. */
	public static void install() {
		new SeriesDrop().run("");
	}

	@Override
	public void openFile(File file) {
		if (file == null || !file.isDirectory() || !hasDicom(file.toPath())) {
			super.openFile(file);
			return;
		}
		SeriesBrowser.Choice choice = SeriesBrowser.ask(file.toPath());
		if (choice == null) return;
		try {
			for (SeriesEntry entry : choice.entries()) entry.open(Runtime.getRuntime().availableProcessors()).show();
			if (IJ.recording()) record(choice);
		}
		catch (IOException | RuntimeException | Error e) {
			IJ.error("MedPrep", CommandFailure.of(e).getMessage());
		}
	}

	private static void record(SeriesBrowser.Choice choice) {
		String finding = choice.entries().stream().anyMatch(SeriesEntry::isRefused) ? "annotate" : "refuse";
		String series = choice.entries().stream().map(SeriesEntry::key).collect(Collectors.joining(","));
		Recorder.recordString("run(\"Open DICOM Series...\", \"input=[" + Recorder.fixPath(choice.folder().toString()) + "] series=" + series + " on_finding=" + finding + "\");\n");
	}

	/** Whether one of the first files has the mark of PS3.10. */
	private static boolean hasDicom(Path folder) {
		try (Stream<Path> files = Files.walk(folder, DEPTH)) {
			List<Path> first = files.filter(Files::isRegularFile).limit(FILES_LOOKED_AT).toList();
			for (Path file : first) {
				try (InputStream in = Files.newInputStream(file)) {
					byte[] head = in.readNBytes(PREAMBLE + DICM.length);
					if (head.length > PREAMBLE && Arrays.equals(head, PREAMBLE, head.length, DICM, 0, DICM.length)) return true;
				}
			}
			return false;
		}
		catch (IOException | RuntimeException unreadable) {
			return false;
		}
	}
}
