package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * Where an item of a list lies.
 *
 * @param file the file, or the archive
 * @param entry the name inside the archive; null for a file
 * @param input the input of the run
 */
record ItemOrigin(Path file, String entry, Path input) implements Item.Origin {
	@Override
	public String path() {
		// A list may name files anywhere; of these the name alone counts.
		Path relative = file.startsWith(input) && !file.equals(input) ? input.relativize(file) : file.getFileName();
		String path = relative == null ? "" : relative.toString().replace('\\', '/');
		return entry == null ? path : file.equals(input) ? entry : path + "!/" + entry;
	}

	@Override
	public byte[] fingerprint() throws IOException {
		// a list may name files anywhere, and several of one name
		String where = file.startsWith(input) ? input.relativize(file).toString() : file.toAbsolutePath().toString();
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		String all = String.join("\0", where, entry == null ? "" : entry, String.valueOf(attributes.size()), String.valueOf(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
		return Hashes.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public ByteSource sibling(String name) throws IOException {
		if (entry != null) return null;
		try {
			Path sibling = file.resolveSibling(name);
			return Files.isRegularFile(sibling) ? ByteSource.of(sibling) : null;
		}
		catch (InvalidPathException e) {
			// the name comes from one that the character set of this Java process cannot express
			return null;
		}
	}
}
