/** Volumes as images of ImageJ and back, on the same arrays. */
package sc.fiji.medprep.image.stack;
