/** Decoders and encoders of Pixel Data: from encapsulated or native bytes (PS3.5 section 8 and annex A) to samples. */
package sc.fiji.medprep.image.codec;
