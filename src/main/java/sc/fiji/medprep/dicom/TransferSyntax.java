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

	private static TransferSyntax plain(String uid, boolean explicit, ByteOrder order) {
		return new TransferSyntax(uid, explicit, order, false, false);
	}

	private static TransferSyntax deflated(String uid) {
		return new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, true, false);
	}

	/** The transfer syntax of a UID of PS3.6 or of a private one in wide use; empty if its encoding is not known. */
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
			default -> uid.startsWith("1.2.840.10008.1.2.") ? new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, false, true) : null;
		});
	}
}
