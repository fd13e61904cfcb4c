/** Repairs DICOM files in copies, only where the repair is certain, and undoes it. */
package sc.fiji.medprep.curate.fix;
