package sc.fiji.medprep.curate.fix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * All bytes of a file before its repair: those around its long values, and where the long values stand in the repaired file.
 *
 * @param spans ascending in the original file, without overlap
 * @param others all other bytes of the original file, in their order
 */
record Original(List<LongValues.Span> spans, byte[] others) {
	/** More than this around long values is no header of an image; it would make the record of changes as large as the files. */
	private static final int MOST_OTHERS = 1 << 24;

	/** @throws IOException if there is too much to record */
	static Original of(ByteSource source, List<LongValues.Span> spans) throws IOException {
		long length = source.length();
		for (LongValues.Span span : spans) length -= span.length();
		if (length > MOST_OTHERS) throw new IOException("The file was left alone, for what would have to be recorded to undo its repair is more than 16 MiB.");
		ByteBuffer others = ByteBuffer.allocate((int) length);
		long at = 0;
		for (LongValues.Span span : spans) {
			source.readFully(at, others.limit(others.position() + (int) (span.from() - at)));
			at = span.from() + span.length();
		}
		source.readFully(at, others.limit(others.capacity()));
		return new Original(spans, others.array());
	}

	/** Whether a file is long enough to be the repaired one. */
	boolean fits(ByteSource repaired) {
		return spans.stream().allMatch(span -> span.to() + span.length() <= repaired.length());
	}

	/**
	 * Writes the original file.
	 *
	 * @throws IOException if the repaired file is too short, or a channel fails
	 */
	void restore(ByteSource repaired, WritableByteChannel out) throws IOException {
		int used = 0;
		long at = 0;
		for (LongValues.Span span : spans) {
			int count = (int) (span.from() - at);
			write(used, count, out);
			repaired.transferTo(span.to(), span.length(), out);
			used += count;
			at = span.from() + span.length();
		}
		write(used, others.length - used, out);
	}

	private void write(int from, int count, WritableByteChannel out) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(others, from, count);
		while (bytes.hasRemaining()) out.write(bytes);
	}

	/** Writes the members {@code long_values}, {@code other_length} and {@code other_bytes}. */
	void write(JsonWriter out) throws IOException {
		out.name("long_values").beginArray();
		for (LongValues.Span span : spans) out.value(span.from()).value(span.to()).value(span.length());
		out.endArray();
		out.name("other_length").value(others.length).name("other_bytes").value(Base64.getEncoder().encodeToString(deflated(others)));
	}

	private static byte[] deflated(byte[] bytes) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
		ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
		byte[] buffer = new byte[1 << 13];
		deflater.setInput(bytes);
		deflater.finish();
		while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
		deflater.end();
		return out.toByteArray();
	}

	/** Reads the value of {@code long_values}. */
	static List<LongValues.Span> readSpans(JsonReader in) throws IOException {
		List<LongValues.Span> spans = new ArrayList<>();
		long end = 0;
		in.beginArray();
		while (in.hasNext()) {
			LongValues.Span span = new LongValues.Span(in.nextLong(), in.nextLong(), in.nextLong());
			if (span.from() < end || span.to() < 0 || span.length() < 1 || span.from() > Long.MAX_VALUE / 2 - span.length() || span.to() > Long.MAX_VALUE / 2 - span.length()) throw damaged();
			end = span.from() + span.length();
			spans.add(span);
		}
		in.endArray();
		return spans;
	}

	/**
	 * The original file of the members that {@link #write} has written.
	 *
	 * @throws IOException if they do not fit each other
	 */
	static Original of(List<LongValues.Span> spans, int length, String base64) throws IOException {
		if (length < 0 || length > MOST_OTHERS) throw damaged();
		long between = 0, end = 0;
		for (LongValues.Span span : spans) {
			between += span.from() - end;
			end = span.from() + span.length();
		}
		if (between > length) throw damaged();
		return new Original(spans, inflated(base64, length));
	}

	private static byte[] inflated(String base64, int length) throws IOException {
		Inflater inflater = new Inflater();
		try {
			byte[] packed = Base64.getDecoder().decode(base64);
			// deflate packs at most 1032 bytes into one
			if (length > 1032L * packed.length + 64) throw damaged();
			byte[] bytes = new byte[length];
			inflater.setInput(packed);
			int filled = 0;
			for (int n = 1; filled < length && n > 0; filled += n) n = inflater.inflate(bytes, filled, length - filled);
			if (filled < length) throw damaged();
			return bytes;
		}
		catch (IllegalArgumentException | DataFormatException e) {
			throw damaged();
		}
		finally {
			inflater.end();
		}
	}

	private static IOException damaged() {
		return new IOException("The record of the changes of this file is damaged; use the changes file that the repair has written.");
	}
}
