/** Pictures of volumes without a screen: montages, planes through the patient, projections and surfaces, and PNG files of them. */
package sc.fiji.medprep.image.render;
