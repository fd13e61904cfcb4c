package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * Blanks what compressed frames carry besides pixels: comments, application segments, boxes, and bytes behind the end of a
 * frame. It works in place: no byte moves, and the frames decode as before. Each frame is searched by itself, so that a
 * damaged one hides nothing but itself, and nothing is blanked of which it is not certain that it is no pixels.
 */
public final class CodestreamComments {
	private static final byte FILLER = 0;

	/**
	 * @param blanked the same fragments, with what was found hidden
	 * @param segments how many places were blanked
	 * @param followed false if a frame is damaged, is of another codec than the transfer syntax says, or goes on behind its end; it may hold text
	 * @param searched false if frames of this transfer syntax are not searched at all, or not inside (video, JPEG XL, private ones)
	 */
	public record Result(Value.Fragments blanked, int segments, boolean followed, boolean searched) {}

	/** What a transfer syntax demands of a frame. */
	private enum Codec {
		JPEG, JPEG_2000, JPEG_XL, RUN_LENGTH, DEFLATED, PLAIN, OTHER;

		static Codec of(String uid) {
			if (!uid.startsWith("1.2.840.10008.1.2.")) return OTHER;
			String rest = uid.substring("1.2.840.10008.1.2.".length());
			return switch (rest) {
				case "1.98" -> PLAIN;
				case "5" -> RUN_LENGTH;
				case "8.1" -> DEFLATED;
				case "4.90", "4.91", "4.92", "4.93", "4.201", "4.202", "4.203" -> JPEG_2000;
				case "4.110", "4.111", "4.112" -> JPEG_XL;
				case "4.80", "4.81" -> JPEG;
				default -> rest.matches("4\\.([56]\\d|70)") ? JPEG : OTHER;
			};
		}
	}

	private final FrameBytes in;
	private final Codec codec;
	private final Ranges ranges = new Ranges();
	private final long planeLength, frameLength;
	private boolean followed = true, searched = true;

	private CodestreamComments(FrameBytes in, Codec codec, DataSet image) {
		this.in = in;
		this.codec = codec;
		long pixels = (long) number(image, Tag.ROWS, 0) * number(image, Tag.COLUMNS, 0);
		int bits = number(image, Tag.BITS_ALLOCATED, 0);
		planeLength = bits == 1 ? (pixels + 7) / 8 : pixels;
		frameLength = (pixels * bits * number(image, Tag.SAMPLES_PER_PIXEL, 1) + 7) / 8;
	}

	/**
	 * Blanks what does not belong to the pixels. The first item, the Basic Offset Table, is left alone:
	 * {@link FrameOffsets#withSaneOffsets} cares for it.
	 *
	 * @param image the data set in which the fragments stand, for its Number of Frames, sizes and Extended Offset Table
	 */
	public static Result blank(Value.Fragments value, String transferSyntaxUid, DataSet image) throws IOException {
		if (value.items().size() < 2) return new Result(value, 0, true, true);
		Codec codec = Codec.of(transferSyntaxUid);
		if (codec == Codec.OTHER) return new Result(value, 0, true, false);
		CodestreamComments scan = new CodestreamComments(new FrameBytes(value.items().subList(1, value.items().size())), codec, image);
		scan.frames(value, image);
		int segments = scan.ranges.certain().size();
		return new Result(segments == 0 ? value : scan.hidden(value), segments, scan.followed, scan.searched);
	}

	private static int number(DataSet image, int tag, int missing) {
		int value = image.intValue(tag).orElse(missing);
		return value < 0 ? missing : value;
	}

	/** Divides the fragments into frames, by what is most certain, and searches each. */
	private void frames(Value.Fragments value, DataSet image) throws IOException {
		int count = Math.max(1, number(image, Tag.NUMBER_OF_FRAMES, 1)), fragments = in.fragments.size();
		int[] first = FrameOffsets.basic(value);
		if (first == null || first.length != count) first = FrameOffsets.extended(image);
		boolean trusted = true;
		if (first == null || first.length != count) {
			boolean signed = codec == Codec.JPEG || codec == Codec.JPEG_2000 || codec == Codec.JPEG_XL;
			if (fragments == count || !signed && count > 1) first = all(fragments);
			else first = signed ? signedFragments() : new int[] {0};
			trusted = first.length == count;
		}
		for (int i = 0; i < first.length; i++) {
			long start = in.starts[first[i]], end = i + 1 < first.length ? in.starts[first[i + 1]] : in.length;
			try {
				frame(start, end, trusted);
			}
			catch (Damaged e) {
				ranges.frameIsDamaged();
				followed = false;
			}
		}
	}

	private static int[] all(int count) {
		int[] numbers = new int[count];
		for (int i = 0; i < count; i++) numbers[i] = i;
		return numbers;
	}

	/** The first fragment and those that begin like a frame. */
	private int[] signedFragments() throws IOException {
		int[] signed = new int[in.fragments.size()];
		int count = 1;
		for (int i = 1; i < signed.length; i++) {
			if (isSigned(in.starts[i], in.length)) signed[count++] = i;
		}
		return Arrays.copyOf(signed, count);
	}

	private boolean isSigned(long at, long end) throws IOException {
		try {
			return switch (codec) {
				case JPEG -> JpegFrame.start(in, at, end) >= 0;
				case JPEG_2000 -> Jpeg2000Frame.starts(in, at, end) || BoxedFrame.starts(in, at, end);
				case JPEG_XL -> isNakedJxl(at, end) || BoxedFrame.starts(in, at, end);
				default -> false;
			};
		}
		catch (Damaged e) {
			return false;
		}
	}

	private boolean isNakedJxl(long at, long end) throws IOException, Damaged {
		return in.startsWith(at, end, 0xFF, 0x0A);
	}

	private void frame(long start, long end, boolean trusted) throws IOException, Damaged {
		if (start == end) return;
		long behind = switch (codec) {
			case JPEG -> new JpegFrame(in, ranges).scan(start, end);
			case JPEG_2000 -> BoxedFrame.starts(in, start, end) ? boxed(start, end) : new Jpeg2000Frame(in, ranges).scan(start, end);
			case JPEG_XL -> jpegXl(start, end);
			case RUN_LENGTH -> new RunLengthFrame(in, ranges, planeLength).scan(start, end);
			case DEFLATED -> DeflatedFrame.end(in, start, end, frameLength);
			case PLAIN -> plain(start, end);
			case OTHER -> end;
		};
		ranges.frameIsSound();
		tail(behind, end, trusted);
	}

	private long boxed(long start, long end) throws IOException, Damaged {
		BoxedFrame boxes = new BoxedFrame(in, ranges);
		long behind = boxes.scan(start, end);
		if (!boxes.searchedAll()) followed = false;
		return behind;
	}

	/** The codestream of JPEG XL has no markers: its end cannot be told without decoding. */
	private long jpegXl(long start, long end) throws IOException, Damaged {
		searched = false;
		if (isNakedJxl(start, end)) return end;
		return boxed(start, end);
	}

	private long plain(long start, long end) throws Damaged {
		if (frameLength == 0 || end - start < frameLength) throw new Damaged();
		return start + frameLength;
	}

	/**
	 * Blanks what follows a frame in the fragment where it ends, but for padding. It is left, and reported, if it may be
	 * another frame.
	 */
	private void tail(long behind, long end, boolean trusted) throws IOException, Damaged {
		long from = in.firstAfterFiller(behind, end);
		if (from == end) return;
		long fragmentEnd = Math.min(end, in.fragmentEnd(behind));
		if (from >= fragmentEnd || !trusted || isImage(behind, from, end)) {
			followed = false;
			return;
		}
		ranges.add(behind, fragmentEnd);
		if (in.firstAfterFiller(fragmentEnd, end) < end) followed = false;
	}

	/** True if a tail begins with another image, whose signature may begin with what else would be filler. */
	private boolean isImage(long behind, long from, long end) throws IOException {
		for (long at = Math.max(behind, from - 4); at <= from; at++) {
			if (isSigned(at, end)) return true;
		}
		return false;
	}

	/** The fragments over sources that hide the ranges. */
	private Value.Fragments hidden(Value.Fragments value) {
		Map<ByteSource, List<long[]>> bySource = new IdentityHashMap<>();
		for (long[] range : ranges.certain()) {
			for (long at = range[0]; at < range[1];) {
				int i = in.fragmentAt(at);
				long end = Math.min(range[1], in.starts[i + 1]);
				Value.Bulk fragment = in.fragments.get(i);
				long shift = fragment.offset() - in.starts[i];
				bySource.computeIfAbsent(fragment.source(), source -> new ArrayList<>()).add(new long[] {at + shift, end + shift});
				at = end;
			}
		}
		Map<ByteSource, ByteSource> hiding = new IdentityHashMap<>();
		bySource.forEach((source, hidden) -> hiding.put(source, blanked(source, hidden)));
		return new Value.Fragments(value.items().stream().map(f -> new Value.Bulk(hiding.getOrDefault(f.source(), f.source()), f.offset(), f.length(), f.order())).toList());
	}

	private static ByteSource blanked(ByteSource source, List<long[]> hidden) {
		hidden.sort(Comparator.comparingLong(range -> range[0]));
		long[] starts = new long[hidden.size()], ends = new long[hidden.size()];
		int count = 0;
		for (long[] range : hidden) {
			if (count > 0 && range[0] <= ends[count - 1]) ends[count - 1] = Math.max(ends[count - 1], range[1]);
			else {
				starts[count] = range[0];
				ends[count++] = range[1];
			}
		}
		return new ByteSource.Blanked(source, Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), FILLER);
	}
}
