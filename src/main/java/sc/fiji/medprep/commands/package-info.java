/**
 * The doors: one class per menu entry, its parameters and one call. The same class serves the Fiji menu, macros, plain
 * ImageJ, the terminal and SciJava's command line.
 */
package sc.fiji.medprep.commands;
