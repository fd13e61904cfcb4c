package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;

/**
 * Searches a file of boxes in a frame: JP2 and JPX (ITU-T T.800 annex I, T.801 annex M) and JPEG XL (ISO/IEC 18181-2). Only the
 * boxes that decoding needs keep their content. Others are blanked once the frame has been followed to its end.
 */
final class BoxedFrame {
	private static final int[] JP2 = {0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A}, JXL = {0, 0, 0, 12, 'J', 'X', 'L', ' ', 0x0D, 0x0A, 0x87, 0x0A};
	private static final int HEADER = 8, LONG_HEADER = 16, UUID = 16;
	private static final Set<String> IMAGE_HEADER = Set.of("ihdr", "bpcc", "pclr", "cmap", "cdef");
	private static final Set<String> JXL_CODESTREAM = Set.of("jxlc", "jxlp", "jbrd", "jxll", "jxli");
	private static final Set<String> BRANDS = Set.of("jp2 ", "jpx ", "jpxb", "jph ", "jphc", "jxl ");
	/** Features of JPX that writers name by UUID, in "reader requirements" and in boxes with at most a number. */
	private static final Set<String> FEATURES = Set.of("3a0d02180ae94115b3764bca41ce0e71", "47c92cccd1a14581b90438bb5467713b", "bc45a774dd504ec6a9f6f3a137f47e90",
		"d7c8c5ef951f43b28757042500f538e8");
	private static final int FEATURE_NUMBER = 4, GREATEST_FEATURE_NUMBER = 0xFF, ENUMERATED_COLOUR = 1, ENUMERATED_LENGTH = 7;
	private static final int RESOLUTION = 18, GREATEST_EXPONENT = 9, GREATEST_DENOMINATOR = 10_000;

	private final FrameBytes in;
	private final Ranges ranges;
	private boolean codestream;
	/** False once a box was kept whose content may hold text. */
	private boolean searchedAll = true;

	BoxedFrame(FrameBytes in, Ranges ranges) {
		this.in = in;
		this.ranges = ranges;
	}

	static boolean starts(FrameBytes in, long from, long end) throws IOException, Damaged {
		return in.startsWith(from, end, JP2) || in.startsWith(from, end, JXL);
	}

	/** True if every box that was kept holds nothing but what it must. */
	boolean searchedAll() {
		return searchedAll;
	}

	/** Searches a frame and gives the position behind the last box. */
	long scan(long from, long end) throws IOException, Damaged {
		boolean jxl = in.startsWith(from, end, JXL);
		if (!jxl && !in.startsWith(from, end, JP2)) throw new Damaged();
		long at = from + JP2.length;
		while (at < end && in.firstAfterFiller(at, Math.min(end, at + HEADER)) < Math.min(end, at + HEADER)) {
			if (end - at < HEADER) {
				// Decoders are done once they have the codestream.
				if (codestream) return at;
				throw new Damaged();
			}
			long size = in.u32(at), content = at + HEADER;
			String type = type(at + 4);
			if (size == 1) {
				if (end - at < LONG_HEADER) throw new Damaged();
				size = in.u32(at + 8) << 32 | in.u32(at + 12);
				content = at + LONG_HEADER;
			}
			if (codestream && (size != 0 && size < content - at || size > end - at)) return at;
			if (size < 0 || size != 0 && size < content - at || size > end - at) throw new Damaged();
			long next = size == 0 ? end : at + size;
			if (jxl) jxlBox(type, content, next);
			else jp2Box(type, content, next);
			at = next;
		}
		if (!codestream) throw new Damaged();
		return at;
	}

	private void jxlBox(String type, long from, long to) throws IOException, Damaged {
		if (type.equals("ftyp")) brands(from, to);
		else if (JXL_CODESTREAM.contains(type)) codestream |= type.startsWith("jxlc") || type.startsWith("jxlp");
		else ranges.addIfSound(from, to);
	}

	private void jp2Box(String type, long from, long to) throws IOException, Damaged {
		switch (type) {
			case "ftyp" -> brands(from, to);
			case "rreq" -> searchedAll &= requirementsAreKnown(in.bytes(from, Math.min(to, from + (1 << 16))));
			case "jp2h" -> imageHeader(from, to);
			case "uuid" -> {
				if (!isFeature(from, to)) ranges.addIfSound(from, to);
			}
			case "jp2c" -> {
				codestream = true;
				long behind = new Jpeg2000Frame(in, ranges).scan(from, to);
				long text = in.firstAfterFiller(behind, to);
				if (text < to) {
					long fragmentEnd = Math.min(to, in.fragmentEnd(text + 1));
					ranges.addIfSound(text, fragmentEnd);
					searchedAll &= in.firstAfterFiller(fragmentEnd, to) == to;
				}
			}
			default -> ranges.addIfSound(from, to);
		}
	}

	/** A brand, a version, compatible brands. */
	private void brands(long from, long to) throws IOException, Damaged {
		for (long at = from; at + 4 <= to; at += 4) {
			boolean plain = at == from + 4 ? in.u32(at) == 0 : BRANDS.contains(type(at));
			if (!plain) ranges.addIfSound(at, at + 4);
		}
		if ((to - from) % 4 != 0) ranges.addIfSound(to - (to - from) % 4, to);
	}

	private void imageHeader(long from, long to) throws IOException, Damaged {
		long at = from;
		while (at < to) {
			if (to - at < HEADER) throw new Damaged();
			long size = in.u32(at);
			if (size < HEADER || size > to - at) throw new Damaged();
			String type = type(at + 4);
			// A profile in a frame is not what DICOM readers use; it cannot change its length here, so it stays and is reported.
			if (type.equals("colr")) searchedAll &= size == HEADER + ENUMERATED_LENGTH && in.u8(at + HEADER) == ENUMERATED_COLOUR;
			else if (!IMAGE_HEADER.contains(type) && !(type.equals("res ") && isResolution(at + HEADER, at + size))) ranges.addIfSound(at + HEADER, at + size);
			at += size;
		}
	}

	/** Boxes of two fractions and two exponents: no text leaves the exponents within what a scanner can have. */
	private boolean isResolution(long from, long to) throws IOException, Damaged {
		long at = from;
		while (to - at >= RESOLUTION) {
			boolean named = type(at + 4).equals("resc") || type(at + 4).equals("resd");
			boolean exponents = Math.abs((byte) in.u8(at + RESOLUTION - 2)) <= GREATEST_EXPONENT && Math.abs((byte) in.u8(at + RESOLUTION - 1)) <= GREATEST_EXPONENT;
			if (in.u32(at) != RESOLUTION || !named || !exponents || in.u16(at + HEADER + 2) > GREATEST_DENOMINATOR || in.u16(at + HEADER + 6) > GREATEST_DENOMINATOR) return false;
			at += RESOLUTION;
		}
		return at == to;
	}

	/** Reader requirements: masks and numbers, with a UUID for each feature that is not registered. */
	private static boolean requirementsAreKnown(byte[] box) {
		ByteBuffer in = ByteBuffer.wrap(box);
		if (box.length < 3) return false;
		int mask = in.get();
		if (mask < 1 || mask > 8 || in.remaining() < 2 * mask + 2) return false;
		in.position(1 + 2 * mask);
		int features = in.getShort() & 0xFFFF;
		if (in.remaining() < features * (2 + mask) + 2) return false;
		in.position(in.position() + features * (2 + mask));
		int vendor = in.getShort() & 0xFFFF;
		if (in.remaining() != vendor * (UUID + mask)) return false;
		for (int i = 0; i < vendor; i++) {
			if (!FEATURES.contains(HexFormat.of().formatHex(box, in.position(), in.position() + UUID))) return false;
			in.position(in.position() + UUID + mask);
		}
		return true;
	}

	private boolean isFeature(long from, long to) throws IOException, Damaged {
		long length = to - from;
		if (length < UUID || length > UUID + FEATURE_NUMBER) return false;
		byte[] box = in.bytes(from, to);
		long number = 0;
		for (int i = UUID; i < box.length; i++) number = number << 8 | box[i] & 0xFF;
		return number <= GREATEST_FEATURE_NUMBER && FEATURES.contains(HexFormat.of().formatHex(box, 0, UUID));
	}

	private String type(long at) throws IOException, Damaged {
		return new String(in.bytes(at, at + 4), StandardCharsets.ISO_8859_1);
	}
}
