package sc.fiji.medprep.image.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.codec.JpegLosslessEncoder;
import sc.fiji.medprep.image.codec.PixelFormat;
import sc.fiji.medprep.image.codec.RleEncoder;

/**
 * Packs frames into Pixel Data. Several frames gather in a temporary file for the owner only, which goes when this is closed:
 * a volume need not fit into memory.
 */
final class PixelPacker implements Closeable {
	private static final int BYTES_OF_OFFSET = 4;

	private final DerivedOptions.Packing packing;
	private final StoredForm form;
	private final PixelFormat format;
	private final Path spool;
	private final FileChannel channel;
	private final List<Long> ends = new ArrayList<>();

	PixelPacker(DerivedOptions.Packing packing, StoredForm form, Volume.Shape shape, String photometric) throws IOException {
		this.packing = packing;
		this.form = form;
		int samples = form.type() == PixelType.RGB ? 3 : 1, allocated = samples == 3 ? 8 : 8 * form.type().bytes();
		format = new PixelFormat(shape.height(), shape.width(), samples, allocated, form.bitsStored(), form.bitsStored() - 1, form.type().isSigned(), false, photometric, false);
		spool = Files.createTempFile("medprep-", ".frames");
		try {
			channel = FileChannel.open(spool, StandardOpenOption.READ, StandardOpenOption.WRITE);
		}
		catch (IOException e) {
			Files.deleteIfExists(spool);
			throw e;
		}
	}

	/** @param stored byte[] or short[], as {@link StoredForm#stored} gives it */
	void add(Object stored) throws IOException {
		ByteBuffer frame = ByteBuffer.wrap(packed(stored));
		while (frame.hasRemaining()) channel.write(frame);
		if (isEncapsulated() && channel.position() % 2 != 0) channel.write(ByteBuffer.allocate(1));
		ends.add(channel.position());
	}

	private boolean isEncapsulated() {
		return packing.transferSyntax().encapsulated();
	}

	private byte[] packed(Object stored) {
		return switch (packing) {
			case RLE -> RleEncoder.encode(stored, format.rows(), format.columns(), format.samples());
			case JPEG_LOSSLESS -> JpegLosslessEncoder.encode(stored, format);
			case EXPLICIT, DEFLATED -> {
				if (stored instanceof byte[] bytes) yield bytes;
				short[] shorts = (short[]) stored;
				byte[] bytes = new byte[2 * shorts.length];
				ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(shorts);
				yield bytes;
			}
		};
	}

	/** Pixel Data of the frames that were added since the last time; good until the next frame is added. */
	Element pixelData() throws IOException {
		ByteSource source = ByteSource.of(channel, 0, channel.position());
		return isEncapsulated() ? new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(fragments(source)))
			: new Element(Tag.PIXEL_DATA, form.type() == PixelType.UINT16 || form.type() == PixelType.INT16 ? VR.OW : VR.OB, new Value.Bulk(source, 0, source.length(), ByteOrder.LITTLE_ENDIAN));
	}

	/** Begins with the frames of another file. */
	void restart() throws IOException {
		channel.truncate(0);
		ends.clear();
	}

	/** The Basic Offset Table, empty where its numbers have too few bits, then one fragment for each frame (PS3.5 annex A.4). */
	private List<Value.Bulk> fragments(ByteSource source) {
		List<Value.Bulk> items = new ArrayList<>();
		ByteBuffer table = ByteBuffer.allocate(BYTES_OF_OFFSET * ends.size()).order(ByteOrder.LITTLE_ENDIAN);
		long start = 0;
		boolean fits = true;
		for (int frame = 0; frame < ends.size(); frame++) {
			long offset = start + 8L * frame;
			fits &= offset <= 0xFFFFFFFFL;
			table.putInt((int) offset);
			items.add(new Value.Bulk(source, start, ends.get(frame) - start, ByteOrder.LITTLE_ENDIAN));
			start = ends.get(frame);
		}
		items.add(0, new Value.Bulk(ByteSource.of(table.array()), 0, fits ? table.capacity() : 0, ByteOrder.LITTLE_ENDIAN));
		return items;
	}

	@Override
	public void close() throws IOException {
		try {
			channel.close();
		}
		finally {
			Files.deleteIfExists(spool);
		}
	}
}
