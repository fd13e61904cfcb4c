package sc.fiji.medprep.app.browser;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

import ij.ImagePlus;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.render.Montage;
import sc.fiji.medprep.image.render.Picture;
import sc.fiji.medprep.image.stack.Stacks;

/**
 * A volume in the list.
 *
 * @param key what names it in a macro: its Series Number, with the number of its part if the series has several ("3.2"), or #1, #2 ...
 *            where series share a number or have none
 * @param study number of its study in the list, from 1
 */
public record SeriesEntry(String key, int study, ImageSeries series, StoredVolume volume) {
	private static final String INFO = "Info";

	/** What it is, without a word that somebody typed. */
	public String facts() {
		return series.modality() + ", " + size() + (volume.findings().isEmpty() ? "" : ", " + (isRefused() ? "with findings" : "with remarks"));
	}

	/** Whether a finding says that it may be geometrically wrong. */
	public boolean isRefused() {
		return volume.isRefused();
	}

	/** The findings, a sentence each. */
	public String findings() {
		return volume.findings().stream().map(SeriesFinding::message).map(message -> message.endsWith(".") ? message : message + ".").collect(Collectors.joining(" "));
	}

	String size() {
		Shape shape = volume.shape();
		return shape.width() + " x " + shape.height() + " x " + shape.depth() + (shape.count() > 1 ? " x " + shape.count() : "");
	}

	String spacing() {
		Geometry geometry = volume.geometry();
		return millimetres(geometry.spacing(0)) + " x " + millimetres(geometry.spacing(1)) + " x " + millimetres(geometry.spacing(2)) + " mm";
	}

	private static String millimetres(double distance) {
		return String.format(Locale.ROOT, "%.3f", distance).replaceFirst("\\.?0+$", "");
	}

	/** The plane in the middle, small. */
	Picture thumbnail(int size) throws IOException {
		Shape shape = volume.shape();
		int middle = shape.depth() / 2;
		Picture picture = Montage.thumbnail(volume.planes().plane(middle), shape, volume.values(), middle, volume.geometry().spacing(0), volume.geometry().spacing(1), size);
		if (isWhiteZero()) for (int i = 0; i < picture.rgb().length; i++) picture.rgb()[i] ^= 0xFFFFFF;
		return picture;
	}

	/**
	 * Reads it as an image whose title and text hold nothing from the header.
	 *
	 * @throws IOException if it cannot be read or decoded; one sentence without identifiers
	 */
	public ImagePlus open(int threads) throws IOException {
		return open(threads, ("series " + key + " " + series.modality()).strip());
	}

	/**
	 * As {@link #open(int)}.
	 *
	 * @param title what the image is called; without identifiers
	 */
	public ImagePlus open(int threads, String title) throws IOException {
		ImagePlus image = Stacks.of(volume.load(threads), title);
		if (isWhiteZero()) image.setLut(image.getProcessor().getLut().createInvertedLut());
		if (!volume.findings().isEmpty()) image.setProperty(INFO, "Findings: " + findings() + "\n");
		return image;
	}

	/** Whether the least value is to be shown white (PS3.3 C.7.6.3.1.2). */
	private boolean isWhiteZero() throws IOException {
		try (DicomFile file = volume.first().open()) {
			return file.dataSet().string(Tag.PHOTOMETRIC_INTERPRETATION).filter("MONOCHROME1"::equals).isPresent();
		}
	}
}
