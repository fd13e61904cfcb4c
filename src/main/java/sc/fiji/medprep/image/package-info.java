/**
 * Volumes in patient space: series of DICOM images put together, codecs, files of other formats. Coordinates are those of
 * DICOM: millimetres, x to the left, y to the back, z to the head of the patient (LPS); the centre of the first voxel is the
 * origin of the index.
 */
package sc.fiji.medprep.image;
