package sc.fiji.medprep.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

import sc.fiji.medprep.app.Answer;
import sc.fiji.medprep.app.AnsweringCommand;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.Passphrase;
import sc.fiji.medprep.deidentify.vault.LookUp;
import sc.fiji.medprep.deidentify.vault.Vault;

/** Goes back from pseudonyms to originals, and looks after the vault that holds these: {@link Vault} as a command. */
@Plugin(type = Command.class, name = "medprep.pseudonyms", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2),
		@Menu(label = "Pseudonyms and Vault...", weight = 4) },
	description = "Tells what stands for a pseudonym, from the vault of a de-identification, and exports, re-keys or destroys the vault.")
public class PseudonymsCommand extends ContextCommand implements AnsweringCommand {
	@Parameter(label = "Vault", style = FileWidget.OPEN_STYLE, persist = false,
		description = "The vault that a de-identification wrote. Its passphrase is asked for, or taken from MEDPREP_VAULT_PASSPHRASE in the environment.")
	private File vault;

	@Parameter(label = "Action", choices = { "look_up", "export", "rekey", "destroy" }, persist = false,
		description = "look_up = show an original; export = write all to a table; rekey = seal all anew under another passphrase; destroy = cut all ties.")
	private String action = "look_up";

	@Parameter(label = "Pseudonym or new UID", required = false, persist = false, description = "What look_up shows the original of.")
	private String pseudonym;

	@Parameter(label = "Export to", required = false, style = FileWidget.SAVE_STYLE, persist = false,
		description = "New CSV file for export. It holds all identities in the clear.")
	private File output;

	@Parameter(label = "Passphrase file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "A text file with the passphrase as its only line, for its owner only. Empty: the environment, or a dialog.")
	private File passphrase_file;

	@Parameter(label = "New passphrase file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "For rekey: the same with the new passphrase. Empty: MEDPREP_VAULT_NEW_PASSPHRASE in the environment, or a dialog.")
	private File new_phrase_file;

	@Parameter(label = "Confirm destruction", persist = false, description = "Must be ticked for destroy, which cannot be undone.")
	private boolean confirm;

	private Answer answer;

	@Override
	public void run() {
		try {
			answer = switch (action) {
				case "look_up" -> lookUp();
				case "export" -> export();
				case "rekey" -> rekey();
				default -> destroy();
			};
		}
		catch (IOException | RuntimeException | Error e) {
			Job.fail(this, e);
		}
	}

	private Answer lookUp() throws IOException {
		if (pseudonym == null || pseudonym.isBlank()) throw CommandFailure.usage("look_up needs a pseudonym or a new UID.");
		try (Passphrase passphrase = passphrase(); Vault open = Vault.open(Job.path(vault), passphrase.characters())) {
			LookUp found = LookUp.of(open, pseudonym);
			JsonObject json = json();
			json.add("originals", found.json());
			return answer(found.text(), json, found.originals().isEmpty() ? 1 : 0);
		}
	}

	private Answer export() throws IOException {
		Path table = Job.path(output);
		if (table == null) throw CommandFailure.usage("export needs an output file.");
		try (Passphrase passphrase = passphrase(); Vault open = Vault.open(Job.path(vault), passphrase.characters())) {
			int count = open.export(table);
			JsonObject json = json();
			json.addProperty("exported", count);
			return answer(count + " originals were exported. The table holds identities in the clear: keep it apart from the data, and delete it after use.\n", json, 0);
		}
	}

	private Answer rekey() throws IOException {
		try (Passphrase passphrase = passphrase(); Passphrase next = Passphrase.get(Passphrase.Use.REPLACE, Job.path(new_phrase_file), context())) {
			Vault.rekey(Job.path(vault), passphrase.characters(), next.characters());
		}
		return answer("The vault has a new key and opens with the new passphrase only. Copies made before still open with the old one: delete them.\n", json(), 0);
	}

	private Answer destroy() throws IOException {
		if (!confirm) throw CommandFailure.usage("destroy cannot be undone; confirm it (confirm=true).");
		Vault.destroy(Job.path(vault));
		return answer("The vault is destroyed. Delete its copies and exports, and the study key: who has that and a patient's ID can still tell the pseudonym.\n", json(), 0);
	}

	private Passphrase passphrase() {
		return Passphrase.get(Passphrase.Use.OPEN, Job.path(passphrase_file), context());
	}

	private JsonObject json() {
		JsonObject json = new JsonObject();
		json.addProperty("format", "medprep-pseudonyms");
		json.addProperty("version", 1);
		json.addProperty("action", action);
		return json;
	}

	private static Answer answer(String text, JsonObject json, int exitCode) {
		return new Answer(text, new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n", exitCode);
	}

	@Override
	public Answer answer() {
		return answer;
	}
}
