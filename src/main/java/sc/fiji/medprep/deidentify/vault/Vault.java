package sc.fiji.medprep.deidentify.vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.CsvWriter;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;

/**
 * Leads from pseudonyms and new UIDs back to their originals, for who knows the passphrase. Format {@code medprep-vault 1} of
 * docs/formats.md: a SQLite file for its owner only, in which every original is sealed and its rows are found by keyed hashes.
 * Any number of threads and processes may write at once. What is recorded is on the disk when the call returns.
 */
public final class Vault implements SubjectRecorder, Closeable {
	/** Of PBKDF2 with HMAC-SHA-256; OWASP's Password Storage Cheat Sheet (2023) asks for this many. */
	private static final int ROUNDS = 600_000;
	private static final int SHORTEST_PASSPHRASE = 8, PADDED_TO = 256, REMEMBERED = 200_000;

	private final Store store;
	private final DataKey key;
	private final byte[] keyCheck;
	/** Hashes of what is on the disk for certain. */
	private final Set<ByteBuffer> known = ConcurrentHashMap.newKeySet();
	/** Fair, so that rows gather while one thread writes; otherwise the same thread would come in again and again with one row. */
	private final ReentrantLock fileInUse = new ReentrantLock(true);
	/** Rows whose threads are about to ask for the file; the first of them writes for all. */
	private final Queue<Store.Row> waiting = new ConcurrentLinkedQueue<>();

	private Vault(Store store, DataKey key) {
		this.store = store;
		this.key = key;
		keyCheck = check(key);
	}

	/**
	 * Opens a vault; makes it if there is none.
	 *
	 * @param passphrase the caller clears it
	 * @throws BatchConfigurationException if the passphrase is wrong, or the file is no vault or damaged
	 */
	public static Vault openOrCreate(Path file, char[] passphrase) throws IOException {
		if (Files.isDirectory(file)) throw new BatchConfigurationException("The vault is a folder; give a file.");
		if (!Files.exists(file)) checkStrength(passphrase);
		Path folder = file.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) throw new BatchConfigurationException("The folder of the vault does not exist; make it first.");
		Store.createFile(file);
		return opened(Store.open(file), passphrase, true);
	}

	/**
	 * Opens a vault that exists.
	 *
	 * @param passphrase the caller clears it
	 * @throws BatchConfigurationException if there is none, the passphrase is wrong, or the file is no vault or damaged
	 */
	public static Vault open(Path file, char[] passphrase) throws IOException {
		checkExists(file);
		return opened(Store.open(file), passphrase, false);
	}

	private static void checkExists(Path file) throws BatchConfigurationException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException("The vault does not exist; give the vault of an earlier run.");
	}

	private static void checkStrength(char[] passphrase) throws BatchConfigurationException {
		if (passphrase.length >= SHORTEST_PASSPHRASE) return;
		throw new BatchConfigurationException("The passphrase is too short; a new one has at least " + SHORTEST_PASSPHRASE + " characters.");
	}

	private static Vault opened(Store store, char[] passphrase, boolean mayCreate) throws IOException {
		Vault vault = null;
		try {
			Store.Header header = store.header();
			if (header == null && !mayCreate) throw new BatchConfigurationException(Store.NO_VAULT);
			DataKey key = header == null ? created(store, passphrase) : unwrapped(header, passphrase);
			return vault = new Vault(store, key);
		}
		finally {
			if (vault == null) store.close();
		}
	}

	private static DataKey unwrapped(Store.Header header, char[] passphrase) throws BatchConfigurationException {
		DataKey key = DataKey.unwrapped(header.wrappedKey(), passphrase, header.salt(), header.rounds());
		if (key == null || !Arrays.equals(check(key), header.keyCheck())) throw new BatchConfigurationException("The passphrase does not open this vault; check it and try again.");
		return key;
	}

	private static DataKey created(Store store, char[] passphrase) throws IOException {
		checkStrength(passphrase);
		DataKey key = DataKey.random();
		Store.Header header = header(key, passphrase);
		store.transaction(() -> {
			if (store.header() == null) store.create(header);
		});
		Store.Header made = store.header();
		if (Arrays.equals(made.keyCheck(), header.keyCheck())) return key;
		// Another process was first, so its key counts.
		key.forget();
		return unwrapped(made, passphrase);
	}

	private static Store.Header header(DataKey key, char[] passphrase) {
		byte[] salt = DataKey.randomBytes(DataKey.SALT_BYTES);
		return new Store.Header(ROUNDS, salt, key.wrapped(passphrase, salt, ROUNDS), check(key));
	}

	/** Tells whether two data keys are the same. */
	private static byte[] check(DataKey key) {
		return key.hash("key-check", new byte[0]);
	}

	@Override
	public void patient(Patient original, Subject subject) throws IOException {
		String pseudonym = subject.pseudonym();
		boolean tells = !List.of("", pseudonym).contains(original.id()) || !List.of("", pseudonym).contains(original.name());
		boolean named = !original.id().isEmpty() || !original.name().isEmpty();
		// Of a patient that was replaced before there is nothing to tell.
		if (tells || !named && !original.birthDate().isEmpty()) record(Original.of(original, pseudonym));
	}

	@Override
	public void uid(Level level, String original, String replacement, Subject subject) throws IOException {
		if (level == Level.PATIENT) throw new IllegalArgumentException("A patient has no UID");
		if (!original.isEmpty() && !original.equals(replacement)) record(Original.of(level, replacement, original, subject.pseudonym()));
	}

	private void record(Original original) throws IOException {
		byte[] text = original.bytes();
		ByteBuffer hash = ByteBuffer.wrap(key.hash("entry", text));
		if (known.contains(hash)) return;
		Store.Row row = row(key, original, text);
		waiting.add(row);
		fileInUse.lock();
		try {
			if (!known.contains(hash)) write(row);
		}
		catch (BatchConfigurationException e) {
			throw new OutputException(e.getMessage());
		}
		catch (IOException e) {
			throw new OutputException("The vault", e);
		}
		finally {
			fileInUse.unlock();
		}
	}

	/** Who comes in first writes what has gathered; the others find theirs written. */
	private void write(Store.Row mine) throws IOException {
		Map<ByteBuffer, Store.Row> rows = new LinkedHashMap<>();
		// Whoever took it out of the queue before may have failed.
		rows.put(ByteBuffer.wrap(mine.hash()), mine);
		for (Store.Row row = waiting.poll(); row != null; row = waiting.poll()) rows.put(ByteBuffer.wrap(row.hash()), row);
		store.transaction(() -> {
			checkKey();
			store.add(rows.values());
		});
		if (known.size() > REMEMBERED) known.clear();
		known.addAll(rows.keySet());
	}

	/** A row under another key could never be opened again. */
	private void checkKey() throws IOException {
		Store.Header header = store.header();
		if (header != null && Arrays.equals(header.keyCheck(), keyCheck)) return;
		throw new BatchConfigurationException("The vault got another key while it was in use; start again with the new passphrase to go on where the run stopped.");
	}

	/** The text is padded, so that its length says nothing. */
	private static Store.Row row(DataKey key, Original original, byte[] text) {
		byte[] padded = Arrays.copyOf(text, (text.length + PADDED_TO - 1) / PADDED_TO * PADDED_TO);
		Arrays.fill(padded, text.length, padded.length, (byte) ' ');
		byte[] hash = key.hash("entry", text), foundBy = foundBy(key, original.replacement());
		return new Store.Row(hash, foundBy, key.sealed(padded, place(hash, foundBy)));
	}

	private static byte[] foundBy(DataKey key, String replacement) {
		return key.hash("replacement", replacement.getBytes(StandardCharsets.UTF_8));
	}

	/** What binds a sealed text to its row. */
	private static byte[] place(byte[] hash, byte[] foundBy) {
		byte[] place = Arrays.copyOf(hash, hash.length + foundBy.length);
		System.arraycopy(foundBy, 0, place, hash.length, foundBy.length);
		return place;
	}

	private Original opened(Store.Row row) throws BatchConfigurationException {
		byte[] text = key.opened(row.sealed(), place(row.hash(), row.foundBy()));
		if (text == null) throw new BatchConfigurationException("An entry of the vault was changed; take the vault from a backup.");
		return Original.parse(text);
	}

	/**
	 * What stands for a pseudonym or a new UID; more than one if patients were joined, or if a patient's name is written in
	 * several ways. Empty if the vault does not hold it.
	 */
	public List<Original> lookUp(String replacement) throws IOException {
		return read(foundBy(key, replacement));
	}

	/** @param foundBy null for all */
	private List<Original> read(byte[] foundBy) throws IOException {
		List<Original> found = new ArrayList<>();
		fileInUse.lock();
		try {
			store.read(foundBy, row -> found.add(opened(row)));
		}
		finally {
			fileInUse.unlock();
		}
		return sorted(found);
	}

	private static List<Original> sorted(List<Original> originals) {
		originals.sort(Comparator.comparing(Original::subject).thenComparing(Original::level).thenComparing(Original::replacement).thenComparing(Original::original)
			.thenComparing(Original::name));
		return originals;
	}

	/**
	 * Writes all originals in the clear, as CSV, for the owner only.
	 *
	 * @param csv must not exist
	 * @return how many
	 */
	public int export(Path csv) throws IOException {
		if (Files.exists(csv)) throw new BatchConfigurationException("The file for the export exists; give the name of a new file.");
		Path folder = csv.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) throw new BatchConfigurationException("The folder for the export does not exist; make it first.");
		List<Original> originals = read(null);
		Path part = folder.resolve(".medprep-export.part");
		Files.deleteIfExists(part);
		try {
			try (FileChannel channel = OwnerOnly.create(part); Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
				CsvWriter table = new CsvWriter(out);
				table.row("level", "replacement", "subject", "original", "issuer", "name", "birth_date");
				for (Original o : originals) table.row(o.levelName(), o.replacement(), o.subject(), o.original(), o.issuer(), o.name(), o.birthDate());
				out.flush();
				channel.force(true);
			}
			Files.move(part, csv);
		}
		finally {
			Files.deleteIfExists(part);
		}
		return originals.size();
	}

	/**
	 * Seals everything anew, under another random key and another passphrase, or nothing at all. Runs that use the vault at
	 * the same time stop, and go on when they are started again with the new passphrase.
	 *
	 * @param passphrase the caller clears it
	 * @param newPassphrase the caller clears it
	 */
	public static void rekey(Path file, char[] passphrase, char[] newPassphrase) throws IOException {
		checkStrength(newPassphrase);
		try (Vault vault = open(file, passphrase)) {
			vault.rekey(newPassphrase);
		}
	}

	private void rekey(char[] newPassphrase) throws IOException {
		DataKey next = DataKey.random();
		Store.Header header = header(next, newPassphrase);
		store.transaction(() -> {
			checkKey();
			store.replace(header, row -> {
				Original original = opened(row);
				return row(next, original, original.bytes());
			});
		});
		next.forget();
	}

	/**
	 * Cuts all ties: overwrites the wrapped key and all entries, then the whole file, and deletes it. Needs no passphrase.
	 * What the study key still can do stays: whoever has that and an original can tell its pseudonym.
	 */
	public static void destroy(Path file) throws IOException {
		checkExists(file);
		if (!Store.isVault(file)) throw new BatchConfigurationException(Store.NO_VAULT);
		try (Store store = Store.open(file)) {
			store.erase();
		}
		catch (BatchConfigurationException e) {
			// A damaged vault can be destroyed all the same.
			if (e.getMessage().equals(Store.BUSY)) throw e;
		}
		for (Path path : List.of(file, file.resolveSibling(file.getFileName() + "-journal"))) {
			if (!Files.exists(path)) continue;
			overwrite(path);
			Files.delete(path);
		}
	}

	private static void overwrite(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
			for (long left = channel.size(); left > 0;) {
				zeros.clear().limit((int) Math.min(left, zeros.capacity()));
				left -= channel.write(zeros);
			}
			channel.force(true);
		}
	}

	@Override
	public void close() {
		fileInUse.lock();
		try {
			store.close();
			key.forget();
		}
		finally {
			fileInUse.unlock();
		}
	}
}
