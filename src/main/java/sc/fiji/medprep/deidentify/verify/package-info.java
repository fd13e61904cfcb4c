/**
 * Looks at de-identified files as they were written: is a value of the original left anywhere, is each row of the
 * confidentiality profile done, does a file claim only what was done, do the references of the set resolve.
 */
package sc.fiji.medprep.deidentify.verify;
