package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.report.Report;

/**
 * How much was made.
 *
 * @param bytes of all files
 * @param checks questions of the answer key
 */
public record GeneratedStudies(Path output, int patients, int studies, int series, int instances, long bytes, long checks) implements Report {
	GeneratedStudies plus(GeneratedStudies other) {
		return new GeneratedStudies(output, patients + other.patients, studies + other.studies, series + other.series, instances + other.instances, bytes + other.bytes, checks + other.checks);
	}

	@Override
	public String summaryText() {
		return String.format(Locale.ROOT, "MedPrep generate_study\n  made      %,d patients, %,d studies, %,d series, %,d files of %,d MB\n  key       %,d checks\n  output    %s\n", patients, studies, series, instances,
			bytes / 1_000_000, checks, output);
	}

	@Override
	public String json() {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.setIndent("  ");
			out.beginObject().name("command").value("generate_study").name("patients").value(patients).name("studies").value(studies).name("series").value(series).name("instances").value(instances).name("bytes").value(bytes);
			out.name("checks").value(checks).endObject();
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
