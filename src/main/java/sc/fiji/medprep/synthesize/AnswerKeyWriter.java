package sc.fiji.medprep.synthesize;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.report.WholeFile;

/**
 * Writes an answer key in both forms, our own JSON and the SQLite layout of the MIDI-B validator, while its checks are made. All
 * checks of an instance come one after the other. Both files appear when {@link #finish} is called, or not at all.
 */
final class AnswerKeyWriter implements Closeable {
	private final WholeFile file;
	private final JsonWriter json;
	private final Path database, part;
	private final AnswerDatabase rows;
	private final List<Check> instance = new ArrayList<>();

	/** Begins the files {@code answer-key.json} and {@code answer-key.db} in a folder that is there. Older ones are replaced. */
	AnswerKeyWriter(Path folder) throws IOException {
		database = folder.resolve("answer-key.db");
		part = folder.resolve(".medprep-answer-key.db.part");
		Files.deleteIfExists(part);
		rows = new AnswerDatabase(part);
		try {
			file = new WholeFile(folder.resolve("answer-key.json"));
			json = new JsonWriter(file.out());
			json.setHtmlSafe(false);
			json.beginObject().name("format").value(AnswerKey.FORMAT).name("version").value(AnswerKey.VERSION).name("instances").beginArray();
		}
		catch (IOException e) {
			rows.close();
			Files.deleteIfExists(part);
			throw e;
		}
	}

	/**
	 * Adds a check.
	 *
	 * @throws IllegalArgumentException if its path or its box cannot be read
	 */
	void add(Check check) throws IOException {
		if (!check.path().isEmpty()) CheckPath.parse(check.path());
		if (check.action() == Check.Action.PIXELS_HIDDEN) PixelBox.parse(check.text());
		if (!instance.isEmpty() && !instance.get(0).instance().equals(check.instance())) endInstance();
		instance.add(check);
	}

	private void endInstance() throws IOException {
		if (instance.isEmpty()) return;
		rows.add(instance);
		Check first = instance.get(0);
		file.out().write('\n');
		json.beginObject().name("instance").value(first.instance()).name("series").value(first.series()).name("study").value(first.study()).name("patient").value(first.patient());
		json.name("checks").beginArray();
		for (Check check : instance) {
			json.beginObject().name("action").value(AnswerKey.word(check.action())).name("path").value(check.path()).name("value").value(check.value());
			json.name("text").value(check.text()).name("category").value(check.category()).endObject();
		}
		json.endArray().endObject();
		instance.clear();
	}

	/** Completes both files. */
	void finish() throws IOException {
		endInstance();
		json.endArray().endObject();
		json.flush();
		file.out().write('\n');
		rows.close();
		Files.move(part, database, StandardCopyOption.ATOMIC_MOVE);
		file.finish();
	}

	@Override
	public void close() throws IOException {
		try (WholeFile closing = file) {
			rows.close();
		}
		finally {
			Files.deleteIfExists(part);
		}
	}
}
