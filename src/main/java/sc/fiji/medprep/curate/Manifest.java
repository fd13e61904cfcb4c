package sc.fiji.medprep.curate;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.ItemPaths;

/**
 * Writes the SHA-256 of every file of the input as {@code sha256sum} does, so that {@code sha256sum -c} in the input folder tells whether one
 * has changed. It holds paths, so it is private.
 */
final class Manifest {
	private static final String NAME = "manifest.sha256", PART = ".medprep-manifest.part";
	private static final int BYTES = 32;

	private Manifest() {}

	static void write(Batch batch, BatchResult result) throws IOException {
		byte[] hashes = new byte[Math.multiplyExact(BYTES, result.items() + 1)];
		result.forEach(item -> {
			if (!item.sha256In().isEmpty()) System.arraycopy(HexFormat.of().parseHex(item.sha256In()), 0, hashes, BYTES * item.item(), BYTES);
		});
		Path input = result.options().input().toAbsolutePath().normalize(), part = batch.privateFile(PART);
		byte[] none = new byte[BYTES];
		long[] left = {0};
		try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
			ItemPaths.forEach(result.options().privateFolder(), (item, path) -> {
				byte[] hash = Arrays.copyOfRange(hashes, BYTES * item, BYTES * (item + 1));
				if (Arrays.equals(hash, none) || path.contains("!/")) left[0]++;
				else out.write(line(HexFormat.of().formatHex(hash), relative(input, path)));
			});
			if (left[0] > 0) out.write("# not listed, since they are entries of archives or could not be read: " + left[0] + "\n");
		}
		Files.move(part, part.resolveSibling(NAME), StandardCopyOption.ATOMIC_MOVE);
	}

	/** Below the input folder; of a list or a single file as a whole. */
	private static String relative(Path input, String path) {
		String folder = input + input.getFileSystem().getSeparator();
		return Files.isDirectory(input) && path.startsWith(folder) ? path.substring(folder.length()) : path;
	}

	/** A name with a line break or backslash is written as sha256sum does, behind a backslash. */
	private static String line(String hash, String name) {
		String plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
		return (plain.equals(name) ? "" : "\\") + hash + "  " + plain + "\n";
	}
}
