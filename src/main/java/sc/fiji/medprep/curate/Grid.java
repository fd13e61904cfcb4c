package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.image.ImagePlane;

/**
 * What parallel planes share: number and distance of rows and columns, and their directions in LPS. Numbers are rounded to what
 * headers can be believed, so that planes of one grid have one row in the index.
 */
record Grid(int rows, int columns, double ix, double iy, double iz, double jx, double jy, double jz, double rowSpacing, double columnSpacing) {
	private static final double COSINES = 1e6, MILLIMETRES = 1e6, SAME_DIRECTION = 1e-4, SAME_SPACING = 1e-3;

	static Grid of(ImagePlane plane) {
		double[] o = plane.orientation();
		return new Grid(plane.rows(), plane.columns(), rounded(o[0], COSINES), rounded(o[1], COSINES), rounded(o[2], COSINES), rounded(o[3], COSINES), rounded(o[4], COSINES), rounded(o[5], COSINES),
			rounded(plane.rowSpacing(), MILLIMETRES), rounded(plane.columnSpacing(), MILLIMETRES));
	}

	/** @param row of the table grid */
	static Grid of(ResultSet row) throws SQLException {
		return new Grid(row.getInt("row_count"), row.getInt("column_count"), row.getDouble("ix"), row.getDouble("iy"), row.getDouble("iz"), row.getDouble("jx"), row.getDouble("jy"), row.getDouble("jz"),
			row.getDouble("row_spacing"), row.getDouble("column_spacing"));
	}

	private static double rounded(double value, double steps) {
		// no negative zero
		return Math.rint(value * steps) / steps + 0.0;
	}

	/** The number of the row in the index, which is made if there is none. */
	long row(Index index) throws IOException {
		double[] numbers = {ix, iy, iz, jx, jy, jz, rowSpacing, columnSpacing};
		ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * numbers.length).putInt(rows).putInt(columns);
		for (double number : numbers) bytes.putDouble(number);
		byte[] hash = Arrays.copyOf(Hashes.sha256().digest(bytes.array()), 16);
		index.change("INSERT OR IGNORE INTO grid (hash, row_count, column_count, ix, iy, iz, jx, jy, jz, row_spacing, column_spacing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			hash, rows, columns, ix, iy, iz, jx, jy, jz, rowSpacing, columnSpacing);
		return index.number("SELECT id FROM grid WHERE hash = ?", hash);
	}

	boolean isParallel(Grid other) {
		double[] a = {ix, iy, iz, jx, jy, jz}, b = {other.ix, other.iy, other.iz, other.jx, other.jy, other.jz};
		for (int n = 0; n < a.length; n++) if (Math.abs(a[n] - b[n]) > SAME_DIRECTION) return false;
		return true;
	}

	boolean hasSize(Grid other) {
		return rows == other.rows && columns == other.columns;
	}

	boolean hasSpacing(Grid other) {
		return Math.abs(rowSpacing - other.rowSpacing) <= SAME_SPACING * rowSpacing && Math.abs(columnSpacing - other.columnSpacing) <= SAME_SPACING * columnSpacing;
	}
}
