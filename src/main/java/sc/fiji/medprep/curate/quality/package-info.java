/** What pixels say of an image, whatever its header says: hashes that find copies, measures of quality, outliers. */
package sc.fiji.medprep.curate.quality;
