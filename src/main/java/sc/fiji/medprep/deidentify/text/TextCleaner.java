package sc.fiji.medprep.deidentify.text;

/** Cleans text. */
public final class TextCleaner {
	public TextCleaner(Strictness strictness) {}
}
