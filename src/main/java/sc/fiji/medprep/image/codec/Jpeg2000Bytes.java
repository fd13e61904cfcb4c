package sc.fiji.medprep.image.codec;

import java.nio.ByteBuffer;

import jj2000.j2k.io.EndianType;
import jj2000.j2k.io.RandomAccessIO;

/**
 * A code stream in memory for JJ2000. Beyond its end it throws RuntimeExceptions: at an EOFException JJ2000 would give what it
 * has as if it were whole, at another IOException print it or stop the thread.
 */
final class Jpeg2000Bytes implements RandomAccessIO {
	private final ByteBuffer buffer;
	/** Position behind the last byte 0xFF that was read on its own. */
	private int behindStuffed = -1;

	Jpeg2000Bytes(ByteBuffer buffer) {
		this.buffer = buffer;
	}

	@Override
	public int getPos() {
		return buffer.position();
	}

	@Override
	public int length() {
		return buffer.limit();
	}

	@Override
	public void seek(int position) {
		buffer.position(position);
	}

	@Override
	public int skipBytes(int count) {
		buffer.position(buffer.position() + count);
		return count;
	}

	/** What JJ2000 reads bits of packet headers with; of two bytes 0xFF, which cannot be there, it would read the second for ever. */
	@Override
	public int read() {
		int value = buffer.get() & 0xFF;
		if (value == 0xFF) {
			if (behindStuffed == buffer.position() - 1) throw new IllegalStateException("Two bytes 0xFF");
			behindStuffed = buffer.position();
		}
		return value;
	}

	@Override
	public void readFully(byte[] target, int offset, int count) {
		buffer.get(target, offset, count);
	}

	@Override
	public byte readByte() {
		return buffer.get();
	}

	@Override
	public int readUnsignedByte() {
		return buffer.get() & 0xFF;
	}

	@Override
	public short readShort() {
		return buffer.getShort();
	}

	@Override
	public int readUnsignedShort() {
		return buffer.getShort() & 0xFFFF;
	}

	@Override
	public int readInt() {
		return buffer.getInt();
	}

	@Override
	public long readUnsignedInt() {
		return buffer.getInt() & 0xFFFFFFFFL;
	}

	@Override
	public long readLong() {
		return buffer.getLong();
	}

	@Override
	public float readFloat() {
		return buffer.getFloat();
	}

	@Override
	public double readDouble() {
		return buffer.getDouble();
	}

	@Override
	public int getByteOrdering() {
		return EndianType.BIG_ENDIAN;
	}

	@Override
	public void close() {}

	@Override
	public void flush() {}

	@Override
	public void write(int value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeByte(int value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeShort(int value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeInt(int value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeLong(long value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeFloat(float value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeDouble(double value) {
		throw new UnsupportedOperationException();
	}
}
