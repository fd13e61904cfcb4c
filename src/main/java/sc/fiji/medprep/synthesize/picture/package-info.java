/** Pictures for synthetic studies: phantoms of analytic shapes, text in a bitmap font, encoders of frames. No DICOM. */
package sc.fiji.medprep.synthesize.picture;
