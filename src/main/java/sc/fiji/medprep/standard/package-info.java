/**
 * The fact tables of the DICOM standard: data dictionary, private dictionary, UID registry, IODs with the Types of their
 * attributes, and the confidentiality profiles. One class per table, one shared immutable instance each; every table says
 * its edition. The resources are written by the generator among the tests ({@code scripts/generate-tables}) and read
 * without building an index, so that a program pays only for what it looks up.
 */
package sc.fiji.medprep.standard;
