package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** Small images made by hand. */
final class TestImage {
	static final TransferSyntax RLE = TransferSyntax.of("1.2.840.10008.1.2.5").orElseThrow();
	static final TransferSyntax ENCAPSULATED = TransferSyntax.of("1.2.840.10008.1.2.1.98").orElseThrow();

	final DataSet dataSet = new DataSet();

	/** Unsigned grey of all bits. */
	TestImage(int columns, int rows, int bits) {
		dataSet.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2").putInts(Tag.ROWS, VR.US, rows).putInts(Tag.COLUMNS, VR.US, columns);
		dataSet.putInts(Tag.BITS_ALLOCATED, VR.US, bits).putInts(Tag.BITS_STORED, VR.US, bits).putInts(Tag.HIGH_BIT, VR.US, bits - 1).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
	}

	TestImage with(int tag, int value) {
		dataSet.putInts(tag, VR.US, value);
		return this;
	}

	TestImage without(int tag) {
		dataSet.remove(tag);
		return this;
	}

	TestImage frames(int count) {
		dataSet.putString(Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(count));
		return this;
	}

	TestImage bits(int stored, int high, boolean signed) {
		return with(Tag.BITS_STORED, stored).with(Tag.HIGH_BIT, high).with(Tag.PIXEL_REPRESENTATION, signed ? 1 : 0);
	}

	TestImage colour(String photometric, int samples) {
		dataSet.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric);
		return with(Tag.SAMPLES_PER_PIXEL, samples);
	}

	Frames of(int... bytes) throws IOException {
		return of(TransferSyntax.EXPLICIT_LITTLE, VR.OW, bytes);
	}

	Frames of(TransferSyntax syntax, VR vr, int... bytes) throws IOException {
		dataSet.put(new Element(Tag.PIXEL_DATA, vr, new Value.Bytes(bytes(bytes), syntax.byteOrder())));
		return of(syntax);
	}

	/** @param fragments the Basic Offset Table, then the fragments */
	Frames of(TransferSyntax syntax, byte[]... fragments) throws IOException {
		List<Value.Bulk> items = new ArrayList<>();
		for (byte[] fragment : fragments) items.add(new Value.Bulk(ByteSource.of(fragment), 0, fragment.length, ByteOrder.LITTLE_ENDIAN));
		dataSet.put(new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(items)));
		return of(syntax);
	}

	Frames of(TransferSyntax syntax) throws IOException {
		return Frames.of(DicomFile.of(dataSet, syntax, "", ""));
	}

	static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
		return bytes;
	}
}
