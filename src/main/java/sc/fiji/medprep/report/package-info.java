/**
 * The record of a run that is safe to hand on: run.json, items.csv, findings.csv and report.html. Items are numbers and
 * outputs are names relative to the output folder; nothing here knows an input path.
 */
package sc.fiji.medprep.report;
