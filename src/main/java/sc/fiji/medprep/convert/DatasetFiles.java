package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedSet;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.Content;
import sc.fiji.medprep.batch.Review;

/** The files of a BIDS dataset that are about all of it. */
final class DatasetFiles {
	private static final String BIDS_VERSION = "1.9.0";

	private static final String README = "Converted from DICOM by " + Batch.software() + ".\n\nPlease say here what the dataset is about, who may use it and whom to ask.\n"
		+ "Names of series were guessed unless a mapping said them: a task called \"unknown\" and a direction called \"unknown\" want a name.\n"
		+ "Folders listed in .bidsignore hold images that could not be named or that lack what the standard asks for.\n";

	private DatasetFiles() {}

	/**
	 * @param subjects those of whom an image was written
	 * @param unknown datatypes that BIDS does not have, which validators are told to pass over
	 */
	static void write(Review review, Collection<Subjects.Subject> subjects, SortedSet<String> unknown) throws IOException {
		review.write("dataset_description.json", text(description()));
		review.write("README", text(README));
		review.write("participants.tsv", text(participants(subjects)));
		review.write("participants.json", text(columns()));
		if (unknown.isEmpty()) return;
		StringBuilder ignored = new StringBuilder();
		for (String datatype : unknown) ignored.append("**/").append(datatype).append("/**\n");
		review.write(".bidsignore", text(ignored.toString()));
	}

	static Content text(String text) {
		return out -> {
			ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) out.write(bytes);
		};
	}

	private static String description() throws IOException {
		StringWriter text = new StringWriter();
		try (JsonWriter out = json(text)) {
			out.beginObject().name("Name").value("Images converted from DICOM").name("BIDSVersion").value(BIDS_VERSION).name("DatasetType").value("raw");
			out.name("GeneratedBy").beginArray().beginObject().name("Name").value("MedPrep").name("Version").value(Batch.software().replace("MedPrep ", ""));
			out.endObject().endArray().endObject();
		}
		return text.append('\n').toString();
	}

	private static String participants(Collection<Subjects.Subject> subjects) {
		StringBuilder table = new StringBuilder("participant_id\tage\tsex\n");
		for (Subjects.Subject subject : subjects) table.append("sub-").append(subject.label()).append('\t').append(subject.age()).append('\t').append(subject.sex()).append('\n');
		return table.toString();
	}

	private static String columns() throws IOException {
		StringWriter text = new StringWriter();
		try (JsonWriter out = json(text)) {
			out.beginObject().name("age").beginObject().name("Description").value("Age at the first examination; above 89 it is told as 89+").name("Units").value("year").endObject();
			out.name("sex").beginObject().name("Description").value("Patient's Sex as DICOM has it").name("Levels").beginObject();
			out.name("F").value("female").name("M").value("male").name("O").value("other").endObject().endObject().endObject();
		}
		return text.append('\n').toString();
	}

	private static JsonWriter json(StringWriter text) {
		JsonWriter out = new JsonWriter(text);
		out.setIndent("  ");
		return out;
	}
}
