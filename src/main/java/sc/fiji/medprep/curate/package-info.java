/** Holds the files of a set against each other: identities, geometry, duplicates, references and quality of the images. */
package sc.fiji.medprep.curate;
