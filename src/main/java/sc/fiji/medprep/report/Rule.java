package sc.fiji.medprep.report;

import sc.fiji.medprep.batch.Severity;

/**
 * What a check looks for. Its id is stable: users filter and suppress by it.
 *
 * @param id lower case, words joined by dots and underscores, such as {@code type1.missing}; about a set: {@code set.uid.duplicate}
 * @param severity of its findings
 * @param strict their severity if the user asks for the strict reading of the standard
 * @param section where the standard says so, such as "PS3.5 7.4.1"; empty for rules of our own
 * @param title what is wrong, as a heading without full stop
 * @param fix the repair that can put it right, such as {@code type2}; empty if none can
 */
public record Rule(String id, Severity severity, Severity strict, String section, String title, String fix) {}
