package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.ImageKind.Component;
import sc.fiji.medprep.image.codec.Frames;
import sc.fiji.medprep.image.codec.NativePixels;
import sc.fiji.medprep.image.codec.PixelFormat;

/** Takes of each file what is needed to put volumes together. What many frames agree in is kept once. Safe for use by several threads. */
final class FrameSurvey {
	private static final String PHILIPS = "Philips MR Imaging DD 001", PHILIPS_GROUP = "Philips MR Imaging DD 005", GE = "GEMS_PARM_01";

	/** Real values, and those that are made of them, must fit floats. */
	private static final double LARGEST = 1e30;

	/** What is kept of each frame takes memory even if the frame is a single bit. */
	private static final int MOST_FRAMES = 1 << 20;

	private final ConcurrentMap<Object, Object> known = new ConcurrentHashMap<>();

	@SuppressWarnings("unchecked")
	private <T> T once(T value) {
		Object first = known.putIfAbsent(value, value);
		return first == null ? value : (T) first;
	}

	/** The planes of a file, in the order of its frames. */
	List<Frame> frames(DicomSource source, DicomFile file) throws IOException {
		DataSet root = file.dataSet();
		Frames pixels = Frames.of(file);
		if (pixels.count() > MOST_FRAMES) throw new IOException("The file has " + pixels.count() + " frames, more than the " + MOST_FRAMES + " that are put together; divide it first");
		PixelFormat format = pixels.format();
		FileFacts facts = facts(source, root, pixels.count(), pixels.stored(file).orElse(null));
		List<DataSet> shared = root.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), perFrame = root.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
		FramePlaces places = new FramePlaces(root);
		boolean enhanced = !shared.isEmpty() || !perFrame.isEmpty();
		FrameMoments moments = new FrameMoments(root, pixels.count(), pixels.count() > 1 && !enhanced && !places.hasSliceVector());
		List<Frame> frames = new ArrayList<>(pixels.count());
		for (int f = 0; f < pixels.count(); f++) {
			FrameHeader header = FrameHeader.of(root, shared, perFrame, f);
			Orientation orientation = places.orientation(header);
			double[] position = places.position(header, orientation), spacing = places.spacing(header);
			FrameMoment moment = once(moments.moment(header));
			FrameLook look = once(look(header, format));
			boolean mosaic = Mosaic.isMosaic(root);
			Optional<Mosaic> layout = mosaic && position != null && spacing != null ? Mosaic.of(root, orientation) : Optional.empty();
			FrameForm.Place place = mosaic && layout.isEmpty() ? FrameForm.Place.LOST_IN_MOSAIC : places.place(header, position, spacing);
			FrameForm form = once(form(header, facts.series.modality(), pixels.type(), format, layout, place, orientation, spacing));
			if (layout.isPresent()) {
				for (int tile = 0; tile < layout.get().tiles(); tile++) {
					double[] at = layout.get().position(tile, position, orientation, spacing[0], spacing[1]);
					frames.add(new Frame(facts, f, tile, form, moment, look, at[0], at[1], at[2]));
				}
			}
			else {
				boolean placed = place == FrameForm.Place.IN_PATIENT;
				frames.add(new Frame(facts, f, -1, form, moment, look, placed ? position[0] : Double.NaN, placed ? position[1] : Double.NaN, placed ? position[2] : Double.NaN));
			}
		}
		return frames;
	}

	private FileFacts facts(DicomSource source, DataSet root, int count, NativePixels pixels) {
		SeriesKey key = once(new SeriesKey(patient(root), text(root, Tag.STUDY_INSTANCE_UID), text(root, Tag.SERIES_INSTANCE_UID), text(root, Tag.MODALITY), root.intValue(Tag.SERIES_NUMBER).orElse(0)));
		return new FileFacts(source, key, once(text(root, Tag.SERIES_DESCRIPTION)), once(text(root, Tag.SOP_CLASS_UID)), text(root, Tag.SOP_INSTANCE_UID), root.intValue(Tag.INSTANCE_NUMBER).orElse(0), count, pixels);
	}

	/** The number of the patient; the name where there is none, so that images whose numbers were blanked do not become one patient's. */
	private static String patient(DataSet root) {
		String number = text(root, Tag.PATIENT_ID);
		return number.isBlank() ? text(root, Tag.PATIENT_NAME) : number;
	}

	private static String text(DataSet root, int tag) {
		return root.string(tag).orElse("");
	}

	private FrameForm form(FrameHeader header, String modality, PixelType type, PixelFormat format, Optional<Mosaic> mosaic, FrameForm.Place place, Orientation orientation, double[] spacing) {
		DataSet root = header.root(), echoes = header.in(Tag.MR_ECHO_SEQUENCE);
		List<String> imageType = header.imageType();
		double echoTime = header.isEnhanced() ? echoes.doubleValue(Tag.EFFECTIVE_ECHO_TIME).orElse(Double.NaN) : root.doubleValue(Tag.ECHO_TIME).orElse(Double.NaN);
		double thickness = header.number(Tag.PIXEL_MEASURES_SEQUENCE, Tag.SLICE_THICKNESS), between = header.number(Tag.PIXEL_MEASURES_SEQUENCE, Tag.SPACING_BETWEEN_SLICES);
		return new FrameForm(mosaic.map(Mosaic::rows).orElse(format.rows()), mosaic.map(Mosaic::columns).orElse(format.columns()), type, format.photometric(), imageType, component(header, imageType),
			echoes.intValue(Tag.ECHO_NUMBERS).orElse(0), echoTime, header.number(Tag.MR_TIMING_AND_RELATED_PARAMETERS_SEQUENCE, Tag.REPETITION_TIME),
			header.in(Tag.SEGMENT_IDENTIFICATION_SEQUENCE).intValue(Tag.REFERENCED_SEGMENT_NUMBER).orElse(0), text(root, Tag.FRAME_OF_REFERENCE_UID), place, place == FrameForm.Place.IN_PATIENT ? orientation : null,
			spacing == null ? 1 : spacing[0], spacing == null ? 1 : spacing[1], thickness, between, unit(header, modality), root.intValue(Tag.NUMBER_OF_TEMPORAL_POSITIONS).orElse(0),
			root.doubleValue(Tag.TEMPORAL_RESOLUTION).orElse(Double.NaN));
	}

	private static Component component(FrameHeader header, List<String> imageType) {
		String stated = header.isEnhanced() ? header.in(Tag.MR_IMAGE_FRAME_TYPE_SEQUENCE).string(Tag.COMPLEX_IMAGE_COMPONENT).orElse("") : "";
		for (Component component : Component.values()) {
			if (component.name().equals(stated)) return component;
		}
		int ofGe = (int) header.vendorNumber(GE, 0x0043, 0x2F).orElse(-1);
		if (ofGe >= 0 && ofGe <= 3) return Component.values()[ofGe];
		for (int i = 2; i < imageType.size(); i++) {
			switch (imageType.get(i).toUpperCase(Locale.ROOT)) {
				case "M", "MAGNITUDE": return Component.MAGNITUDE;
				case "P", "PHASE": return Component.PHASE;
				case "R", "REAL": return Component.REAL;
				case "I", "IMAGINARY": return Component.IMAGINARY;
				default: break;
			}
		}
		return Component.UNSTATED;
	}

	private static String unit(FrameHeader header, String modality) {
		DataSet root = header.root();
		String type = header.in(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).string(Tag.RESCALE_TYPE).orElse("");
		if (modality.equals("PT")) return text(root, Tag.UNITS);
		if (root.contains(Tag.DOSE_GRID_SCALING)) return text(root, Tag.DOSE_UNITS).equals("GY") ? "Gy" : "";
		if (type.equals("HU") || type.isEmpty() && modality.equals("CT")) return "HU";
		// "US" is the term for unspecified units.
		return type.equals("US") ? "" : type;
	}

	private FrameLook look(FrameHeader header, PixelFormat format) throws IOException {
		DataSet window = header.in(Tag.FRAME_VOI_LUT_SEQUENCE);
		double center = window.doubleValue(Tag.WINDOW_CENTER).orElse(Double.NaN), width = window.doubleValue(Tag.WINDOW_WIDTH).orElse(Double.NaN);
		boolean shown = width > 0 && Double.isFinite(center);
		return new FrameLook(format.type() == PixelType.RGB ? Rescale.NONE : once(rescale(header)), shown ? center : Double.NaN, shown ? width : Double.NaN);
	}

	/**
	 * Of MR images of Philips the values before they were made fit for display, by Scale Slope (2005,100E): they can be compared
	 * between images, and dcm2niix gives the same.
	 */
	private static Rescale rescale(FrameHeader header) throws IOException {
		if (isStated(header.root(), Tag.DOSE_GRID_SCALING)) {
			double dose = factor(header.root(), Tag.DOSE_GRID_SCALING, "Dose Grid Scaling", 0);
			if (dose > 0) return new Rescale(dose, 0);
			throw unusable(Tag.DOSE_GRID_SCALING, "Dose Grid Scaling");
		}
		DataSet transformation = header.in(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
		double slope = factor(transformation, Tag.RESCALE_SLOPE, "Rescale Slope", 1), intercept = factor(transformation, Tag.RESCALE_INTERCEPT, "Rescale Intercept", 0);
		// A slope of 0 would make all values the same, which nobody means.
		if (slope == 0) slope = 1;
		double scale = header.vendorNumber(PHILIPS_GROUP, 0x0F, PHILIPS, 0x2005, 0x0E).orElse(header.vendorNumber(PHILIPS, 0x2005, 0x0E).orElse(0));
		if (scale > 1 / LARGEST && scale < LARGEST) return new Rescale(1 / scale, intercept / (slope * scale));
		return new Rescale(slope, intercept);
	}

	/** Values that are stated but cannot be used are no reason to believe that there are none. */
	private static double factor(DataSet in, int tag, String name, double otherwise) throws IOException {
		double value = in.doubleValue(tag).orElse(isStated(in, tag) ? Double.NaN : otherwise);
		if (value == 0 || Math.abs(value) >= 1 / LARGEST && Math.abs(value) <= LARGEST) return value;
		throw unusable(tag, name);
	}

	private static boolean isStated(DataSet in, int tag) {
		return !in.strings(tag).stream().allMatch(String::isBlank);
	}

	private static IOException unusable(int tag, String name) {
		return new IOException(name + ' ' + Tag.toString(tag) + " is no number that values can be rescaled with; correct the header");
	}
}
