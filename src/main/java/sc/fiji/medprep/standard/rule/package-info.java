/** The rules of PS3.3 as data: conditions in three values, value sets and modules of each object. */
package sc.fiji.medprep.standard.rule;
