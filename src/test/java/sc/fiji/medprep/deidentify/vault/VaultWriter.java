package sc.fiji.medprep.deidentify.vault;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.Subject;

/**
 * A process of its own that records into a vault and prints the number of each patient as soon as it is told to be safe.
 * Arguments: vault, passphrase, first number, how many, threads.
 */
public final class VaultWriter {
	private VaultWriter() {}

	public static void main(String... arguments) throws Exception {
		int first = Integer.parseInt(arguments[2]), count = Integer.parseInt(arguments[3]);
		ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[4]));
		try (Vault vault = Vault.openOrCreate(Path.of(arguments[0]), arguments[1].toCharArray())) {
			for (int i = first; i < first + count; i++) {
				int number = i;
				threads.submit(() -> {
					record(vault, number);
					synchronized (System.out) {
						System.out.println(number);
					}
					return null;
				});
			}
			threads.shutdown();
			if (!threads.awaitTermination(60, TimeUnit.SECONDS)) System.exit(4);
		}
	}

	static void record(Vault vault, int number) throws Exception {
		Subject subject = new Subject("MP" + number, DateShift.NONE);
		vault.patient(new Patient("ID-" + number, "Ward", "Doe^Number " + number, "19500101", false), subject);
		vault.uid(Level.STUDY, "1.2.3." + number, "2.25." + number, subject);
	}
}
