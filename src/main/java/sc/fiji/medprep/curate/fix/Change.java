package sc.fiji.medprep.curate.fix;

/**
 * Something that a repair has changed in a file.
 *
 * @param path tags from the outside in, as in a finding; empty if it is about the whole file
 * @param what the change in words without values, such as "LO becomes CS"
 */
record Change(Repair repair, String path, String what) {}
