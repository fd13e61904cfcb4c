package sc.fiji.medprep.image.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Where the voxels of an image stand.
 *
 * @param before bytes of the file that come before what is encoded
 * @param after bytes that come before the voxels once it is decoded; -1 if the voxels are the end of it
 */
record VoxelBytes(Path file, long before, Encoding encoding, long after) {
	private static final int BUFFER = 1 << 16;
	private static final String SHORT = "The file ends before its voxels do; it is damaged or was not copied to its end.";
	/** Deflate makes no more of a byte. */
	private static final long MOST_INFLATED = 1032;

	/** How bytes are packed. */
	enum Encoding {
		RAW, GZIP, ZLIB
	}

	/** What is made of the bytes of all voxels. */
	interface Reading<T> {
		T from(InputStream in) throws IOException;
	}

	/** Whether a file is gzip, by its first bytes. */
	static boolean isGzip(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] magic = in.readNBytes(2);
			return magic.length == 2 && (magic[0] & 0xFF) == 0x1f && (magic[1] & 0xFF) == 0x8b;
		}
	}

	/** The first bytes of a file, inflated if it is gzip; fewer if it is shorter or damaged. */
	static byte[] start(Path file, int most) throws IOException {
		if (!isGzip(file)) {
			try (InputStream in = Files.newInputStream(file)) {
				return in.readNBytes(most);
			}
		}
		byte[] start = new byte[most];
		int n = 0;
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
			for (int more; n < most && (more = in.read(start, n, most - n)) > 0;) n += more;
		}
		catch (ZipException | EOFException e) {
			// what came before the damage may show what kind of file it is
		}
		return Arrays.copyOf(start, n);
	}

	/**
	 * Lets the voxels be read.
	 *
	 * @param length bytes of all voxels
	 * @throws IOException if the file cannot hold so many, before anything is allocated for them
	 */
	<T> T read(long length, Reading<T> reading) throws IOException {
		long there = Files.size(file) - before;
		boolean raw = encoding == Encoding.RAW;
		long start = after < 0 ? Math.max(0, there - length) : after;
		if (there < 0 || length + start > (raw ? there : there * MOST_INFLATED)) throw new IOException(SHORT);
		try (InputStream in = Files.newInputStream(file)) {
			in.skipNBytes(before);
			InputStream decoded = switch (encoding) {
				case RAW -> in;
				case GZIP -> new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER);
				case ZLIB -> new InflaterInputStream(new BufferedInputStream(in, BUFFER));
			};
			try (decoded) {
				decoded.skipNBytes(start);
				return reading.from(decoded);
			}
		}
		catch (EOFException e) {
			throw new IOException(SHORT);
		}
		catch (ZipException e) {
			throw new IOException("The compressed voxels are damaged; get the file again from where it came.");
		}
	}
}
