package sc.fiji.medprep.deidentify.protocols;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.dicom.vendor.GeProtocol;

/** Protocol data blocks of GE: the name in the gzip file has the number of the examination, and a line the description. */
public final class GeProtocolCleaner {
	private static final Parameters KEPT = new Parameters("ge-protocol-keys.txt");

	private GeProtocolCleaner() {}

	/**
	 * The block with the parameters that are known to be harmless.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return null if the bytes are no such block or nothing stays of it
	 */
	public static byte[] cleaned(byte[] block, UnaryOperator<String> text) {
		Map<String, String> kept = new LinkedHashMap<>(GeProtocol.of(block).values());
		kept.entrySet().removeIf(parameter -> !KEPT.keep(parameter.getKey(), parameter.getValue(), text));
		return kept.isEmpty() ? null : GeProtocol.block(kept);
	}
}
