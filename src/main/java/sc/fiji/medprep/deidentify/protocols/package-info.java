/** Headers and protocols that scanners put into private elements: read, reduced to what is known to be harmless, written again. */
package sc.fiji.medprep.deidentify.protocols;
