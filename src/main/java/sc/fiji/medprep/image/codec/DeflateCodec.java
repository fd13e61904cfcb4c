package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated Image Frame Compression (PS3.5 annex A.4.13): native bytes behind raw deflate. */
final class DeflateCodec implements Codec {
	/** Deflate makes at most 258 bytes of 2 bits. */
	private static final int MOST_EXPANSION = 1032;

	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		long length = PlainCodec.length(format);
		if (length > Integer.MAX_VALUE - 16 || length > (long) encoded.length * MOST_EXPANSION) throw damaged();
		byte[] plain = new byte[(int) length];
		Inflater inflater = new Inflater(true);
		try {
			// a byte more, which some versions of zlib want behind raw deflate
			inflater.setInput(Arrays.copyOf(encoded, encoded.length + 1));
			int filled = 0;
			while (filled < plain.length) {
				int n = inflater.inflate(plain, filled, plain.length - filled);
				if (n == 0) throw damaged();
				filled += n;
			}
		}
		catch (DataFormatException e) {
			throw damaged();
		}
		finally {
			inflater.end();
		}
		return new PlainCodec().decode(plain, format);
	}

	private static IOException damaged() {
		return new IOException("A deflated frame of Pixel Data (7FE0,0010) is damaged or too short; copy or export the file again");
	}
}
