package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.util.List;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/** The same image with its rows, its slices or both counted from the other end; the geometry goes with them. */
final class Reordered implements PlaneSource {
	private final PlaneSource source;
	private final boolean rows, slices;

	Reordered(PlaneSource source, boolean rows, boolean slices) {
		this.source = source;
		this.rows = rows;
		this.slices = slices;
	}

	@Override
	public Volume.Shape shape() {
		return source.shape();
	}

	@Override
	public Volume.Values values() {
		Volume.Values values = source.values();
		if (values.rescales().size() == 1) return values;
		Rescale[] rescales = new Rescale[shape().planes()];
		for (int plane = 0; plane < rescales.length; plane++) rescales[plane] = values.rescale(from(plane));
		return new Volume.Values(values.type(), List.of(rescales), values.unit(), values.windowCenter(), values.windowWidth());
	}

	@Override
	public Geometry geometry() {
		Geometry geometry = source.geometry();
		if (rows) geometry = geometry.reversed(1, shape().height());
		return slices ? geometry.reversed(2, shape().depth()) : geometry;
	}

	@Override
	public Axis axis() {
		return source.axis();
	}

	private int from(int plane) {
		int depth = shape().depth();
		return slices ? plane - plane % depth + depth - 1 - plane % depth : plane;
	}

	@Override
	public Object plane(int index) throws IOException {
		Object plane = source.plane(from(index));
		if (!rows) return plane;
		int width = shape().width(), height = shape().height();
		Object other = source.values().type().newPlane(width * height);
		for (int row = 0; row < height; row++) System.arraycopy(plane, row * width, other, (height - 1 - row) * width, width);
		return other;
	}
}
