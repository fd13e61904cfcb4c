package sc.fiji.medprep.synthesize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.synthesize.Check.Action;
import sc.fiji.medprep.synthesize.picture.Box;
import sc.fiji.medprep.synthesize.picture.Canvas;
import sc.fiji.medprep.synthesize.picture.JpegEncoder;
import sc.fiji.medprep.synthesize.picture.RunLengthEncoder;

/** The Image Pixel module of an instance: frames in the transfer syntax of the instance, and what is burned into them. */
final class Pixels {
	static final TransferSyntax RUN_LENGTH = TransferSyntax.of("1.2.840.10008.1.2.5").orElseThrow(), JPEG = TransferSyntax.of("1.2.840.10008.1.2.4.50").orElseThrow();

	private final Instance instance;
	private final String photometric;
	private final int bitsAllocated, bitsStored;
	private final boolean signed;
	private final List<Canvas> frames = new ArrayList<>();
	private final List<PixelBox> burned = new ArrayList<>();
	private final List<JpegEncoder.Segment> segments = new ArrayList<>();

	Pixels(Instance instance, String photometric, int bitsStored, boolean signed) {
		this.instance = instance;
		this.photometric = photometric;
		this.bitsStored = bitsStored;
		this.signed = signed;
		bitsAllocated = bitsStored > 8 ? 16 : bitsStored == 1 ? 1 : 8;
	}

	Pixels frame(Canvas frame) {
		frames.add(frame);
		return this;
	}

	/** Puts a marker segment with words that identify into compressed frames. */
	Pixels segment(int marker, String text, String... words) {
		segments.add(new JpegEncoder.Segment(marker, text.getBytes(StandardCharsets.US_ASCII)));
		instance.plant(List.of(words));
		return this;
	}

	/** Writes a line that identifies into all frames. */
	Pixels burn(int x, int y, int scale, String text, int... color) {
		for (Canvas frame : frames) frame.text(x, y, scale, text, color);
		Box box = Canvas.box(x, y, scale, text);
		burned.add(new PixelBox(text, x, y, x + box.width(), y + box.height()));
		return this;
	}

	/** Writes a line that identifies nobody, and may stay, into all frames. */
	Pixels label(int x, int y, int scale, String text, int... color) {
		for (Canvas frame : frames) frame.text(x, y, scale, text, color);
		return this;
	}

	/** Puts the module into the instance and asks for what is burned in, or that nothing changes. */
	void put() {
		Canvas first = frames.get(0);
		Level root = instance.root;
		root.put("SamplesPerPixel", first.channels).keep("PhotometricInterpretation", photometric);
		if (first.channels > 1) root.put("PlanarConfiguration", 0);
		root.keep("Rows", first.height).keep("Columns", first.width).put("BitsAllocated", bitsAllocated).put("BitsStored", bitsStored).put("HighBit", bitsStored - 1).put("PixelRepresentation", signed ? 1 : 0);
		Element pixels = instance.syntax.encapsulated() ? compressed() : uncompressed();
		root.data.put(pixels);
		String path = Level.tag(Tag.PIXEL_DATA);
		for (PixelBox line : burned) instance.ask(Action.PIXELS_HIDDEN, path, line.text(), line.toString(), "hipaa-pixels");
		// of frames with comments that have to go the bytes cannot stay
		if (!burned.isEmpty() || !segments.isEmpty()) return;
		String hash = hash(pixels);
		instance.ask(Action.PIXELS_RETAINED, path, hash, hash, "dicom-pixels");
	}

	private Element compressed() {
		List<Value.Bulk> items = new ArrayList<>();
		items.add(bulk(new byte[0]));
		for (Canvas frame : frames) items.add(bulk(instance.syntax == JPEG ? JpegEncoder.encode(frame, segments) : RunLengthEncoder.encode(plain(frame), frame.height, frame.width, bitsAllocated / 8, frame.channels)));
		return new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(items));
	}

	private Element uncompressed() {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (Canvas frame : frames) all.writeBytes(plain(frame));
		return Element.bytes(Tag.PIXEL_DATA, bitsAllocated == 16 ? VR.OW : VR.OB, bitsAllocated == 1 ? packed(all.toByteArray()) : all.toByteArray());
	}

	/** Of the bytes as the file will have them. */
	private String hash(Element pixels) {
		boolean swaps = instance.syntax.byteOrder() == ByteOrder.BIG_ENDIAN && pixels.vr() == VR.OW;
		try {
			return PixelValue.md5(swaps ? Element.bytes(Tag.PIXEL_DATA, VR.OW, swapped(pixels.bytes())) : pixels);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Value.Bulk bulk(byte[] bytes) {
		byte[] even = bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
		return new Value.Bulk(ByteSource.of(even), 0, even.length, ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] swapped(byte[] words) {
		byte[] swapped = new byte[words.length];
		for (int i = 0; i < words.length; i++) swapped[i] = words[i ^ 1];
		return swapped;
	}

	/** Samples in little endian; colours as the photometric interpretation has them. */
	private byte[] plain(Canvas frame) {
		ByteBuffer bytes = ByteBuffer.allocate(frame.samples.length * (bitsAllocated == 16 ? 2 : 1)).order(ByteOrder.LITTLE_ENDIAN);
		boolean luminance = photometric.equals("YBR_FULL");
		int mask = (1 << bitsStored) - 1;
		for (int i = 0; i < frame.samples.length; i++) {
			int sample = luminance ? ybr(frame.samples, i) : frame.samples[i];
			if (bitsAllocated <= 8) bytes.put((byte) sample);
			else bytes.putShort((short) (signed ? sample : sample & mask));
		}
		return bytes.array();
	}

	/** Eight pixels to a byte, the first in the lowest bit. */
	private static byte[] packed(byte[] pixels) {
		byte[] bits = new byte[(pixels.length + 7) / 8];
		for (int i = 0; i < pixels.length; i++) bits[i / 8] |= (byte) (pixels[i] << i % 8);
		return bits;
	}

	/** PS3.3 section C.7.6.3.1.2. */
	private static int ybr(int[] rgb, int at) {
		int r = rgb[at / 3 * 3], g = rgb[at / 3 * 3 + 1], b = rgb[at / 3 * 3 + 2];
		double value = switch (at % 3) {
			case 0 -> 0.299 * r + 0.587 * g + 0.114 * b;
			case 1 -> 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
			default -> 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
		};
		return (int) Math.max(0, Math.min(255, Math.round(value)));
	}
}
