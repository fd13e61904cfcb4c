/** Holds one file at a time against the standard: its encoding, its values, its modules and what cannot be true. */
package sc.fiji.medprep.validate;
