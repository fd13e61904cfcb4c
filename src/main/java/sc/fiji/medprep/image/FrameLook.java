package sc.fiji.medprep.image;

/** How stored values are to be understood and shown; center and width are NaN if no window is stated. */
record FrameLook(Rescale rescale, double center, double width) {}
