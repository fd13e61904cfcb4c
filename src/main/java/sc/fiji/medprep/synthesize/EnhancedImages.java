package sc.fiji.medprep.synthesize;

import java.util.Map;

import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.synthesize.picture.Canvas;
import sc.fiji.medprep.synthesize.picture.Phantom;
import sc.fiji.medprep.synthesize.picture.Phantom.Tissue;

/** Multi-frame images whose frames are described by functional groups. */
final class EnhancedImages {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2.1", MR = "1.2.840.10008.5.1.4.1.1.4.1";
	private static final double[] AXIAL = {1, 0, 0, 0, 1, 0};

	private final Workshop workshop;
	private final CrossSections.Geometry geometry = new CrossSections.Geometry(AXIAL, 2.4, 18, 96, 10, new double[] {0, -8, -10});

	EnhancedImages(Workshop workshop) {
		this.workshop = workshop;
	}

	private Instance begin(Series series, String sopClass) {
		Instance instance = Header.begin(series, sopClass, 1, true);
		Header.image(instance, "ORIGINAL", "PRIMARY", "VOLUME", "NONE");
		Level root = instance.root;
		root.moment("AcquisitionDateTime", series.start(), workshop.patient.zone()).keep("AcquisitionDuration", 12.5).put("PixelPresentation", "MONOCHROME").put("VolumetricProperties", "VOLUME").put("VolumeBasedCalculationTechnique", "NONE");
		root.put("PatientPosition", "HFS").uid("FrameOfReferenceUID", series.study().frameOfReference()).put("PositionReferenceIndicator").put("NumberOfFrames", geometry.slices()).put("BurnedInAnnotation", "NO").put("LossyImageCompression", "00");
		root.put("PresentationLUTShape", "IDENTITY").none("AcquisitionContextSequence").put("ContentQualification", "RESEARCH");
		Annotations.dimensions(root, workshop.chance.uid(), "StackID", "FrameContentSequence", "InStackPositionNumber", "FrameContentSequence");
		return instance;
	}

	/** The functional groups that both have. */
	private Level shared(Level root, double center, double width) {
		Level shared = root.item("SharedFunctionalGroupsSequence");
		shared.item("PixelMeasuresSequence").keep("PixelSpacing", geometry.spacing(), geometry.spacing()).keep("SliceThickness", geometry.distance());
		shared.item("PlaneOrientationSequence").keep("ImageOrientationPatient", Header.boxed(geometry.orientation()));
		Level anatomy = shared.item("FrameAnatomySequence");
		anatomy.put("FrameLaterality", "U").keptCode("AnatomicRegionSequence", "69536005", "SCT", "Head");
		Header.window(shared.item("FrameVOILUTSequence"), center, width);
		return shared;
	}

	private void finish(Instance instance, Map<Tissue, Integer> contrast, int least, int most, int add) {
		Series series = instance.series;
		Phantom head = Phantom.head(1, 12, 20);
		Pixels pixels = new Pixels(instance, "MONOCHROME2", 12, false);
		long seed = workshop.chance.seed();
		for (int slice = 0; slice < geometry.slices(); slice++) {
			Level frame = instance.root.item("PerFrameFunctionalGroupsSequence");
			Level content = frame.item("FrameContentSequence");
			content.moment("FrameAcquisitionDateTime", series.start().plusSeconds(slice), workshop.patient.zone()).moment("FrameReferenceDateTime", series.start().plusSeconds(slice), workshop.patient.zone()).put("FrameAcquisitionDuration", 1000.0);
			content.put("StackID", "1").put("InStackPositionNumber", slice + 1).put("DimensionIndexValues", 1, slice + 1);
			if (slice == 0) content.text("FrameComments", series.study().story("first frame", 2));
			frame.item("PlanePositionSequence").keep("ImagePositionPatient", Header.boxed(geometry.origin(slice)));
			Canvas canvas = CrossSections.slice(head, geometry, slice, contrast, 15, least, most, seed);
			for (int i = 0; add != 0 && i < canvas.samples.length; i++) canvas.samples[i] += add;
			pixels.frame(canvas);
		}
		pixels.put();
		new HiddenPlaces(instance).plantInAny();
		workshop.write(instance);
	}

	void tomography(Study study) {
		Series series = workshop.series(study, "CT", "AX HEAD 1.0 H30", "Head helical");
		Instance instance = begin(series, CT);
		instance.syntax = workshop.next(TransferSyntax.EXPLICIT_LITTLE, Pixels.RUN_LENGTH, TransferSyntax.DEFLATED);
		Level root = instance.root;
		Level shared = shared(root, 40, 90);
		shared.item("CTImageFrameTypeSequence").keep("FrameType", "ORIGINAL", "PRIMARY", "VOLUME", "NONE").put("PixelPresentation", "MONOCHROME").put("VolumetricProperties", "VOLUME").put("VolumeBasedCalculationTechnique", "NONE");
		shared.item("CTAcquisitionTypeSequence").put("AcquisitionType", "SPIRAL").put("ConstantVolumeFlag", "NO").put("FluoroscopyFlag", "NO");
		shared.item("CTAcquisitionDetailsSequence").put("RotationDirection", "CW").put("RevolutionTime", 0.5).put("SingleCollimationWidth", 0.6).put("TotalCollimationWidth", 38.4).put("TableHeight", 150.0).put("GantryDetectorTilt", 0.0)
			.put("DataCollectionDiameter", 500.0);
		shared.item("CTTableDynamicsSequence").put("TableSpeed", 40.0).put("TableFeedPerRotation", 20.0).put("SpiralPitchFactor", 0.52);
		shared.item("CTGeometrySequence").put("DistanceSourceToDetector", 1085.0).put("DistanceSourceToDataCollectionCenter", 595.0);
		shared.item("CTReconstructionSequence").put("ReconstructionAlgorithm", "FILTER_BACK_PROJ").keep("ConvolutionKernel", "H30").put("ConvolutionKernelGroup", "BRAIN").put("ReconstructionDiameter", 230.0).put("ReconstructionAngle", 360.0)
			.put("ReconstructionPixelSpacing", 2.4, 2.4).put("ImageFilter", "NONE");
		shared.item("CTExposureSequence").put("ExposureTimeInms", 500.0).put("XRayTubeCurrentInmA", 240.0).put("ExposureInmAs", 120.0).put("ExposureModulationType", "NONE").put("CTDIvol", 12.0);
		shared.item("CTPositionSequence").put("TablePosition", 120.0).put("DataCollectionCenterPatient", 0.0, 0.0, 0.0).put("ReconstructionTargetCenterPatient", 0.0, -8.0, -10.0);
		shared.item("IrradiationEventIdentificationSequence").uid("IrradiationEventUID", workshop.chance.uid());
		shared.item("CTXRayDetailsSequence").put("KVP", 120.0).put("FocalSpots", 1.0).put("FilterType", "FLAT").put("FilterMaterial", "ALUMINUM");
		shared.item("PixelValueTransformationSequence").put("RescaleIntercept", -1024).put("RescaleSlope", 1).put("RescaleType", "HU");
		finish(instance, CrossSections.HU, -1024, 3071, 1024);
	}

	void magneticResonance(Study study) {
		Series series = workshop.series(study, "MR", "AX T2 TSE", "T2 tse tra 4 mm");
		Instance instance = begin(series, MR);
		instance.syntax = workshop.next(TransferSyntax.EXPLICIT_BIG, TransferSyntax.IMPLICIT_LITTLE, Pixels.RUN_LENGTH);
		Level root = instance.root;
		root.keep("ResonantNucleus", "1H").put("KSpaceFiltering", "NONE").keep("MagneticFieldStrength", 1.5).put("ApplicableSafetyStandardAgency", "IEC").put("ComplexImageComponent", "MAGNITUDE").put("AcquisitionContrast", "T2");
		root.put("PulseSequenceName", "tse2d1_15").put("MRAcquisitionType", "2D").put("EchoPulseSequence", "SPIN").put("MultipleSpinEcho", "YES").put("MultiPlanarExcitation", "NO").put("PhaseContrast", "NO").put("TimeOfFlightContrast", "NO")
			.put("SteadyStatePulseSequence", "NONE").put("EchoPlanarPulseSequence", "NO").put("SaturationRecovery", "NO").put("SpectrallySelectedSuppression", "NONE").put("OversamplingPhase", "NONE").put("GeometryOfKSpaceTraversal", "RECTILINEAR")
			.put("RectilinearPhaseEncodeReordering", "LINEAR").put("SegmentedKSpaceTraversal", "SINGLE").put("NumberOfKSpaceTrajectories", 1);
		Level shared = shared(root, 450, 900);
		shared.item("MRImageFrameTypeSequence").keep("FrameType", "ORIGINAL", "PRIMARY", "VOLUME", "NONE").put("PixelPresentation", "MONOCHROME").put("VolumetricProperties", "VOLUME").put("VolumeBasedCalculationTechnique", "NONE")
			.put("ComplexImageComponent", "MAGNITUDE").put("AcquisitionContrast", "T2");
		Level timing = shared.item("MRTimingAndRelatedParametersSequence");
		timing.keep("RepetitionTime", 4000).put("FlipAngle", 150).put("EchoTrainLength", 15).put("RFEchoTrainLength", 15).put("GradientEchoTrainLength", 0).put("GradientOutputType", "DB_DT").put("GradientOutput", 30.0);
		timing.item("SpecificAbsorptionRateSequence").put("SpecificAbsorptionRateDefinition", "IEC_HEAD").put("SpecificAbsorptionRateValue", 1.1);
		timing.item("OperatingModeSequence").put("OperatingModeType", "GRADIENT").put("OperatingMode", "IEC_NORMAL");
		shared.item("MRFOVGeometrySequence").put("InPlanePhaseEncodingDirection", "ROW").put("MRAcquisitionFrequencyEncodingSteps", 96).put("MRAcquisitionPhaseEncodingStepsInPlane", 96).put("PercentSampling", 100).put("PercentPhaseFieldOfView", 100);
		shared.item("MREchoSequence").keep("EffectiveEchoTime", 93.0);
		shared.item("MRModifierSequence").put("InversionRecovery", "NO").put("FlowCompensation", "NONE").put("Spoiling", "NONE").put("T2Preparation", "NO").put("SpectrallySelectedExcitation", "NONE").put("SpatialPresaturation", "NONE")
			.put("PartialFourier", "NO").put("ParallelAcquisition", "NO");
		shared.item("MRImagingModifierSequence").put("MagnetizationTransfer", "NONE").put("BloodSignalNulling", "NO").put("Tagging", "NONE").put("TransmitterFrequency", 63.687).put("PixelBandwidth", 199.0);
		Level coil = shared.item("MRReceiveCoilSequence");
		coil.put("ReceiveCoilName", "HEAD32").put("ReceiveCoilManufacturerName", "ACME").put("ReceiveCoilType", "MULTICOIL").put("QuadratureReceiveCoil", "NO").item("MultiCoilDefinitionSequence").put("MultiCoilElementName", "H1").put("MultiCoilElementUsed", "YES");
		shared.item("MRTransmitCoilSequence").put("TransmitCoilName", "BODY").put("TransmitCoilManufacturerName", "ACME").put("TransmitCoilType", "BODY");
		shared.item("MRAveragesSequence").put("NumberOfAverages", 1.0);
		shared.item("PixelValueTransformationSequence").put("RescaleIntercept", 0).put("RescaleSlope", 1).put("RescaleType", "US");
		finish(instance, CrossSections.T2, 0, 4095, 0);
	}
}
