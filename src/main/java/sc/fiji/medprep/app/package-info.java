/**
 * The ways in: the terminal ({@link sc.fiji.medprep.app.MedPrep}), plain ImageJ
 * ({@link sc.fiji.medprep.app.CommandBridge}) and what Fiji needs for running without a user
 * ({@link sc.fiji.medprep.app.UnattendedPreprocessor}). All of them find the commands through SciJava's plugin index and
 * know their inputs from the {@code @Parameter} fields alone.
 */
package sc.fiji.medprep.app;
