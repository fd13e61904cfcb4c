package sc.fiji.medprep.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A DICOM file (PS3.10): what stands before the data set, and the data set. Long values are references into the source
 * that the file was read from, which must stay open as long as they are used.
 * <p>
 * Closing releases what reading has opened: the file, if it was read by its path, and the temporary file that a large
 * deflated data set was inflated to. A source that was handed over stays open.
 */
public final class DicomFile implements Closeable {
	private static final int PREAMBLE_LENGTH = 128;
	private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
	private static final byte[] DICM = {'D', 'I', 'C', 'M'};

	/** UID of this implementation, made once from a random UUID (PS3.5 annex B.2). */
	private static final String IMPLEMENTATION_CLASS_UID = "2.25.162007537978905906010264552811219555965";
	private static final String IMPLEMENTATION_VERSION_NAME = "MEDPREP_1";

	private final byte[] preamble;
	private final DataSet fileMeta;
	private final DataSet dataSet;
	private final TransferSyntax transferSyntax;
	private final List<Irregularity> irregularities;
	/** What was opened to read the file. */
	private final List<Closeable> opened;

	/**
	 * @param preamble the 128 bytes before "DICM", or null if the file has none
	 * @param fileMeta the elements of group 0002; empty if the file has none
	 * @param transferSyntax how the data set is to be encoded
	 * @param irregularities what in the encoding does not follow the standard
	 */
	public DicomFile(byte[] preamble, DataSet fileMeta, DataSet dataSet, TransferSyntax transferSyntax, List<Irregularity> irregularities) {
		this(preamble, fileMeta, dataSet, transferSyntax, irregularities, List.of());
	}

	private DicomFile(byte[] preamble, DataSet fileMeta, DataSet dataSet, TransferSyntax transferSyntax, List<Irregularity> irregularities, List<Closeable> opened) {
		this.preamble = preamble;
		this.fileMeta = fileMeta;
		this.dataSet = dataSet;
		this.transferSyntax = transferSyntax;
		this.irregularities = List.copyOf(irregularities);
		this.opened = opened;
	}

	/** The 128 bytes before "DICM", not copied, or null if the file has none. */
	public byte[] preamble() {
		return preamble;
	}

	/** The elements of group 0002; empty if the file has none. */
	public DataSet fileMeta() {
		return fileMeta;
	}

	public DataSet dataSet() {
		return dataSet;
	}

	/** How the data set is to be encoded: as the file says, or as was found where it says nothing. */
	public TransferSyntax transferSyntax() {
		return transferSyntax;
	}

	/** The bytes of a deflated data set in the clear, open as long as the file is; empty if the data set stands in the source as it is. */
	public Optional<ByteSource> inflated() {
		return transferSyntax.deflated() && !opened.isEmpty() && opened.get(0) instanceof ByteSource inflated ? Optional.of(inflated) : Optional.empty();
	}

	/** What in the encoding does not follow the standard but could be read, in the order of the file; of each kind the first few. */
	public List<Irregularity> irregularities() {
		return irregularities;
	}

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
	 * Reads a file by its path. Pixel data and other long values are not loaded: close the result once they are not needed
	 * any more.
	 *
	 * @param dictionary gives the VR of elements in implicit VR
	 * @throws DicomException if the bytes are not DICOM, are cut off, or contradict themselves
	 */
	public static DicomFile read(Path file, VRLookup dictionary) throws IOException {
		ByteSource source = ByteSource.of(file);
		return read(source, source, dictionary);
	}

	/**
	 * Reads a file from a source that is closed with it, or at once if it cannot be read.
	 *
	 * @param owner closes the source
	 * @param dictionary gives the VR of elements in implicit VR
	 * @throws DicomException if the bytes are not DICOM, are cut off, or contradict themselves
	 */
	public static DicomFile read(ByteSource source, Closeable owner, VRLookup dictionary) throws IOException {
		try {
			DicomFile read = read(source, dictionary);
			List<Closeable> opened = new ArrayList<>(read.opened);
			opened.add(owner);
			return new DicomFile(read.preamble, read.fileMeta, read.dataSet, read.transferSyntax, read.irregularities, opened);
		}
		catch (Throwable e) {
			owner.close();
			throw e;
		}
	}

	/**
	 * Reads a file from a source that stays open. Pixel data and other long values are not loaded.
	 *
	 * @param dictionary gives the VR of elements in implicit VR
	 * @throws DicomException if the bytes are not DICOM, are cut off, or contradict themselves
	 */
	public static DicomFile read(ByteSource source, VRLookup dictionary) throws IOException {
		Irregularities irregularities = new Irregularities();
		Parser parser = new Parser(source, dictionary, irregularities);
		Window in = parser.window();
		if (in.length == 0) throw new DicomException("", 0, "the file is empty");
		boolean prefixed = in.length >= PREAMBLE_LENGTH + 4 && Arrays.equals(in.bytes(PREAMBLE_LENGTH, 4), DICM);
		boolean bare = !prefixed && in.length >= 4 && Arrays.equals(in.bytes(0, 4), DICM);
		byte[] preamble = prefixed ? in.bytes(0, PREAMBLE_LENGTH) : null;
		if (!prefixed) irregularities.add(Irregularity.Kind.NO_PREAMBLE, "", 0);

		DataSet meta = new DataSet();
		long position = parser.parseFileMeta(meta, prefixed ? PREAMBLE_LENGTH + 4 : bare ? 4 : 0);
		if (meta.isEmpty()) irregularities.add(Irregularity.Kind.NO_FILE_META, "", position);
		TransferSyntax declared = null;
		if (meta.contains(Tag.TRANSFER_SYNTAX_UID)) {
			declared = TransferSyntax.of(meta.string(Tag.TRANSFER_SYNTAX_UID).orElse("")).orElseThrow(() -> new DicomException(Tag.toString(Tag.TRANSFER_SYNTAX_UID),
				PREAMBLE_LENGTH + 4, "the transfer syntax is not one that is known; convert the file to a standard one first"));
		}
		boolean marked = prefixed || bare || !meta.isEmpty();
		if (declared == null || !declared.deflated()) return read(parser, position, preamble, meta, declared, marked, irregularities, List.of());
		ByteSource inflated = Deflate.inflate(source, position);
		try {
			return read(new Parser(inflated, dictionary, irregularities), 0, preamble, meta, declared, marked, irregularities, List.of(inflated));
		}
		catch (Throwable e) {
			inflated.close();
			throw e;
		}
	}

	/** Reads the data set. */
	private static DicomFile read(Parser parser, long position, byte[] preamble, DataSet meta, TransferSyntax declared, boolean marked, Irregularities irregularities, List<Closeable> opened)
		throws IOException
	{
		Encoding encoding = parser.detect(position, declared == null ? null : Encoding.of(declared));
		if (encoding == null && !marked) throw new DicomException("", position, "this is not a DICOM file: there is neither the prefix DICM nor a data element; leave it out");
		DataSet dataSet = new DataSet();
		try {
			if (encoding != null) parser.parseDataSet(dataSet, position, encoding);
		}
		catch (DicomException e) {
			if (marked) throw e;
			throw new DicomException("", e.offset(), "this is not a DICOM file, or it is a damaged one without the prefix DICM; leave it out or export it again");
		}
		if (dataSet.isEmpty()) throw new DicomException("", position, "no data set follows the file meta information; the file may be truncated, export it again");
		TransferSyntax syntax = declared == null ? actual(encoding, dataSet) : declared;
		if (declared != null && !Encoding.of(declared).isSame(encoding)) irregularities.add(Irregularity.Kind.OTHER_ENCODING, "", position);
		return new DicomFile(preamble, meta, dataSet, syntax, irregularities.list(), opened);
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

	/** Whether it is a DICOMDIR, by its SOP class or its records. */
	public boolean isDirectory() {
		String sopClass = dataSet.string(Tag.SOP_CLASS_UID).or(() -> fileMeta.string(Tag.MEDIA_STORAGE_SOP_CLASS_UID)).orElse("");
		return sopClass.equals(MEDIA_STORAGE_DIRECTORY) || dataSet.contains(Tag.DIRECTORY_RECORD_SEQUENCE);
	}

	/**
	 * Writes the file: preamble, "DICM" and file meta information if there are such, then the data set in its transfer
	 * syntax, which Transfer Syntax UID (0002,0010) is made to say. Group lengths that are present are made right; odd values
	 * are padded.
	 *
	 * @throws IOException if the source or the channel fails
	 */
	public void write(WritableByteChannel out) throws IOException {
		Encoder head = new Encoder(out);
		if (preamble != null) {
			head.raw(preamble);
			head.raw(DICM);
		}
		head.dataSet(truthfulMeta(), Encoding.EXPLICIT_LITTLE);
		if (!transferSyntax.deflated()) {
			head.dataSet(dataSet, Encoding.of(transferSyntax));
			head.flush();
			return;
		}
		head.flush();
		try (Deflate.Channel deflating = new Deflate.Channel(out)) {
			Encoder body = new Encoder(deflating);
			body.dataSet(dataSet, Encoding.of(transferSyntax));
			body.flush();
		}
	}

	/**
	 * Writes a new file. One that could not be written to its end is removed.
	 *
	 * @throws java.nio.file.FileAlreadyExistsException if there is a file of that name, which is left alone
	 */
	public void write(Path file) throws IOException {
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
			try {
				write(out);
			}
			catch (Throwable e) {
				out.close();
				Files.deleteIfExists(file);
				throw e;
			}
		}
	}

	/** The file meta information with the transfer syntax that is written. */
	private DataSet truthfulMeta() {
		if (fileMeta.isEmpty() || fileMeta.string(Tag.TRANSFER_SYNTAX_UID).orElse("").equals(transferSyntax.uid())) return fileMeta;
		DataSet meta = new DataSet();
		for (Element element : fileMeta) meta.put(element);
		return meta.put(Element.ascii(Tag.TRANSFER_SYNTAX_UID, VR.UI, transferSyntax.uid()));
	}

	@Override
	public void close() throws IOException {
		for (Closeable source : opened) source.close();
	}
}
