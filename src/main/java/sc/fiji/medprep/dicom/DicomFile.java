package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A DICOM file (PS3.10): what stands before the data set, and the data set. Long values are references into the source
 * that the file was read from, which must stay open as long as they are used.
 *
 * @param preamble the 128 bytes before "DICM", or null if the file has none
 * @param fileMeta the elements of group 0002
 * @param transferSyntax how the data set is encoded; what was found where the file says nothing or something else
 * @param irregularities what in the encoding does not follow the standard but could be read, without values
 */
public record DicomFile(byte[] preamble, DataSet fileMeta, DataSet dataSet, TransferSyntax transferSyntax, List<String> irregularities) {
	private static final int PREAMBLE_LENGTH = 128;
	private static final byte[] DICM = {'D', 'I', 'C', 'M'};

	/**
	 * Reads a file. Pixel data and other long values are not loaded.
	 *
	 * @param dictionary gives the VR of elements in implicit VR
	 * @throws DicomException if the bytes are not DICOM, are cut off, or contradict themselves
	 */
	public static DicomFile read(ByteSource source, VRLookup dictionary) throws IOException {
		List<String> irregularities = new ArrayList<>();
		Parser parser = new Parser(source, dictionary, irregularities);
		Window in = parser.window();
		if (in.length == 0) throw new DicomException("", 0, "the file is empty");
		boolean prefixed = in.length >= PREAMBLE_LENGTH + 4 && Arrays.equals(in.bytes(PREAMBLE_LENGTH, 4), DICM);
		boolean bare = !prefixed && in.length >= 4 && Arrays.equals(in.bytes(0, 4), DICM);
		byte[] preamble = prefixed ? in.bytes(0, PREAMBLE_LENGTH) : null;
		if (!prefixed) irregularities.add("no preamble");

		DataSet meta = new DataSet();
		long position = parser.parseFileMeta(meta, prefixed ? PREAMBLE_LENGTH + 4 : bare ? 4 : 0);
		if (meta.isEmpty()) irregularities.add("no file meta information");
		TransferSyntax declared = null;
		if (meta.contains(Tag.TRANSFER_SYNTAX_UID)) {
			declared = TransferSyntax.of(meta.string(Tag.TRANSFER_SYNTAX_UID).orElse("")).orElseThrow(() -> new DicomException(Tag.toString(Tag.TRANSFER_SYNTAX_UID),
				PREAMBLE_LENGTH + 4, "the transfer syntax is not one that is known; convert the file to a standard one first"));
			if (declared.deflated()) {
				source = Deflate.inflate(source, position);
				parser = new Parser(source, dictionary, irregularities);
				position = 0;
			}
		}
		Encoding encoding = parser.detect(position, declared == null ? null : Encoding.of(declared));
		if (encoding == null) {
			throw new DicomException("", position, prefixed || bare ? "no data set follows the file meta information; the file may be truncated, export it again"
				: "this is not a DICOM file: there is neither the prefix DICM nor a data element; leave it out");
		}
		DataSet dataSet = new DataSet();
		try {
			parser.parseDataSet(dataSet, position, encoding);
		}
		catch (DicomException e) {
			if (prefixed || bare || !meta.isEmpty()) throw e;
			throw new DicomException("", e.offset(), "this is not a DICOM file, or it is a damaged one without the prefix DICM; leave it out or export it again");
		}
		if (declared == null || !Encoding.of(declared).equals(encoding)) {
			if (declared != null) irregularities.add("encoding other than the Transfer Syntax UID says");
			declared = actual(encoding, declared, dataSet);
		}
		return new DicomFile(preamble, meta, dataSet, declared, irregularities);
	}

	/** The transfer syntax of a data set whose file names none or a wrong one. */
	private static TransferSyntax actual(Encoding encoding, TransferSyntax declared, DataSet dataSet) throws DicomException {
		Element pixels = dataSet.get(Tag.PIXEL_DATA);
		boolean encapsulated = pixels != null && pixels.value() instanceof Value.Fragments;
		if (encapsulated && declared != null && declared.encapsulated()) {
			return new TransferSyntax(declared.uid(), encoding.explicitVR(), encoding.order(), false, true);
		}
		if (encapsulated) throw new DicomException(Tag.toString(Tag.PIXEL_DATA), 0, "the compressed Pixel Data lacks its Transfer Syntax UID (0002,0010); add it first");
		if (!encoding.explicitVR()) return TransferSyntax.IMPLICIT_LITTLE;
		return encoding.order() == ByteOrder.BIG_ENDIAN ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
	}

	/**
	 * Writes the file: preamble, "DICM" and file meta information if there are such, then the data set in its transfer
	 * syntax. Group lengths that are present are made right; odd values are padded.
	 *
	 * @throws IOException if the source or the channel fails
	 */
	public void write(WritableByteChannel out) throws IOException {
		Encoder head = new Encoder();
		if (preamble != null) {
			head.raw(preamble);
			head.raw(DICM);
		}
		head.dataSet(fileMeta, Encoding.EXPLICIT_LITTLE);
		if (transferSyntax.deflated()) {
			head.writeTo(out);
			Encoder body = new Encoder();
			body.dataSet(dataSet, Encoding.of(transferSyntax));
			try (Deflate.Channel deflating = new Deflate.Channel(out)) {
				body.writeTo(deflating);
			}
			return;
		}
		head.dataSet(dataSet, Encoding.of(transferSyntax));
		head.writeTo(out);
	}
}
