package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.batch.ItemFile;
import sc.fiji.medprep.batch.ItemPaths;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.render.Montage;
import sc.fiji.medprep.image.render.Picture;

/**
 * Small pictures for the report. Since that is handed on, only sections of CT, MR and PET are drawn, and only images that came
 * so from the scanner: radiographs, ultrasound, photographs and captures of screens may show a name that can be read even when they
 * are small. A section along the body may show the profile of a face, so it is drawn only of parts that are stated and have none.
 */
final class Thumbnails {
	private static final int SIZE = 64;
	private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
	/** CT, MR and PET, also enhanced and converted. */
	private static final Set<String> SECTIONS = Set.of(STORAGE + "2", STORAGE + "2.1", STORAGE + "2.2", STORAGE + "4", STORAGE + "4.1", STORAGE + "4.4", STORAGE + "128", STORAGE + "128.1", STORAGE + "130");

	private static final Set<String> FACELESS = Set.of("ABDOMEN", "ANKLE", "ARM", "BLADDER", "BREAST", "CHEST", "COCCYX", "ELBOW", "EXTREMITY", "FOOT", "HAND", "HEART", "HIP", "KIDNEY", "KNEE", "LEG", "LIVER", "LSPINE",
		"PANCREAS", "PELVIS", "PROSTATE", "SHOULDER", "SSPINE", "THIGH", "TSPINE", "UTERUS", "WRIST");

	private final Map<Integer, String> paths = new HashMap<>();

	/** @param items that pictures may be asked of */
	Thumbnails(Path privateFolder, Collection<Integer> items) throws IOException {
		Set<Integer> wanted = new HashSet<>(items);
		if (!wanted.isEmpty()) ItemPaths.forEach(privateFolder, (item, path) -> {
			if (wanted.contains(item)) paths.put(item, path);
		});
	}

	/** The middle plane of a file; empty if it may show a name, is no image or cannot be decoded. */
	Optional<Picture> of(int item) {
		String path = paths.get(item);
		if (path == null) return Optional.empty();
		try {
			DicomSource source = new ItemFile(item, path);
			SeriesAssembler assembler = new SeriesAssembler();
			boolean faceless;
			try (DicomFile file = source.open()) {
				if (!isFromScanner(file.dataSet())) return Optional.empty();
				faceless = FACELESS.contains(file.dataSet().string(Tag.BODY_PART_EXAMINED).orElse(""));
				assembler.add(source, file);
			}
			StoredVolume volume = assembler.series().get(0).volumes().get(0);
			return faceless || isAcross(volume) ? Optional.of(picture(volume)) : Optional.empty();
		}
		catch (IOException | RuntimeException e) {
			// what cannot be read is a finding, and needs no picture
			return Optional.empty();
		}
	}

	private static boolean isFromScanner(DataSet file) {
		return SECTIONS.contains(file.string(Tag.SOP_CLASS_UID).orElse("")) && !file.strings(Tag.IMAGE_TYPE).contains("SECONDARY") && !file.string(Tag.BURNED_IN_ANNOTATION).orElse("").equals("YES")
			&& !file.string(Tag.RECOGNIZABLE_VISUAL_FEATURES).orElse("").equals("YES");
	}

	/** Whether the planes lie rather across the body than along it. */
	private static boolean isAcross(StoredVolume volume) {
		double[] normal = volume.geometry().column(2);
		return volume.isInPatient() && Math.abs(normal[2]) > Math.max(Math.abs(normal[0]), Math.abs(normal[1]));
	}

	private static Picture picture(StoredVolume volume) throws IOException {
		Shape shape = volume.shape();
		int middle = shape.depth() / 2;
		return Montage.thumbnail(volume.planes().plane(middle), shape, volume.values(), middle, volume.geometry().spacing(0), volume.geometry().spacing(1), SIZE);
	}
}
