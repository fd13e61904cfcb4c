package sc.fiji.medprep.image.write;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.Geometry;

/** Where planes lie: Image Plane (PS3.3 C.7.6.2), or the functional groups that say the same. */
final class PlaneModules {
	private final Geometry geometry;

	PlaneModules(Geometry geometry) {
		this.geometry = geometry;
	}

	void putClassic(DataSet header, int slice) {
		putPosition(header, slice);
		putOrientation(header);
		putMeasures(header);
		if (header.contains(Tag.SLICE_LOCATION)) {
			double[] position = geometry.toPatient(0, 0, slice), normal = geometry.normal();
			header.put(Element.ascii(Tag.SLICE_LOCATION, VR.DS, DecimalText.of(Geometry.dot(position, normal))));
		}
	}

	void putPosition(DataSet in, int slice) {
		in.put(Element.ascii(Tag.IMAGE_POSITION_PATIENT, VR.DS, DecimalText.of(geometry.toPatient(0, 0, slice))));
	}

	void putOrientation(DataSet in) {
		double[] six = new double[6];
		for (int axis = 0; axis < 2; axis++) {
			double[] step = geometry.column(axis);
			for (int row = 0; row < 3; row++) six[3 * axis + row] = step[row] / geometry.spacing(axis);
		}
		in.put(Element.ascii(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, DecimalText.of(six)));
	}

	/** Slices as thick as they are apart: what lies between them was interpolated. */
	void putMeasures(DataSet in) {
		in.put(Element.ascii(Tag.PIXEL_SPACING, VR.DS, DecimalText.of(geometry.spacing(1), geometry.spacing(0))));
		double[] step = geometry.column(2), normal = geometry.normal();
		String apart = DecimalText.of(Math.abs(Geometry.dot(step, normal)));
		in.put(Element.ascii(Tag.SLICE_THICKNESS, VR.DS, apart));
		if (in.contains(Tag.SPACING_BETWEEN_SLICES)) in.put(Element.ascii(Tag.SPACING_BETWEEN_SLICES, VR.DS, apart));
	}
}
