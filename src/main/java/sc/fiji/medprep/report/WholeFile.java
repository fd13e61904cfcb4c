package sc.fiji.medprep.report;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file in UTF-8 that takes its name, or the place of an older one, when it is complete. */
public final class WholeFile implements Closeable {
	private final BufferedWriter out;
	private final Path file, part;

	public WholeFile(Path file) throws IOException {
		this.file = file;
		part = file.resolveSibling(".medprep-" + file.getFileName() + ".part");
		out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
	}

	/** Where to write the text. */
	public Writer out() {
		return out;
	}

	/** Gives the file its name. Without this, closing leaves nothing. */
	public void finish() throws IOException {
		out.close();
		Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public void close() throws IOException {
		try {
			out.close();
		}
		finally {
			Files.deleteIfExists(part);
		}
	}
}
