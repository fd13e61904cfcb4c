package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.report.Report;

/**
 * A new series.
 *
 * @param bytes of all files
 * @param mostError by how much a stored value may differ from the given one, in its unit; 0 if none does
 */
public record WrittenSeries(Path output, int files, long bytes, double mostError) implements Report {
	@Override
	public String summaryText() {
		String exact = mostError == 0 ? "exact" : String.format(Locale.ROOT, "rounded by at most %.3g", mostError);
		return String.format(Locale.ROOT, "MedPrep write_dicom%n  made      %,d %s of %,d KB%n  values    %s%n  output    %s%n", files, files == 1 ? "file" : "files", bytes / 1000, exact, output).replace(System.lineSeparator(), "\n");
	}

	@Override
	public String json() {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.setIndent("  ");
			out.beginObject().name("command").value("write_dicom").name("files").value(files).name("bytes").value(bytes).name("most_error").value(mostError).endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	@Override
	public int exitCode() {
		return 0;
	}
}
