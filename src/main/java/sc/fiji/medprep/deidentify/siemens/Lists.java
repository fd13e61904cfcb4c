package sc.fiji.medprep.deidentify.siemens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lists of what is kept, as resources of this package. */
final class Lists {
	private Lists() {}

	/** The lines of a list, without comments. */
	static List<String> lines(String name) {
		try (InputStream in = Lists.class.getResourceAsStream(name)) {
			if (in == null) throw new IllegalStateException("The list " + name + " is missing from this installation.");
			return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException("The list " + name + " cannot be read.", e);
		}
	}
}
