package sc.fiji.medprep.deidentify.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.SqliteLibrary;

/**
 * The SQLite file of a vault: its rows as they stand in it, and transactions. It knows no key. A rollback journal is used
 * and not a write-ahead log, since that works on network disks, too. One thread at a time.
 */
final class Store implements AutoCloseable {
	/** How a vault is opened. */
	record Header(int rounds, byte[] salt, byte[] wrappedKey, byte[] keyCheck) {}

	/** An original under seal. */
	record Row(byte[] hash, byte[] foundBy, byte[] sealed) {}

	/** Does something with a row. */
	interface RowReader {
		void read(Row row) throws SQLException, IOException;
	}

	/** Makes the row that stands for another under a new key. */
	interface Resealing {
		Row row(Row old) throws IOException;
	}

	/** Some work on the connection. */
	interface Work {
		void run() throws SQLException, IOException;
	}

	static final String NO_VAULT = "The file is not a MedPrep vault; give the vault of an earlier run, or the name of a new file.";
	static final String DAMAGED = "The vault is damaged; take it from a backup.";
	static final String BUSY = "Other programs are using the vault without a pause; try again when they are done.";
	private static final int APPLICATION_ID = 0x4D505654, VERSION = 1, MILLIS_TO_WAIT = 120_000;
	private static final int LEAST_ROUNDS = 600_000, MOST_ROUNDS = 100_000_000;

	private final Connection connection;

	private Store(Connection connection) {
		this.connection = connection;
	}

	/** Opens a file that exists, which may be empty. */
	static Store open(Path file) throws IOException {
		SQLiteConfig config = new SQLiteConfig();
		config.setBusyTimeout(MILLIS_TO_WAIT);
		Store store = null;
		boolean opened = false;
		try {
			store = new Store(SqliteLibrary.open(file, config));
			int application = store.number("PRAGMA application_id");
			// Nothing is changed in a file of somebody else.
			if (application != APPLICATION_ID && (application != 0 || !store.isEmpty())) throw new BatchConfigurationException(NO_VAULT);
			OwnerOnly.close(file);
			// A commit is on the disk before it is told: EXTRA also syncs the folder in which the journal was.
			for (String setting : new String[] {"journal_mode = DELETE", "synchronous = EXTRA", "secure_delete = ON", "temp_store = MEMORY"}) store.set(setting);
			opened = true;
			return store;
		}
		catch (SQLException e) {
			throw sentence(e);
		}
		finally {
			if (store != null && !opened) store.close();
		}
	}

	private boolean isEmpty() throws SQLException {
		return number("SELECT count(*) FROM sqlite_master") == 0;
	}

	/** True for a file that begins as a vault does, also if the rest is damaged. */
	static boolean isVault(Path file) throws IOException {
		// The application ID of SQLite's file format stands there.
		byte[] start = new byte[72];
		try (InputStream in = Files.newInputStream(file)) {
			return in.readNBytes(start, 0, start.length) == start.length && ByteBuffer.wrap(start).getInt(68) == APPLICATION_ID;
		}
	}

	/** Makes an empty file for its owner only, if there is none. */
	static void createFile(Path file) throws IOException {
		if (Files.exists(file)) return;
		try {
			OwnerOnly.create(file).close();
		}
		catch (FileAlreadyExistsException madeMeanwhile) {
			// by another process that also begins
		}
	}

	private void set(String setting) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			// Some settings answer with a row.
			statement.execute("PRAGMA " + setting);
		}
	}

	/** Does all of the work or nothing of it; other processes wait. */
	void transaction(Work work) throws IOException {
		try {
			execute("BEGIN IMMEDIATE");
			boolean done = false;
			try {
				work.run();
				execute("COMMIT");
				done = true;
			}
			finally {
				if (!done) rollBack();
			}
		}
		catch (SQLException e) {
			throw sentence(e);
		}
	}

	private void rollBack() {
		try {
			execute("ROLLBACK");
		}
		catch (SQLException alreadyRolledBack) {
			// SQLite does so itself after some errors
		}
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	/** The header, or null if the file is empty. */
	Header header() throws IOException {
		try {
			if (isEmpty()) return null;
			if (number("PRAGMA user_version") > VERSION) throw new BatchConfigurationException("The vault was made by a later version of MedPrep; update MedPrep.");
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT rounds, salt, wrapped_key, key_check FROM vault")) {
				if (!row.next()) throw new BatchConfigurationException("The vault was destroyed; give the name of a new file.");
				Header header = new Header(row.getInt(1), bytes(row, 2), bytes(row, 3), bytes(row, 4));
				if (header.rounds < LEAST_ROUNDS || header.rounds > MOST_ROUNDS || header.salt.length < DataKey.SALT_BYTES) throw new BatchConfigurationException(DAMAGED);
				return header;
			}
		}
		catch (SQLException e) {
			throw sentence(e);
		}
	}

	/** Makes the tables in an empty file; inside a transaction. */
	void create(Header header) throws SQLException {
		execute("PRAGMA application_id = " + APPLICATION_ID);
		execute("PRAGMA user_version = " + VERSION);
		execute("CREATE TABLE vault (rounds INTEGER NOT NULL, salt BLOB NOT NULL, wrapped_key BLOB NOT NULL, key_check BLOB NOT NULL)");
		createEntries("entry");
		execute("CREATE INDEX entry_found_by ON entry (found_by)");
		put(header);
	}

	private void createEntries(String table) throws SQLException {
		execute("CREATE TABLE " + table + " (hash BLOB PRIMARY KEY NOT NULL, found_by BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID");
	}

	private void put(Header header) throws SQLException {
		execute("DELETE FROM vault");
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO vault (rounds, salt, wrapped_key, key_check) VALUES (?, ?, ?, ?)")) {
			insert.setInt(1, header.rounds);
			insert.setBytes(2, header.salt);
			insert.setBytes(3, header.wrappedKey);
			insert.setBytes(4, header.keyCheck);
			insert.executeUpdate();
		}
	}

	/** Adds rows that are not there yet; inside a transaction. */
	void add(Collection<Row> rows) throws SQLException {
		try (PreparedStatement insert = insertInto("entry")) {
			for (Row row : rows) add(insert, row);
		}
	}

	private PreparedStatement insertInto(String table) throws SQLException {
		return connection.prepareStatement("INSERT OR IGNORE INTO " + table + " (hash, found_by, sealed) VALUES (?, ?, ?)");
	}

	private static void add(PreparedStatement insert, Row row) throws SQLException {
		insert.setBytes(1, row.hash);
		insert.setBytes(2, row.foundBy);
		insert.setBytes(3, row.sealed);
		insert.executeUpdate();
	}

	/** @param foundBy null for all rows */
	void read(byte[] foundBy, RowReader reader) throws IOException {
		try (PreparedStatement select = connection.prepareStatement("SELECT hash, found_by, sealed FROM entry" + (foundBy == null ? "" : " WHERE found_by = ?"))) {
			if (foundBy != null) select.setBytes(1, foundBy);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) reader.read(new Row(bytes(rows, 1), bytes(rows, 2), bytes(rows, 3)));
			}
		}
		catch (SQLException e) {
			throw sentence(e);
		}
	}

	/** Replaces all rows and the header; inside a transaction. */
	void replace(Header header, Resealing resealing) throws SQLException, IOException {
		createEntries("next");
		try (PreparedStatement insert = insertInto("next")) {
			read(null, row -> add(insert, resealing.row(row)));
		}
		execute("DROP TABLE entry");
		execute("ALTER TABLE next RENAME TO entry");
		execute("CREATE INDEX entry_found_by ON entry (found_by)");
		put(header);
	}

	/** Deletes all rows and the header; what they held is overwritten with zeros. */
	void erase() throws IOException {
		transaction(() -> {
			execute("DELETE FROM entry");
			execute("DELETE FROM vault");
		});
	}

	private int number(String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next() ? row.getInt(1) : 0;
		}
	}

	private static byte[] bytes(ResultSet row, int column) throws SQLException {
		byte[] bytes = row.getBytes(column);
		return bytes == null ? new byte[0] : bytes;
	}

	/** What an error of SQLite means for the user; its own message may hold a path. */
	private static BatchConfigurationException sentence(SQLException e) {
		SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF);
		return new BatchConfigurationException(switch (code) {
			case SQLITE_NOTADB -> NO_VAULT;
			case SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_MISMATCH -> DAMAGED;
			case SQLITE_BUSY, SQLITE_LOCKED -> BUSY;
			case SQLITE_FULL -> "There is no room left for the vault; make room on its disk.";
			case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> "The vault cannot be opened for writing; check the permissions of the file and of its folder.";
			default -> "The vault cannot be read or written (" + code + "); check its disk.";
		});
	}

	@Override
	public void close() {
		try {
			connection.close();
		}
		catch (SQLException e) {
			// All that was committed is on the disk.
		}
	}
}
