package sc.fiji.medprep.dicom;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a data set is encoded (PS3.5 section 10 and annex A).
 *
 * @param uid the Transfer Syntax UID
 * @param explicitVR true if each element carries its VR
 * @param byteOrder byte order of the data set; file meta information is always little endian
 * @param deflated true if the whole data set is compressed with raw deflate
 * @param encapsulated true if Pixel Data is a sequence of fragments
 */
public record TransferSyntax(String uid, boolean explicitVR, ByteOrder byteOrder, boolean deflated, boolean encapsulated) {
	public static final TransferSyntax IMPLICIT_LITTLE = plain("1.2.840.10008.1.2", false, ByteOrder.LITTLE_ENDIAN);
	public static final TransferSyntax EXPLICIT_LITTLE = plain("1.2.840.10008.1.2.1", true, ByteOrder.LITTLE_ENDIAN);
	public static final TransferSyntax EXPLICIT_BIG = plain("1.2.840.10008.1.2.2", true, ByteOrder.BIG_ENDIAN);
	public static final TransferSyntax DEFLATED = deflated("1.2.840.10008.1.2.1.99");

	private static final String CODECS = "1.2.840.10008.1.2.4.";

	private static TransferSyntax encapsulated(String uid) {
		return new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, false, true);
	}

	private static TransferSyntax plain(String uid, boolean explicit, ByteOrder order) {
		return new TransferSyntax(uid, explicit, order, false, false);
	}

	private static TransferSyntax deflated(String uid) {
		return new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, true, false);
	}

	/**
	 * The transfer syntax of a UID that PS3.6 registers for files, or of a private one in wide use; empty for all others. The
	 * UID of the result is one that is known, whatever a file puts in its place.
	 */
	public static Optional<TransferSyntax> of(String uid) {
		return Optional.ofNullable(switch (uid) {
			case "1.2.840.10008.1.2" -> IMPLICIT_LITTLE;
			case "1.2.840.10008.1.2.1" -> EXPLICIT_LITTLE;
			case "1.2.840.10008.1.2.2" -> EXPLICIT_BIG;
			case "1.2.840.10008.1.2.1.99" -> DEFLATED;
			// JPIP referenced with deflate, and its HTJ2K form
			case "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205" -> deflated(uid);
			// JPIP referenced: no Pixel Data in the data set
			case "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.204" -> plain(uid, true, ByteOrder.LITTLE_ENDIAN);
			// GE: little endian data set, big endian Pixel Data; Papyrus 3
			case "1.2.840.113619.5.2", "1.2.840.10008.1.20" -> plain(uid, false, ByteOrder.LITTLE_ENDIAN);
			// encapsulated uncompressed, RLE, deflated frames
			case "1.2.840.10008.1.2.1.98", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.8.1" -> encapsulated(uid);
			default -> uid.startsWith(CODECS) && isCodec(uid.substring(CODECS.length())) ? encapsulated(uid) : null;
		});
	}

	/** The last components of PS3.6 table A-1 below {@link #CODECS} whose Pixel Data is encapsulated. */
	private static boolean isCodec(String component) {
		return switch (component) {
			// JPEG
			case "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60", "61", "62", "63", "64", "65", "66", "70" -> true;
			// JPEG-LS, JPEG 2000, JPEG XL, HTJ2K
			case "80", "81", "90", "91", "92", "93", "110", "111", "112", "201", "202", "203" -> true;
			// MPEG2, MPEG-4, HEVC
			case "100", "100.1", "101", "101.1", "102", "102.1", "103", "103.1", "104", "104.1", "105", "105.1", "106", "106.1", "107", "108" -> true;
			default -> false;
		};
	}
}
