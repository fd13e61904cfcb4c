package sc.fiji.medprep.validate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.standard.Dictionary;

/** What checks find in data sets that tests put together, as "rule path". */
final class Checked {
	static final String CT = "1.2.840.10008.5.1.4.1.1.2", ROOT = "1.2.826.0.1.3680043.10.1";
	private static final RuleBook BOOK = RuleBook.of(FileCheck.class);

	private Checked() {}

	static List<String> file(FileCheck check, DicomFile file) throws IOException {
		Findings findings = new Findings(BOOK, false);
		check.check(file, findings);
		return findings.list().stream().map(finding -> (finding.rule() + ' ' + finding.tag()).strip()).toList();
	}

	/** Of a data set in explicit VR little endian. */
	static List<String> dataSet(FileCheck check, DataSet dataSet) throws IOException {
		return file(check, DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, CT, ROOT + ".1"));
	}

	static List<String> encapsulated(FileCheck check, DataSet dataSet, String syntax) throws IOException {
		return file(check, DicomFile.of(dataSet, TransferSyntax.of(syntax).orElseThrow(), CT, ROOT + ".1"));
	}

	/** The bytes of a file. */
	static byte[] written(DicomFile file) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		file.write(Channels.newChannel(out));
		return out.toByteArray();
	}

	static DicomFile read(byte[] bytes) throws IOException {
		return DicomFile.read(ByteSource.of(bytes), Dictionary.instance());
	}

	/** The messages of what is found. */
	static List<String> messages(FileCheck check, DataSet dataSet) throws IOException {
		Findings findings = new Findings(BOOK, false);
		check.check(DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, CT, ROOT + ".1"), findings);
		return findings.list().stream().map(Finding::message).toList();
	}

	/** A data set with one element of the given bytes. */
	static DataSet with(int tag, VR vr, String latin1) {
		return new DataSet().put(Element.bytes(tag, vr, latin1.getBytes(StandardCharsets.ISO_8859_1)));
	}

	/** A CT image of 2 x 3 pixels of 12 bits, in which nothing is wrong. */
	static DataSet image() {
		DataSet image = new DataSet();
		image.put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 100"));
		image.put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, CT)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, ROOT + ".1"));
		image.put(Element.ascii(Tag.STUDY_DATE, VR.DA, "20200229")).put(Element.ascii(Tag.MODALITY, VR.CS, "CT"));
		image.put(Element.ascii(Tag.STUDY_INSTANCE_UID, VR.UI, ROOT + ".2")).put(Element.ascii(Tag.SERIES_INSTANCE_UID, VR.UI, ROOT + ".3")).put(Element.ascii(Tag.FRAME_OF_REFERENCE_UID, VR.UI, ROOT + ".4"));
		image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).put(Element.ascii(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2"));
		image.putInts(Tag.ROWS, VR.US, 2).putInts(Tag.COLUMNS, VR.US, 3).putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 12);
		image.putInts(Tag.HIGH_BIT, VR.US, 11).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
		return image.put(pixels(0, 1, 2, 3, 4, 4095));
	}

	/** Native pixels of 16 bits. */
	static Element pixels(int... values) {
		byte[] bytes = new byte[2 * values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[2 * i] = (byte) values[i];
			bytes[2 * i + 1] = (byte) (values[i] >> 8);
		}
		return Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes);
	}

	/** Encapsulated pixels: the Basic Offset Table, then fragments. */
	static Element fragments(byte[]... items) {
		return new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(Arrays.stream(items).map(item -> new Value.Bulk(ByteSource.of(item), 0, item.length, java.nio.ByteOrder.LITTLE_ENDIAN)).toList()));
	}
}
