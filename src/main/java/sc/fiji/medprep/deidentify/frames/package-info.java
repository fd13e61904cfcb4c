/** Compressed frames: finds and blanks what they carry besides pixels, without decoding them. */
package sc.fiji.medprep.deidentify.frames;
