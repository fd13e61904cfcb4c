package sc.fiji.medprep.deidentify.vault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.Patient;

/**
 * What stood in the input for something that stands in the output.
 *
 * @param level what it identifies
 * @param replacement that the output has: a pseudonym or UID
 * @param subject the pseudonym of the patient
 * @param original that the input had: Patient ID or UID
 * @param issuer of the Patient ID; empty for UIDs
 * @param name of the patient; empty for UIDs
 * @param birthDate of the patient; empty for UIDs
 */
public record Original(Level level, String replacement, String subject, String original, String issuer, String name, String birthDate) {
	static Original of(Patient patient, String pseudonym) {
		return new Original(Level.PATIENT, pseudonym, pseudonym, patient.id(), patient.issuer(), patient.name(), patient.birthDate());
	}

	static Original of(Level level, String replacement, String originalUid, String subject) {
		return new Original(level, replacement, subject, originalUid, "", "", "");
	}

	/** The level in lower case, as it stands in files. */
	public String levelName() {
		return level.name().toLowerCase(Locale.ROOT);
	}

	JsonObject json() {
		JsonObject json = new JsonObject();
		json.addProperty("level", levelName());
		json.addProperty("replacement", replacement);
		json.addProperty("subject", subject);
		json.addProperty("original", original);
		if (level != Level.PATIENT) return json;
		json.addProperty("issuer", issuer);
		json.addProperty("name", name);
		json.addProperty("birth_date", birthDate);
		return json;
	}

	byte[] bytes() {
		return json().toString().getBytes(StandardCharsets.UTF_8);
	}

	/** @throws JsonParseException or another unchecked exception if the bytes are none of {@link #bytes} */
	static Original parse(byte[] bytes) {
		JsonObject json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
		return new Original(Level.valueOf(text(json, "level").toUpperCase(Locale.ROOT)), text(json, "replacement"), text(json, "subject"), text(json, "original"),
			text(json, "issuer"), text(json, "name"), text(json, "birth_date"));
	}

	private static String text(JsonObject json, String member) {
		JsonElement value = json.get(member);
		return value == null ? "" : value.getAsString();
	}

	/** Says nothing, so that no message and no log can tell who it is. */
	@Override
	public String toString() {
		return "the original of a " + levelName();
	}
}
