/** De-identification after PS3.15 annex E: what identifies a patient is removed or replaced, and the file says truthfully what was done. */
package sc.fiji.medprep.deidentify;
