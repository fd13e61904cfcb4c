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
 * @param transferSyntax how the data set is to be encoded: as the file says, or as was found where it says nothing
 * @param irregularities what in the encoding does not follow the standard but could be read, without values
 */
public record DicomFile(byte[] preamble, DataSet fileMeta, DataSet dataSet, TransferSyntax transferSyntax, List<String> irregularities) {
	private static final int PREAMBLE_LENGTH = 128;
	private static final byte[] DICM = {'D', 'I', 'C', 'M'};

	/** UID of this implementation, made once from a random UUID (PS3.5 annex B.2). */
	private static final String IMPLEMENTATION_CLASS_UID = "2.25.162007537978905906010264552811219555965";
	private static final String IMPLEMENTATION_VERSION_NAME = "MEDPREP_1";

	/**
	 * A new file around a data set, with an empty preamble and file meta information of its own.
	 *
	 * @param transferSyntax how the data set is to be encoded
	 * @param sopClass Media Storage SOP Class UID; empty to leave it out
	 * @param sopInstance Media Storage SOP Instance UID; empty to leave it out
	 */
	public static DicomFile of(DataSet dataSet, TransferSyntax transferSyntax, String sopClass, String sopInstance) {
		DataSet meta = new DataSet();
		meta.putInts(Tag.FILE_META_INFORMATION_GROUP_LENGTH, VR.UL, 0);
		meta.put(Element.bytes(Tag.FILE_META_INFORMATION_VERSION, VR.OB, new byte[] {0, 1}));
		if (!sopClass.isEmpty()) meta.put(Element.ascii(Tag.MEDIA_STORAGE_SOP_CLASS_UID, VR.UI, sopClass));
		if (!sopInstance.isEmpty()) meta.put(Element.ascii(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, VR.UI, sopInstance));
		meta.put(Element.ascii(Tag.TRANSFER_SYNTAX_UID, VR.UI, transferSyntax.uid()));
		meta.put(Element.ascii(Tag.IMPLEMENTATION_CLASS_UID, VR.UI, IMPLEMENTATION_CLASS_UID));
		meta.put(Element.ascii(Tag.IMPLEMENTATION_VERSION_NAME, VR.SH, IMPLEMENTATION_VERSION_NAME));
		return new DicomFile(new byte[PREAMBLE_LENGTH], meta, dataSet, transferSyntax, List.of());
	}

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
		boolean marked = prefixed || bare || !meta.isEmpty();
		if (encoding == null && !marked) throw new DicomException("", position, "this is not a DICOM file: there is neither the prefix DICM nor a data element; leave it out");
		if (encoding == null || position == parser.window().length) {
			throw new DicomException("", position, "no data set follows the file meta information; the file may be truncated, export it again");
		}
		DataSet dataSet = new DataSet();
		try {
			parser.parseDataSet(dataSet, position, encoding);
		}
		catch (DicomException e) {
			if (marked) throw e;
			throw new DicomException("", e.offset(), "this is not a DICOM file, or it is a damaged one without the prefix DICM; leave it out or export it again");
		}
		if (dataSet.isEmpty()) throw new DicomException("", position, "no data set follows the file meta information; the file may be truncated, export it again");
		if (declared == null) declared = actual(encoding, dataSet);
		else if (!Encoding.of(declared).equals(encoding)) irregularities.add("encoding other than the Transfer Syntax UID says");
		return new DicomFile(preamble, meta, dataSet, declared, irregularities);
	}

	/** The transfer syntax of a data set whose file names none. */
	private static TransferSyntax actual(Encoding encoding, DataSet dataSet) throws DicomException {
		Element pixels = dataSet.get(Tag.PIXEL_DATA);
		if (pixels != null && pixels.value() instanceof Value.Fragments) {
			throw new DicomException(Tag.toString(Tag.PIXEL_DATA), 0, "the compressed Pixel Data lacks its Transfer Syntax UID (0002,0010); add it first");
		}
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
