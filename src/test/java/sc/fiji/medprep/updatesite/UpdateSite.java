package sc.fiji.medprep.updatesite;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.scijava.util.FileUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A Fiji update site as a folder of static files: {@code db.xml.gz}, and each version of each file under its path in Fiji
 * followed by a hyphen and the local time of publication, yyyyMMddHHmmss. (The updater takes the time of the file instead; but
 * it installs a new file by itself only if that is younger than the user's last look at the site.) Versions are never
 * deleted, so that Fiji can tell an old version from a file that the user has changed.
 */
public final class UpdateSite {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

	private final Path folder;
	private final ZoneId zone;

	UpdateSite(Path folder, ZoneId zone) {
		this.folder = folder;
		this.zone = zone;
	}

	/**
	 * Arguments: files.txt; the folder of the site; the class path of jars; the databases of Fiji's own sites, or none of
	 * them for no comparison with Fiji.
	 */
	public static void main(String[] args) {
		try {
			List<Path> jars = new ArrayList<>();
			for (String jar : args[2].split(File.pathSeparator)) {
				jars.add(Path.of(jar));
			}
			Shipping shipping = Shipping.read(Path.of(args[0]), jars);
			if (args.length > 3) {
				Set<String> inFiji = new HashSet<>();
				for (int i = 3; i < args.length; i++) {
					inFiji.addAll(names(Path.of(args[i])));
				}
				shipping.check(inFiji);
			}
			new UpdateSite(Path.of(args[1]), ZoneId.systemDefault()).publish(shipping.files(), Instant.now());
		} catch (IOException e) {
			System.err.println(e.getMessage());
			System.exit(2);
		}
	}

	/**
	 * Makes these files, by their path in Fiji, the current ones. What is current already stays as it is; what is no longer
	 * among them becomes obsolete, so that Fiji takes it away. The table of contents is replaced last.
	 */
	void publish(Map<String, Path> files, Instant now) throws IOException {
		String timestamp = TIMESTAMP.format(now.atZone(zone));
		Path database = folder.resolve("db.xml.gz");
		Document document = Files.exists(database) ? Database.read(Files.readAllBytes(database)) : Database.empty();
		Map<String, Element> records = new HashMap<>();
		for (Element plugin : Database.children(document.getDocumentElement(), "plugin")) {
			records.put(FileUtils.stripFilenameVersion(plugin.getAttribute("filename")), plugin);
		}
		List<Element> libraries = new ArrayList<>();
		// In the order of their paths: jars before plugins.
		for (var file : new TreeMap<>(files).entrySet()) {
			Element plugin = records.remove(FileUtils.stripFilenameVersion(file.getKey()));
			if (plugin == null) {
				plugin = (Element) document.getDocumentElement().appendChild(document.createElement("plugin"));
			}
			update(plugin, file.getKey(), file.getValue(), libraries, timestamp);
			if (file.getKey().startsWith("jars/")) libraries.add(plugin);
		}
		for (Element plugin : records.values()) {
			retire(plugin, timestamp);
		}
		Path fresh = folder.resolve("db.xml.gz.new");
		Files.createDirectories(folder);
		Files.write(fresh, Database.write(document));
		Files.move(fresh, database, ATOMIC_MOVE, REPLACE_EXISTING);
	}

	private void update(Element plugin, String target, Path file, List<Element> libraries, String timestamp) throws IOException {
		String checksum = Checksum.of(target, file);
		Optional<Element> current = version(plugin);
		if (current.isPresent() && current.get().getAttribute("checksum").equals(checksum)
			&& plugin.getAttribute("filename").equals(target)) return;
		if (current.isPresent() && current.get().getAttribute("timestamp").compareTo(timestamp) >= 0) {
			throw new IOException("The site has " + plugin.getAttribute("filename") + " of " + current.get().getAttribute("timestamp")
				+ ", which is not before now, " + timestamp + ": check the clock.");
		}
		retire(plugin, timestamp);
		plugin.setAttribute("filename", target);
		Element version = plugin.getOwnerDocument().createElement("version");
		version.setAttribute("checksum", checksum);
		version.setAttribute("timestamp", timestamp);
		version.setAttribute("filesize", Long.toString(Files.size(file)));
		if (target.endsWith(".jar")) describe(version, pom(file), target.startsWith("plugins/") ? libraries : List.of());
		plugin.insertBefore(version, Database.children(plugin, "previous-version").stream().findFirst().orElse(null));
		store(file, target + "-" + timestamp);
	}

	private static void describe(Element version, Optional<Element> pom, List<Element> libraries) {
		List<Element> project = pom.stream().toList();
		for (Element description : children(project, "description")) {
			append(version, "description", description.getTextContent());
		}
		for (Element library : libraries) {
			Element dependency = (Element) version.appendChild(version.getOwnerDocument().createElement("dependency"));
			dependency.setAttribute("filename", FileUtils.stripFilenameVersion(library.getAttribute("filename")));
			dependency.setAttribute("timestamp", version(library).orElseThrow().getAttribute("timestamp"));
		}
		for (Element name : children(children(children(project, "developers"), "developer"), "name")) {
			append(version, "author", name.getTextContent());
		}
	}

	/** Turns the current version, if there is one, into a previous one. */
	private static void retire(Element plugin, String timestamp) {
		version(plugin).ifPresent(version -> {
			Element previous = plugin.getOwnerDocument().createElement("previous-version");
			previous.setAttribute("checksum", version.getAttribute("checksum"));
			previous.setAttribute("timestamp", version.getAttribute("timestamp"));
			previous.setAttribute("timestamp-obsolete", timestamp);
			previous.setAttribute("filename", plugin.getAttribute("filename"));
			plugin.replaceChild(previous, version);
		});
	}

	private void store(Path file, String name) throws IOException {
		Path place = folder.resolve(name);
		Files.createDirectories(place.getParent());
		Path part = place.resolveSibling(place.getFileName() + ".part");
		Files.copy(file, part, REPLACE_EXISTING);
		Files.move(part, place, ATOMIC_MOVE, REPLACE_EXISTING);
	}

	private static List<Element> children(List<Element> parents, String name) {
		return parents.stream().flatMap(parent -> Database.children(parent, name).stream()).toList();
	}

	private static Optional<Element> version(Element plugin) {
		return Database.children(plugin, "version").stream().findFirst();
	}

	private static void append(Element parent, String name, String text) {
		Element child = parent.getOwnerDocument().createElement(name);
		child.setTextContent(text.strip().replaceAll("\\s+", " "));
		parent.appendChild(child);
	}

	private static Optional<Element> pom(Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			Optional<? extends ZipEntry> entry = zip.stream().filter(e -> e.getName().matches("META-INF/maven/.*/pom\\.xml"))
				.findFirst();
			if (entry.isEmpty()) return Optional.empty();
			return Optional.of(Database.readForeign(zip.getInputStream(entry.get())).getDocumentElement());
		}
	}

	/** The names, without folder and version, of what an update site offers now. */
	private static Set<String> names(Path database) throws IOException {
		Set<String> names = new HashSet<>();
		try (InputStream in = new GZIPInputStream(Files.newInputStream(database))) {
			for (Element plugin : Database.children(Database.readForeign(in).getDocumentElement(), "plugin")) {
				String path = plugin.getAttribute("filename");
				if (version(plugin).isPresent()) {
					names.add(FileUtils.stripFilenameVersion(path.substring(path.lastIndexOf('/') + 1)));
				}
			}
		}
		return names;
	}
}
