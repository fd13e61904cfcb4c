package sc.fiji.medprep.curate.fix;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.medprep.batch.BatchConfigurationException;

/** A kind of repair. None changes what a value means. */
public enum Repair {
	/** Odd lengths, order of attributes, delimiters, reserved bytes, zeros behind the data set (PS3.5 section 7). */
	ENCODING,
	/** Preamble and file meta information (PS3.10 section 7.1), made of what the data set says. */
	META,
	/** Group lengths, which are retired, go; that of file meta information is made right (PS3.5 section 7.2). */
	GROUP_LENGTH,
	/** Another VR than that of the data dictionary, or UN, where the value is one of the right VR (PS3.6). */
	VR,
	/** Specific Character Set that is misspelt, or missing although the text is UTF-8 (PS3.3 section C.12.1.1.2). */
	CHARSET,
	/** NUL bytes behind text, and spaces behind UIDs (PS3.5 section 6.2). */
	PADDING,
	/** Missing attributes of Type 2 and 2C are added without a value (PS3.5 section 7.4.3). */
	TYPE2;

	private static final String ALL = "all";

	/** As in the key {@code fix}. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The rule of the findings that say it was done. */
	String rule() {
		return "fix." + word();
	}

	/**
	 * The repairs of a list such as {@code vr,type2}, or of {@code all}.
	 *
	 * @throws BatchConfigurationException if there is no such repair
	 */
	public static Set<Repair> ofWords(String list) throws BatchConfigurationException {
		Set<Repair> repairs = EnumSet.noneOf(Repair.class);
		for (String part : list.split(",", -1)) {
			String word = part.strip();
			if (word.equals(ALL)) repairs.addAll(EnumSet.allOf(Repair.class));
			else repairs.add(Arrays.stream(values()).filter(repair -> repair.word().equals(word)).findAny().orElseThrow(Repair::unknown));
		}
		return repairs;
	}

	private static BatchConfigurationException unknown() {
		return new BatchConfigurationException("fix names a repair that there is not; give none, all, undo, or some of " + words(EnumSet.allOf(Repair.class)) + ".");
	}

	/** A list as {@link #ofWords} takes it. */
	static String words(Set<Repair> repairs) {
		return repairs.stream().map(Repair::word).collect(Collectors.joining(","));
	}
}
