package sc.fiji.medprep.validate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Values that are written well and cannot be true: sizes, times, vectors, windows, modality. Dates are looked at by {@link DateCheck}. */
final class PlausibilityCheck implements FileCheck {
	private static final double TOLERANCE = 1e-3;
	/** mm; no scanner reaches farther from its origin. */
	private static final double FARTHEST = 1e4;

	private final Quantities quantities = new Quantities();
	private final Map<String, Set<String>> modalities = new HashMap<>();
	private final Set<String> paired = new HashSet<>();
	private final DateCheck dates;

	/** @param today the day after which nothing can have been examined */
	PlausibilityCheck(LocalDate today) {
		dates = new DateCheck(today);
		for (String[] fields : TextTable.lines("modalities.txt")) modalities.put(fields[0], Set.of(fields[1].split(" ")));
		for (String[] fields : TextTable.lines("paired-parts.txt")) paired.add(fields[0]);
	}

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		DataSet dataSet = file.dataSet();
		Walk.through(dataSet, (at, element, place) -> visit(at, element, place, findings));
		modality(dataSet, findings);
		laterality(dataSet, findings);
		dates.check(dataSet, findings);
	}

	private void visit(DataSet dataSet, Element element, Place place, Findings findings) {
		int tag = element.tag();
		if (Tag.isPrivate(tag) || element.vr().kind() == VR.Kind.SEQUENCE || element.vr().kind() == VR.Kind.BULK) return;
		if (element.vr() == VR.FD || element.vr() == VR.FL) finite(dataSet, tag, place, findings);
		switch (tag) {
			case Tag.IMAGE_ORIENTATION_PATIENT, Tag.IMAGE_ORIENTATION_SLIDE -> orientation(dataSet.doubles(tag), tag, place, findings);
			case Tag.DIFFUSION_GRADIENT_ORIENTATION, Tag.VELOCITY_ENCODING_DIRECTION -> direction(dataSet.doubles(tag), tag, place, findings);
			case Tag.IMAGE_POSITION_PATIENT -> position(dataSet.doubles(tag), tag, place, findings);
			case Tag.WINDOW_WIDTH -> window(dataSet, place, findings);
			case Tag.LARGEST_IMAGE_PIXEL_VALUE -> range(dataSet, Tag.SMALLEST_IMAGE_PIXEL_VALUE, tag, place, findings);
			case Tag.LARGEST_PIXEL_VALUE_IN_SERIES -> range(dataSet, Tag.SMALLEST_PIXEL_VALUE_IN_SERIES, tag, place, findings);
			case Tag.FRAME_TIME_VECTOR -> frameTimes(dataSet, place, findings);
			case Tag.PIXEL_ASPECT_RATIO -> aspect(dataSet, place, findings);
			case Tag.TIMEZONE_OFFSET_FROM_UTC -> zone(dataSet, place, findings);
			default -> {
				// only the table below
			}
		}
		Quantities.Quantity quantity = quantities.of(tag);
		if (quantity != null) quantity(dataSet, tag, quantity, place, findings);
	}

	private static void quantity(DataSet dataSet, int tag, Quantities.Quantity quantity, Place place, Findings findings) {
		for (double value : dataSet.doubles(tag)) {
			switch (quantity.kind()) {
				case SPACING -> {
					if (value <= 0) findings.add("plausible.spacing", place.of(tag), "A distance or ratio of pixels is 0 or less; it must be greater than 0.");
				}
				case POSITIVE -> {
					// only in nuclear medicine the sign says a direction
					boolean signed = tag == Tag.SPACING_BETWEEN_SLICES && dataSet.string(Tag.MODALITY).orElse("").equals("NM");
					if (value < 0 && !signed) findings.add("plausible.negative", place.of(tag), "The number is negative, which such a quantity cannot be.");
					if (value == 0) findings.add("plausible.zero", place.of(tag), "The number is 0, which such a quantity can hardly be; leave out what is not known.");
				}
				case NATURAL -> {
					if (value < 0) findings.add("plausible.negative", place.of(tag), "The number is negative, which such a quantity cannot be.");
				}
				case NONZERO -> {
					if (value == 0) findings.add("plausible.slope", place.of(tag), "The slope is 0, so that all pixels would mean the same.");
				}
				case RANGE -> {
					if (value < quantity.least() || value > quantity.most()) {
						findings.add("plausible.range", place.of(tag), "The number is outside of " + plain(quantity.least()) + " to " + plain(quantity.most()) + ", between which it can be expected.");
					}
				}
			}
		}
	}

	private static String plain(double number) {
		return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
	}

	private static void finite(DataSet dataSet, int tag, Place place, Findings findings) {
		for (double value : dataSet.doubles(tag)) {
			if (Double.isFinite(value)) continue;
			findings.add("plausible.not_finite", place.of(tag), "A number is infinite or none at all (NaN).");
			return;
		}
	}

	/** PS3.3 section C.7.6.2.1.1: cosines of two orthogonal unit vectors. */
	private static void orientation(double[] v, int tag, Place place, Findings findings) {
		if (v.length != 6) return;
		double row = v[0] * v[0] + v[1] * v[1] + v[2] * v[2], column = v[3] * v[3] + v[4] * v[4] + v[5] * v[5], dot = v[0] * v[3] + v[1] * v[4] + v[2] * v[5];
		// negated, so that NaN is found too
		if (!(Math.abs(Math.sqrt(row) - 1) < TOLERANCE && Math.abs(Math.sqrt(column) - 1) < TOLERANCE)) findings.add("plausible.orientation.unit", place.of(tag), "A direction of rows or columns is no vector of length 1.");
		else if (!(Math.abs(dot) < TOLERANCE)) findings.add("plausible.orientation.orthogonal", place.of(tag), "The directions of rows and columns are not at right angles.");
	}

	private static void direction(double[] v, int tag, Place place, Findings findings) {
		if (v.length != 3) return;
		double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
		if (Math.abs(length - 1) > 10 * TOLERANCE) findings.add("plausible.direction", place.of(tag), "The direction is no vector of length 1.");
	}

	private static void position(double[] v, int tag, Place place, Findings findings) {
		for (double value : v) {
			if (Math.abs(value) > FARTHEST) findings.add("plausible.position", place.of(tag), "The position is more than 10 m from the origin.");
		}
	}

	/** PS3.3 section C.11.2.1.2: at least 1, or above 0 for the other functions. */
	private static void window(DataSet dataSet, Place place, Findings findings) {
		double[] widths = dataSet.doubles(Tag.WINDOW_WIDTH), centers = dataSet.doubles(Tag.WINDOW_CENTER);
		if (widths.length > 0 && centers.length > 0 && widths.length != centers.length) findings.add("plausible.window.count", place.of(Tag.WINDOW_WIDTH), "There are not as many window widths as window centers.");
		String function = dataSet.string(Tag.VOI_LUT_FUNCTION).orElse("LINEAR");
		boolean linear = !function.equals("LINEAR_EXACT") && !function.equals("SIGMOID");
		for (double width : widths) {
			if (linear && width < 1) findings.add("plausible.window.width", place.of(Tag.WINDOW_WIDTH), "The window width is less than 1, the least for a linear function.");
			else if (width <= 0) findings.add("plausible.window.width", place.of(Tag.WINDOW_WIDTH), "The window width is 0 or less.");
		}
	}

	private static void range(DataSet dataSet, int smallestTag, int largestTag, Place place, Findings findings) {
		long[] smallest = dataSet.longs(smallestTag), largest = dataSet.longs(largestTag);
		if (smallest.length == 1 && largest.length == 1 && smallest[0] > largest[0]) findings.add("plausible.pixel_range", place.of(largestTag), "The largest pixel value is less than the smallest one.");
	}

	private static void frameTimes(DataSet dataSet, Place place, Findings findings) {
		double[] times = dataSet.doubles(Tag.FRAME_TIME_VECTOR);
		int frames = dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1);
		if (times.length > 0 && place.depth() == 0 && times.length != frames) findings.add("plausible.frame_times", place.of(Tag.FRAME_TIME_VECTOR), "Frame Time Vector has " + times.length + " values for " + frames + (frames == 1 ? " frame." : " frames."));
	}

	private static void aspect(DataSet dataSet, Place place, Findings findings) {
		long[] ratio = dataSet.longs(Tag.PIXEL_ASPECT_RATIO);
		if (ratio.length == 2 && ratio[0] == ratio[1]) findings.add("plausible.aspect_ratio.unneeded", place.of(Tag.PIXEL_ASPECT_RATIO), "Pixel Aspect Ratio says that pixels are square, which is said by leaving it out.");
		double[] spacing = dataSet.doubles(Tag.PIXEL_SPACING);
		boolean contradicts = ratio.length == 2 && spacing.length == 2 && spacing[1] > 0 && ratio[1] > 0 && Math.abs(spacing[0] / spacing[1] - (double) ratio[0] / ratio[1]) > 0.01;
		if (contradicts) findings.add("plausible.aspect_ratio", place.of(Tag.PIXEL_ASPECT_RATIO), "Pixel Aspect Ratio is another than that of Pixel Spacing.");
	}

	private static void zone(DataSet dataSet, Place place, Findings findings) {
		String zone = dataSet.string(Tag.TIMEZONE_OFFSET_FROM_UTC).orElse("");
		byte[] moment = ("20000101000000" + zone).getBytes(StandardCharsets.ISO_8859_1);
		if (!zone.isEmpty() && (zone.length() != 5 || ValueBytes.fault(VR.DT, moment, 0, moment.length) != null)) findings.add("plausible.zone", place.of(Tag.TIMEZONE_OFFSET_FROM_UTC), "The offset from UTC is not a sign and four digits of a zone that exists.");
	}

	private void modality(DataSet dataSet, Findings findings) {
		Set<String> allowed = modalities.get(dataSet.string(Tag.SOP_CLASS_UID).orElse(""));
		String modality = dataSet.string(Tag.MODALITY).orElse("");
		if (allowed != null && !modality.isEmpty() && !allowed.contains(modality)) findings.addUnlessEnumerated("plausible.modality", Tag.toString(Tag.MODALITY), "Modality is none that an object of this SOP class has.");
	}

	private void laterality(DataSet dataSet, Findings findings) {
		List<String> series = dataSet.strings(Tag.LATERALITY), image = dataSet.strings(Tag.IMAGE_LATERALITY);
		String seriesSide = series.isEmpty() ? "" : series.get(0), imageSide = image.isEmpty() ? "" : image.get(0);
		if (!seriesSide.isEmpty() && !Set.of("R", "L").contains(seriesSide)) findings.addUnlessEnumerated("plausible.laterality.value", Tag.toString(Tag.LATERALITY), "Laterality is neither R nor L.");
		if (!imageSide.isEmpty() && !Set.of("R", "L", "U", "B").contains(imageSide)) findings.addUnlessEnumerated("plausible.laterality.value", Tag.toString(Tag.IMAGE_LATERALITY), "Image Laterality is none of R, L, U and B.");
		if (Set.of("R", "L").contains(seriesSide) && Set.of("R", "L").contains(imageSide) && !seriesSide.equals(imageSide)) findings.add("plausible.laterality.contradiction", Tag.toString(Tag.IMAGE_LATERALITY), "Image Laterality is the other side than Laterality.");
		boolean isImage = dataSet.contains(Tag.ROWS);
		if (isImage && seriesSide.isEmpty() && imageSide.isEmpty() && !dataSet.contains(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE) && paired.contains(dataSet.string(Tag.BODY_PART_EXAMINED).orElse(""))) {
			findings.add("plausible.laterality.missing", Tag.toString(Tag.LATERALITY), "The body part is one of a pair, but no attribute tells the side.");
		}
	}
}
