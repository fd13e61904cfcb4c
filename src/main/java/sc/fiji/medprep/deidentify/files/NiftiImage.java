package sc.fiji.medprep.deidentify.files;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

import sc.fiji.medprep.batch.Content;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.ByteSource;

/** NIfTI and Analyze images: the cleaned header and the same voxels, and nothing before, between or behind them. */
final class NiftiImage {
	private static final int CHUNK = 1 << 16;
	private static final String NO_IMAGE = "The file is called like a NIfTI image but is none.";
	private static final String SHORT = "The file ends before its voxels do; it is damaged or was not copied to its end.";

	private final Context context;
	private final BidsNames names;

	NiftiImage(Context context) {
		this.context = context;
		names = new BidsNames(context);
	}

	/** The cleaned image, if the item is one. */
	Optional<Product> clean(Item item, String path) throws IOException {
		String ending = BidsNames.ending(path);
		if (ending.equals(".nii.gz")) return Optional.of(compressed(item.source(), path));
		if (ending.equals(".img")) return voxelsOfPair(item, path);
		Optional<NiftiHeader> header = NiftiHeader.of(start(item.source()), ending.equals(".hdr"));
		if (header.isEmpty()) {
			if (ending.equals(".nii")) throw new IOException(NO_IMAGE);
			return Optional.empty();
		}
		return Optional.of(uncompressed(item.source(), header.get(), path));
	}

	private static byte[] start(ByteSource source) throws IOException {
		return source.bytes(0, (int) Math.min(NiftiHeader.LONGEST, source.length()));
	}

	private Product uncompressed(ByteSource source, NiftiHeader header, String path) throws IOException {
		byte[] cleaned = header.cleaned(context, path);
		long count = header.voxelBytes(), start = header.voxelStart();
		List<Finding> findings = new ArrayList<>();
		if (!header.holdsVoxels()) return Product.done(output(path, ".hdr"), out -> write(out, cleaned), findings);
		if (start + count > source.length()) throw new IOException(SHORT);
		tellExtensions(start, header, findings);
		return Product.done(output(path, ".nii"), out -> {
			write(out, cleaned);
			source.transferTo(start, count, out);
		}, findings);
	}

	/** The name of a file says how it is written, also if the input was called otherwise. */
	private String output(String path, String ending) {
		String name = names.output(path);
		return BidsNames.ending(name).equals(ending) ? name : name + ending;
	}

	private static void tellExtensions(long start, NiftiHeader header, List<Finding> findings) {
		if (start > header.cleanedLength()) {
			findings.add(new Finding(Severity.INFO, "nifti.extension", "", "What stood between the header and the voxels (extensions, in which programs keep DICOM headers and comments) was removed."));
		}
	}

	/** Voxels that stand apart from their header, which alone says how many there are. */
	private Optional<Product> voxelsOfPair(Item item, String path) throws IOException {
		String name = BidsNames.fileName(path), stem = name.substring(0, name.length() - ".img".length());
		ByteSource found = null;
		for (String ending : List.of(".hdr", ".HDR")) {
			if (found == null) found = item.origin().sibling(stem + ending);
		}
		if (found == null) return Optional.empty();
		try (ByteSource beside = found) {
			Optional<NiftiHeader> header = NiftiHeader.of(start(beside), true);
			if (header.isEmpty() || header.get().holdsVoxels()) return Optional.empty();
			long start = header.get().voxelStart(), count = header.get().voxelBytes();
			if (start > CHUNK) throw new IOException("The voxels begin far behind the start of their file; write the image anew as one file.");
			if (start + count > item.source().length()) throw new IOException(SHORT);
			Content content = out -> {
				write(out, new byte[(int) start]);
				item.source().transferTo(start, count, out);
			};
			return Optional.of(Product.done(output(path, ".img"), content, List.of()));
		}
	}

	private Product compressed(ByteSource source, String path) throws IOException {
		byte[] start;
		try (InputStream in = new GZIPInputStream(stream(source))) {
			start = in.readNBytes(NiftiHeader.LONGEST);
		}
		catch (ZipException | EOFException e) {
			throw new IOException(NO_IMAGE);
		}
		Optional<NiftiHeader> found = NiftiHeader.of(start, false);
		if (found.isEmpty() || !found.get().holdsVoxels()) throw new IOException(NO_IMAGE);
		NiftiHeader header = found.get();
		byte[] cleaned = header.cleaned(context, path);
		long first = header.voxelStart(), count = header.voxelBytes();
		List<Finding> findings = new ArrayList<>();
		tellExtensions(first, header, findings);
		return Product.done(output(path, ".nii.gz"), out -> {
			try (InputStream in = new GZIPInputStream(stream(source), CHUNK); Compressed compressed = new Compressed(unclosed(out))) {
				in.skipNBytes(first);
				compressed.write(cleaned);
				copy(in, count, compressed);
			}
			catch (EOFException e) {
				throw new IOException(SHORT);
			}
		}, findings);
	}

	private static void copy(InputStream in, long count, OutputStream out) throws IOException {
		byte[] chunk = new byte[CHUNK];
		for (long left = count; left > 0;) {
			int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
			if (n < 0) throw new IOException(SHORT);
			out.write(chunk, 0, n);
			left -= n;
		}
	}

	/** Gzip without name, time and comment, at a level that is quick. */
	private static final class Compressed extends GZIPOutputStream {
		Compressed(OutputStream out) throws IOException {
			super(out, CHUNK);
			def.setLevel(Deflater.BEST_SPEED);
		}
	}

	/** The batch closes the channel. */
	private static OutputStream unclosed(WritableByteChannel out) {
		return new FilterOutputStream(Channels.newOutputStream(out)) {
			@Override
			public void write(byte[] bytes, int start, int length) throws IOException {
				out.write(bytes, start, length);
			}

			@Override
			public void close() throws IOException {
				flush();
			}
		};
	}

	static InputStream stream(ByteSource source) {
		return new InputStream() {
			private long at;

			@Override
			public int read() throws IOException {
				byte[] one = new byte[1];
				return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
			}

			@Override
			public int read(byte[] bytes, int start, int length) throws IOException {
				if (length == 0) return 0;
				int n = (int) Math.min(length, source.length() - at);
				if (n <= 0) return -1;
				source.readFully(at, ByteBuffer.wrap(bytes, start, n));
				at += n;
				return n;
			}

			@Override
			public int available() {
				return (int) Math.min(Integer.MAX_VALUE, source.length() - at);
			}
		};
	}

	static void write(WritableByteChannel out, byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) out.write(buffer);
	}
}
