package sc.fiji.medprep.batch;

import java.io.IOException;

/**
 * Writes the rows of a table as CSV (RFC 4180, lines ended by a line feed). It is our own because commons-csv meets old
 * copies of itself in Fiji installations with other update sites (fiji/fiji#330).
 */
public final class CsvWriter {
	private final Appendable out;

	public CsvWriter(Appendable out) {
		this.out = out;
	}

	/** Writes one row; cells with a comma, a quote or a line break are quoted. */
	public void row(Object... cells) throws IOException {
		for (int i = 0; i < cells.length; i++) {
			if (i > 0) out.append(',');
			String cell = cells[i].toString();
			boolean quoted = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
			out.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
		}
		out.append('\n');
	}
}
