package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * The header of a NIfTI-1, NIfTI-2 or Analyze 7.5 image. Sizes, orientation and scaling stay; text fields, fields that no
 * reader uses and extensions do not. Byte positions are those of nifti1.h, nifti2.h and dbh.h.
 */
final class NiftiHeader {
	static final int LONGEST = 540;
	private static final int NIFTI_1 = 348, NIFTI_2 = 540;
	private static final int EXTENSION_FLAG = 4;
	private static final byte[] MAGIC_2 = {'n', '+', '2', 0, '\r', '\n', 0x1A, '\n'};
	/** Names that programs give to what the values mean (nifti1.h and CIFTI); others may be typed by a person. */
	private static final Set<String> INTENTS = Set.of("ConnDense", "ConnDenseSeries", "ConnParcels", "ConnParcelSries", "ConnDenseScalar", "ConnDenseLabel", "ConnParcelScalr", "ConnDenseParcel", "ConnParcelDense",
		"Displacement", "mrs_v0_2", "mrs_v0_3", "mrs_v0_4", "mrs_v0_5", "mrs_v0_6", "mrs_v0_7", "mrs_v0_8", "mrs_v0_9", "Probability", "Label", "Mask");
	private static final Set<String> UNITS = Set.of("mm", "cm", "m", "um", "vox");
	/** What dcm2niix and FSL write into descrip: numbers with a key. */
	private static final Pattern PARAMETER = Pattern.compile("(?:TE|TR|TI|FA|phase|mb|sl|dwell|Time)=[-+0-9.eE]+(?:ms|s)?");
	private static final Pattern SOFTWARE = Pattern.compile("FSL ?\\d[0-9.]{0,10}|\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}:[0-9a-f]{6,10}|FreeSurfer [A-Z][a-z]{2} +\\d{1,2} \\d{4}|spm - (?:realigned|normalised|contrast|mask)|spm");

	private enum Kind {
		ANALYZE, NIFTI_1_PAIR, NIFTI_1_FILE, NIFTI_2_PAIR, NIFTI_2_FILE
	}

	private final ByteBuffer original;
	private final Kind kind;

	private NiftiHeader(ByteBuffer original, Kind kind) {
		this.original = original;
		this.kind = kind;
	}

	/**
	 * The header that some bytes start with, if they do.
	 *
	 * @param start the first {@link #LONGEST} bytes of a file, or all if it has fewer
	 * @param named true if the name of the file says that it is a header; Analyze has no other mark than its length
	 */
	static Optional<NiftiHeader> of(byte[] start, boolean named) {
		if (start.length < NIFTI_1) return Optional.empty();
		ByteBuffer header = ByteBuffer.wrap(start);
		for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
			header.order(order);
			int size = header.getInt(0);
			if (size == NIFTI_2 && start.length >= NIFTI_2 && matches(start, 4, MAGIC_2)) return Optional.of(new NiftiHeader(header, start[5] == '+' ? Kind.NIFTI_2_FILE : Kind.NIFTI_2_PAIR));
			if (size != NIFTI_1) continue;
			String magic = new String(start, 344, 4, StandardCharsets.ISO_8859_1);
			if (magic.equals("n+1\0")) return Optional.of(new NiftiHeader(header, Kind.NIFTI_1_FILE));
			if (magic.equals("ni1\0")) return Optional.of(new NiftiHeader(header, Kind.NIFTI_1_PAIR));
			if (named) return Optional.of(new NiftiHeader(header, Kind.ANALYZE));
		}
		return Optional.empty();
	}

	private static boolean matches(byte[] start, int at, byte[] magic) {
		for (int i = 0; i < magic.length; i++) {
			// the second byte tells a file from a pair
			if (start[at + i] != magic[i] && !(i == 1 && start[at + i] == 'i')) return false;
		}
		return true;
	}

	private boolean isSecond() {
		return kind == Kind.NIFTI_2_FILE || kind == Kind.NIFTI_2_PAIR;
	}

	/** True if the voxels are in the same file. */
	boolean holdsVoxels() {
		return kind == Kind.NIFTI_1_FILE || kind == Kind.NIFTI_2_FILE;
	}

	private int size() {
		return isSecond() ? NIFTI_2 : NIFTI_1;
	}

	/**
	 * Where the voxels begin in the file that holds them.
	 *
	 * @throws IOException if the header is wrong
	 */
	long voxelStart() throws IOException {
		double offset = isSecond() ? original.getLong(168) : original.getFloat(108);
		long least = holdsVoxels() ? size() : 0;
		// a file that says 0 means "behind the header"
		if (holdsVoxels() && offset == 0) return size() + EXTENSION_FLAG;
		if (!(offset >= least) || offset > 1L << 40 || offset != Math.rint(offset)) throw new IOException("The header says that the voxels begin where they cannot; the file is damaged.");
		return (long) offset;
	}

	/**
	 * How many bytes the voxels take.
	 *
	 * @throws IOException if the header is wrong
	 */
	long voxelBytes() throws IOException {
		long dimensions = dimension(0), bits = original.getShort(isSecond() ? 14 : 72);
		if (dimensions < 1 || dimensions > 7 || bits < 1 || bits > 256) throw damaged();
		long count = bits;
		for (int i = 1; i <= dimensions; i++) {
			long length = dimension(i);
			if (length < 0 || length == 0 && i <= 3) throw damaged();
			if (count > (1L << 60) / Math.max(1, length)) throw damaged();
			count *= Math.max(1, length);
		}
		return (count + 7) / 8;
	}

	private long dimension(int i) {
		return isSecond() ? original.getLong(16 + 8 * i) : original.getShort(40 + 2 * i);
	}

	private static IOException damaged() {
		return new IOException("The header gives no possible size of the image; the file is damaged.");
	}

	/** Length of what {@link #cleaned} writes: the voxels begin there. */
	int cleanedLength() {
		return holdsVoxels() ? size() + EXTENSION_FLAG : size();
	}

	/** The header as it may stay, with nothing between it and the voxels. */
	byte[] cleaned(Context context, String path) throws IOException {
		ByteBuffer header = ByteBuffer.allocate(cleanedLength()).order(original.order());
		header.put(0, original.array(), 0, size());
		Subject subject = context.subject(BidsNames.label(path));
		List<String> known = BidsNames.label(path) == null ? List.of() : List.of(BidsNames.label(path));
		if (isSecond()) {
			if (holdsVoxels()) header.putLong(168, cleanedLength());
			text(header, 240, 80, description(string(240, 80), context, subject, known));
			text(header, 320, 24, "");
			text(header, 508, 16, intent(string(508, 16)));
			text(header, 525, 15, "");
			return header.array();
		}
		text(header, 4, 28, "");
		if (header.getInt(32) != 16384) header.putInt(32, 0);
		header.putShort(36, (short) 0);
		if (header.get(38) != 'r') header.put(38, (byte) 0);
		text(header, 148, 80, description(string(148, 80), context, subject, known));
		text(header, 228, 24, "");
		if (kind == Kind.ANALYZE) {
			cleanAnalyze(header);
			return header.array();
		}
		if (holdsVoxels()) header.putFloat(108, cleanedLength());
		text(header, 328, 16, intent(string(328, 16)));
		return header.array();
	}

	private void cleanAnalyze(ByteBuffer header) {
		header.put(39, (byte) 0);
		if (!UNITS.contains(string(56, 4))) text(header, 56, 4, "");
		text(header, 60, 8, "");
		header.putShort(68, (short) 0);
		header.putShort(74, (short) 0);
		if (header.get(252) > 5 || header.get(252) < 0) header.put(252, (byte) 0);
		if (!isOrigin()) text(header, 253, 10, "");
		text(header, 263, NIFTI_1 - 263, "");
	}

	/** SPM keeps the voxel of the origin where Analyze has the name of the person: three numbers near the image and two zeros. */
	private boolean isOrigin() {
		for (int i = 0; i < 5; i++) {
			int value = original.getShort(253 + 2 * i);
			if (i < 3 ? Math.abs(value) > 4 * Math.max(16, dimension(i + 1)) : value != 0) return false;
		}
		return true;
	}

	private String intent(String name) {
		return INTENTS.contains(name) ? name : "";
	}

	/** Parameters stay, the time of the acquisition as times do, programs by their name, anything else as free text. */
	private static String description(String text, Context context, Subject subject, List<String> known) {
		if (text.isBlank() || SOFTWARE.matcher(text).matches()) return text;
		List<String> kept = new ArrayList<>();
		for (String part : text.split(";")) {
			if (PARAMETER.matcher(part).matches()) {
				if (!part.startsWith("Time=") || !new Dates(context).areRemoved()) kept.add(part);
			}
			else if (context.has(ProfileOption.CLEAN_DESCRIPTORS)) {
				String cleaned = new Values(context).text(part, subject, known);
				if (cleaned != null) kept.add(cleaned);
			}
		}
		return String.join(";", kept);
	}

	private String string(int at, int length) {
		int end = at;
		while (end < at + length && original.get(end) != 0) end++;
		return new String(original.array(), at, end - at, StandardCharsets.UTF_8).strip();
	}

	private static void text(ByteBuffer header, int at, int length, String text) {
		byte[] bytes = new byte[length];
		byte[] value = text.getBytes(StandardCharsets.UTF_8);
		System.arraycopy(value, 0, bytes, 0, Math.min(length - 1, value.length));
		header.put(at, bytes);
	}
}
