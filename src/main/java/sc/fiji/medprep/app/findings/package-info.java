/** The window that lists what a run has found: sorted, filtered, and each finding opens its image or header. */
package sc.fiji.medprep.app.findings;
