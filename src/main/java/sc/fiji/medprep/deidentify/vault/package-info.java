/** The way back from a pseudonym to its original, for who holds the passphrase: a file in which every original is sealed. */
package sc.fiji.medprep.deidentify.vault;
