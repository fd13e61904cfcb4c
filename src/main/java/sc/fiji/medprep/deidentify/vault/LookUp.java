package sc.fiji.medprep.deidentify.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;

import sc.fiji.medprep.deidentify.subject.Level;

/**
 * What a vault tells about a pseudonym or a new UID. For the eyes of who asked: it is never logged.
 *
 * @param originals what it stands for; of a UID also the patient whose it is
 */
public record LookUp(List<Original> originals) {
	/** Asks a vault. */
	public static LookUp of(Vault vault, String replacement) throws IOException {
		List<Original> found = new ArrayList<>(vault.lookUp(replacement.strip()));
		if (!found.isEmpty() && found.get(0).level() != Level.PATIENT) found.addAll(vault.lookUp(found.get(0).subject()));
		return new LookUp(List.copyOf(found));
	}

	/** In lines to read. */
	public String text() {
		if (originals.isEmpty()) return "The vault does not hold this pseudonym or UID.\n";
		StringBuilder text = new StringBuilder();
		for (Original original : originals) {
			text.append(original.levelName()).append(' ').append(original.replacement()).append('\n');
			line(text, original.level() == Level.PATIENT ? "Patient ID" : "UID", original.original());
			line(text, "Issuer of Patient ID", original.issuer());
			line(text, "Patient's Name", original.name());
			line(text, "Patient's Birth Date", original.birthDate());
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String label, String value) {
		// Control characters in a value could forge lines or drive a terminal.
		if (!value.isEmpty()) text.append("  ").append(label).append(": ").append(value.replaceAll("\\p{Cntrl}", "?")).append('\n');
	}

	/** The same for programs, with the members that an entry has in the vault. */
	public JsonArray json() {
		JsonArray json = new JsonArray();
		originals.forEach(original -> json.add(original.json()));
		return json;
	}

	@Override
	public String toString() {
		return originals.size() + " originals";
	}
}
