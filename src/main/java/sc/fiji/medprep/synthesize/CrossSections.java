package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.synthesize.picture.Canvas;
import sc.fiji.medprep.synthesize.picture.Phantom;
import sc.fiji.medprep.synthesize.picture.Phantom.Tissue;

/** Series of slices through phantoms: MR, CT and PET. */
final class CrossSections {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", MR = "1.2.840.10008.5.1.4.1.1.4", PET = "1.2.840.10008.5.1.4.1.1.128";
	private static final double[] AXIAL = {1, 0, 0, 0, 1, 0}, SAGITTAL = {0, 1, 0, 0, 0, -1};
	private static final int SIZE = 128;
	private static final TransferSyntax[] SYNTAXES = {TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.IMPLICIT_LITTLE, Pixels.RUN_LENGTH, TransferSyntax.EXPLICIT_BIG, TransferSyntax.DEFLATED};
	/** Stored values: T1 and T2 weighted signal; HU; activity. */
	static final Map<Tissue, Integer> T1 = contrast(5, 760, 380, 60, 150, 430, 610, 140, 20, 400, 820), T2 = contrast(5, 420, 180, 40, 900, 380, 300, 950, 20, 300, 700),
		HU = contrast(-1000, -60, 55, 900, 8, 38, 29, 12, -850, 60, 70), ACTIVITY = contrast(0, 90, 220, 180, 150, 5200, 3000, 300, 120, 1400, 9800);

	/** The slices of a volume and what it shows. */
	record Volume(List<ImageReference> slices, Geometry geometry, Phantom phantom) {}

	/** Where the pixels of slices are, in mm. */
	record Geometry(double[] orientation, double spacing, double distance, int size, int slices, double[] middle) {
		/** The point in the middle of a pixel. */
		double[] at(double column, double row, double slice) {
			double[] normal = {orientation[1] * orientation[5] - orientation[2] * orientation[4], orientation[2] * orientation[3] - orientation[0] * orientation[5],
				orientation[0] * orientation[4] - orientation[1] * orientation[3]};
			double[] point = new double[3];
			for (int i = 0; i < 3; i++)
				point[i] = middle[i] + orientation[i] * spacing * (column - (size - 1) / 2.0) + orientation[3 + i] * spacing * (row - (size - 1) / 2.0) + normal[i] * distance * (slice - (slices - 1) / 2.0);
			return point;
		}

		double[] origin(int slice) {
			return at(0, 0, slice);
		}
	}

	private final Workshop workshop;
	private final Phantom head, chest;

	CrossSections(Workshop workshop) {
		this.workshop = workshop;
		Chance build = new Chance(workshop.patient.number());
		head = Phantom.head(0.92 + 0.02 * build.below(6), 8 + build.below(9), build.below(60) - 30.0);
		chest = Phantom.torso(0.9 + 0.03 * build.below(6), build.below(2) == 0 ? 65 : -65);
	}

	private static Map<Tissue, Integer> contrast(int... values) {
		Map<Tissue, Integer> contrast = new EnumMap<>(Tissue.class);
		for (Tissue tissue : Tissue.values()) contrast.put(tissue, values[tissue.ordinal()]);
		return Collections.unmodifiableMap(contrast);
	}

	/** Draws a slice, with noise that is its own. */
	static Canvas slice(Phantom phantom, Geometry geometry, int slice, Map<Tissue, Integer> contrast, int noise, int least, int most, long seed) {
		Canvas canvas = new Canvas(geometry.size, geometry.size, 1);
		int[] values = new int[Tissue.values().length];
		contrast.forEach((tissue, value) -> values[tissue.ordinal()] = value);
		for (int row = 0; row < geometry.size; row++) {
			for (int column = 0; column < geometry.size; column++) {
				double[] at = geometry.at(column, row, slice);
				canvas.samples[row * geometry.size + column] = values[phantom.at(at[0], at[1], at[2]).ordinal()];
			}
		}
		canvas.noise(seed + slice, noise, least, most);
		return canvas;
	}

	/** A whole head, axial or sagittal. */
	List<ImageReference> head(Study study) {
		boolean sagittal = workshop.patient.number() % 3 == 1;
		Series series = workshop.series(study, "MR", sagittal ? "SAG T1 MPRAGE" : "AX T1 SE post Gd", sagittal ? "3D MPRAGE 1.9 iso" : "AX T1 post contrast");
		double[] orientation = sagittal ? SAGITTAL : AXIAL;
		Geometry geometry = new Geometry(orientation, 1.9, sagittal ? 5.5 : 7, SIZE, 32, new double[] {0, -8, -15});
		TransferSyntax syntax = workshop.next(SYNTAXES);
		long seed = workshop.chance.seed();
		List<ImageReference> made = new ArrayList<>();
		for (int slice = 0; slice < geometry.slices; slice++) {
			Instance instance = magnetic(series, slice + 1, slice, geometry, syntax, false);
			Pixels pixels = new Pixels(instance, "MONOCHROME2", slice % 2 == 0 && syntax == TransferSyntax.EXPLICIT_LITTLE ? 12 : 16, false).frame(slice(head, geometry, slice, T1, 25, 0, 4095, seed));
			pixels.put();
			made.add(write(instance, geometry, slice));
		}
		return made;
	}

	private ImageReference write(Instance instance, Geometry geometry, int slice) {
		if (instance.number == 1) new HiddenPlaces(instance).plant();
		workshop.write(instance);
		return ImageReference.of(instance, geometry.at((geometry.size - 1) / 2.0, (geometry.size - 1) / 2.0, slice)[2]);
	}

	/** Two b-values, each over the same slices. */
	void diffusion(Study study) {
		Series series = workshop.series(study, "MR", "AX DWI b0 b1000", "ep2d_diff 4 mm");
		Geometry geometry = new Geometry(AXIAL, 2.2, 12, 96, 8, new double[] {0, -2, 5});
		long seed = workshop.chance.seed();
		for (int weighting = 0; weighting < 2; weighting++) {
			for (int slice = 0; slice < geometry.slices; slice++) {
				Instance instance = magnetic(series, 1 + slice + weighting * geometry.slices, slice, geometry, TransferSyntax.EXPLICIT_LITTLE, true);
				Level root = instance.root;
				root.put("DiffusionBValue", weighting * 1000.0);
				if (weighting > 0) root.keep("DiffusionGradientOrientation", 0.0, 0.6, 0.8);
				root.block(0x0019, "SIEMENS MR HEADER").keep(0x0C, VR.IS, weighting * 1000).keep(0x0D, VR.CS, weighting == 0 ? "NONE" : "DIRECTIONAL");
				root.block(0x2001, "Philips Imaging DD 001").keep(0x03, VR.FL, weighting * 1000.0);
				new Pixels(instance, "MONOCHROME2", 16, false).frame(slice(head, geometry, slice, T2, 30, 0, 4095, seed)).put();
				write(instance, geometry, slice);
			}
		}
	}

	private Instance magnetic(Series series, int number, int slice, Geometry geometry, TransferSyntax syntax, boolean echoPlanar) {
		Instance instance = Header.begin(series, MR, number, number == 1);
		instance.syntax = syntax;
		Header.image(instance, "ORIGINAL", "PRIMARY", "M", "NORM");
		Level root = instance.root;
		Header.plane(root, series.study(), geometry.origin(slice), geometry.orientation, geometry.spacing, geometry.distance);
		root.keep("SpacingBetweenSlices", geometry.distance).put("SliceLocation", geometry.origin(slice)[geometry.orientation == AXIAL ? 2 : 0]);
		root.keep("ScanningSequence", echoPlanar ? "EP" : "GR").put("SequenceVariant", "SP").put("ScanOptions", "PFP").keep("MRAcquisitionType", echoPlanar ? "2D" : "3D");
		root.keep("RepetitionTime", 2100).keep("EchoTime", echoPlanar ? 88.0 : 2.98).put("EchoTrainLength", 1).keep("MagneticFieldStrength", "1.5").keep("FlipAngle", 15).keep("SequenceName", echoPlanar ? "*ep_b" : "*tfl3d1");
		root.put("ImagingFrequency", "63.687").put("ImagedNucleus", "1H").put("NumberOfAverages", "1").put("BodyPartExamined", "HEAD");
		Header.window(root, 450, 900);
		return instance;
	}

	/** A chest, or for some patients the head once more. */
	Volume chest(Study study) {
		boolean ofHead = workshop.patient.number() % 8 == 2;
		Series series = workshop.series(study, "CT", ofHead ? "AX HEAD 5.0 J40s" : "AX 5.0 B30f CHEST", ofHead ? "Head routine" : "Thorax routine with contrast");
		Phantom phantom = ofHead ? head : chest;
		Geometry geometry = new Geometry(AXIAL, ofHead ? 1.9 : 2.8, ofHead ? 8 : 6, SIZE, 24, new double[] {0, ofHead ? -8 : 0, ofHead ? -10 : 40});
		TransferSyntax syntax = workshop.next(SYNTAXES);
		boolean signed = workshop.patient.number() % 8 == 4;
		long seed = workshop.chance.seed();
		List<ImageReference> made = new ArrayList<>();
		for (int slice = 0; slice < geometry.slices; slice++) {
			Instance instance = Header.begin(series, CT, slice + 1, slice == 0);
			instance.syntax = syntax;
			Header.image(instance, "ORIGINAL", "PRIMARY", "AXIAL");
			Level root = instance.root;
			Header.plane(root, study, geometry.origin(slice), geometry.orientation, geometry.spacing, geometry.distance);
			root.put("SliceLocation", geometry.origin(slice)[2]).keep("KVP", "120").keep("XRayTubeCurrent", 250 + slice).keep("ConvolutionKernel", "B30f").put("ExposureTime", 500).keep("ReconstructionDiameter", geometry.spacing * SIZE);
			root.put("GantryDetectorTilt", 0).put("TableHeight", 151).put("RescaleIntercept", signed ? 0 : -1024).put("RescaleSlope", 1).put("RescaleType", "HU").put("BodyPartExamined", ofHead ? "HEAD" : "CHEST");
			root.put("ContrastBolusAgent", "Iohexol 300").put("ContrastBolusRoute", "Intravenous").moment("AcquisitionDateTime", series.start().plusSeconds(3L * slice), workshop.patient.zone());
			Header.window(root, 40, 400);
			if (slice > 0) root.item("ReferencedImageSequence").image(made.get(0));
			Canvas canvas = slice(phantom, geometry, slice, HU, 20, -1024, 3071, seed);
			if (!signed) for (int i = 0; i < canvas.samples.length; i++) canvas.samples[i] += 1024;
			new Pixels(instance, "MONOCHROME2", signed ? 16 : 12, signed).frame(canvas).put();
			made.add(write(instance, geometry, slice));
		}
		return new Volume(made, geometry, phantom);
	}

	/** PET of the head and what it needs for standardised uptake values. */
	void emission(Study study) {
		Series series = workshop.series(study, "PT", "PET AC 3D FDG", "PET HEAD 10 min");
		Geometry geometry = new Geometry(AXIAL, 3.6, 9, 64, 16, new double[] {0, 0, 0});
		long seed = workshop.chance.seed();
		for (int slice = 0; slice < geometry.slices; slice++) {
			Instance instance = Header.begin(series, PET, slice + 1, slice == 0);
			instance.syntax = TransferSyntax.EXPLICIT_LITTLE;
			Header.image(instance, "ORIGINAL", "PRIMARY");
			Level root = instance.root;
			Header.plane(root, study, geometry.origin(slice), geometry.orientation, geometry.spacing, geometry.distance);
			root.put("SliceLocation", geometry.origin(slice)[2]).keep("Units", "BQML").put("CountsSource", "EMISSION").put("SeriesType", "WHOLE BODY", "IMAGE").put("NumberOfSlices", geometry.slices);
			root.keep("CorrectedImage", "DECY", "ATTN", "SCAT").keep("DecayCorrection", "START").put("CollimatorType", "NONE").put("AttenuationCorrectionMethod", "measured, CT").put("ReconstructionMethod", "OSEM 3i21s");
			root.keep("FrameReferenceTime", 300000).keep("ActualFrameDuration", 600000).put("ImageIndex", slice + 1).put("DecayFactor", "1.03").put("DoseCalibrationFactor", 1).put("ScatterCorrectionMethod", "model");
			root.put("RescaleIntercept", 0).put("RescaleSlope", 1).put("BodyPartExamined", "HEAD");
			root.data.remove(Level.tagOf("PatientPosition"));
			Level tracer = root.item("RadiopharmaceuticalInformationSequence");
			tracer.code("RadionuclideCodeSequence", "C-111A1", "SRT", "^18^Fluorine").put("RadiopharmaceuticalStartTime", "073000").keep("RadionuclideTotalDose", 370000000).keep("RadionuclideHalfLife", "6586.2").put("RadionuclidePositronFraction", "0.967");
			tracer.moment("RadiopharmaceuticalStartDateTime", series.start().minusHours(1), "").put("Radiopharmaceutical", "Fluorodeoxyglucose");
			Level orientation = root.item("PatientOrientationCodeSequence");
			orientation.put("CodeValue", "F-10450").put("CodingSchemeDesignator", "SRT").put("CodeMeaning", "recumbent").code("PatientOrientationModifierCodeSequence", "F-10340", "SRT", "supine");
			root.code("PatientGantryRelationshipCodeSequence", "F-10470", "SRT", "headfirst");
			root.block(0x7053, "Philips PET Private Group").keep(0x00, VR.DS, "0.000412").keep(0x09, VR.DS, "1.5");
			new Pixels(instance, "MONOCHROME2", 16, true).frame(slice(head, geometry, slice, ACTIVITY, 40, 0, 32767, seed)).put();
			write(instance, geometry, slice);
		}
	}
}
