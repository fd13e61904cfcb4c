/** De-identifies what lies beside DICOM in a study: NIfTI and Analyze images, BIDS tables and sidecars, and TIFF files of ImageJ. */
package sc.fiji.medprep.deidentify.files;
