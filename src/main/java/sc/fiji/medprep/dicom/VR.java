package sc.fiji.medprep.dicom;

/**
 * A Value Representation and every rule that depends on it alone (PS3.5 section 6.2 and 7.1.2).
 */
public enum VR {
	AE(Kind.ASCII, 1, 16, true), AS(Kind.ASCII, 1, 4, true), AT(Kind.BINARY, 2, 0, true), CS(Kind.ASCII, 1, 16, true),
	DA(Kind.ASCII, 1, 8, true), DS(Kind.ASCII, 1, 16, true), DT(Kind.ASCII, 1, 26, true), FD(Kind.BINARY, 8, 0, true),
	FL(Kind.BINARY, 4, 0, true), IS(Kind.ASCII, 1, 12, true), LO(Kind.TEXT, 1, 64, true), LT(Kind.TEXT, 1, 10240, false),
	OB(Kind.BULK, 1, 0, false), OD(Kind.BULK, 8, 0, false), OF(Kind.BULK, 4, 0, false), OL(Kind.BULK, 4, 0, false),
	OV(Kind.BULK, 8, 0, false), OW(Kind.BULK, 2, 0, false), PN(Kind.TEXT, 1, 64, true), SH(Kind.TEXT, 1, 16, true),
	SL(Kind.BINARY, 4, 0, true), SQ(Kind.SEQUENCE, 1, 0, false), SS(Kind.BINARY, 2, 0, true), ST(Kind.TEXT, 1, 1024, false),
	SV(Kind.BINARY, 8, 0, true), TM(Kind.ASCII, 1, 14, true), UC(Kind.TEXT, 1, 0, true), UI(Kind.ASCII, 1, 64, true),
	UL(Kind.BINARY, 4, 0, true), UN(Kind.BULK, 1, 0, false), UR(Kind.ASCII, 1, 0, false), US(Kind.BINARY, 2, 0, true),
	UT(Kind.TEXT, 1, 0, false), UV(Kind.BINARY, 8, 0, true);

	/** What the value field of a VR holds. */
	public enum Kind {
		/** Characters of the default repertoire only. */
		ASCII,
		/** Characters of the Specific Character Set (0008,0005). */
		TEXT,
		/** Numbers or attribute tags of fixed size. */
		BINARY,
		/** Bytes or words that may be large: OB, OW, UN and their like. */
		BULK,
		/** Items. */
		SEQUENCE
	}

	private static final VR[] BY_CODE = new VR[26 * 26];
	static {
		for (VR vr : values()) BY_CODE[index(vr.name().charAt(0), vr.name().charAt(1))] = vr;
	}

	private final Kind kind;
	private final int unitBytes;
	private final int maxLength;
	private final boolean multiValued;

	VR(Kind kind, int unitBytes, int maxLength, boolean multiValued) {
		this.kind = kind;
		this.unitBytes = unitBytes;
		this.maxLength = maxLength;
		this.multiValued = multiValued;
	}

	/** The VR of two code bytes as they stand in an explicit VR element, or null if there is none of that name. */
	public static VR of(int first, int second) {
		return first < 'A' || first > 'Z' || second < 'A' || second > 'Z' ? null : BY_CODE[index(first, second)];
	}

	private static int index(int first, int second) {
		return (first - 'A') * 26 + second - 'A';
	}

	public Kind kind() {
		return kind;
	}

	/** True for text and ASCII strings. */
	public boolean isString() {
		return kind == Kind.TEXT || kind == Kind.ASCII;
	}

	/** Size in bytes of the unit that is swapped between byte orders; 1 where the byte order does not matter. */
	public int unitBytes() {
		return unitBytes;
	}

	/** Longest value in characters (in bytes for ASCII kinds), per component group for PN; 0 where there is no limit. */
	public int maxLength() {
		return maxLength;
	}

	/** True if values are separated by a backslash (strings) or may follow each other (numbers). */
	public boolean isMultiValued() {
		return multiValued;
	}

	/** True if an explicit VR element has two reserved bytes and a 32-bit length (PS3.5 table 7.1-1). */
	public boolean hasLongLength() {
		return kind == Kind.BULK || kind == Kind.SEQUENCE || this == UC || this == UR || this == UT || this == SV || this == UV;
	}

	/** The byte that makes an odd value even: space for strings, NUL for UI and everything else. */
	public byte padding() {
		return isString() && this != UI ? (byte) ' ' : 0;
	}
}
