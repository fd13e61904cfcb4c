package sc.fiji.medprep.updatesite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The checksum by which Fiji's updater knows a version of a file: SHA-1 of path and content, but for jars one that stays the
 * same when nothing but the time of the build has changed. Source: the behaviour of imagej-updater in November 2025.
 */
final class Checksum {

	private Checksum() {}

	/** The checksum, in lower-case hex, of a file that has the given path in Fiji. */
	static String of(String path, Path file) throws IOException {
		MessageDigest digest = sha1();
		if (path.endsWith(".jar")) {
			addEntries(file, digest);
		} else {
			digest.update(path.getBytes(US_ASCII));
			digest.update(Files.readAllBytes(file));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void addEntries(Path jar, MessageDigest digest) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			List<? extends ZipEntry> entries = zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
			for (ZipEntry entry : entries) {
				String name = entry.getName();
				digest.update(name.getBytes(US_ASCII));
				if (name.equals("META-INF/MANIFEST.MF")) continue;
				try (InputStream in = zip.getInputStream(entry)) {
					byte[] content = in.readAllBytes();
					digest.update(name.endsWith(".properties") ? withoutComments(content) : content);
				}
			}
		}
	}

	/** Comment lines of a properties file hold the date of the build; only their line ends count. */
	static byte[] withoutComments(byte[] content) {
		StringBuilder kept = new StringBuilder();
		// The updater does not look for a comment in the line after one that is empty or nothing but comment marks.
		boolean looking = true;
		for (String line : new String(content, ISO_8859_1).split("(?<=\n)")) {
			String text = line.replaceFirst("\n$", "");
			String unmarked = looking ? text.replaceFirst("^#+", "") : text;
			kept.append(unmarked.length() < text.length() ? line.substring(text.length()) : line);
			looking = !looking || !unmarked.isEmpty();
		}
		return kept.toString().getBytes(ISO_8859_1);
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
