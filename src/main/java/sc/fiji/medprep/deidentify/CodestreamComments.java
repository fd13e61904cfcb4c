package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.Value;

/**
 * Finds what compressed frames carry besides pixels: comments and application segments of JPEG and JPEG-LS
 * (ITU-T T.81 annex B), comments of JPEG 2000 (ITU-T T.800 annex A), boxes around it, and bytes behind the end of a frame.
 * What does not come from a known encoder is blanked in place: no byte moves, and the frames decode as before.
 */
final class CodestreamComments {
	/** A UUID box with up to four bytes behind its UUID holds a number. */
	private static final int SHORT_UUID_BOX = 28;
	private static final byte FILLER = ' ';
	private static final int SOC = 0xFF4F, SOD = 0xFF93, SOT = 0xFF90, J2K_COM = 0xFF64, EOC = 0xFFD9;
	private static final int SOI = 0xFFD8, EOI = 0xFFD9, SOS = 0xFFDA, COM = 0xFFFE, APP0 = 0xFFE0, APP15 = 0xFFEF;
	/** Comments that encoders write about themselves: a name and a version, nothing else. */
	private static final Pattern ENCODER = Pattern.compile("MITRA_DICOM_STANDARD|(Created by |CREATOR: |Creator: )?(Kakadu|(GDCM/)?OpenJPEG|JasPer|LEAD Technologies|IJG|Aware|PICTools|Lavc|LuraWave|Intel)"
		+ "([-, ]*(Inc\\.|JP2K|JPEG2000|JPEG|Version|version|v|V)?[- ]*[\\d.]+[a-z]?)*\\W?", Pattern.DOTALL);
	/** Application segments that decoders need and that hold fixed fields only: JFIF, Adobe, HP colour transform, SPIFF and its end. */
	private static final Pattern APPLICATION = Pattern.compile("(JFIF|LJIF)\0.{7,11}|Adobe.{5,10}|mrfx.{0,6}|SPIFF\0.{24}|\0\0\0\1(\u00FF\u00D8)?", Pattern.DOTALL);

	/** @param blanked the same fragments, with what was found hidden; @param segments how many places were blanked; @param followed false if a frame could not be followed to its end */
	record Result(Value.Fragments blanked, int segments, boolean followed) {}

	private final List<Value.Bulk> fragments;
	private final long[] starts;
	private final long length;
	private final List<long[]> ranges = new ArrayList<>();
	/** The part of the concatenated fragments that is in memory. */
	private byte[] buffer = new byte[0];
	private long bufferStart;

	private CodestreamComments(List<Value.Bulk> fragments) {
		this.fragments = fragments;
		starts = new long[fragments.size() + 1];
		for (int i = 0; i < fragments.size(); i++) starts[i + 1] = starts[i] + fragments.get(i).length();
		length = starts[fragments.size()];
	}

	/** Blanks what does not belong to the pixels. The first item, the Basic Offset Table, is left alone. */
	static Result blank(Value.Fragments value) throws IOException {
		if (value.items().size() < 2) return new Result(value, 0, true);
		CodestreamComments scan = new CodestreamComments(value.items().subList(1, value.items().size()));
		boolean followed = true;
		try {
			scan.frames();
		}
		catch (IndexOutOfBoundsException brokenOff) {
			followed = false;
		}
		if (scan.ranges.isEmpty()) return new Result(value, 0, followed);
		return new Result(scan.hidden(value), scan.ranges.size(), followed);
	}

	private void frames() throws IOException {
		long at = 0;
		while (at < length) {
			if (at + 4 > length) {
				trailing(at, length);
				return;
			}
			int first = u16(at);
			if (first == SOI) at = jpeg(at + 2);
			else if (first == SOC) at = codestream(at + 2);
			else if (first == 0 && u16(at + 2) == 12) at = boxes(at);
			else if (at == 0) return; // no codestream of the JPEG family: RLE, video
			else {
				// bytes between the end of a frame and the next one
				long next = at + 1;
				while (next + 1 < length && !startsFrame(next)) next++;
				if (next + 1 >= length) next = length;
				trailing(at, next);
				at = next;
			}
		}
	}

	/** Frames start with a fragment, so only there is a marker taken for one. */
	private boolean startsFrame(long at) throws IOException {
		int i = Arrays.binarySearch(starts, at);
		return i >= 0 && (u16(at) == SOI || u16(at) == SOC);
	}

	private void trailing(long from, long to) throws IOException {
		for (long at = from; at < to; at++) {
			int b = u8(at);
			if (b != 0 && b != 0xFF) {
				ranges.add(new long[] {from, to});
				return;
			}
		}
	}

	private long jpeg(long at) throws IOException {
		while (true) {
			int marker = u16(at);
			if (marker == 0xFFFF) {
				at++;
				continue;
			}
			if (marker == EOI) return at + 2;
			if (marker >> 8 != 0xFF) throw new IndexOutOfBoundsException();
			if (marker == SOI || marker >= 0xFFD0 && marker <= 0xFFD7 || marker == 0xFF01) {
				at += 2;
				continue;
			}
			int size = u16(at + 2);
			long payload = at + 4, end = at + 2 + size;
			if (size < 2 || end > length) throw new IndexOutOfBoundsException();
			if (marker == COM && !isEncoder(text(payload, end))) ranges.add(new long[] {payload, end});
			if (marker >= APP0 && marker <= APP15 && !APPLICATION.matcher(text(payload, end)).matches()) ranges.add(new long[] {payload, end});
			at = end;
			if (marker == SOS) at = entropyCodedEnd(at);
		}
	}

	/** Position of the next marker that is neither a stuffed byte nor a restart; JPEG-LS stuffs with bytes below 0x80. */
	private long entropyCodedEnd(long at) throws IOException {
		while (true) {
			if (u8(at) == 0xFF) {
				int next = u8(at + 1);
				if (next >= 0xC0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
			}
			at++;
		}
	}

	private long codestream(long at) throws IOException {
		long tileEnd = 0;
		while (true) {
			int marker = u16(at);
			if (marker == EOC) return at + 2;
			if (marker == SOD) {
				if (tileEnd <= at) throw new IndexOutOfBoundsException();
				at = tileEnd;
				continue;
			}
			if (marker >> 8 != 0xFF) throw new IndexOutOfBoundsException();
			int size = u16(at + 2);
			long end = at + 2 + size;
			if (size < 2 || end > length) throw new IndexOutOfBoundsException();
			if (marker == SOT) {
				long tileLength = (long) u16(at + 6) << 16 | u16(at + 8);
				// A tile-part of length 0 goes to the end of the codestream, which ends with EOC.
				tileEnd = tileLength == 0 ? lastMarker(end) : at + tileLength;
			}
			if (marker == J2K_COM && !isEncoder(text(at + 6, end))) ranges.add(new long[] {at + 6, end});
			at = end;
		}
	}

	private long lastMarker(long from) throws IOException {
		for (long at = length - 2; at > from; at--) {
			if (u16(at) == EOC) return at;
		}
		throw new IndexOutOfBoundsException();
	}

	/** A JP2 file in a fragment: only the boxes that its decoding needs keep their content. */
	private long boxes(long at) throws IOException {
		while (at + 8 <= length && !(at > 0 && startsFrame(at))) {
			long size = (long) u16(at) << 16 | u16(at + 2);
			String type = text(at + 4, at + 8);
			long end = size == 0 ? length : at + size;
			if (size == 1 || size != 0 && size < 8 || end > length) throw new IndexOutOfBoundsException();
			if (type.equals("jp2c")) at = Math.max(codestream(at + 10), end);
			else {
				boolean structural = type.equals("jP  ") || type.equals("ftyp") || type.equals("jp2h") || type.equals("rreq") || type.equals("uuid") && size <= SHORT_UUID_BOX;
				if (!structural) ranges.add(new long[] {at + 8, end});
				at = end;
			}
		}
		return at;
	}

	private static boolean isEncoder(String comment) {
		return ENCODER.matcher(comment.replace('\0', ' ').strip()).matches();
	}

	private String text(long from, long to) throws IOException {
		byte[] bytes = new byte[(int) (to - from)];
		for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) u8(from + i);
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private int u16(long at) throws IOException {
		return u8(at) << 8 | u8(at + 1);
	}

	private int u8(long at) throws IOException {
		long i = at - bufferStart;
		if (i < 0 || i >= buffer.length) {
			fill(at);
			i = at - bufferStart;
		}
		return buffer[(int) i] & 0xFF;
	}

	/** Loads the part of the fragment at a position, up to 64 KiB of it. */
	private void fill(long at) throws IOException {
		if (at < 0 || at >= length) throw new IndexOutOfBoundsException();
		int i = fragmentAt(at);
		Value.Bulk fragment = fragments.get(i);
		long inside = at - starts[i];
		buffer = fragment.source().bytes(fragment.offset() + inside, (int) Math.min(1 << 16, fragment.length() - inside));
		bufferStart = at;
	}

	private int fragmentAt(long at) {
		int i = Arrays.binarySearch(starts, at);
		if (i < 0) return -i - 2;
		while (starts[i + 1] == at) i++; // empty fragments
		return i;
	}

	/** The fragments over a source that hides the ranges. */
	private Value.Fragments hidden(Value.Fragments value) {
		List<long[]> inSource = new ArrayList<>();
		for (long[] range : ranges) {
			for (long at = range[0]; at < range[1];) {
				int i = fragmentAt(at);
				long end = Math.min(range[1], starts[i + 1]);
				long offset = fragments.get(i).offset() - starts[i];
				inSource.add(new long[] {at + offset, end + offset});
				at = end;
			}
		}
		ByteSource hidden = new ByteSource.Blanked(fragments.get(0).source(), inSource.stream().mapToLong(r -> r[0]).toArray(),
			inSource.stream().mapToLong(r -> r[1]).toArray(), FILLER);
		return new Value.Fragments(value.items().stream().map(f -> new Value.Bulk(hidden, f.offset(), f.length(), f.order())).toList());
	}
}
