/**
 * Runs one job over many files: folders, zip archives and lists; with workers, isolation of each item, progress, a journal
 * and resume. Outputs appear whole or not at all, and input paths are written to the private folder only.
 */
package sc.fiji.medprep.batch;
