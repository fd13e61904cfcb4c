package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a frame header (T.81 B.2.2) says, made sure to fit what the data set says. */
final class JpegFrame {
	static final int SOF0 = 0xc0, SOF1 = 0xc1, SOF2 = 0xc2, SOF3 = 0xc3;

	final boolean lossless, progressive;
	/** Bits of a sample. */
	final int precision;
	final int rows, columns;
	final JpegComponent[] components;
	/** The largest sampling factors. */
	final int maxH, maxV;

	/**
	 * @param marker SOF0 to SOF3
	 * @param header the segment behind its length
	 * @param bytes of the whole stream, of which every block or lossless sample takes at least one bit
	 */
	JpegFrame(int marker, ByteBuffer header, PixelFormat format, int bytes) throws IOException {
		lossless = marker == SOF3;
		progressive = marker == SOF2;
		precision = header.get() & 0xff;
		boolean possible = lossless ? precision >= 2 && precision <= 16 : precision == 8 || precision == 12 && marker != SOF0;
		if (!possible) throw JpegDecoder.damaged("states a number of bits per sample that its process does not have");
		int height = header.getShort() & 0xffff;
		// A height of 0 is given after the first scan (T.81 B.2.5); what the data set says is as good and known now
		rows = height == 0 ? format.rows() : height;
		columns = header.getShort() & 0xffff;
		components = new JpegComponent[header.get() & 0xff];
		if (rows != format.rows() || columns != format.columns() || components.length != format.samples() || rows == 0 || columns == 0) {
			throw new IOException("the JPEG stream has other rows, columns or samples per pixel than the data set says; one of them is wrong, export the file again");
		}
		for (int i = 0; i < components.length; i++) {
			int id = header.get() & 0xff, sampling = header.get() & 0xff, table = header.get() & 0xff;
			components[i] = new JpegComponent(id, sampling >> 4, sampling & 15, table);
		}
		int h = 1, v = 1;
		for (JpegComponent component : components) {
			h = Math.max(h, component.h);
			v = Math.max(v, component.v);
		}
		maxH = h;
		maxV = v;
		for (JpegComponent component : components) {
			if (maxH % component.h != 0 || maxV % component.v != 0) throw new IOException("the JPEG stream has components of sizes that are no multiples of each other, which is not handled; convert the file with another program first");
		}
		long units = 0;
		for (JpegComponent component : components) units += component.fit(this);
		if (units / 8 > bytes) throw JpegDecoder.cutOff();
		if ((long) rows * columns * components.length > Integer.MAX_VALUE - 8 || 64L * units > Integer.MAX_VALUE - 8 && !lossless) throw new IOException("the JPEG stream has a frame of more than 2^31 samples, which is not handled");
	}

	int mcusWide() {
		return ceilDiv(columns, 8 * maxH);
	}

	int mcusHigh() {
		return ceilDiv(rows, 8 * maxV);
	}

	/** The component with an identifier. */
	JpegComponent component(int id) throws IOException {
		for (JpegComponent component : components) {
			if (component.id == id) return component;
		}
		throw JpegDecoder.damaged("has a scan of a component that its frame does not have");
	}

	static int ceilDiv(int a, int b) {
		return (a + b - 1) / b;
	}
}
