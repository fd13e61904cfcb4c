package sc.fiji.medprep.image;

/**
 * What is kept of a plane until volumes are put together; form, moment and look are shared by all planes that agree in them.
 *
 * @param index number of the frame in its file, from 0
 * @param tile number of the tile in a mosaic, from 0; -1 if the plane is a whole frame
 * @param x centre of the first pixel in LPS millimetres; NaN, like y and z, if it is unknown
 */
record Frame(FileFacts file, int index, int tile, FrameForm form, FrameMoment moment, FrameLook look, double x, double y, double z) {
	/** Where the plane lies along a direction, in millimetres. */
	double along(double[] direction) {
		return x * direction[0] + y * direction[1] + z * direction[2];
	}

	double[] position() {
		return new double[] {x, y, z};
	}
}
