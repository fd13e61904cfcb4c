package sc.fiji.medprep.dicom;

import java.nio.ByteOrder;

/** How the elements of one level are encoded. */
record Encoding(boolean explicitVR, ByteOrder order) {
	static final Encoding IMPLICIT_LITTLE = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
	static final Encoding EXPLICIT_LITTLE = new Encoding(true, ByteOrder.LITTLE_ENDIAN);

	static Encoding of(TransferSyntax syntax) {
		return new Encoding(syntax.explicitVR(), syntax.byteOrder());
	}

	/** By hand, because a record's own makes the first file of a run wait for the machinery behind it. */
	boolean isSame(Encoding other) {
		return other != null && explicitVR == other.explicitVR && order == other.order;
	}
}
