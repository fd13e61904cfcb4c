/** The window with three planes through an image in millimetres of the patient. */
package sc.fiji.medprep.app.viewer;
