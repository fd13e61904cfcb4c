/** DICOM series to NIfTI files with their sidecars, flat or as a BIDS dataset. */
package sc.fiji.medprep.convert;
