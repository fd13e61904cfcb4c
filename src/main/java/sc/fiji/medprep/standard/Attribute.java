package sc.fiji.medprep.standard;

/**
 * An entry of the data dictionary (PS3.6 tables 6-1, 7-1, 8-1, 9-1; PS3.7 annex E) or of the private dictionary.
 *
 * @param tag group in the upper 16 bits; digits that vary are zero
 * @param mask the bits of a tag that have to equal {@code tag}; -1 except for repeating groups, masked elements and
 *            private attributes (whose block byte varies)
 * @param keyword empty for private and blanked entries
 * @param name the attribute name; may be empty or "Unknown" for private attributes
 * @param vr as printed: one VR, a choice such as "US or SS", or NONE for item delimiters
 * @param vm the value multiplicity as printed, such as "1-n"
 * @param retired whether the standard has retired it
 */
public record Attribute(int tag, int mask, String keyword, String name, String vr, String vm, boolean retired) {}
