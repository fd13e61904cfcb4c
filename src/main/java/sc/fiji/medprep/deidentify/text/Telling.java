package sc.fiji.medprep.deidentify.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the value of an attribute tells of a patient, or of those around one, wherever it stands. Names, UIDs and dates are known by their VR and not listed. */
public enum Telling {
	/** A number or code. */
	ID,
	/** A number to call. */
	PHONE,
	/** Where somebody lives. */
	ADDRESS,
	/** An organisation, a department or a place. */
	PLACE;

	private static final Map<Integer, Telling> BY_TAG = read();

	/** What an attribute tells; null if it is not listed. */
	public static Telling of(int tag) {
		return BY_TAG.get(tag);
	}

	private static Map<Integer, Telling> read() {
		Map<Integer, Telling> byTag = new HashMap<>();
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(Telling.class.getResourceAsStream("identifying.txt"), StandardCharsets.UTF_8))) {
			for (String line; (line = lines.readLine()) != null;) {
				if (line.startsWith("#")) continue;
				String[] fields = line.split(" ");
				byTag.put(Integer.parseUnsignedInt(fields[0], 16), valueOf(fields[1].toUpperCase(Locale.ROOT)));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return Map.copyOf(byTag);
	}
}
