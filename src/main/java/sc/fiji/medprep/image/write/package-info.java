/** Back to DICOM: changed volumes become new series with the headers of the series that they came from. */
package sc.fiji.medprep.image.write;
