/**
 * Makes the Fiji update site of MedPrep as a folder of static files. {@code update-site/publish.sh} runs it; it is no part of
 * the jar.
 */
package sc.fiji.medprep.updatesite;
