package sc.fiji.medprep.image;

import java.util.List;

/**
 * What may tell apart images of the same place. Numbers are 0 and times NaN if unknown.
 *
 * @param temporal Temporal Position Identifier or Index, or the number of a frame of a cine
 * @param stack Stack ID, empty if unknown
 * @param trigger time after the trigger in milliseconds
 * @param reference Frame Reference Time, Temporal Position Time Offset or the time of a frame of a cine, in milliseconds
 * @param acquired start of the acquisition in seconds; days are counted from 1970
 * @param content creation of the image in seconds, in the same way
 * @param b b-value in s/mm2; NaN if the image does not say it
 * @param gx direction of the diffusion gradient in LPS; zeros, like gy and gz, if there is none
 * @param others further indices of the dimensions that the file is organised in
 */
record FrameMoment(int temporal, int acquisition, String stack, double trigger, double reference, double acquired, double content, double b, double gx, double gy, double gz, List<Integer> others) {}
