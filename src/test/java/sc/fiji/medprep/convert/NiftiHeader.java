package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Volume;

/** Size and place of an image that another program has written as NIfTI-1, without its voxels. */
record NiftiHeader(Volume.Shape shape, Geometry geometry) implements PlaneSource {
	static NiftiHeader of(Path image) throws IOException {
		ByteBuffer header;
		try (InputStream in = Files.newInputStream(image)) {
			header = ByteBuffer.wrap(in.readNBytes(348)).order(ByteOrder.LITTLE_ENDIAN);
		}
		int dimensions = header.getShort(40);
		int[] sizes = {1, 1, 1, 1};
		for (int i = 0; i < Math.min(4, dimensions); i++) sizes[i] = header.getShort(42 + 2 * i);
		double[] ras = new double[12];
		for (int i = 0; i < 12; i++) ras[i] = header.getFloat(280 + 4 * i);
		return new NiftiHeader(new Volume.Shape(sizes[0], sizes[1], sizes[2], sizes[3]), Geometry.ofRas(ras));
	}

	@Override
	public Volume.Values values() {
		return Volume.Values.of(PixelType.INT16);
	}

	@Override
	public Axis axis() {
		return Axis.NONE;
	}

	@Override
	public Object plane(int index) {
		throw new UnsupportedOperationException();
	}
}
