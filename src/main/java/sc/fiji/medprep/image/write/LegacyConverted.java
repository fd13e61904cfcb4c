package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.ImageKind;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.Iods;

/**
 * One Legacy Converted Enhanced CT, MR or PET image of classic slices (PS3.3 A.70 to A.72). What the modules of such an image have
 * stands where they have it; all else that the slices say is kept as unassigned converted attributes, shared where it is the same.
 */
final class LegacyConverted {
	private static final String CLASSES = "1.2.840.10008.5.1.4.1.1.";
	private static final Map<String, String> ENHANCED = Map.of(CLASSES + "2", CLASSES + "2.2", CLASSES + "4", CLASSES + "4.4", CLASSES + "128", CLASSES + "128.1");
	private static final Map<String, Integer> FRAME_TYPE = Map.of("CT", Tag.CT_IMAGE_FRAME_TYPE_SEQUENCE, "MR", Tag.MR_IMAGE_FRAME_TYPE_SEQUENCE, "PT", Tag.PET_FRAME_TYPE_SEQUENCE);
	/**
	 * What functional groups say, or what is new. References to localizers stay behind in the slices: here they would need the series of
	 * these, which slices do not name.
	 */
	private static final Set<Integer> ELSEWHERE = Set.of(Tag.IMAGE_POSITION_PATIENT, Tag.IMAGE_ORIENTATION_PATIENT, Tag.PIXEL_SPACING, Tag.SLICE_THICKNESS, Tag.SPACING_BETWEEN_SLICES, Tag.RESCALE_INTERCEPT,
		Tag.RESCALE_SLOPE, Tag.RESCALE_TYPE, Tag.WINDOW_CENTER, Tag.WINDOW_WIDTH, Tag.WINDOW_CENTER_WIDTH_EXPLANATION, Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID, Tag.INSTANCE_NUMBER, Tag.IMAGE_TYPE,
		Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.LARGEST_IMAGE_PIXEL_VALUE, Tag.REFERENCED_IMAGE_SEQUENCE, Tag.SOURCE_IMAGE_SEQUENCE, Tag.DERIVATION_CODE_SEQUENCE, Tag.DERIVATION_DESCRIPTION, Tag.SPECIFIC_CHARACTER_SET);

	private final Derivation work;
	private final FrameGroups groups;

	LegacyConverted(Derivation work) {
		this.work = work;
		groups = new FrameGroups(work);
	}

	void write(SeriesSink sink) throws IOException {
		int count = work.voxels().shape().planes();
		List<DataSet> headers = new ArrayList<>();
		boolean lossy = false;
		for (int plane = 0; plane < count; plane++) {
			try (DicomFile file = work.planes().file(plane).open()) {
				file.dataSet().remove(Tag.PIXEL_DATA);
				headers.add(HeaderCopy.loaded(file.dataSet()));
				lossy |= Derivation.isLossy(file);
			}
		}
		DataSet root = root(headers, lossy);
		try (PixelPacker packer = work.packer()) {
			for (int plane = 0; plane < count; plane++) packer.add(work.form().stored(work.voxels(), plane, work.voxels().plane(plane)));
			root.put(packer.pixelData());
			sink.add(DerivedHeader.name(1, 1), work.file(root));
		}
	}

	private DataSet root(List<DataSet> headers, boolean lossy) throws IOException {
		DataSet first = headers.get(0);
		String sopClass = ENHANCED.get(first.string(Tag.SOP_CLASS_UID).orElse("")), modality = first.string(Tag.MODALITY).orElse("");
		if (sopClass == null || !FRAME_TYPE.containsKey(modality)) throw new IOException("Only slices of CT, MR and PET have a form with several frames in a file; choose the form slices");
		Iod iod = Iods.instance().ofSopClass(sopClass).orElseThrow();
		// Derived already here, so that no attribute of the old pixels gets among the unassigned ones.
		for (int plane = 0; plane < headers.size(); plane++) {
			DataSet header = headers.get(plane);
			work.header().derive(header, 1, lossy);
			work.values().putImagePixel(header, work.hasSameValues(plane));
			if (!work.hasSameRescale(plane)) ValueModules.removePhilipsScale(header);
			if (work.isMosaic()) SliceFiles.removeMosaic(header);
		}
		DataSet root = new DataSet(), shared = new DataSet(), unassigned = new DataSet();
		if (first.contains(Tag.SPECIFIC_CHARACTER_SET)) root.put(first.get(Tag.SPECIFIC_CHARACTER_SET));
		List<DataSet> frames = new ArrayList<>(), own = new ArrayList<>();
		for (int plane = 0; plane < headers.size(); plane++) own.add(new DataSet());
		for (DataSet header : headers) removeEmpty(header, iod);
		SharedAttributes same = new SharedAttributes(headers);
		for (Element element : first) {
			if (ELSEWHERE.contains(element.tag()) || !same.isShared(element.tag())) continue;
			(isOfRoot(iod, element.tag()) ? root : unassigned).put(HeaderCopy.of(element));
		}
		for (int plane = 0; plane < headers.size(); plane++) {
			for (Element element : headers.get(plane)) {
				if (ELSEWHERE.contains(element.tag()) || same.isShared(element.tag())) continue;
				AttributeType type = iod.typeOf(element.tag());
				// What the image must say, it says of its first frame.
				if (plane == 0 && (type == AttributeType.TYPE_1 || type == AttributeType.TYPE_2)) root.put(HeaderCopy.of(element));
				own.get(plane).put(HeaderCopy.of(element));
			}
		}
		if (!unassigned.isEmpty()) shared.put(Element.sequence(Tag.UNASSIGNED_SHARED_CONVERTED_ATTRIBUTES_SEQUENCE, List.of(unassigned)));
		for (int plane = 0; plane < headers.size(); plane++) frames.add(frame(headers.get(plane), own.get(plane), plane));
		putKind(root, sopClass, headers.size(), first.strings(Tag.IMAGE_TYPE));
		putGrid(shared, first);
		shared.put(Element.sequence(FRAME_TYPE.get(modality), List.of(frameType(root))));
		groups.putDimensions(root);
		root.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared))).put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
		groups.putReferences(root);
		return root;
	}

	/** Attributes that say nothing and that such an image need not have. */
	private static void removeEmpty(DataSet header, Iod iod) {
		List<Integer> empty = new ArrayList<>();
		for (Element element : header) if (element.isEmpty() && iod.typeOf(element.tag()) != AttributeType.TYPE_2 && iod.typeOf(element.tag()) != AttributeType.TYPE_2C) empty.add(element.tag());
		empty.forEach(header::remove);
	}

	private static boolean isOfRoot(Iod iod, int tag) {
		// Not in that object, but without it nobody knows what PET values are.
		return iod.typeOf(tag) != AttributeType.NONE || tag == Tag.UNITS;
	}

	/** Orientation and spacing, word by word where they are those of the source. */
	private void putGrid(DataSet shared, DataSet first) {
		groups.putGrid(shared);
		if (!work.planes().isSame() || work.isMosaic()) return;
		FrameGroups.item(shared, Tag.PLANE_ORIENTATION_SEQUENCE).put(first.get(Tag.IMAGE_ORIENTATION_PATIENT));
		DataSet measures = FrameGroups.item(shared, Tag.PIXEL_MEASURES_SEQUENCE);
		for (int tag : new int[] {Tag.PIXEL_SPACING, Tag.SLICE_THICKNESS, Tag.SPACING_BETWEEN_SLICES}) {
			if (first.contains(tag) && !first.get(tag).isEmpty()) measures.put(first.get(tag));
		}
	}

	private DataSet frame(DataSet header, DataSet own, int plane) {
		DataSet frame = new DataSet();
		groups.putPlace(frame, plane);
		if (!work.planes().isMoved(plane) && !work.isMosaic()) FrameGroups.item(frame, Tag.PLANE_POSITION_SEQUENCE).put(header.get(Tag.IMAGE_POSITION_PATIENT));
		groups.putMoment(frame, plane);
		groups.putDerivation(frame, plane);
		if (work.form().rescaleIsStated()) work.values().putTransformation(frame, work.form().rescale(plane));
		if (header.doubleValue(Tag.WINDOW_WIDTH).orElse(0) > 0 && header.contains(Tag.WINDOW_CENTER)) {
			DataSet window = FrameGroups.item(frame, Tag.FRAME_VOI_LUT_SEQUENCE);
			for (int tag : new int[] {Tag.WINDOW_CENTER, Tag.WINDOW_WIDTH, Tag.WINDOW_CENTER_WIDTH_EXPLANATION}) if (header.contains(tag)) window.put(header.get(tag));
		}
		SliceSource source = work.planes().source(plane);
		FrameGroups.item(frame, Tag.CONVERSION_SOURCE_ATTRIBUTES_SEQUENCE).put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, source.sopClass())).put(Element.ascii(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, source.sopInstance()));
		if (!own.isEmpty()) frame.put(Element.sequence(Tag.UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE, List.of(own)));
		return frame;
	}

	/** PS3.3 C.8.16.1, C.8.16.2. */
	private void putKind(DataSet root, String sopClass, int frames, List<String> type) {
		root.put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, work.header().uid("instance 1"))).put(Element.ascii(Tag.INSTANCE_NUMBER, VR.IS, "1"));
		root.putString(Tag.IMAGE_TYPE, VR.CS, "DERIVED", type.size() > 1 ? type.get(1) : "PRIMARY", type.size() > 2 && !type.get(2).isEmpty() ? type.get(2) : "VOLUME", "NONE");
		root.put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(frames)));
		root.put(Element.ascii(Tag.PRESENTATION_LUT_SHAPE, VR.CS, "IDENTITY"));
		if (!root.contains(Tag.LOSSY_IMAGE_COMPRESSION)) root.put(Element.ascii(Tag.LOSSY_IMAGE_COMPRESSION, VR.CS, "00"));
		if (!root.contains(Tag.ACQUISITION_CONTEXT_SEQUENCE)) root.put(Element.sequence(Tag.ACQUISITION_CONTEXT_SEQUENCE, List.of()));
		putDescription(root);
	}

	private void putDescription(DataSet in) {
		in.put(Element.ascii(Tag.PIXEL_PRESENTATION, VR.CS, "MONOCHROME")).put(Element.ascii(Tag.VOLUMETRIC_PROPERTIES, VR.CS, "VOLUME")).put(Element.ascii(Tag.VOLUME_BASED_CALCULATION_TECHNIQUE, VR.CS, "NONE"));
		if (!in.string(Tag.MODALITY).orElse("MR").equals("MR")) return;
		ImageKind.Component component = work.source().kind().component();
		in.put(Element.ascii(Tag.COMPLEX_IMAGE_COMPONENT, VR.CS, component == ImageKind.Component.UNSTATED ? "MAGNITUDE" : component.name())).put(Element.ascii(Tag.ACQUISITION_CONTRAST, VR.CS, "UNKNOWN"));
	}

	private DataSet frameType(DataSet root) {
		DataSet item = new DataSet().putString(Tag.FRAME_TYPE, VR.CS, root.strings(Tag.IMAGE_TYPE).toArray(String[]::new));
		for (int tag : new int[] {Tag.PIXEL_PRESENTATION, Tag.VOLUMETRIC_PROPERTIES, Tag.VOLUME_BASED_CALCULATION_TECHNIQUE, Tag.COMPLEX_IMAGE_COMPONENT, Tag.ACQUISITION_CONTRAST}) if (root.contains(tag)) item.put(root.get(tag));
		return item;
	}
}
