package sc.fiji.medprep.app.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.image.ImageFolder;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.StoredVolume;

/**
 * What the headers below a folder say about series.
 *
 * @param files how many were read
 * @param leftOut how many of them are no DICOM images, or none that can be read
 */
public record FolderScan(List<SeriesEntry> entries, int files, int leftOut) {
	/**
	 * Reads the headers of all files of a folder with all below it, or of one file.
	 *
	 * @return null if it was cancelled
	 * @throws IOException if the folder cannot be read
	 */
	public static FolderScan of(Path input, int threads, Progress progress) throws IOException {
		if (!Files.exists(input)) throw CommandFailure.usage("The input does not exist.");
		Optional<ImageFolder> folder = ImageFolder.read(input, threads, (done, total) -> {
			progress.update(done, total);
			return !progress.isCanceled();
		});
		return folder.isEmpty() ? null : new FolderScan(entries(folder.get().series()), folder.get().files(), folder.get().leftOut());
	}

	private static List<SeriesEntry> entries(List<ImageSeries> all) {
		List<SeriesEntry> entries = new ArrayList<>();
		Set<String> studies = new LinkedHashSet<>();
		boolean unique = all.stream().mapToInt(ImageSeries::number).filter(number -> number > 0).distinct().count() == all.size();
		for (ImageSeries series : all) {
			studies.add(series.studyUid());
			int part = 1;
			for (StoredVolume volume : series.volumes()) {
				String key = !unique ? "#" + (entries.size() + 1) : series.volumes().size() == 1 ? "" + series.number() : series.number() + "." + part++;
				entries.add(new SeriesEntry(key, studies.size(), series, volume));
			}
		}
		return entries;
	}

	/**
	 * The series that a macro names.
	 *
	 * @param keys separated by commas; empty for the only one
	 * @throws CommandFailure with the series that there are, if one is not among them or none is named
	 */
	public List<SeriesEntry> named(String keys) {
		if (entries.isEmpty()) throw CommandFailure.usage("There is no DICOM image that can be read in the input, which holds " + counted() + ".");
		if (keys == null || keys.isBlank()) {
			if (entries.size() > 1) throw CommandFailure.usage("The folder holds several series; name one with series=, or more with commas between them: " + list());
			return entries;
		}
		List<SeriesEntry> named = new ArrayList<>();
		for (String key : keys.split(",")) {
			int before = named.size();
			entries.stream().filter(entry -> isNamed(entry, key.strip())).forEach(named::add);
			if (named.size() == before) throw CommandFailure.usage("A series of that number is not in the folder, which holds " + list());
		}
		return named.stream().distinct().toList();
	}

	/** A series of several parts is named by its number with or without that of a part. */
	private boolean isNamed(SeriesEntry entry, String key) {
		return entry.key().equals(key) || entry.key().startsWith(key + ".") || ("#" + (entries.indexOf(entry) + 1)).equals(key);
	}

	/** How many files were read, in words. */
	String counted() {
		return files == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", files);
	}

	private String list() {
		return entries.stream().map(entry -> entry.key() + " (" + entry.facts() + ")").collect(Collectors.joining("; ")) + ".";
	}
}
