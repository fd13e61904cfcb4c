package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

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
	private final ImageGroup.Planned image;
	private final PlaneSource planes;
	private final int threads;
	private final boolean tilted, resampled;

	ImageOutputs(ImageGroup.Planned image, ConvertOptions options) throws IOException {
		this.image = image;
		StoredVolume volume = image.volume();
		tilted = volume.findings().stream().anyMatch(finding -> finding.kind() == SeriesFinding.Kind.GANTRY_TILT);
		resampled = tilted && options.tilt() == ConvertOptions.Tilt.RESAMPLE;
		PlaneSource upright = resampled ? Untilted.of(volume.planes()) : volume.planes();
		planes = (volume.kind().is("MOSAIC") ? Layout.ROWS_REVERSED : Layout.DCM2NIIX).of(upright);
		threads = options.batch().threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.batch().threads();
	}

	String imageName() {
		return image.name() + ImageFormat.NIFTI_GZ.ending();
	}

	List<GroupProduct.Output> files() throws IOException {
		List<GroupProduct.Output> files = new ArrayList<>();
		files.add(new GroupProduct.Output(imageName(), out -> ImageFiles.write(planes, ImageFormat.NIFTI_GZ, Channels.newOutputStream(out), threads)));
		BvalBvec.of(planes.axis(), planes.geometry()).ifPresent(diffusion -> {
			files.add(new GroupProduct.Output(image.name() + ".bval", DatasetFiles.text(diffusion.bval())));
			files.add(new GroupProduct.Output(image.name() + ".bvec", DatasetFiles.text(diffusion.bvec())));
		});
		return files;
	}
}
