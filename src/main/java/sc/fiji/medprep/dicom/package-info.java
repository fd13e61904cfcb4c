/** The DICOM data set: read, change and write Part 10 files without touching pixel data. */
package sc.fiji.medprep.dicom;
