package sc.fiji.medprep.commands;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.FileInfo;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.files.InfoText;
import sc.fiji.medprep.deidentify.subject.Subject;

/** Takes what ImageJ knows about the patient and the file out of an open image; pixels, calibration and display stay. */
final class OpenImage {
	private static final String INFO = "Info", LABEL = "Slice_Label", TRANSFORM = "FHT";

	private final ImagePlus image;
	private final Context context;

	OpenImage(ImagePlus image, Context context) {
		this.image = image;
		this.context = context;
	}

	/** @return how many lines of the header stay; of a stack that keeps one for each slice, in the first */
	int clean() {
		ImageStack stack = image.getStack();
		if (stack.isVirtual()) throw CommandFailure.usage("The image is a virtual stack, which reads names and headers from its files again; duplicate it (Image > Duplicate...) and clean the copy.");
		Subject subject = subject();
		String info = text(image.getProperty(INFO)), cleaned = InfoText.cleaned(info, context);
		cleanProperties(cleaned);
		for (int i = 1; i <= stack.getSize(); i++) stack.setSliceLabel(InfoText.cleanedLabel(stack.getSliceLabel(i), i, context), i);
		// a single image has its label there, and would give it back to the stack
		String label = InfoText.cleanedLabel(image.getProp(LABEL), 1, context);
		image.setProperties(null);
		image.setProp(LABEL, label);
		cleanDrawings();
		image.setFileInfo(withoutPlace(image.getOriginalFileInfo()));
		image.getCalibration().info = null;
		if (image.getGlobalCalibration() != null) image.getGlobalCalibration().info = null;
		image.setTitle(subject == null ? "image" : subject.pseudonym());
		image.changes = true;
		image.updateAndRepaintWindow();
		long labelled = text(stack.getSliceLabel(1)).lines().skip(1).count();
		return (int) (cleaned.isEmpty() ? labelled : cleaned.lines().count());
	}

	private Subject subject() {
		Subject subject = InfoText.subject(text(image.getProperty(INFO)), context);
		return subject != null ? subject : InfoText.subject(text(image.getStack().getSliceLabel(1)), context);
	}

	private static String text(Object property) {
		return property instanceof String text ? text : "";
	}

	/** Other programs keep headers, paths and whole objects among the properties. */
	private void cleanProperties(String info) {
		if (image.getProperties() != null) image.getProperties().keySet().removeIf(key -> !TRANSFORM.equals(key));
		image.setProperty(INFO, info.isEmpty() ? null : info);
	}

	private void cleanDrawings() {
		Roi roi = image.getRoi();
		if (roi instanceof TextRoi || roi instanceof ImageRoi) image.deleteRoi();
		else if (roi != null) withoutWords(roi);
		Overlay overlay = image.getOverlay();
		if (overlay == null) return;
		Overlay kept = overlay.create();
		for (Roi drawn : overlay.toArray()) {
			if (drawn instanceof TextRoi || drawn instanceof ImageRoi) continue;
			withoutWords(drawn);
			kept.add(drawn);
		}
		image.setOverlay(kept.size() == 0 ? null : kept);
	}

	private static void withoutWords(Roi roi) {
		roi.setName(null);
		roi.setProperties("");
	}

	/** What says how the pixels were stored stays; without a format, ImageJ cannot go back to the file. */
	private static FileInfo withoutPlace(FileInfo original) {
		FileInfo kept = new FileInfo();
		if (original == null) return kept;
		kept.width = original.width;
		kept.height = original.height;
		kept.nImages = original.nImages;
		kept.fileType = original.fileType;
		kept.whiteIsZero = original.whiteIsZero;
		kept.intelByteOrder = original.intelByteOrder;
		return kept;
	}
}
