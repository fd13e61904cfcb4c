package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SliceSource;

/** Files of several frames from files of several frames, of the same SOP class, with the functional groups of their frames. */
final class MultiFrameFiles {
	private final Derivation work;
	private final FrameGroups groups;

	MultiFrameFiles(Derivation work) {
		this.work = work;
		groups = new FrameGroups(work);
	}

	void write(SeriesSink sink) throws IOException {
		Map<Integer, List<Integer>> files = new TreeMap<>();
		for (int plane = 0; plane < work.voxels().shape().planes(); plane++) files.computeIfAbsent(work.planes().source(plane).file(), file -> new ArrayList<>()).add(plane);
		int instance = 0;
		try (PixelPacker packer = work.packer()) {
			for (List<Integer> planes : files.values()) {
				instance++;
				// Frames keep their order, by which some are told apart.
				if (work.planes().isSame()) planes.sort(Comparator.comparingInt(plane -> work.planes().source(plane).frame()));
				packer.restart();
				try (DicomFile source = work.planes().file(planes.get(0)).open()) {
					DataSet header = HeaderCopy.of(source.dataSet());
					boolean grouped = header.contains(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
					if (!grouped && (!work.planes().isSame() || planes.size() != header.intValue(Tag.NUMBER_OF_FRAMES).orElse(1)))
						throw new IOException("The frames of the source have no headers of their own; only all of them at the same place can be written back");
					fill(header, instance, planes, Derivation.isLossy(source));
					for (int plane : planes) packer.add(work.form().stored(work.voxels(), plane, work.voxels().plane(plane)));
					header.put(packer.pixelData());
					sink.add(DerivedHeader.name(instance, files.size()), work.file(header));
				}
			}
		}
	}

	private void fill(DataSet header, int instance, List<Integer> planes, boolean lossy) throws IOException {
		work.header().derive(header, instance, lossy);
		work.values().putImagePixel(header, planes.stream().allMatch(work::hasSameValues));
		header.put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(planes.size())));
		if (header.contains(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)) putGroups(header, planes);
		else {
			SliceSource source = work.planes().source(planes.get(0));
			work.header().putDerivation(header, List.of(source), false);
			if (!planes.stream().allMatch(work::hasSameRescale)) work.values().putRescale(header, work.form().rescale(planes.get(0)));
		}
	}

	private void putGroups(DataSet header, List<Integer> planes) throws IOException {
		List<DataSet> sharedItems = header.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), old = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE), frames = new ArrayList<>();
		DataSet shared = sharedItems.isEmpty() ? new DataSet() : sharedItems.get(0);
		boolean moved = planes.stream().anyMatch(work.planes()::isMoved), sameRescale = planes.stream().allMatch(work::hasSameRescale);
		FrameGroups.deriveType(shared);
		Element derivation = shared.get(Tag.DERIVATION_IMAGE_SEQUENCE);
		shared.remove(Tag.DERIVATION_IMAGE_SEQUENCE);
		if (!sameRescale) shared.remove(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
		if (moved) {
			shared.remove(Tag.PLANE_POSITION_SEQUENCE);
			groups.putGrid(shared);
			groups.putDimensions(header);
		}
		for (int plane : planes) {
			int frame = work.planes().source(plane).frame() - 1;
			DataSet item = frame < old.size() ? HeaderCopy.of(old.get(frame)) : new DataSet();
			if (derivation != null) item.put(HeaderCopy.of(derivation));
			FrameGroups.deriveType(item);
			groups.putDerivation(item, plane);
			if (!sameRescale) {
				ValueModules.removePhilipsScale(item);
				if (work.form().type() != PixelType.RGB) work.values().putTransformation(item, work.form().rescale(plane));
			}
			if (moved) {
				item.remove(Tag.PLANE_ORIENTATION_SEQUENCE);
				item.remove(Tag.PIXEL_MEASURES_SEQUENCE);
				groups.putPlace(item, plane);
			}
			frames.add(item);
		}
		groups.putReferences(header);
		header.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared)));
		header.put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
	}
}
