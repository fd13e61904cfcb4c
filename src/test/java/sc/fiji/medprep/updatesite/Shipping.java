package sc.fiji.medprep.updatesite;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.scijava.util.FileUtils;

/**
 * What an installation in Fiji consists of, as {@code update-site/files.txt} says.
 *
 * @param files path in Fiji to the file that goes there
 * @param inFiji names, without version, of the jars that Fiji has already
 */
record Shipping(Map<String, Path> files, Set<String> inFiji) {

	private static final String ARROW = "->";

	/** Reads the list; paths in it start at the folder above the list's own. Each of the jars must be named exactly once. */
	static Shipping read(Path list, List<Path> jars) throws IOException {
		Map<String, Path> files = new TreeMap<>();
		Set<String> inFiji = new TreeSet<>();
		Set<Path> unnamed = new TreeSet<>(jars);
		Path project = list.toAbsolutePath().getParent().getParent();
		for (String line : Files.readAllLines(list)) {
			if (line.isBlank() || line.startsWith("#")) continue;
			String[] parts = line.split(ARROW);
			if (parts.length != 2) throw new IOException("files.txt has a line without one " + ARROW + ": " + line);
			String source = parts[0].strip();
			String target = parts[1].strip();
			Path file = source.endsWith(".jar") ? only(source, jars) : project.resolve(source);
			if (!Files.isRegularFile(file)) throw new IOException("files.txt names " + source + ", which does not exist.");
			if (source.endsWith(".jar") && !unnamed.remove(file)) throw new IOException("files.txt names " + source + " twice.");
			if (target.equals("in Fiji")) {
				inFiji.add(FileUtils.stripFilenameVersion(file.getFileName().toString()));
			} else {
				files.put(target.endsWith("/") ? target + file.getFileName() : target, file);
			}
		}
		if (!unnamed.isEmpty()) {
			throw new IOException("files.txt does not say where " + unnamed.iterator().next().getFileName()
				+ " goes, which MedPrep needs at run time: ship it, or mark it as being in Fiji.");
		}
		return new Shipping(files, inFiji);
	}

	/**
	 * Compares with the names of the files that Fiji's own update sites hold.
	 *
	 * @throws IOException if a file would shadow one of Fiji's, or one that Fiji should have is not there
	 */
	void check(Set<String> namesInFiji) throws IOException {
		for (String target : files.keySet()) {
			String name = FileUtils.stripFilenameVersion(target.substring(target.lastIndexOf('/') + 1));
			if (target.endsWith(".jar") && namesInFiji.contains(name)) {
				throw new IOException("Fiji has " + name + " itself, and " + target + " would shadow it: mark it in files.txt.");
			}
		}
		for (String name : inFiji) {
			if (!namesInFiji.contains(name)) {
				throw new IOException("Fiji does not have " + name + ", though files.txt says so: ship it.");
			}
		}
	}

	private static Path only(String pattern, List<Path> jars) throws IOException {
		var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
		List<Path> found = jars.stream().filter(jar -> matcher.matches(jar.getFileName())).toList();
		if (found.size() == 1) return found.get(0);
		throw new IOException("files.txt names " + pattern + ", but " + found.size() + " jars of the class path are called so.");
	}
}
