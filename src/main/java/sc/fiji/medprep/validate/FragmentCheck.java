package sc.fiji.medprep.validate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.image.codec.CodeStreamHeader;

/** Encapsulated pixel data (PS3.5 section A.4): fragments, offset tables, and how the code streams of frames begin. */
final class FragmentCheck {
	private static final int ITEM_HEADER = 8;

	private final String syntax;
	private final DataSet dataSet;
	private final PixelDescription image;
	private final String path;
	private final Findings findings;

	FragmentCheck(DicomFile file, DataSet dataSet, PixelDescription image, String path, Findings findings) {
		syntax = file.transferSyntax().uid();
		this.dataSet = dataSet;
		this.image = image;
		this.path = path;
		this.findings = findings;
	}

	void check(Value.Fragments value) throws IOException {
		List<Value.Bulk> items = value.items();
		if (items.size() < 2) {
			findings.add("pixel.fragments", path, items.isEmpty() ? "Encapsulated pixel data has no item, not even that of the Basic Offset Table." : "Encapsulated pixel data has no fragment behind the Basic Offset Table.");
			return;
		}
		long[] starts = new long[items.size() - 1];
		long start = 0;
		int empty = 0;
		for (int i = 1; i < items.size(); i++) {
			starts[i - 1] = start;
			start += ITEM_HEADER + items.get(i).length();
			if (items.get(i).isEmpty()) empty++;
		}
		if (empty > 0) findings.add("pixel.fragments.empty", path, "Of " + starts.length + " fragments " + empty + (empty == 1 ? " is" : " are") + " empty.");
		int fragments = starts.length;
		boolean video = syntax.startsWith("1.2.840.10008.1.2.4.10");
		long frames = video ? 1 : image.frames();
		if (fragments < frames) findings.add("pixel.fragments", path, "There are fewer fragments (" + fragments + ") than frames (" + frames + ").");
		if (isOneEach() && fragments > frames) findings.add("pixel.fragments", path, "There are more fragments (" + fragments + ") than frames (" + frames + "), but each frame has one in this transfer syntax.");
		int[] basic = basicTable(items.get(0), starts, frames);
		boolean extended = extendedTable(items, starts, frames);
		if (!video && basic == null && !extended && frames > 1 && fragments > frames) findings.add("pixel.fragments.ambiguous", path, "Frames have several fragments, but there is no offset table that tells where they begin.");
		int[] firsts = frames == 1 ? new int[] {0} : fragments == frames ? all(fragments) : basic == null ? new int[] {0} : basic;
		if (!video) for (int first : firsts) codeStream(items.get(first + 1));
	}

	/** RLE, encapsulated uncompressed, and frames that are deflated. */
	private boolean isOneEach() {
		return syntax.equals("1.2.840.10008.1.2.5") || syntax.equals("1.2.840.10008.1.2.1.98") || syntax.equals("1.2.840.10008.1.2.8.1");
	}

	private static int[] all(int count) {
		int[] all = new int[count];
		Arrays.setAll(all, i -> i);
		return all;
	}

	/** The fragments that the Basic Offset Table says frames begin with, or null if it is empty or wrong. */
	private int[] basicTable(Value.Bulk table, long[] starts, long frames) throws IOException {
		if (table.isEmpty()) return null;
		if (table.length() % 4 != 0 || table.length() / 4 != frames) {
			findings.add("pixel.offset_table", path, "The Basic Offset Table has " + table.length() + " bytes; it is empty or has 4 for each frame.");
			return null;
		}
		ByteBuffer in = ByteBuffer.wrap(table.load()).order(table.order());
		int[] firsts = new int[in.remaining() / 4];
		for (int i = 0; i < firsts.length; i++) {
			firsts[i] = Arrays.binarySearch(starts, in.getInt() & 0xFFFFFFFFL);
			if (firsts[i] < 0 || (i == 0 ? firsts[0] != 0 : firsts[i] <= firsts[i - 1])) {
				findings.add("pixel.offset_table", path, "The Basic Offset Table has an offset at which no frame begins, of frame " + (i + 1) + ".");
				return null;
			}
		}
		return firsts;
	}

	/** True if there is an Extended Offset Table (PS3.3 section C.7.6.3.1.8). */
	private boolean extendedTable(List<Value.Bulk> items, long[] starts, long frames) {
		Element table = dataSet.get(Tag.EXTENDED_OFFSET_TABLE);
		if (table == null || table.isEmpty()) return false;
		String at = Tag.toString(Tag.EXTENDED_OFFSET_TABLE);
		if (!items.get(0).isEmpty()) findings.add("pixel.extended_offset_table", at, "There is an Extended Offset Table, but the basic one is not empty.");
		byte[] offsets = dataSet.bytes(Tag.EXTENDED_OFFSET_TABLE), lengths = dataSet.bytes(Tag.EXTENDED_OFFSET_TABLE_LENGTHS);
		if (offsets.length != 8 * frames || lengths.length != offsets.length) {
			// longer tables are not loaded
			if (table.value() instanceof Value.Bulk bulk && bulk.length() == 8 * frames) return true;
			findings.add("pixel.extended_offset_table", at, "The Extended Offset Table and its lengths have not 8 bytes for each frame.");
			return true;
		}
		if (starts.length != frames) {
			findings.add("pixel.extended_offset_table", at, "There is an Extended Offset Table, but not one fragment for each frame.");
			return true;
		}
		ByteBuffer offset = ByteBuffer.wrap(offsets).order(table.order()), length = ByteBuffer.wrap(lengths).order(table.order());
		for (int i = 0; i < starts.length; i++) {
			long there = items.get(i + 1).length(), said = length.getLong();
			if (offset.getLong() == starts[i] && (said == there || said == there - 1)) continue;
			findings.add("pixel.extended_offset_table", at, "The Extended Offset Table or its lengths do not fit the fragment of frame " + (i + 1) + ".");
			return true;
		}
		return true;
	}

	private void codeStream(Value.Bulk fragment) throws IOException {
		byte[] head = fragment.source().bytes(fragment.offset(), (int) Math.min(CodeStreamHeader.headLength(), fragment.length()));
		if (!CodeStreamHeader.begins(syntax, head)) {
			findings.add("pixel.code_stream.start", path, "A frame does not begin as one of the transfer syntax does.");
			return;
		}
		if (isOneEach() && !syntax.equals("1.2.840.10008.1.2.5")) return;
		Optional<CodeStreamHeader> header = CodeStreamHeader.of(fragment.source(), fragment.offset(), fragment.length());
		if (header.isPresent()) compare(header.get());
	}

	private void compare(CodeStreamHeader stream) {
		if (stream.process() == CodeStreamHeader.Process.RLE) {
			int segments = image.samples() * ((image.allocated() + 7) / 8);
			if (segments > 0 && stream.components() != segments) findings.add("pixel.code_stream.components", path, "A frame has " + stream.components() + " RLE segments, not the " + segments + " that samples and bits need.");
			return;
		}
		if (differs(stream.rows(), image.rows()) || differs(stream.columns(), image.columns())) findings.add("pixel.code_stream.size", path, "A compressed frame has another size than Rows and Columns say.");
		if (image.samples() > 0 && stream.components() != image.samples()) findings.add("pixel.code_stream.components", path, "A compressed frame has " + stream.components() + (stream.components() == 1 ? " component" : " components") + ", not as many as Samples per Pixel.");
		if (image.allocated() > 0 && stream.precision() > image.allocated()) findings.add("pixel.code_stream.bits", path, "A compressed frame has " + stream.precision() + " bits per sample, more than Bits Allocated.");
		else if (image.stored() > 0 && stream.precision() != image.stored()) findings.add("pixel.code_stream.precision", path, "A compressed frame has " + stream.precision() + " bits per sample, which is not Bits Stored.");
		if (stream.process() == CodeStreamHeader.Process.JPEG_2000 && image.representation() >= 0 && stream.signed() != (image.representation() == 1)) {
			findings.add("pixel.code_stream.sign", path, "A compressed frame says of the sign of its samples something else than Pixel Representation.");
		}
		if (!fits(stream)) findings.add("pixel.code_stream.process", path, "A frame is compressed in another way than the transfer syntax says.");
	}

	private static boolean differs(int inStream, int inHeader) {
		return inStream != 0 && inHeader > 0 && inStream != inHeader;
	}

	private boolean fits(CodeStreamHeader stream) {
		CodeStreamHeader.Process process = stream.process();
		return switch (syntax.substring(syntax.lastIndexOf('.') + 1)) {
			case "50" -> process == CodeStreamHeader.Process.BASELINE;
			case "51" -> process == CodeStreamHeader.Process.EXTENDED || process == CodeStreamHeader.Process.BASELINE;
			case "57", "70" -> process == CodeStreamHeader.Process.LOSSLESS;
			case "80" -> process == CodeStreamHeader.Process.JPEG_LS && stream.reversible();
			case "81" -> process == CodeStreamHeader.Process.JPEG_LS;
			case "90", "92" -> process == CodeStreamHeader.Process.JPEG_2000 && stream.reversible();
			case "91", "93" -> process == CodeStreamHeader.Process.JPEG_2000;
			default -> true;
		};
	}
}
