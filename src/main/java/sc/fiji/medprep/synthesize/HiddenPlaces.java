package sc.fiji.medprep.synthesize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.synthesize.picture.Canvas;

/** Places in an object that tools forget, and where identifiers have been seen. */
final class HiddenPlaces {
	private static final int SOURCE_APPLICATION_ENTITY_TITLE = 0x00020016, PRIVATE_INFORMATION_CREATOR_UID = 0x00020100, PRIVATE_INFORMATION = 0x00020102;
	private static final int UNKNOWN_EVEN = 0x56780010, CURVE_DESCRIPTION = 0x50000022, CURVE_LABEL = 0x50002500, CURVE_DATA = 0x50003000, TRAILING_PADDING = 0xFFFCFFFC, PIXEL_DATA = 0x7FE00010;
	private static final int OVERLAY_ROWS = 0x60000010, OVERLAY_COLUMNS = 0x60000011, OVERLAY_TYPE = 0x60000040, OVERLAY_ORIGIN = 0x60000050, OVERLAY_BITS = 0x60000100, OVERLAY_BIT = 0x60000102,
		OVERLAY_DESCRIPTION = 0x60000022, OVERLAY_LABEL = 0x60001500, OVERLAY_DATA = 0x60003000;
	private static final int ICON_SIZE = 64;

	private final Instance instance;
	private final Level root;
	private final Study study;
	private final Patient patient;

	HiddenPlaces(Instance instance) {
		this.instance = instance;
		root = instance.root;
		study = instance.series.study();
		patient = study.patient();
	}

	private Remark who(int kind) {
		return patient.identifier(kind, study.accession());
	}

	private String name() {
		return patient.person().family().toUpperCase(Locale.ROOT);
	}

	/** What any object can have. */
	void plantInAny() {
		head();
		blocks();
		root.text("AcquisitionProtocolName", study.remark("HEAD ROUTINE", 64)).text("CommentsOnTheScheduledProcedureStep", study.story("Take old images along", 2));
		root.names("SecondaryReviewerName", patient.referring()).uid("VolumeFrameOfReferenceUID", study.chance().uid());
		root.month("DateTimeOfLastCalibration", study.start().minusMonths(3));
		root.text(UNKNOWN_EVEN, who(8));
		root.bytes(TRAILING_PADDING, VR.OB, ("old buffer: " + patient.email()).getBytes(StandardCharsets.US_ASCII), patient.email());
	}

	/** What an image can have, too. */
	void plant() {
		plantInAny();
		root.text("ImageComments", study.story("Slight motion artefact, otherwise diagnostic.", 2)).text("DerivationDescription", study.remark("Windowed and resampled", 64));
		overlay();
		curve();
		icon();
	}

	/** Preamble and file meta information. */
	private void head() {
		byte[] text = ("TIFF of " + name() + " " + patient.id()).getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(text, 0, instance.preamble, 0, text.length);
		instance.moreMeta.put(Element.ascii(SOURCE_APPLICATION_ENTITY_TITLE, VR.AE, patient.station()));
		instance.moreMeta.put(Element.ascii(PRIVATE_INFORMATION_CREATOR_UID, VR.UI, study.frameOfReference() + "2"));
		instance.moreMeta.put(Element.bytes(PRIVATE_INFORMATION, VR.OB, patient.otherId().getBytes(StandardCharsets.US_ASCII)));
		instance.plant(List.of(name(), patient.id(), patient.station(), patient.otherId()));
	}

	private void blocks() {
		PrivateBlock unknown = root.block(0x0009, "ACME IMAGING V1").secret(0x01, VR.LO, who(8)).secret(0x02, VR.UN, who(2)).secret(0x03, VR.ST, who(7));
		Level item = unknown.item(0x04, VR.SQ);
		item.names("PatientName", patient.person()).text("PatientComments", who(4)).date("PatientBirthDate", patient.birth());
		item.block(0x0011, "ACME NESTED").secret(0x10, VR.LO, who(6));
		unknown.item(0x05, VR.UN).names("ReferringPhysicianName", patient.referring()).text("StudyComments", who(5));
		// known, and known to hold names or dates
		root.block(0x0009, "GEMS_IDEN_01").secret(0x02, VR.SH, Remark.identifying(patient.station(), patient.station()));
	}

	private void overlay() {
		int size = ICON_SIZE * 2;
		Canvas drawn = new Canvas(size, 16, 1);
		drawn.text(2, 2, 1, name(), 1);
		byte[] bits = new byte[drawn.samples.length / 8];
		for (int i = 0; i < drawn.samples.length; i++) bits[i / 8] |= (byte) (drawn.samples[i] << i % 8);
		root.data.putInts(OVERLAY_ROWS, VR.US, drawn.height).putInts(OVERLAY_COLUMNS, VR.US, drawn.width).putInts(OVERLAY_ORIGIN, VR.SS, 1, 1).putInts(OVERLAY_BITS, VR.US, 1).putInts(OVERLAY_BIT, VR.US, 0);
		root.data.putString(OVERLAY_TYPE, VR.CS, "G").put(Element.bytes(OVERLAY_DATA, VR.OW, bits));
		root.text(OVERLAY_DESCRIPTION, who(1)).text(OVERLAY_LABEL, who(2));
	}

	/** Curves are long retired, and still in old archives. */
	private void curve() {
		root.text(CURVE_DESCRIPTION, who(0)).text(CURVE_LABEL, who(3));
		root.bytes(CURVE_DATA, VR.OW, (patient.ssn() + " ").getBytes(StandardCharsets.US_ASCII), patient.ssn());
	}

	/** A small copy of the image with the name in it: as pixels, and in the bytes of its last row. */
	private void icon() {
		Canvas small = new Canvas(ICON_SIZE, ICON_SIZE, 1);
		small.solid(32, 36, 24, 26, 180);
		small.text(1, 1, 1, name().substring(0, 10), 255);
		ByteBuffer bytes = ByteBuffer.allocate(ICON_SIZE * ICON_SIZE).order(ByteOrder.LITTLE_ENDIAN);
		for (int sample : small.samples) bytes.put((byte) sample);
		bytes.position(ICON_SIZE * (ICON_SIZE - 1)).put(name().getBytes(StandardCharsets.US_ASCII));
		Level icon = root.item("IconImageSequence");
		icon.put("SamplesPerPixel", 1).put("PhotometricInterpretation", "MONOCHROME2").put("Rows", ICON_SIZE).put("Columns", ICON_SIZE).put("BitsAllocated", 8).put("BitsStored", 8).put("HighBit", 7);
		icon.put("PixelRepresentation", 0).bytes(PIXEL_DATA, VR.OB, bytes.array(), name());
		// of undefined length: dcm2niix takes all behind an icon of defined length in implicit VR for a part of it
		root.delimit("IconImageSequence");
	}
}
