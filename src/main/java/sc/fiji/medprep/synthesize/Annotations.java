package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.synthesize.picture.Canvas;

/** What is drawn and written over images: presentation states, key objects, contours, segmentations. */
final class Annotations {
	private static final String PRESENTATION = "1.2.840.10008.5.1.4.1.1.11.1", KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59", STRUCTURES = "1.2.840.10008.5.1.4.1.1.481.3", SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4",
		DETACHED_STUDY = "1.2.840.10008.3.1.2.3.1";
	private static final int CORNERS = 24;

	private final Workshop workshop;
	private final Patient patient;

	Annotations(Workshop workshop) {
		this.workshop = workshop;
		patient = workshop.patient;
	}

	private void finish(Instance instance) {
		new HiddenPlaces(instance).plantInAny();
		workshop.write(instance);
	}

	/** A state with an arrow and a name beside it. */
	void presentation(Study study, ImageReference image) {
		Series series = workshop.series(study, "PR", "Marked for conference", "none");
		Instance instance = Header.begin(series, PRESENTATION, 1, true);
		Level root = instance.root;
		root.put("BodyPartExamined", "HEAD").secret("ContentLabel", "hipaa-unlisted", patient.person().family().toUpperCase(Locale.ROOT)).text("ContentDescription", study.story("Arrow at the enhancing lesion", 1)).dateTime("PresentationCreationDate", "PresentationCreationTime", series.start());
		root.names("ContentCreatorName", patient.performing()).put("PresentationLUTShape", "IDENTITY");
		Level referenced = root.item("ReferencedSeriesSequence");
		referenced.reference("SeriesInstanceUID", image.series().uid()).item("ReferencedImageSequence").image(image);
		Level area = root.item("DisplayedAreaSelectionSequence");
		area.put("DisplayedAreaTopLeftHandCorner", VR.SL, 1, 1).put("DisplayedAreaBottomRightHandCorner", VR.SL, 128, 128).put("PresentationSizeMode", "SCALE TO FIT").put("PresentationPixelAspectRatio", 1, 1);
		Level layer = root.item("GraphicLayerSequence");
		layer.put("GraphicLayer", "LAYER1").put("GraphicLayerOrder", 1).text("GraphicLayerDescription", study.remark("Conference notes", 64));
		Level annotation = root.item("GraphicAnnotationSequence");
		annotation.put("GraphicLayer", "LAYER1").item("ReferencedImageSequence").image(image);
		Level text = annotation.item("TextObjectSequence");
		text.put("BoundingBoxAnnotationUnits", "PIXEL").put("BoundingBoxTopLeftHandCorner", 10, 10).put("BoundingBoxBottomRightHandCorner", 100, 20).put("BoundingBoxTextHorizontalJustification", "LEFT");
		text.text("UnformattedTextValue", study.story("lesion 13 mm", 1));
		Level line = annotation.item("GraphicObjectSequence");
		line.put("GraphicAnnotationUnits", "PIXEL").put("GraphicDimensions", 2).put("NumberOfGraphicPoints", 2).put("GraphicData", 20, 20, 60, 60).keep("GraphicType", "POLYLINE").put("GraphicFilled", "N");
		finish(instance);
	}

	/** Chosen images, with a line why. */
	void keyObjects(Study study, List<ImageReference> images) {
		Series series = workshop.series(study, "KO", "Key images", "none");
		Instance instance = Header.begin(series, KEY_OBJECTS, 1, true);
		Level root = instance.root;
		root.dateTime("ContentDate", "ContentTime", series.start()).none("ReferencedPerformedProcedureStepSequence");
		Reports.evidence(root.item("CurrentRequestedProcedureEvidenceSequence"), study, images);
		Reports.document(root, "113000", "DCM", "Of Interest", "2010");
		Reports.content(root, "CONTAINS", "TEXT", "113012", "DCM", "Key Object Description").text("TextValue", study.story("Images for the tumor board", 2));
		for (ImageReference image : images) Reports.image(root.item("ContentSequence").put("RelationshipType", "CONTAINS").put("ValueType", "IMAGE"), image);
		finish(instance);
	}

	/** The lesion as contours, and a sphere around it. */
	void contours(Study study, CrossSections.Volume volume) {
		Series series = workshop.series(study, "RTSTRUCT", "Contours", "none");
		Instance instance = Header.begin(series, STRUCTURES, 1, true);
		Level root = instance.root;
		root.secret("StructureSetLabel", "hipaa-name", "RT" + patient.otherId()).text("StructureSetName", study.remark("Planning chest", 64)).text("StructureSetDescription", study.story("Drawn on the planning CT", 1));
		root.dateTime("StructureSetDate", "StructureSetTime", series.start()).put("ApprovalStatus", "APPROVED").dateTime("ReviewDate", "ReviewTime", series.start().plusDays(1)).names("ReviewerName", patient.referring());
		root.uid("FrameOfReferenceUID", study.frameOfReference()).put("PositionReferenceIndicator");
		Level frame = root.item("ReferencedFrameOfReferenceSequence");
		frame.uid("FrameOfReferenceUID", study.frameOfReference());
		Level inStudy = frame.item("RTReferencedStudySequence");
		inStudy.put("ReferencedSOPClassUID", DETACHED_STUDY).reference("ReferencedSOPInstanceUID", study.uid());
		Level inSeries = inStudy.item("RTReferencedSeriesSequence");
		inSeries.reference("SeriesInstanceUID", volume.slices().get(0).series().uid());
		for (ImageReference slice : volume.slices()) inSeries.item("ContourImageSequence").image(slice);
		String[] names = {"GTV lesion", "PTV 5 mm"};
		for (int roi = 1; roi <= names.length; roi++) {
			Level structure = root.item("StructureSetROISequence");
			structure.put("ROINumber", roi).uid("ReferencedFrameOfReferenceUID", study.frameOfReference()).text("ROIName", study.remark(names[roi - 1], 64)).put("ROIGenerationAlgorithm", "MANUAL");
			Level contour = root.item("ROIContourSequence");
			contour.put("ROIDisplayColor", 255, 40 * roi, 0).put("ReferencedROINumber", roi);
			for (ImageReference slice : volume.slices()) circle(contour, volume, slice, 5.0 * (roi - 1));
			Level observation = root.item("RTROIObservationsSequence");
			observation.put("ObservationNumber", roi).put("ReferencedROINumber", roi).text("ROIObservationLabel", Remark.of("GTV")).put("RTROIInterpretedType", roi == 1 ? "GTV" : "PTV").names("ROIInterpreter", patient.performing());
		}
		finish(instance);
	}

	private static void circle(Level contour, CrossSections.Volume volume, ImageReference slice, double margin) {
		double[] lesion = volume.phantom().lesion();
		double radius = lesion[3] + margin, above = slice.z() - lesion[2], inside = radius * radius - above * above;
		if (inside <= 0) return;
		List<Object> points = new ArrayList<>();
		for (int i = 0; i < CORNERS; i++) {
			double angle = 2 * Math.PI * i / CORNERS;
			// one digit: the last ones of sine and cosine may differ between machines
			points.add(Math.round(10 * (lesion[0] + Math.sqrt(inside) * StrictMath.cos(angle))) / 10.0);
			points.add(Math.round(10 * (lesion[1] + Math.sqrt(inside) * StrictMath.sin(angle))) / 10.0);
			points.add(slice.z());
		}
		Level item = contour.item("ContourSequence");
		item.put("ContourGeometricType", "CLOSED_PLANAR").put("NumberOfContourPoints", CORNERS).put("ContourData", points.toArray()).item("ContourImageSequence").image(slice);
	}

	/** The lesion as a binary volume. */
	void segmentation(Study study, CrossSections.Volume volume) {
		Series series = workshop.series(study, "SEG", "Lesion segmentation", "none");
		Instance instance = Header.begin(series, SEGMENTATION, 1, true);
		Level root = instance.root;
		CrossSections.Geometry geometry = volume.geometry();
		root.keep("ImageType", "DERIVED", "PRIMARY").dateTime("ContentDate", "ContentTime", series.start()).put("ContentLabel", "LESION").text("ContentDescription", study.story("Lesion by hand", 1));
		root.names("ContentCreatorName", patient.performing()).keep("SegmentationType", "BINARY").put("LossyImageCompression", "00").uid("FrameOfReferenceUID", study.frameOfReference()).put("PositionReferenceIndicator");
		Level segment = root.item("SegmentSequence");
		segment.put("SegmentNumber", 1).text("SegmentLabel", Remark.of("Lesion")).text("SegmentDescription", study.story("Solid lesion", 1)).put("SegmentAlgorithmType", "MANUAL");
		segment.keptCode("SegmentedPropertyCategoryCodeSequence", "49755003", "SCT", "Morphologically Altered Structure").keptCode("SegmentedPropertyTypeCodeSequence", "108369006", "SCT", "Neoplasm");
		Level referenced = root.item("ReferencedSeriesSequence");
		referenced.reference("SeriesInstanceUID", volume.slices().get(0).series().uid());
		for (ImageReference slice : volume.slices()) referenced.item("ReferencedInstanceSequence").image(slice);
		String organization = workshop.chance.uid();
		dimensions(root, organization, "ReferencedSegmentNumber", "SegmentIdentificationSequence", "ImagePositionPatient", "PlanePositionSequence");
		Level shared = root.item("SharedFunctionalGroupsSequence");
		shared.item("PixelMeasuresSequence").keep("PixelSpacing", geometry.spacing(), geometry.spacing()).put("SliceThickness", geometry.distance()).put("SpacingBetweenSlices", geometry.distance());
		shared.item("PlaneOrientationSequence").put("ImageOrientationPatient", Header.boxed(geometry.orientation()));
		Pixels pixels = new Pixels(instance, "MONOCHROME2", 1, false);
		int frames = 0;
		for (int slice = 0; slice < volume.slices().size(); slice++) {
			Canvas mask = mask(volume, slice);
			if (Arrays.stream(mask.samples).sum() == 0) continue;
			pixels.frame(mask);
			Level frame = root.item("PerFrameFunctionalGroupsSequence");
			frame.item("FrameContentSequence").put("DimensionIndexValues", 1, ++frames);
			frame.item("PlanePositionSequence").put("ImagePositionPatient", Header.boxed(geometry.origin(slice)));
			frame.item("SegmentIdentificationSequence").put("ReferencedSegmentNumber", 1);
			Level derivation = frame.item("DerivationImageSequence");
			derivation.item("SourceImageSequence").image(volume.slices().get(slice)).code("PurposeOfReferenceCodeSequence", "121322", "DCM", "Source image for image processing operation");
			derivation.code("DerivationCodeSequence", "113076", "DCM", "Segmentation");
		}
		root.put("NumberOfFrames", frames);
		pixels.put();
		finish(instance);
	}

	private static Canvas mask(CrossSections.Volume volume, int slice) {
		CrossSections.Geometry geometry = volume.geometry();
		Canvas mask = new Canvas(geometry.size(), geometry.size(), 1);
		double[] lesion = volume.phantom().lesion();
		for (int i = 0; i < mask.samples.length; i++) {
			double[] at = geometry.at(i % geometry.size(), i / geometry.size(), slice);
			double x = at[0] - lesion[0], y = at[1] - lesion[1], z = at[2] - lesion[2];
			mask.samples[i] = x * x + y * y + z * z <= lesion[3] * lesion[3] ? 1 : 0;
		}
		return mask;
	}

	/** The Multi-frame Dimension module, of pairs of an attribute and the functional group that it is in. */
	static void dimensions(Level root, String organization, String... pointers) {
		root.item("DimensionOrganizationSequence").uid("DimensionOrganizationUID", organization);
		for (int i = 0; i < pointers.length; i += 2) {
			root.item("DimensionIndexSequence").uid("DimensionOrganizationUID", organization).put("DimensionIndexPointer", pointers[i]).put("FunctionalGroupPointer", pointers[i + 1]);
		}
	}
}
