package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The part of SQLite that is machine code. Its loader unpacks it into the temporary folder, where a killed run would leave it
 * for good, so it gets a folder of its own that is deleted as soon as it is loaded.
 */
public final class SqliteLibrary {
	private static final String FOLDER = "org.sqlite.tmpdir";

	private SqliteLibrary() {}

	/**
	 * Opens a database; makes it if there is none and the settings do not forbid it.
	 *
	 * @throws BatchConfigurationException if SQLite cannot be loaded here or takes no such path
	 */
	public static Connection open(Path file, SQLiteConfig config) throws IOException, SQLException {
		// SQLite's own syntax for settings begins there.
		if (file.toString().indexOf('?') >= 0) throw new BatchConfigurationException("The path of the database has a question mark in it; give one without.");
		load();
		// Not by DriverManager, which does not know drivers that a plugin of ImageJ brings along.
		return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
	}

	private static synchronized void load() throws IOException {
		String told = System.getProperty(FOLDER);
		Path folder = told == null ? Files.createTempDirectory("medprep-sqlite") : Files.createTempDirectory(Path.of(told), "medprep-sqlite");
		// Windows lets nobody delete it before the end.
		folder.toFile().deleteOnExit();
		System.setProperty(FOLDER, folder.toString());
		try {
			if (SQLiteJDBCLoader.initialize()) return;
			throw cannotBeLoaded();
		}
		catch (LinkageError missing) {
			throw cannotBeLoaded();
		}
		catch (IOException e) {
			throw e;
		}
		catch (Exception e) {
			throw cannotBeLoaded();
		}
		finally {
			if (told == null) System.clearProperty(FOLDER);
			else System.setProperty(FOLDER, told);
			delete(folder);
		}
	}

	private static BatchConfigurationException cannotBeLoaded() {
		return new BatchConfigurationException("The library SQLite cannot be loaded on this computer (" + System.getProperty("os.name") + ", "
			+ System.getProperty("os.arch") + "); if the temporary folder allows no programs, name another one with -D" + FOLDER + "=FOLDER for Java.");
	}

	private static void delete(Path folder) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (Path file : files) Files.delete(file);
			Files.delete(folder);
		}
		catch (IOException inUse) {
			// deleted at the end of Java
		}
	}
}
