package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonObject;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.StoredVolume;

/**
 * What the JSON file beside an image says, with the names of BIDS (https://bids-specification.readthedocs.io) and of dcm2niix:
 * only facts that the headers state or that follow from them, times in seconds. Patients' names, numbers and dates are never
 * in it. Immutable and safe for use by several threads.
 */
final class Sidecar {
	private static final Map<String, FieldTable<Integer>> TABLES = tables();
	/** Names that makers go by, by how their entries begin. */
	private static final Map<String, String> MAKERS = makers();

	private static final String NONE = "NONE";

	private Sidecar() {}

	private static Map<String, FieldTable<Integer>> tables() {
		Map<String, FieldTable<Integer>> tables = new LinkedHashMap<>();
		for (String modality : List.of("MR", "CT", "PT", "")) tables.put(modality, new FieldTable<>("sidecar-fields.txt", modality, tag -> (int) Long.parseLong(tag, 16)));
		return Map.copyOf(tables);
	}

	private static Map<String, String> makers() {
		Map<String, String> makers = new LinkedHashMap<>();
		for (String maker : List.of("Siemens", "GE", "Philips", "Toshiba", "Canon", "Hitachi", "UIH", "Bruker", "Mediso")) makers.put(maker.toUpperCase(Locale.ROOT), maker);
		return Map.copyOf(makers);
	}

	/**
	 * The fields about an image. Opens the first file of the volume, and others where their times differ.
	 *
	 * @param written the image as it stands in the file that the sidecar belongs to: its axes give the letters of directions and
	 *            the order of times
	 * @param freeText whether to write what people have typed (descriptions, comments, protocol names), what names a place or a
	 *            device (institution, station, serial number), and the time of day
	 * @throws IOException if a header cannot be read
	 */
	static JsonObject of(StoredVolume volume, PlaneSource written, boolean freeText) throws IOException {
		try (VolumeHeaders headers = new VolumeHeaders(volume, written.geometry())) {
			return of(headers, written, freeText);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	static JsonObject of(Header.Source headers, PlaneSource written, boolean freeText) throws IOException {
		Header first = headers.first();
		Facts facts = new Facts(Identity.of(first.dataSet()));
		String modality = first.string(Tag.MODALITY).orElse("");
		String maker = maker(first.string(Tag.MANUFACTURER).orElse(""));
		facts.text("Modality", modality);
		facts.text("Manufacturer", maker);
		facts.texts("ImageType", imageType(first));
		if (freeText) Moment.clock(first).ifPresent(time -> facts.text("AcquisitionTime", time));
		switch (maker) {
			case "Siemens" -> SiemensFields.write(first, freeText, facts);
			case "GE" -> GeFields.write(first, facts);
			case "Philips" -> PhilipsFields.write(first, facts);
			default -> {}
		}
		TABLES.getOrDefault(modality, TABLES.get("")).write(values(first), freeText, facts);
		if (modality.equals("MR")) {
			contrast(first, facts);
			PhaseEncoding.of(first, maker, written).ifPresent(encoding -> encoding.write(first, maker, facts));
			if (maker.equals("Philips")) PhilipsFields.estimate(facts);
			SliceTiming.write(headers, written, maker, facts);
		}
		if (modality.equals("PT")) PetFrames.write(headers, written.shape(), facts);
		String[] software = Batch.software().split(" ", 2);
		facts.text("ConversionSoftware", software[0]);
		facts.text("ConversionSoftwareVersion", software[1]);
		return facts.json;
	}

	private static String maker(String entry) {
		String upper = entry.toUpperCase(Locale.ROOT);
		for (Map.Entry<String, String> maker : MAKERS.entrySet()) {
			if (upper.startsWith(maker.getKey())) return maker.getValue();
		}
		return entry;
	}

	private static List<String> imageType(Header header) {
		List<String> ofFrame = header.strings(Tag.FRAME_TYPE);
		return (ofFrame.isEmpty() ? header.strings(Tag.IMAGE_TYPE) : ofFrame).stream().filter(value -> !value.isEmpty()).toList();
	}

	private static FieldTable.Values<Integer> values(Header header) {
		return new FieldTable.Values<>() {
			@Override
			public List<String> strings(Integer tag) {
				return header.strings(tag);
			}

			@Override
			public double[] numbers(Integer tag) {
				return header.numbers(tag);
			}
		};
	}

	/** What the header says of magnetization transfer and spoiling, as attribute or variant of the sequence (PS3.3 C.8.3.1.1.1). */
	private static void contrast(Header header, Facts facts) {
		header.string(Tag.MAGNETIZATION_TRANSFER).ifPresent(transfer -> facts.flag("MTState", !transfer.equals(NONE)));
		header.string(Tag.SPOILING).ifPresent(spoiling -> facts.flag("SpoilingState", !spoiling.equals(NONE)));
		List<String> variant = header.strings(Tag.SEQUENCE_VARIANT);
		if (variant.contains("MTC")) facts.flag("MTState", true);
		if (variant.contains("SP")) facts.flag("SpoilingState", true);
	}
}
