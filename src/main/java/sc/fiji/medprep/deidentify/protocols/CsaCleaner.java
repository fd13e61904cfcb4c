package sc.fiji.medprep.deidentify.protocols;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.dicom.vendor.AscConv;
import sc.fiji.medprep.dicom.vendor.Csa;

/** CSA headers: nothing of the original bytes is kept, what is known to be harmless is written anew. */
public final class CsaCleaner {
	private static final Parameters KEPT = new Parameters("csa-fields.txt");

	private CsaCleaner() {}

	/**
	 * The header with the fields and values that are known to be harmless, and nothing else.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return null if the bytes are no CSA header or nothing stays of it
	 */
	public static byte[] cleaned(byte[] header, UnaryOperator<String> text) {
		Csa parsed = Csa.of(header).orElse(null);
		if (parsed == null) return null;
		List<Csa.Field> kept = new ArrayList<>();
		for (Csa.Field field : parsed.fields()) {
			List<String> values = kept(field, text);
			if (values != null) kept.add(field.withValues(values));
		}
		return kept.isEmpty() ? null : parsed.withFields(kept).bytes();
	}

	/** All values of a field, or null: without one the others would stand in the wrong places. */
	private static List<String> kept(Csa.Field field, UnaryOperator<String> text) {
		if (AscConv.isInField(field.name())) return field.values().stream().map(protocol -> AscConvCleaner.cleaned(protocol, text)).toList();
		if (!KEPT.isListed(field.name())) return null;
		List<String> values = field.values().stream().map(String::strip).toList();
		return values.stream().allMatch(value -> value.isEmpty() || KEPT.keep(field.name(), value, text)) ? values : null;
	}
}
