package sc.fiji.medprep.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * What has been done, one line of JSON per item, in the private folder. The heap holds only where each item's last line
 * starts.
 *
 * <p>An item's line is written when its temporary file is complete and before that is renamed. So every file in the output
 * folder stands in the journal, and after a kill an item is done if it has a line and no temporary file.
 */
final class Journal implements Closeable {
	static final String NAME = "journal.jsonl";

	private final FileChannel file;
	private final JournalHeader header;
	private final long[] starts;
	private long end;
	private final boolean isNew;
	private List<WrittenFile> set = List.of();
	private String ended;

	private Journal(FileChannel file, JournalHeader header, long end, boolean isNew) {
		this.isNew = isNew;
		this.file = file;
		this.header = header;
		this.end = end;
		starts = new long[header.items() + 1];
	}

	/** Starts anew. The journal appears with its whole first line, or not at all. */
	static Journal create(Places places, JournalHeader header) throws IOException {
		String part = OutputWriter.PART_PREFIX + "journal.part";
		byte[] line = header.toJson().getBytes(StandardCharsets.UTF_8);
		FileChannel file = places.openSecret(part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
			StandardOpenOption.READ, StandardOpenOption.WRITE));
		try {
			write(file, line, 0);
			file.force(true);
			Files.move(places.secret().resolve(part), places.secret().resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
			return new Journal(file, header, line.length, true);
		}
		catch (IOException e) {
			file.close();
			throw e;
		}
	}

	/** Reads a journal and cuts off a last line that was not written to its end. Null if there is none, or none of ours. */
	static Journal open(Places places) throws IOException {
		Path path = places.secret().resolve(NAME);
		if (!Files.isRegularFile(path)) return null;
		FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
		try {
			JournalLines lines = new JournalLines(file);
			String first = lines.at(0);
			if (first != null) {
				Journal journal = new Journal(file, JournalHeader.parse(first), lines.next(), false);
				journal.readLines(lines);
				return journal;
			}
		}
		catch (IOException e) {
			// not a journal, or of a later version: then it is not ours to go on with
		}
		file.close();
		return null;
	}

	private void readLines(JournalLines lines) throws IOException {
		for (String line = lines.at(end); line != null; line = lines.at(end)) {
			String endOfRun = JournalLine.parseEnd(line);
			try {
				if (JournalLine.isOfSet(line)) set = JournalLine.parseSet(line);
				else if (endOfRun == null) {
					int item = JournalLine.parse(line).item();
					if (item >= starts.length) break;
					starts[item] = end;
				}
			}
			catch (IOException e) {
				break;
			}
			ended = endOfRun;
			end = lines.next();
		}
		file.truncate(end);
	}

	JournalHeader header() {
		return header;
	}

	/** Whether this run began it, so that nothing of an earlier one is in it. */
	boolean isNew() {
		return isNew;
	}

	/** When the run ended, or null if it has not. */
	String ended() {
		return ended;
	}

	synchronized boolean has(int item) {
		return starts[item] > 0;
	}

	/** Where each item's line starts, 0 if it has none; the index is the item. Not to be changed while workers run. */
	long[] starts() {
		return starts;
	}

	/** What was written about the set. */
	List<WrittenFile> set() {
		return set;
	}

	/** Has the look at all items together done again. */
	void reopen() {
		ended = null;
	}

	/** Drops an item so that it is done again. */
	void forget(int item) {
		starts[item] = 0;
		ended = null;
	}

	void append(ItemResult result) throws OutputException {
		byte[] line = JournalLine.toJson(result).getBytes(StandardCharsets.UTF_8);
		synchronized (this) {
			append(line);
			starts[result.item()] = end - line.length;
		}
	}

	/** Appends the lines of a group. */
	void append(List<ItemResult> results) throws OutputException {
		for (ItemResult result : results) append(result);
	}

	synchronized void appendSet(List<WrittenFile> files) throws OutputException {
		append(JournalLine.ofSet(files).getBytes(StandardCharsets.UTF_8));
		set = List.copyOf(files);
	}

	synchronized void appendEnd(String time) throws OutputException {
		append(JournalLine.ofEnd(time).getBytes(StandardCharsets.UTF_8));
		ended = time;
	}

	private void append(byte[] line) throws OutputException {
		try {
			write(file, line, end);
		}
		catch (IOException e) {
			throw new OutputException("The journal", e);
		}
		end += line.length;
	}

	private static void write(FileChannel file, byte[] line, long position) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(line);
		while (bytes.hasRemaining()) file.write(bytes, position + bytes.position());
	}

	JournalLines lines() {
		return new JournalLines(file);
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
