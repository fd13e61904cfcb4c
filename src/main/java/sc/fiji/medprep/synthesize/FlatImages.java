package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.synthesize.picture.Box;
import sc.fiji.medprep.synthesize.picture.Canvas;
import sc.fiji.medprep.synthesize.picture.JpegEncoder;

/** Images that are no slices: radiographs, angiograms, ultrasound, captures. Many have text in their pixels. */
final class FlatImages {
	private static final String CR = "1.2.840.10008.5.1.4.1.1.1", DX = "1.2.840.10008.5.1.4.1.1.1.1", MG = "1.2.840.10008.5.1.4.1.1.1.2", XA = "1.2.840.10008.5.1.4.1.1.12.1", US = "1.2.840.10008.5.1.4.1.1.6.1",
		US_FRAMES = "1.2.840.10008.5.1.4.1.1.3.1", SC = "1.2.840.10008.5.1.4.1.1.7";
	private static final int[] BLACK = {0, 0, 0}, WHITE = {255, 255, 255}, YELLOW = {250, 240, 60};

	private final Workshop workshop;
	private final Patient patient;
	private final String name;

	FlatImages(Workshop workshop) {
		this.workshop = workshop;
		patient = workshop.patient;
		name = patient.person().family().toUpperCase(Locale.ROOT);
	}

	private Instance begin(Series series, String sopClass, int number, TransferSyntax syntax, String... imageType) {
		Instance instance = Header.begin(series, sopClass, number, number == 1);
		instance.syntax = syntax;
		Header.image(instance, imageType);
		return instance;
	}

	private ImageReference finish(Instance instance) {
		if (instance.number == 1) new HiddenPlaces(instance).plant();
		workshop.write(instance);
		return ImageReference.of(instance, 0);
	}

	/** A chest as the detector sees it, a hand cassette's copy of it, and a breast. */
	List<ImageReference> radiographs(Study study) {
		List<ImageReference> made = new ArrayList<>();
		Series digital = workshop.series(study, "DX", "CHEST PA", "Thorax pa 125 kV grid");
		for (int number = 1; number <= 2; number++) made.add(chest(digital, number));
		made.add(cassette(workshop.series(study, "CR", "CHEST LAT", "Thorax lateral")));
		Series breast = workshop.series(study, "MG", "L CC", "Screening mammogram CC");
		made.add(breast(breast));
		return made;
	}

	/** The first with a name in its pixels and BurnedInAnnotation NO, which is what machines say; the second with a side marker only. */
	private ImageReference chest(Series series, int number) {
		boolean burned = number == 1, inverted = burned == (patient.number() % 4 == 3);
		Instance instance = begin(series, DX, number, workshop.next(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, Pixels.RUN_LENGTH), "ORIGINAL", "PRIMARY");
		Level root = instance.root;
		root.put("PresentationIntentType", "FOR PRESENTATION").put("ImagerPixelSpacing", 0.8, 0.8).put("PixelIntensityRelationship", "LOG").put("PixelIntensityRelationshipSign", VR.SS, inverted ? 1 : -1);
		detector(root, inverted);
		root.put("BodyPartExamined", "CHEST").put("PositionerType", "").put("ImageLaterality", "U").put("PatientOrientation", "L", "F").keep("ViewPosition", "PA").keep("KVP", "125");
		root.keptCode("AnatomicRegionSequence", "T-D3000", "SRT", "Chest");
		Level view = root.item("ViewCodeSequence");
		view.put("CodeValue", "R-10214").put("CodingSchemeDesignator", "SRT").put("CodeMeaning", "postero-anterior").none("ViewModifierCodeSequence");
		if (!burned) root.put("BurnedInAnnotation", "NO");
		Canvas canvas = thorax(320, 280, 3800);
		canvas.noise(workshop.chance.seed(), 40, 0, 4095);
		Pixels pixels = new Pixels(instance, inverted ? "MONOCHROME1" : "MONOCHROME2", 12, false).frame(canvas).label(250, 20, 4, "L", 4095).label(8, 268, 1, "KVP 125 MAS 2.0", 4000);
		if (burned) pixels.burn(6, 20, 2, name, 4095);
		pixels.put();
		return finish(instance);
	}

	private void detector(Level root, boolean inverted) {
		root.put("RescaleIntercept", 0).put("RescaleSlope", 1).put("RescaleType", "US").put("PresentationLUTShape", inverted ? "INVERSE" : "IDENTITY").put("LossyImageCompression", "00");
		root.put("BurnedInAnnotation", "NO").put("DetectorType", "DIRECT").none("AcquisitionContextSequence").secret("DetectorID", "hipaa-device", patient.otherId());
		Header.window(root, 2000, 4000);
	}

	private static Canvas thorax(int width, int height, int white) {
		Canvas canvas = new Canvas(width, height, 1);
		canvas.solid(width / 2.0, height / 2.0, width * 0.45, height * 0.6, white / 2);
		canvas.solid(width / 2.0, height / 2.0, width * 0.06, height * 0.6, white / 3);
		canvas.solid(width * 0.32, height * 0.45, width * 0.14, height * 0.32, -white / 4);
		canvas.solid(width * 0.68, height * 0.45, width * 0.14, height * 0.32, -white / 4);
		canvas.solid(width * 0.56, height * 0.6, width * 0.13, height * 0.17, white / 4);
		return canvas;
	}

	/** Black on a white label at the lower edge, as from a cassette's flash. */
	private ImageReference cassette(Series series) {
		Instance instance = begin(series, CR, 1, Pixels.RUN_LENGTH, "ORIGINAL", "PRIMARY");
		Level root = instance.root;
		root.put("BodyPartExamined", "CHEST").put("ViewPosition", "LL").put("BurnedInAnnotation", "YES").put("PatientOrientation", "A", "F").put("ImagerPixelSpacing", 0.9, 0.9).secret("CassetteID", "hipaa-device", "C" + patient.station());
		root.put("RescaleIntercept", 0).put("RescaleSlope", 1).put("RescaleType", "US");
		Header.window(root, 500, 1000);
		Canvas canvas = thorax(256, 256, 950);
		canvas.noise(workshop.chance.seed(), 8, 0, 1023);
		canvas.rectangle(new Box(20, 216, 216, 36), 1000);
		new Pixels(instance, "MONOCHROME2", 10, false).frame(canvas).label(12, 100, 3, "R", 1023).burn(26, 228, 1, name + " " + patient.person().given().toUpperCase(Locale.ROOT), 10).put();
		return finish(instance);
	}

	/** No name, but a side and a ruler: nothing may change here. */
	private ImageReference breast(Series series) {
		Instance instance = begin(series, MG, 1, TransferSyntax.EXPLICIT_LITTLE, "DERIVED", "PRIMARY");
		Level root = instance.root;
		detector(root, false);
		root.put("PresentationIntentType", "FOR PRESENTATION").put("ImagerPixelSpacing", 0.4, 0.4).put("PixelIntensityRelationship", "LOG").put("PixelIntensityRelationshipSign", VR.SS, -1);
		root.put("PatientOrientation", "A", "FR").put("ImageLaterality", "L").put("OrganExposed", "BREAST").put("BodyPartExamined", "BREAST").put("BreastImplantPresent", "NO").put("PositionerType", "MAMMOGRAPHIC").keep("KVP", "28");
		root.keptCode("AnatomicRegionSequence", "T-04000", "SRT", "Breast");
		root.put("PartialView", "NO").put("BurnedInAnnotation", "NO").put("RecognizableVisualFeatures", "NO");
		Level view = root.item("ViewCodeSequence");
		view.put("CodeValue", "R-10242").put("CodingSchemeDesignator", "SRT").put("CodeMeaning", "cranio-caudal").none("ViewModifierCodeSequence");
		Canvas canvas = new Canvas(240, 320, 1);
		canvas.solid(0, 160, 190, 130, 3300);
		canvas.solid(80, 150, 9, 8, 600);
		canvas.noise(workshop.chance.seed(), 30, 0, 4095);
		for (int y = 20; y < 300; y += 20) canvas.rectangle(new Box(228, y, y % 100 == 0 ? 12 : 6, 2), 4095);
		new Pixels(instance, "MONOCHROME2", 12, false).frame(canvas).label(180, 12, 3, "LCC", 4095).put();
		return finish(instance);
	}

	/** A run of frames with the name in a corner, without a word about it in the header. */
	void angiography(Study study) {
		Series series = workshop.series(study, "XA", "Cardiac LAO 30", "Coronary 15 fps");
		Instance instance = begin(series, XA, 1, Pixels.JPEG, "ORIGINAL", "PRIMARY", "SINGLE PLANE");
		Level root = instance.root;
		root.put("BodyPartExamined", "HEART").put("NumberOfFrames", 4).put("FrameIncrementPointer", "FrameTime").put("FrameTime", "66.7").put("PixelIntensityRelationship", "LIN").keep("KVP", "75").put("RadiationSetting", "GR").put("XRayTubeCurrent", 500).put("ExposureTime", 100);
		root.put("PositionerPrimaryAngle", 30).put("PositionerSecondaryAngle", 0).put("PositionerMotion", "STATIC").put("PatientOrientation", "L", "F").put("ImagerPixelSpacing", 0.5, 0.5).put("DistanceSourceToDetector", 1000).put("DistanceSourceToPatient", 750);
		lossy(root);
		Pixels pixels = new Pixels(instance, "MONOCHROME2", 8, false);
		for (int frame = 0; frame < 4; frame++) {
			Canvas canvas = new Canvas(192, 192, 1).fill(150);
			canvas.solid(96, 96, 70, 80, -40);
			canvas.solid(70 + frame * 4, 90, 6 + frame, 50, -50);
			canvas.noise(workshop.chance.seed(), 5, 0, 255);
			pixels.frame(canvas);
		}
		pixels.segment(JpegEncoder.Segment.COM, "run of " + patient.person().comma(), name).segment(JpegEncoder.Segment.APP1, "Exif of " + patient.email(), patient.email());
		pixels.burn(4, 180, 1, name + " " + patient.id(), 255).label(170, 4, 1, "30", 255).put();
		finish(instance);
	}

	private static void lossy(Level root) {
		root.put("LossyImageCompression", "01").put("LossyImageCompressionRatio", 8).put("LossyImageCompressionMethod", "ISO_10918_1");
	}

	/** Sector images in all colour models, single and in a row, every second with a name. */
	void ultrasound(Study study) {
		Series series = workshop.series(study, "US", "ABD LIVER LONG", "Abdomen C5-1");
		String[] photometrics = {"RGB", "YBR_FULL_422", "PALETTE COLOR", "MONOCHROME2"};
		for (int i = 0; i < photometrics.length; i++) {
			TransferSyntax syntax = photometrics[i].equals("YBR_FULL_422") ? Pixels.JPEG : workshop.next(TransferSyntax.EXPLICIT_LITTLE, Pixels.RUN_LENGTH, TransferSyntax.IMPLICIT_LITTLE);
			sector(series, i + 1, photometrics[i], syntax, 1);
		}
		sector(series, photometrics.length + 1, "RGB", TransferSyntax.DEFLATED, 3);
		sector(series, photometrics.length + 2, "YBR_FULL_422", Pixels.JPEG, 2);
	}

	private void sector(Series series, int number, String photometric, TransferSyntax syntax, int frames) {
		Instance instance = begin(series, frames > 1 ? US_FRAMES : US, number, syntax, "ORIGINAL", "PRIMARY", "ABDOMINAL");
		Level root = instance.root;
		root.put("PatientOrientation").put("BodyPartExamined", "ABDOMEN");
		if (frames > 1) root.put("NumberOfFrames", frames).put("FrameIncrementPointer", "FrameTime").put("FrameTime", "40");
		boolean color = !photometric.equals("MONOCHROME2") && !photometric.startsWith("PALETTE"), clean = number == 4 || (number + patient.number()) % 2 == 0;
		if (number % 3 == 1) root.put("BurnedInAnnotation", "YES");
		if (syntax == Pixels.JPEG) lossy(root);
		if (photometric.startsWith("PALETTE")) palette(root);
		Pixels pixels = new Pixels(instance, photometric, 8, false);
		long seed = workshop.chance.seed();
		for (int frame = 0; frame < frames; frame++) pixels.frame(fan(color ? 3 : 1, seed, frame));
		if (syntax == Pixels.JPEG) pixels.segment(JpegEncoder.Segment.COM, "scanned for " + patient.id(), patient.id()).segment(JpegEncoder.Segment.APP13, "IPTC by-line " + name, name);
		pixels.label(250, 224, 1, "MI 0.9 TIB 0.3", color ? YELLOW : new int[] {200});
		if (!clean) {
			int[] ink = color ? number % 2 == 0 ? YELLOW : WHITE : new int[] {255};
			boolean odd = number == 3;
			pixels.burn(odd ? 90 : 4, odd ? 120 : 12, odd ? 2 : 1, odd ? name : name + " " + patient.id() + " " + patient.birthSpelled(2), ink);
		}
		pixels.put();
		finish(instance);
	}

	private static Canvas fan(int channels, long seed, int frame) {
		Canvas canvas = new Canvas(340, 240, channels);
		canvas.noise(seed + frame, 90, 20, 110);
		for (int y = 0; y < canvas.height; y++) {
			for (int x = 0; x < canvas.width; x++) {
				double dx = x - 170, dy = y - 8, radius = Math.sqrt(dx * dx + dy * dy);
				if (radius < 45 || radius > 205 || Math.abs(dx) > dy) canvas.set(x, y, BLACK);
			}
		}
		canvas.solid(170 + 3 * frame, 130, 30, 22, 60);
		if (channels == 3) canvas.rectangle(new Box(160, 125, 14, 6), 200, 30, 20);
		return canvas;
	}

	private static void palette(Level root) {
		for (String color : new String[] {"Red", "Green", "Blue"}) {
			byte[] table = new byte[512];
			for (int i = 0; i < 256; i++) {
				int value = color.equals("Blue") ? Math.min(255, i * 3 / 2) : i;
				table[2 * i] = table[2 * i + 1] = (byte) value;
			}
			root.put(color + "PaletteColorLookupTableDescriptor", VR.US, 256, 0, 16).put(color + "PaletteColorLookupTableData", VR.OW, table);
		}
	}

	/** Screens of other machines: a table of results, a clean drawing, black on white. */
	void captures(Study study) {
		Series series = workshop.series(study, "OT", "Screen save", "Dose report");
		for (int number = 1; number <= 3; number++) {
			Instance instance = begin(series, SC, number, workshop.next(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, TransferSyntax.IMPLICIT_LITTLE), "DERIVED", "SECONDARY");
			Level root = instance.root;
			root.put("ConversionType", "WSD").put("BodyPartExamined", "ABDOMEN").put("PatientOrientation").dateTime("DateOfSecondaryCapture", "TimeOfSecondaryCapture", series.start().plusMinutes(2)).secret("SecondaryCaptureDeviceID", "hipaa-device", patient.station());
			if (number == 1) root.put("BurnedInAnnotation", "YES");
			boolean color = number != 2;
			Canvas canvas = new Canvas(300, 200, color ? 3 : 1).fill(number == 3 ? 30 : 255);
			canvas.rectangle(new Box(180, 90, 80, 60), 90);
			int ink = number == 3 ? 250 : 0;
			Pixels pixels = new Pixels(instance, color ? number == 1 ? "YBR_FULL" : "RGB" : number == 2 && patient.number() % 4 == 1 ? "MONOCHROME1" : "MONOCHROME2", 8, false).frame(canvas);
			pixels.label(10, 60, 1, "CTDI VOL 12.3 MGY  DLP 410", ink).label(10, 75, 1, "120 KV 250 MA", ink);
			if (number == 1) pixels.burn(10, 14, 2, name, ink);
			if (number == 2) pixels.burn(90, 180, 1, patient.institution() + " " + patient.phone().substring(6), ink);
			pixels.put();
			finish(instance);
		}
	}
}
