/** Free text without what identifies a patient: known values, patterns and unknown names go, words of the acquisition stay. */
package sc.fiji.medprep.deidentify.text;
