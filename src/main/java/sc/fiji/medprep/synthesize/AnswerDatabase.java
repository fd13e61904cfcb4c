package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.sqlite.SQLiteConfig;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.SqliteLibrary;

/**
 * The answer key as an SQLite database that the MIDI-B validator (github.com/CBIIT/MIDI_validation_script) reads: a row for each
 * instance in a table {@code answer_data}, its checks as JSON in the column {@code AnswerData}. Values stand in angle brackets.
 */
final class AnswerDatabase implements AutoCloseable {
	private static final String MODALITY = "<(0008,0060)>", SOP_CLASS = "<(0008,0016)>";

	/** Takes the parts of a check. */
	interface Sink {
		void add(String instance, String series, String study, String patient, String action, String path, String value, String text, String category) throws IOException;
	}

	private final Connection connection;
	private final PreparedStatement insert;

	/** Begins a new database, which nobody may use before it is closed. */
	AnswerDatabase(Path file) throws IOException {
		try {
			connection = SqliteLibrary.open(file, new SQLiteConfig());
			try (Statement statement = connection.createStatement()) {
				// It takes its name when it is complete; until then nothing has to survive.
				statement.execute("PRAGMA journal_mode = OFF");
				statement.execute("PRAGMA synchronous = OFF");
				statement.execute("CREATE TABLE answer_data (PatientID TEXT, StudyInstanceUID TEXT, SeriesInstanceUID TEXT, SOPInstanceUID TEXT, Modality TEXT, SOPClassUID TEXT, "
					+ "scope TEXT, AnswerData TEXT)");
				statement.execute("CREATE INDEX answer_instance ON answer_data (SOPInstanceUID)");
			}
			connection.setAutoCommit(false);
			insert = connection.prepareStatement("INSERT INTO answer_data VALUES (?, ?, ?, ?, ?, ?, '<Instance>', ?)");
		}
		catch (SQLException e) {
			throw failed(e);
		}
	}

	/** Adds the checks of one instance. */
	void add(List<Check> checks) throws IOException {
		Check first = checks.get(0);
		JsonObject answers = new JsonObject();
		for (Check check : checks) answers.add(Integer.toString(answers.size()), answer(check));
		try {
			String[] cells = { first.patient(), first.study(), first.series(), first.instance(), valueAt(checks, MODALITY), valueAt(checks, SOP_CLASS), answers.toString() };
			for (int i = 0; i < cells.length; i++) insert.setString(i + 1, cells[i]);
			insert.executeUpdate();
		}
		catch (SQLException e) {
			throw failed(e);
		}
	}

	private static String valueAt(List<Check> checks, String path) {
		return checks.stream().filter(check -> check.path().equals(path)).map(Check::value).findFirst().orElse("");
	}

	private static JsonObject answer(Check check) {
		String path = check.path(), tag = "", name = "";
		if (!path.isEmpty()) {
			CheckPath parsed = CheckPath.parse(path);
			tag = parsed.lastStep();
			name = parsed.name();
		}
		JsonObject answer = new JsonObject();
		answer.addProperty("tag", tag);
		answer.addProperty("tag_ds", path);
		answer.addProperty("tag_name", bracketed(name));
		answer.addProperty("value", bracketed(check.value()));
		answer.addProperty("action", bracketed(AnswerKey.word(check.action())));
		answer.addProperty("action_text", bracketed(actionText(check)));
		answer.addProperty("answer_category", bracketed(check.category()));
		answer.add("answer_category_v2", categories(check));
		answer.addProperty("scope", "<Instance>");
		return answer;
	}

	/** What the action looks for. The validator looks for it here alone, whereas our checks may have it as their value. */
	private static String actionText(Check check) {
		return switch (check.action()) {
			// It sees several values as a Python list, in which their words are found but not their backslashes.
			case TEXT_RETAINED -> check.text().replace('\\', ' ');
			case TEXT_REMOVED -> (check.text().isEmpty() ? check.value() : check.text()).replace('\\', ' ');
			case PIXELS_RETAINED -> Matching.pixels(check);
			default -> check.text();
		};
	}

	/** Why, in the columns of which the validator's reports read one or another for each action. */
	private static JsonObject categories(Check check) {
		JsonObject all = new JsonObject();
		all.add("hipaa", columns(check, "z", "m"));
		all.add("dicom", columns(check, "p15", "iod", "safe"));
		all.add("tcia", columns(check, "ptkb", "p15", "rev"));
		all.addProperty("prev_cat", check.category());
		return all;
	}

	private static JsonObject columns(Check check, String... names) {
		String used = switch (check.action()) {
			case TEXT_REMOVED -> "m";
			case TEXT_RETAINED -> "p15";
			case TAG_RETAINED, TEXT_NOTNULL -> "iod";
			default -> "";
		};
		JsonObject columns = new JsonObject();
		for (String name : names) columns.addProperty(name, name.equals(used) ? check.category() : "");
		return columns;
	}

	/** Does nothing the second time. */
	@Override
	public void close() throws IOException {
		try (Connection closing = connection; PreparedStatement last = insert) {
			if (!connection.isClosed()) connection.commit();
		}
		catch (SQLException e) {
			throw failed(e);
		}
	}

	/** Reads all checks of a database. */
	static void read(Path file, Sink sink) throws IOException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		try (Connection connection = SqliteLibrary.open(file, config);
			Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery("SELECT SOPInstanceUID, SeriesInstanceUID, StudyInstanceUID, PatientID, AnswerData FROM answer_data")) {
			while (rows.next()) {
				String answers = text(rows, 5);
				JsonObject all = JsonParser.parseString(answers).getAsJsonObject();
				for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
					JsonObject answer = entry.getValue().getAsJsonObject();
					sink.add(text(rows, 1), text(rows, 2), text(rows, 3), text(rows, 4), plain(answer, "action"), string(answer, "tag_ds"), plain(answer, "value"),
						plain(answer, "action_text"), plain(answer, "answer_category"));
				}
			}
		}
		catch (SQLException | JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException e) {
			throw new BatchConfigurationException("The answer key cannot be read: it needs a table answer_data with the columns of the MIDI-B validator.");
		}
	}

	private static String text(ResultSet rows, int column) throws SQLException {
		String text = rows.getString(column);
		return text == null ? "" : text;
	}

	private static String string(JsonObject object, String name) {
		JsonElement element = object.get(name);
		return element == null || element.isJsonNull() ? "" : element.getAsString();
	}

	private static String plain(JsonObject answer, String name) {
		String text = string(answer, name);
		return text.length() >= 2 && text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
	}

	private static String bracketed(String text) {
		return "<" + text + ">";
	}

	/** The message of the driver may hold the path. */
	private static IOException failed(SQLException e) {
		return new IOException("the database reports error " + e.getErrorCode());
	}
}
