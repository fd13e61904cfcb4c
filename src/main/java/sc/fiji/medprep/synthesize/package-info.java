/** Synthetic studies with an answer key, and grades for what a de-identification tool made of them. */
package sc.fiji.medprep.synthesize;
