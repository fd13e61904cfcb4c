package sc.fiji.medprep.standard;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The UIDs that name things of the standard and not things of a patient: PS3.6 annex A, classes that vendors define, and coding schemes.
 * Immutable and safe for use by many threads.
 */
public final class UidRegistry {

	/**
	 * A registered UID.
	 *
	 * @param type as in PS3.6 table A-1, such as SOP Class, Transfer Syntax, Coding Scheme
	 * @param retired whether the standard has retired it
	 */
	public record Entry(String uid, String name, String type, String keyword, boolean retired) {}

	private static final class Holder {
		static final UidRegistry INSTANCE = new UidRegistry();
	}

	private static final class VendorUids {
		static final SortedLines LINES = new SortedLines("vendor-uids.txt");
	}

	private static final class CodingSchemes {
		static final SortedLines LINES = new SortedLines("coding-schemes.txt");
	}

	/** The root of all that PS3.6 registers: most UIDs in a file do not have it and need no search. */
	private static final String DICOM_ROOT = "1.2.840.10008.";

	/** Roots of the context groups and templates (PS3.6 tables ), which are registered by the hundreds. */
	private static final String CONTEXT_GROUP_ROOT = "1.2.840.10008.6.1.";
	private static final String TEMPLATE_ROOT = "1.2.840.10008.9.";
	private static final Pattern STANDARD_SOP_CLASS = Pattern.compile("1\\.2\\.840\\.10008\\.5\\.1\\.4\\.[0-9.]{1,20}");

	private final SortedLines lines = new SortedLines("uids.txt");

	private UidRegistry() {}

	/** The one registry. */
	public static UidRegistry instance() {
		return Holder.INSTANCE;
	}

	public String edition() {
		return lines.edition();
	}

	/**
	 * True if PS3.6 annex A registers the UID. Context groups and templates are recognized by their root and one more
	 * component of at most four digits, so that an instance UID made up below the DICOM root is not taken for one.
	 */
	public boolean contains(String uid) {
		return uid.startsWith(DICOM_ROOT) &&
			(lines.find(uid) >= 0 || isNumbered(uid, CONTEXT_GROUP_ROOT) || isNumbered(uid, TEMPLATE_ROOT));
	}

	/** True if the UID names a kind of thing and not a thing: if PS3.6 registers it, or it is a vendor's class or a coding scheme. */
	public boolean namesKind(String uid) {
		return contains(uid) || isVendorClass(uid) || isCodingScheme(uid);
	}

	/** True for what stands below the root of the standard's SOP classes, also if it is newer than this registry; only to be asked of values that are SOP classes. */
	public boolean isStandardSopClass(String uid) {
		return STANDARD_SOP_CLASS.matcher(uid).matches();
	}

	private static boolean isNumbered(String uid, String root) {
		int digits = uid.length() - root.length();
		if (digits < 1 || digits > 4 || !uid.startsWith(root)) return false;
		for (int i = root.length(); i < uid.length(); i++) {
			if (uid.charAt(i) < '0' || uid.charAt(i) > '9') return false;
		}
		return true;
	}

	/** What PS3.6 table A-1 says about the UID; context groups and templates are not in that table. */
	public Optional<Entry> find(String uid) {
		int line = lines.find(uid);
		return line < 0 ? Optional.empty()
			: Optional.of(new Entry(uid, lines.field(line, 4), lines.field(line, 1), lines.field(line, 3), !lines.field(line, 2).isEmpty()));
	}

	/** True for private SOP classes and transfer syntaxes in wide use: the UID names a kind of object, not an object. */
	public boolean isVendorClass(String uid) {
		return VendorUids.LINES.find(uid) >= 0;
	}

	/** True for coding schemes such as SNOMED CT, whether their UID is registered in PS3.6 or by others. */
	public boolean isCodingScheme(String uid) {
		if (CodingSchemes.LINES.find(uid) >= 0) return true;
		int line = lines.find(uid);
		return line >= 0 && lines.field(line, 1).equals("Coding Scheme");
	}
}
