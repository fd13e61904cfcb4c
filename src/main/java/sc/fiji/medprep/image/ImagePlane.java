package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/**
 * Where a frame lies in the patient, by its header alone. LPS millimetres.
 *
 * @param frame number in its file, from 1
 * @param orientation direction cosines of a row, then of a column; six numbers
 * @param rowSpacing distance between rows
 * @param columnSpacing distance between columns
 * @param position centre of the first pixel
 */
public record ImagePlane(int frame, int rows, int columns, double[] orientation, double rowSpacing, double columnSpacing, double[] position) {
	/**
	 * The frames of a file whose place in the patient is known. Nothing is said of pixels, which need not be there. Of frames that
	 * the header does not tell apart there is the first only.
	 */
	public static List<ImagePlane> of(DataSet root) {
		int rows = root.intValue(Tag.ROWS).orElse(0), columns = root.intValue(Tag.COLUMNS).orElse(0);
		List<DataSet> shared = root.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), perFrame = root.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
		int told = Math.max(perFrame.size(), Math.max(root.doubles(Tag.GRID_FRAME_OFFSET_VECTOR).length, root.ints(Tag.SLICE_VECTOR).length));
		int count = Math.max(1, Math.min(told, root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1)));
		List<ImagePlane> planes = new ArrayList<>();
		if (rows < 1 || columns < 1 || Mosaic.isMosaic(root)) return planes;
		FramePlaces places = new FramePlaces(root);
		for (int frame = 0; frame < count; frame++) {
			FrameHeader header = FrameHeader.of(root, shared, perFrame, frame);
			Orientation orientation = places.orientation(header);
			double[] position = places.position(header, orientation), spacing = places.spacing(header);
			if (position == null || spacing == null || spacing[2] != 0) continue;
			double[] i = orientation.i(), j = orientation.j();
			planes.add(new ImagePlane(frame + 1, rows, columns, new double[] {i[0], i[1], i[2], j[0], j[1], j[2]}, spacing[0], spacing[1], position));
		}
		return planes;
	}

	/** Where the plane lies along its normal. */
	public double along() {
		double[] normal = normal();
		return position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2];
	}

	/** The direction across the rows and columns. */
	public double[] normal() {
		double[] o = orientation;
		return new double[] {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
	}
}
