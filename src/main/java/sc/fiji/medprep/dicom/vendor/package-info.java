/** What scanners put into private elements: headers and protocols of their own form, read and written again. */
package sc.fiji.medprep.dicom.vendor;
