package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.SliceSource;

/** Functional groups of the frames of a new image (PS3.3 C.7.6.16), and the dimensions by which they are counted (C.7.6.17). */
final class FrameGroups {
	private static final int[] TYPES = {Tag.CT_IMAGE_FRAME_TYPE_SEQUENCE, Tag.MR_IMAGE_FRAME_TYPE_SEQUENCE, Tag.PET_FRAME_TYPE_SEQUENCE};

	private final Derivation work;

	FrameGroups(Derivation work) {
		this.work = work;
	}

	/** The only item of a functional group, which is made if it is not there. */
	static DataSet item(DataSet groups, int sequence) {
		List<DataSet> items = groups.items(sequence);
		if (!items.isEmpty()) return items.get(0);
		DataSet item = new DataSet();
		groups.put(Element.sequence(sequence, List.of(item)));
		return item;
	}

	/** Frame Type says like Image Type that a frame is derived. */
	static void deriveType(DataSet groups) {
		for (int sequence : TYPES) {
			for (DataSet item : groups.items(sequence)) item.putString(Tag.FRAME_TYPE, VR.CS, DerivedHeader.imageType(item.strings(Tag.FRAME_TYPE)));
		}
	}

	void putDerivation(DataSet groups, int plane) {
		List<DataSet> items = new ArrayList<>(groups.items(Tag.DERIVATION_IMAGE_SEQUENCE));
		DataSet item = new DataSet();
		work.header().putDerivation(item, work.planes().references(plane), work.isFromMultiFrame());
		items.add(item);
		groups.put(Element.sequence(Tag.DERIVATION_IMAGE_SEQUENCE, items));
	}

	/** Place and number of a frame in the new grid. */
	void putPlace(DataSet groups, int plane) {
		int depth = work.voxels().shape().depth(), slice = plane % depth, volume = plane / depth;
		work.places().putPosition(item(groups, Tag.PLANE_POSITION_SEQUENCE), slice);
		DataSet content = item(groups, Tag.FRAME_CONTENT_SEQUENCE);
		content.put(Element.ascii(Tag.STACK_ID, VR.SH, "1")).putInts(Tag.IN_STACK_POSITION_NUMBER, VR.UL, slice + 1);
		if (isSequence()) content.putInts(Tag.TEMPORAL_POSITION_INDEX, VR.UL, volume + 1).putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 1, volume + 1, slice + 1);
		else {
			content.remove(Tag.TEMPORAL_POSITION_INDEX);
			content.putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 1, slice + 1);
		}
	}

	/** Times and diffusion weighting of classic images, where enhanced ones have them. */
	void putMoment(DataSet groups, int plane) {
		Axis axis = work.axis();
		int volume = plane / work.voxels().shape().depth();
		if (volume >= axis.values().length) return;
		if (axis.kind() == Axis.Kind.TIME) item(groups, Tag.TEMPORAL_POSITION_SEQUENCE).put(SliceFiles.doubles(Tag.TEMPORAL_POSITION_TIME_OFFSET, axis.values()[volume]));
		if (axis.kind() != Axis.Kind.DIFFUSION) return;
		DataSet diffusion = item(groups, Tag.MR_DIFFUSION_SEQUENCE), weighting = new DataSet();
		SliceFiles.putDiffusion(weighting, axis, volume);
		diffusion.put(weighting.get(Tag.DIFFUSION_B_VALUE));
		boolean directed = weighting.contains(Tag.DIFFUSION_GRADIENT_ORIENTATION);
		diffusion.put(Element.ascii(Tag.DIFFUSION_DIRECTIONALITY, VR.CS, directed ? "DIRECTIONAL" : axis.values()[volume] > 0 ? "ISOTROPIC" : "NONE"));
		if (directed) item(diffusion, Tag.DIFFUSION_GRADIENT_DIRECTION_SEQUENCE).put(weighting.get(Tag.DIFFUSION_GRADIENT_ORIENTATION));
	}

	private boolean isSequence() {
		return work.voxels().shape().count() > 1;
	}

	/** Orientation and spacing, which all frames of the new grid share. */
	void putGrid(DataSet shared) {
		work.places().putOrientation(item(shared, Tag.PLANE_ORIENTATION_SEQUENCE));
		work.places().putMeasures(item(shared, Tag.PIXEL_MEASURES_SEQUENCE));
	}

	/** Frames are counted by stack, time and slice. */
	void putDimensions(DataSet root) {
		String organization = work.header().uid("dimensions");
		root.put(Element.sequence(Tag.DIMENSION_ORGANIZATION_SEQUENCE, List.of(new DataSet().put(Element.ascii(Tag.DIMENSION_ORGANIZATION_UID, VR.UI, organization)))));
		List<DataSet> indices = new ArrayList<>();
		int[] pointers = isSequence() ? new int[] {Tag.STACK_ID, Tag.TEMPORAL_POSITION_INDEX, Tag.IN_STACK_POSITION_NUMBER} : new int[] {Tag.STACK_ID, Tag.IN_STACK_POSITION_NUMBER};
		for (int pointer : pointers) {
			DataSet index = new DataSet().put(tag(Tag.DIMENSION_INDEX_POINTER, pointer)).put(tag(Tag.FUNCTIONAL_GROUP_POINTER, Tag.FRAME_CONTENT_SEQUENCE));
			indices.add(index.put(Element.ascii(Tag.DIMENSION_ORGANIZATION_UID, VR.UI, organization)));
		}
		root.put(Element.sequence(Tag.DIMENSION_INDEX_SEQUENCE, indices));
		root.remove(Tag.DIMENSION_ORGANIZATION_TYPE);
	}

	/** All instances that frames refer to, by series (PS3.3 C.12.2, C.8.13.2 and the like). */
	void putReferences(DataSet root) throws IOException {
		List<DataSet> instances = new ArrayList<>();
		work.source().sources().stream().filter(one -> one != SliceSource.NONE).map(one -> List.of(one.sopClass(), one.sopInstance())).distinct().forEach(one ->
			instances.add(new DataSet().put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, one.get(0))).put(Element.ascii(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, one.get(1)))));
		try (DicomFile first = work.source().first().open()) {
			Element study = first.dataSet().get(Tag.STUDY_INSTANCE_UID), series = first.dataSet().get(Tag.SERIES_INSTANCE_UID);
			DataSet referenced = new DataSet().put(Element.sequence(Tag.REFERENCED_INSTANCE_SEQUENCE, instances)), evidence = new DataSet().put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, instances.stream().map(HeaderCopy::of).toList()));
			if (series != null) {
				referenced.put(series);
				evidence.put(series);
			}
			root.put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, List.of(referenced)));
			DataSet ofStudy = new DataSet().put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, List.of(evidence)));
			if (study != null) ofStudy.put(study);
			root.put(Element.sequence(Tag.SOURCE_IMAGE_EVIDENCE_SEQUENCE, List.of(ofStudy)));
		}
	}

	private static Element tag(int tag, int pointer) {
		int group = Tag.group(pointer), element = Tag.element(pointer);
		return Element.bytes(tag, VR.AT, new byte[] {(byte) group, (byte) (group >> 8), (byte) element, (byte) (element >> 8)});
	}
}
