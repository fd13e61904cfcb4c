package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import sc.fiji.medprep.batch.GroupProduct;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Untilted;
import sc.fiji.medprep.image.file.ImageFiles;
import sc.fiji.medprep.image.file.ImageFormat;
import sc.fiji.medprep.image.file.Layout;

/** The files of one image: NIfTI, sidecar, and b-values with gradients if it has some. */
final class ImageOutputs {
	private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private final ImageGroup.Planned image;
	private final PlaneSource planes;
	private final int threads;
	private final boolean tilted, resampled, freeText;

	/** @throws IOException if the image cannot be resampled, as the options ask for */
	ImageOutputs(ImageGroup.Planned image, ConvertOptions options) throws IOException {
		this.image = image;
		StoredVolume volume = image.volume();
		tilted = SeriesFinding.Kind.GANTRY_TILT.isAmong(volume.findings());
		resampled = tilted && options.tilt() == ConvertOptions.Tilt.RESAMPLE;
		PlaneSource upright = resampled ? Untilted.of(volume.planes()) : volume.planes();
		planes = (volume.kind().is("MOSAIC") ? Layout.ROWS_REVERSED : Layout.DCM2NIIX).of(upright);
		threads = options.batch().threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.batch().threads();
		freeText = options.freeText() || image.subject().identityRemoved();
	}

	String imageName() {
		return image.name() + ImageFormat.NIFTI_GZ.ending();
	}

	List<GroupProduct.Output> files() {
		List<GroupProduct.Output> files = new ArrayList<>();
		files.add(new GroupProduct.Output(imageName(), out -> ImageFiles.write(planes, ImageFormat.NIFTI_GZ, Channels.newOutputStream(out), threads)));
		// after the image, so that its files have been read as a whole and only headers are looked at
		files.add(new GroupProduct.Output(image.name() + ".json", out -> DatasetFiles.text(JSON.toJson(sidecar()) + "\n").writeTo(out)));
		BvalBvec.of(planes.axis(), planes.geometry()).ifPresent(diffusion -> {
			files.add(new GroupProduct.Output(image.name() + ".bval", DatasetFiles.text(diffusion.bval())));
			files.add(new GroupProduct.Output(image.name() + ".bvec", DatasetFiles.text(diffusion.bvec())));
		});
		return files;
	}

	private JsonObject sidecar() throws IOException {
		JsonObject sidecar = Sidecar.of(image.volume(), planes, freeText);
		if (image.bids() != null && image.bids().entities().containsKey("task")) sidecar.addProperty("TaskName", image.bids().entities().get("task"));
		if (image.bids() != null && image.bids().entities().getOrDefault("part", "").equals("phase")) sidecar.addProperty("Units", "arbitrary");
		for (int echo = 1; echo <= image.echoTimes().length; echo++) sidecar.addProperty("EchoTime" + echo, Facts.rounded(image.echoTimes()[echo - 1]));
		if (tilted) sidecar.addProperty("MedPrepGantryTilt", resampled ? "resampled" : "kept");
		JsonArray findings = new JsonArray();
		for (SeriesFinding finding : image.volume().findings()) findings.add(finding.kind().word() + ": " + GroupRows.sentence(finding.message()));
		if (!findings.isEmpty()) sidecar.add("MedPrepFindings", findings);
		return sidecar;
	}
}
