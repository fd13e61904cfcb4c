package sc.fiji.medprep.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** DICOM files written byte by byte, as tests want them, and a dictionary of the few tags they use. */
final class Bytes {
	private static final Map<Integer, VR> KNOWN = Map.ofEntries(Map.entry(0x00080005, VR.CS), Map.entry(0x00080008, VR.CS), Map.entry(0x00080016, VR.UI),
		Map.entry(0x00080018, VR.UI), Map.entry(0x00081140, VR.SQ), Map.entry(0x00081150, VR.UI), Map.entry(0x00081155, VR.UI), Map.entry(0x00100010, VR.PN),
		Map.entry(0x00100020, VR.LO), Map.entry(0x00280010, VR.US), Map.entry(0x00209113, VR.SQ), Map.entry(0x7FE00010, VR.OW));
	static final VRLookup DICTIONARY = (tag, creator) -> Tag.isGroupLength(tag) ? VR.UL : Tag.isPrivateCreator(tag) ? VR.LO : KNOWN.get(tag);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final boolean big;

	private Bytes(boolean big) {
		this.big = big;
	}

	/** A file that begins with preamble, prefix and the Transfer Syntax UID. */
	static Bytes file(TransferSyntax syntax) {
		Bytes bytes = new Bytes(false).raw(new byte[128]).raw("DICM".getBytes(StandardCharsets.US_ASCII));
		Bytes uid = new Bytes(false).explicit(0x00020010, "UI", even(syntax.uid(), '\0'));
		bytes.explicit(0x00020000, "UL", uid.out.size(), 0, 0, 0).raw(uid.toArray());
		Bytes rest = new Bytes(syntax == TransferSyntax.EXPLICIT_BIG);
		rest.raw(bytes.toArray());
		return rest;
	}

	static Bytes bare() {
		return new Bytes(false);
	}

	static byte[] even(String text, char padding) {
		return (text.length() % 2 == 0 ? text : text + padding).getBytes(StandardCharsets.ISO_8859_1);
	}

	Bytes raw(byte[] bytes) {
		out.writeBytes(bytes);
		return this;
	}

	Bytes raw(int... bytes) {
		for (int b : bytes) out.write(b);
		return this;
	}

	Bytes u16(int value) {
		return big ? raw(value >> 8, value) : raw(value, value >> 8);
	}

	Bytes u32(long value) {
		int high = (int) (value >>> 16), low = (int) value & 0xFFFF;
		return big ? u16(high).u16(low) : u16(low).u16(high);
	}

	Bytes tag(int tag) {
		return u16(tag >>> 16).u16(tag & 0xFFFF);
	}

	/** An element in explicit VR with a 16-bit length. */
	Bytes explicit(int tag, String vr, byte[] value) {
		return tag(tag).raw(vr.getBytes(StandardCharsets.US_ASCII)).u16(value.length).raw(value);
	}

	Bytes explicit(int tag, String vr, String value) {
		return explicit(tag, vr, even(value, vr.equals("UI") ? '\0' : ' '));
	}

	Bytes explicit(int tag, String vr, int... value) {
		byte[] bytes = new byte[value.length];
		for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) value[i];
		return explicit(tag, vr, bytes);
	}

	/** The header of an element in explicit VR with a 32-bit length. */
	Bytes longHeader(int tag, String vr, long length) {
		return tag(tag).raw(vr.getBytes(StandardCharsets.US_ASCII)).u16(0).u32(length);
	}

	Bytes implicit(int tag, byte[] value) {
		return tag(tag).u32(value.length).raw(value);
	}

	Bytes implicit(int tag, String value) {
		return implicit(tag, even(value, ' '));
	}

	Bytes item(long length) {
		return tag(Tag.ITEM).u32(length);
	}

	Bytes itemEnd() {
		return tag(Tag.ITEM_DELIMITATION_ITEM).u32(0);
	}

	Bytes sequenceEnd() {
		return tag(Tag.SEQUENCE_DELIMITATION_ITEM).u32(0);
	}

	byte[] toArray() {
		return out.toByteArray();
	}

	DicomFile read() throws IOException {
		return Bytes.read(toArray());
	}

	static DicomFile read(byte[] bytes) throws IOException {
		return DicomFile.read(ByteSource.of(bytes), DICTIONARY);
	}

	static byte[] written(DicomFile file) throws IOException {
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		file.write(Channels.newChannel(written));
		return written.toByteArray();
	}
}
