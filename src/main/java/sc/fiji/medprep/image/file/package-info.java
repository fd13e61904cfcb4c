/** Files of other image formats: NIfTI, Analyze, NRRD and MetaImage, from and to planes of a volume. */
package sc.fiji.medprep.image.file;
