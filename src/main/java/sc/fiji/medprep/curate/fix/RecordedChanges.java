package sc.fiji.medprep.curate.fix;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.stream.JsonReader;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Hashes;

/** Reads a changes file: where the record of each repaired file stands, by the SHA-256 of that. Safe for use by many threads. */
final class RecordedChanges implements Closeable {
	/** A record holds at most 16 MiB that were deflated and written as base 64, and short lists. */
	private static final int LONGEST_LINE = 1 << 26;

	private final FileChannel file;
	/** Starts and lengths of lines. Files that were repaired to the same bytes have several. */
	private final Map<String, long[]> lines = new HashMap<>();
	private final MessageDigest digest = Hashes.sha256();
	private String sha256;

	/**
	 * What leads back from a repaired file.
	 *
	 * @param output its path below the output folder
	 * @param sha256In of the original
	 */
	record Entry(String output, String sha256In, String sha256Out, Original original) {}

	private RecordedChanges(FileChannel file) {
		this.file = file;
	}

	/** @throws BatchConfigurationException if the file cannot be read, or is none of ours */
	static RecordedChanges open(Path path) throws IOException {
		if (!Files.isRegularFile(path)) throw new BatchConfigurationException("The changes file does not exist.");
		RecordedChanges changes = new RecordedChanges(FileChannel.open(path, StandardOpenOption.READ));
		try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
			changes.readLines(in);
			return changes;
		}
		catch (Throwable e) {
			changes.close();
			throw e;
		}
	}

	private void readLines(InputStream in) throws IOException {
		byte[] line = next(in);
		if (line == null || !isHeader(text(line))) throw new BatchConfigurationException("The changes file is none of this program; give " + ChangesFile.NAME + " from the private folder of the repair.");
		for (long at = line.length + 1; (line = next(in)) != null; at += line.length + 1) {
			if (line.length > 0) add(entry(text(line), false).sha256Out, at, line.length);
		}
		sha256 = HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the changes file. */
	String sha256() {
		return sha256;
	}

	private void add(String sha256Out, long start, long length) {
		lines.merge(sha256Out, new long[] {start, length}, (before, more) -> {
			long[] both = Arrays.copyOf(before, before.length + 2);
			System.arraycopy(more, 0, both, before.length, 2);
			return both;
		});
	}

	/**
	 * The record of a repaired file; of several with the same bytes the one with this path, or any if all have the same original.
	 *
	 * @throws IOException if it is damaged, or nothing tells which of several it is
	 */
	Optional<Entry> find(String sha256Out, String output) throws IOException {
		long[] places = lines.get(sha256Out);
		if (places == null) return Optional.empty();
		Entry found = null;
		boolean alike = true;
		for (int i = 0; i < places.length; i += 2) {
			Entry entry = read(places[i], (int) places[i + 1], false);
			if (entry.output.equals(output)) return Optional.of(read(places[i], (int) places[i + 1], true));
			alike &= found == null || found.sha256In.equals(entry.sha256In);
			found = entry;
		}
		if (!alike) throw new IOException("Several files were repaired to these same bytes, and the path does not tell which this is; undo the folder as the repair has written it.");
		return Optional.of(read(places[0], (int) places[1], true));
	}

	private Entry read(long start, int length, boolean whole) throws IOException {
		ByteBuffer line = ByteBuffer.allocate(length);
		while (line.hasRemaining()) {
			if (file.read(line, start + line.position()) < 0) throw damaged();
		}
		return entry(text(line.array()), whole);
	}

	private byte[] next(InputStream in) throws IOException {
		byte[] line = new byte[1 << 12];
		int length = 0;
		for (int c = in.read(); c >= 0; c = in.read()) {
			digest.update((byte) c);
			if (c == '\n') return Arrays.copyOf(line, length);
			if (length == LONGEST_LINE) throw damaged();
			if (length == line.length) line = Arrays.copyOf(line, 2 * length);
			line[length++] = (byte) c;
		}
		// a last line without its end was not written whole
		return null;
	}

	private static String text(byte[] line) {
		return new String(line, StandardCharsets.UTF_8);
	}

	private static boolean isHeader(String line) throws IOException {
		String format = "";
		int version = 0;
		try (JsonReader in = new JsonReader(new StringReader(line))) {
			in.beginObject();
			while (in.hasNext()) {
				switch (in.nextName()) {
					case "format" -> format = in.nextString();
					case "version" -> version = in.nextInt();
					default -> in.skipValue();
				}
			}
		}
		catch (IOException | IllegalStateException | NumberFormatException e) {
			return false;
		}
		if (version > ChangesFile.VERSION) throw new BatchConfigurationException("The changes file is of a newer version of MedPrep; use that one.");
		return format.equals(ChangesFile.FORMAT);
	}

	/** @param whole whether the bytes of the original are wanted, too */
	private static Entry entry(String line, boolean whole) throws IOException {
		String output = "", sha256In = "", sha256Out = "", bytes = "";
		List<LongValues.Span> spans = List.of();
		int length = 0;
		try (JsonReader in = new JsonReader(new StringReader(line))) {
			in.beginObject();
			while (in.hasNext()) {
				String name = in.nextName();
				switch (name) {
					case "output" -> output = in.nextString();
					case "sha256_in" -> sha256In = in.nextString();
					case "sha256_out" -> sha256Out = in.nextString();
					case "long_values" -> spans = Original.readSpans(in);
					case "other_length" -> length = in.nextInt();
					case "other_bytes" -> bytes = in.nextString();
					default -> in.skipValue();
				}
			}
			in.endObject();
		}
		catch (IOException | IllegalStateException | NumberFormatException e) {
			throw damaged();
		}
		return new Entry(output, sha256In, sha256Out, whole ? Original.of(spans, length, bytes) : null);
	}

	private static IOException damaged() {
		return new BatchConfigurationException("The changes file is damaged; give " + ChangesFile.NAME + " as the repair has written it.");
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
