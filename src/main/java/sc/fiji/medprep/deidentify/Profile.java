package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.deidentify.text.Strictness;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * What is removed and what stays: the Basic Profile of PS3.15 with options, and the settings of these. Read from a profile
 * file, which docs/formats.md specifies.
 *
 * @param name says what the profile is for
 * @param options that are applied; unmodifiable, at most one of the two about dates
 * @param leastShift fewest days by which dates are moved back, if they are
 * @param mostShift most days
 * @param strictness of cleaning descriptors
 * @param documents what happens to encapsulated documents
 */
public record Profile(String name, Set<ProfileOption> options, int leastShift, int mostShift, Strictness strictness, Documents documents) {
	/** Names of the profiles that MedPrep brings along. */
	public static final List<String> PRESETS = List.of("basic", "research", "trial", "safe");
	private static final String FIRST_LINE = "medprep-profile 1";
	private static final int LONGEST_SHIFT = 36_500, MAX_BYTES = 1 << 16;

	/** True if an option is applied. */
	public boolean has(ProfileOption option) {
		return options.contains(option);
	}

	/** True if an option keeps the values of an attribute as they are (K in PS3.15 table E.1-1). */
	boolean keeps(int tag) {
		return ConfidentialityTable.instance().isKept(tag, options);
	}

	/** A profile that MedPrep brings along. */
	public static Profile preset(String name) throws IOException {
		if (!PRESETS.contains(name)) throw new BatchConfigurationException("There is no such profile; it is one of " + String.join(", ", PRESETS) + ", or give a profile file.");
		try (InputStream in = Profile.class.getResourceAsStream("profiles/" + name + ".profile")) {
			return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	/** Reads a profile file. */
	public static Profile read(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException("The profile file does not exist; give a file, or leave it out.");
		if (Files.size(file) > MAX_BYTES) throw new BatchConfigurationException("The profile file is far too long for one; give a file that starts with \"" + FIRST_LINE + "\".");
		return parse(text(Files.readAllBytes(file)));
	}

	private static String text(byte[] bytes) throws BatchConfigurationException {
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length);
		boolean wrong = StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
		String text = out.flip().toString();
		if (wrong) throw wrong((int) text.chars().filter(c -> c == '\n').count() + 1, "it is not in UTF-8");
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
	}

	static Profile parse(String text) throws BatchConfigurationException {
		String[] lines = text.split("\\R");
		if (!lines[0].strip().equals(FIRST_LINE)) throw wrong(1, "a profile file starts with \"" + FIRST_LINE + "\"");
		Draft draft = new Draft();
		Set<String> seen = new HashSet<>();
		for (int i = 1; i < lines.length; i++) {
			String line = lines[i].replaceFirst("#.*", "").strip();
			if (line.isEmpty()) continue;
			int equals = line.indexOf('=');
			if (equals < 0) throw wrong(i + 1, "it is not of the form key = value");
			String key = line.substring(0, equals).strip(), value = line.substring(equals + 1).strip();
			if (!seen.add(key)) throw wrong(i + 1, "this key was set before");
			draft.set(key, value, i + 1);
		}
		return draft.profile();
	}

	/** Adds all settings, named as in a profile file, to those of a run. */
	void putInto(SortedMap<String, String> settings) {
		settings.put("profile", name.isEmpty() ? "unnamed" : name);
		settings.put("dates", has(ProfileOption.RETAIN_FULL_DATES) ? "keep" : has(ProfileOption.RETAIN_MODIFIED_DATES) ? "shift" : "remove");
		settings.put("shift_days", leastShift + ".." + mostShift);
		settings.put("strictness", strictness.name().toLowerCase(Locale.ROOT));
		settings.put("documents", documents.name().toLowerCase(Locale.ROOT));
		for (ProfileOption option : ProfileOption.values()) {
			if (!isOfDates(option)) settings.put(key(option), has(option) ? "yes" : "no");
		}
	}

	private static boolean isOfDates(ProfileOption option) {
		return option == ProfileOption.RETAIN_FULL_DATES || option == ProfileOption.RETAIN_MODIFIED_DATES;
	}

	private static String key(ProfileOption option) {
		return option.name().toLowerCase(Locale.ROOT);
	}

	private static BatchConfigurationException wrong(int line, String why) {
		return new BatchConfigurationException("Line " + line + " of the profile file cannot be used: " + why + ".");
	}

	/** A profile of which some lines are read. */
	private static final class Draft {
		private final Set<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
		private String name = "";
		private int least = 30, most = 3650;
		private Strictness strictness = Strictness.NORMAL;
		private Documents documents = Documents.REFUSE;

		private void set(String key, String value, int line) throws BatchConfigurationException {
			switch (key) {
				case "name" -> name = value;
				case "dates" -> {
					switch (value) {
						case "remove" -> { }
						case "shift" -> options.add(ProfileOption.RETAIN_MODIFIED_DATES);
						case "keep" -> options.add(ProfileOption.RETAIN_FULL_DATES);
						default -> throw wrong(line, "dates is one of remove, shift, keep");
					}
				}
				case "shift_days" -> range(value, line);
				case "strictness" -> strictness = choice(Strictness.class, key, value, line);
				case "documents" -> documents = choice(Documents.class, key, value, line);
				default -> option(key, value, line);
			}
		}

		private void range(String value, int line) throws BatchConfigurationException {
			if (!value.matches("\\d{1,5}\\.\\.\\d{1,5}")) throw wrong(line, "shift_days is of the form 30..3650");
			int dots = value.indexOf('.');
			least = Integer.parseInt(value.substring(0, dots));
			most = Integer.parseInt(value.substring(dots + 2));
			if (least < 1 || least > most || most > LONGEST_SHIFT) throw wrong(line, "shift_days goes from the fewest days, at least 1, to the most, at most " + LONGEST_SHIFT);
		}

		private void option(String key, String value, int line) throws BatchConfigurationException {
			for (ProfileOption option : ProfileOption.values()) {
				if (isOfDates(option) || !key(option).equals(key)) continue;
				if (!value.equals("yes") && !value.equals("no")) throw wrong(line, key + " is yes or no");
				if (value.equals("yes")) options.add(option);
				return;
			}
			throw wrong(line, "there is no key of this name");
		}

		private static <E extends Enum<E>> E choice(Class<E> type, String key, String value, int line) throws BatchConfigurationException {
			for (E constant : type.getEnumConstants()) {
				if (constant.name().toLowerCase(Locale.ROOT).equals(value)) return constant;
			}
			throw wrong(line, key + " has no such choice");
		}

		private Profile profile() {
			return new Profile(name, Collections.unmodifiableSet(options), least, most, strictness, documents);
		}
	}
}
