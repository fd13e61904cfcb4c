package sc.fiji.medprep.curate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.batch.SqliteLibrary;

/**
 * The SQLite file in the private folder that holds what is known of the files of a set, so that a set of any size needs little
 * heap, and a later run reads only what has changed. It holds identifiers. Its tables are in the resource {@code index.sql} and
 * those of {@link Level}. Nobody but this room reads it: one of another version, or a damaged one, is made anew.
 * <p>
 * Safe for use by several threads, which take turns. A change is on its way to the disk with {@link #commit}.
 */
final class Index implements Closeable {
	static final String NAME = "index.sqlite";
	/** To be counted up when the meaning of what is kept changes. */
	private static final int VERSION = 1;
	private static final int APPLICATION_ID = 0x4D504358, CACHE_KIB = 64 << 10;
	private static final long COMMIT_EACH_NANOS = 1_000_000_000L;
	private static final String BUSY = "Another run is writing to the same report folder; wait for its end or give another one.";

	/** Does something with a row of an answer. */
	interface RowReader {
		void read(ResultSet row) throws SQLException, IOException;
	}

	private final Connection connection;
	/** Statements that are not in use, by their text. */
	private final Map<String, PreparedStatement> prepared = new HashMap<>();

	private long committed = System.nanoTime();

	private Index(Connection connection) {
		this.connection = connection;
	}

	/** Opens the index in a file that exists and may be empty. */
	static Index open(Path file) throws IOException {
		Index index = attempt(file);
		if (index == null) {
			// the owner's permissions stay with the file
			Files.write(file, new byte[0]);
			index = attempt(file);
		}
		if (index == null) throw new OutputException("The index in the private folder cannot be made; check its disk, then start again.");
		return index;
	}

	/** Null if the file is no index of this version. */
	private static Index attempt(Path file) throws IOException {
		Index index = null;
		boolean opened = false;
		try {
			index = new Index(SqliteLibrary.open(file, new SQLiteConfig()));
			// What is lost if the computer stops can be read again.
			for (String setting : new String[] {"locking_mode = EXCLUSIVE", "journal_mode = TRUNCATE", "synchronous = OFF", "cache_size = -" + CACHE_KIB}) index.set(setting);
			opened = index.isSound();
			if (opened) index.connection.setAutoCommit(false);
			return opened ? index : null;
		}
		catch (SQLException e) {
			if (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_BUSY) throw new BatchConfigurationException(BUSY);
			return null;
		}
		finally {
			if (index != null && !opened) index.close();
		}
	}

	private void set(String setting) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA " + setting);
		}
	}

	private boolean isSound() throws SQLException {
		String schema = IndexSchema.text();
		try (Statement statement = connection.createStatement()) {
			statement.execute("BEGIN EXCLUSIVE");
			boolean empty = first(statement, "SELECT count(*) FROM sqlite_master").equals("0");
			if (empty) {
				set("application_id = " + APPLICATION_ID);
				set("user_version = " + VERSION);
				for (String table : schema.split(";")) if (!table.isBlank()) statement.execute(table);
				try (PreparedStatement insert = connection.prepareStatement("INSERT INTO state (name, value) VALUES ('schema', ?)")) {
					insert.setString(1, schema);
					insert.executeUpdate();
				}
			}
			statement.execute("COMMIT");
			return empty || first(statement, "PRAGMA application_id").equals(String.valueOf(APPLICATION_ID)) && first(statement, "PRAGMA user_version").equals(String.valueOf(VERSION))
				&& first(statement, "SELECT value FROM state WHERE name = 'schema'").equals(schema) && first(statement, "PRAGMA quick_check(1)").equals("ok");
		}
	}

	private static String first(Statement statement, String query) throws SQLException {
		try (ResultSet row = statement.executeQuery(query)) {
			return row.next() ? String.valueOf(row.getString(1)) : "";
		}
	}

	/** Visits the rows of an answer; the visitor may ask further questions. */
	synchronized void each(String query, RowReader reader, Object... values) throws IOException {
		use(query, statement -> {
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) reader.read(rows);
			}
		}, values);
	}

	/** The first column of the first row as a number; 0 if there is none. */
	synchronized long number(String query, Object... values) throws IOException {
		long[] number = {0};
		use(query, statement -> {
			try (ResultSet rows = statement.executeQuery()) {
				if (rows.next()) number[0] = rows.getLong(1);
			}
		}, values);
		return number[0];
	}

	/** Changes rows and returns how many. */
	synchronized int change(String sql, Object... values) throws IOException {
		int[] changed = {0};
		use(sql, statement -> changed[0] = statement.executeUpdate(), values);
		return changed[0];
	}

	/** Adds a row and returns its number. */
	synchronized long insert(String sql, Object... values) throws IOException {
		change(sql, values);
		return number("SELECT last_insert_rowid()");
	}

	/** Does several things of which other threads see all or nothing. */
	synchronized void together(Work work) throws IOException {
		work.run();
	}

	/** Something done with the index. */
	interface Work {
		void run() throws IOException;
	}

	private interface Use {
		void of(PreparedStatement statement) throws SQLException, IOException;
	}

	private void use(String sql, Use use, Object... values) throws IOException {
		try {
			PreparedStatement statement = prepared.remove(sql);
			if (statement == null) statement = connection.prepareStatement(sql);
			boolean done = false;
			try {
				for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
				use.of(statement);
				done = true;
			}
			finally {
				PreparedStatement other = done ? prepared.putIfAbsent(sql, statement) : statement;
				if (other != null) statement.close();
			}
		}
		catch (SQLException e) {
			throw failed(e);
		}
	}

	/** Puts what was changed so far beyond the reach of a kill. */
	synchronized void commit() throws IOException {
		try {
			connection.commit();
			committed = System.nanoTime();
		}
		catch (SQLException e) {
			throw failed(e);
		}
	}

	/** As {@link #commit} from time to time; what a kill undoes is done again. */
	synchronized void commitSoon() throws IOException {
		if (System.nanoTime() - committed > COMMIT_EACH_NANOS) commit();
	}

	/** Of the error of SQLite only its code: the message may hold a path. */
	private static OutputException failed(SQLException e) {
		return new OutputException("The index in the private folder cannot be used (" + SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF)
			+ "); make room or check the disk, then start again.");
	}

	@Override
	public synchronized void close() {
		try {
			connection.close();
		}
		catch (SQLException e) {
			// what was committed is in the file
		}
	}
}
