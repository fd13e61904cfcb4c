package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import sc.fiji.medprep.dicom.ByteSource;

/** Tells read-me files, tables, protocols and pictures, which lie in many exports, from damaged DICOM files, which hardly look like one. */
public final class OtherContent {
	/** Why such an item is passed over. */
	public static final String REASON = "The file is a text, a document or a picture and no DICOM file.";

	private static final int LOOKED_AT = 1 << 10;
	/** How PDF, PNG, JPEG and GIF begin. */
	private static final List<String> DOCUMENTS = List.of("%PDF", "\u0089PNG", "\u00FF\u00D8\u00FF", "GIF8");

	private OtherContent() {}

	/** Whether a file that cannot be read as DICOM was never meant to be one. */
	public static boolean isDocument(ByteSource source) throws IOException {
		byte[] head = source.bytes(0, (int) Math.min(LOOKED_AT, source.length()));
		String start = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
		if (DOCUMENTS.stream().anyMatch(start::startsWith)) return true;
		for (byte b : head) {
			if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') return false;
		}
		return head.length > 0;
	}
}
