package sc.fiji.medprep.deidentify.protocols;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.dicom.vendor.AscConv;

/**
 * Protocols of Siemens: parameters that are on a list stay, if their value is a number or of a few known forms; all else goes,
 * also the part in front of the list of assignments, which says the same in another notation.
 */
public final class AscConvCleaner {
	private static final Parameters KEPT = new Parameters("ascconv-keys.txt");
	private static final int MAX_INDEX_DIGITS = 4;

	private AscConvCleaner() {}

	/** As {@link #cleaned(String, UnaryOperator)}, for the bytes of an element; null if nothing stays. */
	public static byte[] cleaned(byte[] protocol, UnaryOperator<String> text) {
		String kept = cleaned(new String(protocol, StandardCharsets.ISO_8859_1), text);
		return kept.isEmpty() ? null : kept.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * The protocol with the parameters that are known to be harmless.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return empty if there is no such list in the protocol or nothing of it stays
	 */
	static String cleaned(String protocol, UnaryOperator<String> text) {
		return AscConv.of(protocol).map(list -> AscConv.text(list.assignments().stream().filter(line -> KEPT.keep(withoutIndices(line.key()), line.value(), text)).toList())).orElse("");
	}

	/** A key as it stands in the list: [] for each index. Digits that are no index stay, so that the key is on no list. */
	private static String withoutIndices(String key) {
		if (key.indexOf('[') < 0) return key;
		StringBuilder listed = new StringBuilder(key.length());
		int digitsLeft = 0;
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			if (digitsLeft-- > 0 && c >= '0' && c <= '9') continue;
			digitsLeft = c == '[' ? MAX_INDEX_DIGITS : 0;
			listed.append(c);
		}
		return listed.toString();
	}
}
