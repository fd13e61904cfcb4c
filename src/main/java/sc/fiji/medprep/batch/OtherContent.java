package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** Tells read-me files, tables, protocols and pictures, which lie in many exports, from damaged DICOM files, which hardly look like one. */
public final class OtherContent {
	/** What becomes of such an item. */
	public static final Product PASSED_OVER = Product.skipped("The file is a text, a document or a picture and no DICOM file.");

	private static final int LOOKED_AT = 1 << 10;
	/** How PDF, PNG, JPEG and GIF begin. */
	private static final List<String> DOCUMENTS = List.of("%PDF", "\u0089PNG", "\u00FF\u00D8\u00FF", "GIF8");

	private OtherContent() {}

	/**
	 * Reads a DICOM file from a source that stays open.
	 *
	 * @return empty if it was never meant to be one
	 * @throws DicomException if it is a damaged one
	 */
	public static Optional<DicomFile> read(ByteSource source) throws IOException {
		try {
			return Optional.of(DicomFile.read(source, Dictionary.instance()));
		}
		catch (DicomException e) {
			if (isDocument(source)) return Optional.empty();
			throw e;
		}
	}

	private static boolean isDocument(ByteSource source) throws IOException {
		byte[] head = source.bytes(0, (int) Math.min(LOOKED_AT, source.length()));
		String start = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
		if (DOCUMENTS.stream().anyMatch(start::startsWith)) return true;
		for (byte b : head) {
			if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') return false;
		}
		return head.length > 0;
	}
}
