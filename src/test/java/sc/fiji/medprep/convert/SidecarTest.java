package sc.fiji.medprep.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.dicom.vendor.CsaBytes;
import sc.fiji.medprep.dicom.vendor.GeProtocol;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.standard.Dictionary;

public class SidecarTest {
	private static final int SERIES_NUMBER = 0x00200011, POSITION = 0x00200032, ECHO_TIME = 0x00180081, EFFECTIVE_ECHO_TIME = 0x00189082;
	/** Times of day that dcm2niix holds as float have this precision. */
	private static final double FLOAT_SECONDS_OF_A_DAY = 1 / 128.0;
	private static final Geometry BRAIN = Geometry.of(new double[] {2, 0, 0}, new double[] {0, -2, 0}, new double[] {0, 0, 3}, new double[3]);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Headers of a file or folder by maker, series and echo time. */
	private static Map<String, List<DataSet>> headers(Path folder) throws IOException {
		Map<String, List<DataSet>> headers = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
				try {
					DataSet header = DicomFile.read(ByteSource.of(Files.readAllBytes(path)), Dictionary.instance()).dataSet();
					Header frame = new Header(header, 1);
					headers.computeIfAbsent(key(header.string(Tag.MANUFACTURER).orElse("").split("[ _]")[0], header.intValue(SERIES_NUMBER).orElse(0),
						frame.number(ECHO_TIME).orElse(frame.number(EFFECTIVE_ECHO_TIME).orElse(0)) / 1000), key -> new ArrayList<>()).add(header);
				}
				catch (DicomException notDicom) {
					continue;
				}
			}
		}
		return headers;
	}

	private static String key(String maker, int series, double echoTime) {
		return maker.toUpperCase(Locale.ROOT) + " " + series + " " + Math.round(echoTime * 1e5);
	}

	private static String key(JsonObject sidecar) {
		return key(sidecar.get("Manufacturer").getAsString(), sidecar.has("SeriesNumber") ? sidecar.get("SeriesNumber").getAsInt() : 0, sidecar.has("EchoTime") ? sidecar.get("EchoTime").getAsDouble() : 0);
	}

	/** Each plane's header: the file or frame whose place is on that slice; of mosaics the first file. */
	private static Header.Source source(List<DataSet> files, NiftiHeader image) {
		return (k, v) -> {
			int frames = files.get(0).intValue(Tag.NUMBER_OF_FRAMES).orElse(1);
			if (image.shape().depth() == 1 || frames == 1 && files.size() < image.shape().planes()) return new Header(files.get(0), 1);
			for (DataSet file : files) {
				for (int frame = 1; frame <= frames; frame++) {
					Header header = new Header(file, frame);
					double[] place = header.numbers(POSITION);
					if (Math.round(image.geometry().toIndex(place[0], place[1], place[2])[2]) == k) return header;
				}
			}
			throw new IllegalStateException("no file at slice " + k);
		};
	}

	/** What a comparison has found. */
	private static final class Comparison {
		final Set<String> missing = new TreeSet<>(), different = new TreeSet<>();
		int images, fields;

		/** With each sidecar of a folder. */
		void compare(Path files, Path sidecars) throws IOException {
			Map<String, List<DataSet>> headers = headers(files);
			try (Stream<Path> paths = Files.list(sidecars)) {
				for (Path path : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
					JsonObject theirs = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
					NiftiHeader image = NiftiHeader.of(sidecars.resolve(path.getFileName().toString().replace(".json", ".nii")));
					JsonObject ours = Sidecar.of(source(headers.get(key(theirs)), image), image, true);
					images++;
					for (String field : theirs.keySet()) {
						if (field.startsWith("ConversionSoftware")) continue;
						if (!ours.has(field)) missing.add(field);
						else if (!agree(field, theirs.get(field), ours.get(field))) different.add(field + " " + theirs.get(field) + " " + ours.get(field));
						else fields++;
					}
				}
			}
		}
	}

	private static boolean agree(String field, JsonElement theirs, JsonElement ours) {
		if (field.equals("ImageType")) return parts(theirs).equals(parts(ours));
		if (field.equals("AcquisitionTime")) return Math.abs(seconds(theirs) - seconds(ours)) < 1e-5;
		if (theirs instanceof JsonArray all) {
			if (!(ours instanceof JsonArray own) || own.size() != all.size()) return false;
			for (int i = 0; i < all.size(); i++) {
				if (!agree(field, all.get(i), own.get(i))) return false;
			}
			return true;
		}
		if (!theirs.getAsJsonPrimitive().isNumber()) return theirs.equals(ours);
		double a = theirs.getAsDouble(), b = ours.getAsDouble();
		return Math.abs(a - b) <= (field.equals("SliceTiming") ? FLOAT_SECONDS_OF_A_DAY : 1e-5 * Math.abs(a) + 1e-9);
	}

	/** dcm2niix takes underscores apart, and newer versions add what the values are of a complex number. */
	private static List<String> parts(JsonElement type) {
		List<String> parts = new ArrayList<>();
		for (JsonElement part : type.getAsJsonArray()) parts.addAll(Arrays.asList(part.getAsString().split("_")));
		if (parts.contains("M")) parts.remove("MAGNITUDE");
		if (parts.contains("P")) parts.remove("PHASE");
		if (parts.contains("EPI")) parts.remove("MAGNITUDE");
		return parts;
	}

	/** Seconds have no zero in front in some versions, and five digits. */
	private static double seconds(JsonElement time) {
		String[] parts = time.getAsString().split(":");
		return 3600 * Double.parseDouble(parts[0]) + 60 * Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
	}

	private static Comparison withReference(String set) throws IOException {
		Comparison comparison = new Comparison();
		comparison.compare(Oracle.corpus("conversion/" + set + "/In"), Oracle.corpus("conversion/" + set + "/Ref"));
		assertEquals(Set.of(), comparison.different);
		return comparison;
	}

	private Comparison withProgram(Path input) throws Exception {
		Path output = folder.newFolder().toPath();
		Oracle.run("dcm2niix", "-b", "y", "-z", "n", "-f", "%s_%e_%t_%u", "-o", output.toString(), input.toString());
		Comparison comparison = new Comparison();
		comparison.compare(input, output);
		return comparison;
	}

	@Test
	public void mosaics_and_GE_slices_agree_with_the_reference() throws IOException {
		Comparison found = withReference("dcm_qa_nih");
		// A guess; the name that GE's protocol has for the sequence; the middle of the slices of GE; a protocol with the
		// name of the patient, who is called Regression.
		assertEquals(Set.of("BidsGuess", "ProcedureStepDescription", "ProtocolName", "TablePosition"), found.missing);
		assertEquals(8, found.images);
		assertTrue("" + found.fields, found.fields >= 420);
	}

	@Test
	public void echoes_and_phases_agree_with_the_reference() throws IOException {
		Comparison found = withReference("dcm_qa_me");
		assertEquals(Set.of("BidsGuess"), found.missing);
		assertEquals(5, found.images);
		assertTrue("" + found.fields, found.fields >= 290);
	}

	@Test
	public void older_version_of_siemens_agrees_with_the_reference() throws IOException {
		Comparison found = withReference("dcm_qa_12bit");
		// Two guesses, and a department that is not in the file.
		assertEquals(Set.of("BidsGuess", "PulseSequenceType", "InstitutionalDepartmentName"), found.missing);
		assertEquals(3, found.images);
		assertTrue("" + found.fields, found.fields >= 140);
	}

	@Test
	public void all_transfer_syntaxes_agree_with_the_reference() throws IOException {
		Comparison found = withReference("dcm_qa_ts");
		assertEquals(Set.of(), found.missing);
		assertEquals(9, found.images);
		assertTrue("" + found.fields, found.fields >= 500);
	}

	@Test
	public void fields_agree_with_the_installed_dcm2niix() throws Exception {
		for (String set : List.of("dcm_qa_nih", "dcm_qa_me")) {
			Comparison found = withProgram(Oracle.corpus("conversion/" + set + "/In"));
			assertEquals(Set.of(), found.different);
			// The older name of BodyPart; a protocol with the name of the patient, who is called Regression.
			assertEquals(set.equals("dcm_qa_nih") ? Set.of("BodyPartExamined", "ProtocolName") : Set.of("BodyPartExamined"), found.missing);
		}
	}

	@Test
	public void computed_and_emission_tomography_and_other_makers_agree_with_dcm2niix() throws Exception {
		Path all = Oracle.corpus("dicom");
		Map<String, Set<String>> missing = Map.of("pydicom/CT_small.dcm", Set.of(), "odd/fo-dicom__IM-0001-0001-0001.dcm", Set.of("BodyPartExamined"),
			// The description of the series in place of a protocol that is not named.
			"odd/fo-dicom__GH610.dcm", Set.of("ProtocolName"), "odd/fo-dicom__mr.dcm", Set.of("ProtocolName"), "odd/dcm_qa_stc__0054.dcm", Set.of(),
			// Values of which the meaning is a convention of dcm2niix
			"odd/dcm_qa_philips__IM_2008", Set.of("BodyPartExamined", "CoilString", "PartialFourierEnabled", "PhaseEncodingStepsNoPartialFourier", "UsePhilipsFloatNotDisplayScaling"),
			// The readout after the duration of the acquisition; private texts
			"odd/dcm_qa_uih__00000089.dcm", Set.of("BodyPartExamined", "ParallelReductionFactorInPlane", "PhaseEncodingDirectionDisplayed", "TotalReadoutTime"));
		for (Map.Entry<String, Set<String>> file : missing.entrySet()) {
			Path input = folder.newFolder().toPath();
			Files.copy(all.resolve(file.getKey()), input.resolve("image.dcm"));
			Comparison found = withProgram(input);
			assertEquals(file.getKey(), 1, found.images);
			assertEquals(file.getKey(), Set.of(), found.different.stream().filter(text -> !text.startsWith("ImageType")).collect(Collectors.toSet()));
			assertEquals(file.getKey(), file.getValue(), found.missing);
		}
	}

	@Test
	public void enhanced_images_of_siemens_agree_with_dcm2niix() throws Exception {
		Path input = folder.newFolder().toPath();
		Files.copy(Oracle.corpus("dicom/odd/dcm_qa_xa60__88972741"), input.resolve("image.dcm"));
		Comparison found = withProgram(input);
		assertEquals(Set.of(), found.different);
		// Another name of BodyPart; names of dcm2niix for kinds of images; a coil that is no element of the standard;
		// a procedure with the name of the patient.
		assertEquals(Set.of("BodyPartExamined", "ImageTypeText", "RawImage", "CoilString", "ProcedureStepDescription"), found.missing);
	}

	@Test
	public void volumes_that_were_put_together_agree_with_the_reference() throws IOException {
		SeriesAssembler assembler = new SeriesAssembler();
		int number = 0;
		for (Path path : Oracle.corpusFiles("conversion/dcm_qa_nih/In", "conversion/dcm_qa_me/In")) {
			if (!path.toString().endsWith(".dcm")) continue;
			int item = ++number;
			DicomSource source = new DicomSource() {
				@Override
				public int number() {
					return item;
				}

				@Override
				public DicomFile open() throws IOException {
					return DicomFile.read(path, Dictionary.instance());
				}
			};
			try (DicomFile file = source.open()) {
				assembler.add(source, file);
			}
		}
		Map<String, StoredVolume> volumes = new TreeMap<>();
		for (ImageSeries series : assembler.series()) {
			for (StoredVolume volume : series.volumes()) volumes.put(key(Sidecar.of(volume, volume.planes(), true)), volume);
		}
		int compared = 0;
		for (Path path : Oracle.corpusFiles("conversion/dcm_qa_nih/Ref", "conversion/dcm_qa_me/Ref")) {
			if (!path.toString().endsWith(".json")) continue;
			JsonObject theirs = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
			NiftiHeader image = NiftiHeader.of(Path.of(path.toString().replace(".json", ".nii")));
			JsonObject ours = Sidecar.of(volumes.get(key(theirs)), image, true);
			for (String field : theirs.keySet()) {
				if (ours.has(field) && !field.startsWith("ConversionSoftware")) assertTrue(path.getFileName() + " " + field + ours.get(field), agree(field, theirs.get(field), ours.get(field)));
			}
			NiftiHeader reversed = new NiftiHeader(image.shape(), image.geometry().reversed(2, image.shape().depth()));
			List<JsonElement> times = new ArrayList<>(ours.getAsJsonArray("SliceTiming").asList());
			Collections.reverse(times);
			assertEquals(times, Sidecar.of(volumes.get(key(theirs)), reversed, false).getAsJsonArray("SliceTiming").asList());
			compared++;
		}
		assertEquals(13, compared);
	}

	private static JsonObject of(NiftiHeader image, boolean freeText, DataSet... headers) throws IOException {
		return Sidecar.of((k, v) -> new Header(headers[Math.min(headers.length - 1, v * image.shape().depth() + k)], 1), image, freeText);
	}

	private static NiftiHeader image(Geometry geometry, int depth, int count) {
		return new NiftiHeader(new Volume.Shape(64, 48, depth, count), geometry);
	}

	private static DataSet mr(String maker) {
		return new DataSet().putString(Tag.MODALITY, VR.CS, "MR").putString(Tag.MANUFACTURER, VR.LO, maker).putString(Tag.MR_ACQUISITION_TYPE, VR.CS, "2D").putString(0x00180080, VR.DS, "2000")
			.putString(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1", "0", "0", "0", "1", "0");
	}

	@Test
	public void what_people_have_typed_and_the_time_of_day_stay_out_unless_asked_for() throws IOException {
		DataSet header = mr("SIEMENS").putString(Tag.ACQUISITION_TIME, VR.TM, "112233");
		int[] open = {0x00080080, 0x00080081, 0x00081010, 0x00081030, 0x0008103E, 0x00081040, 0x00181000, 0x00181030, 0x00204000, 0x00400254};
		for (int tag : open) header.putString(tag, VR.LO, "Zxqwv");
		header.putString(0x00290010, VR.LO, "SIEMENS CSA HEADER").put(Element.bytes(0x00291020, VR.OB, new CsaBytes(true, 1, "").field("MrPhoenixProtocol", "UN",
			"### ASCCONV BEGIN ###\ntSequenceFileName = \"%CustomerSeq%\\Zxqwv\"\nsWipMemBlock.tFree = \"Zxqwv\"\ntProtocolName = \"Zxqwv\"\nsKSpace.lBaseResolution = 64\n### ASCCONV END ###").bytes()));
		String closed = of(image(BRAIN, 1, 1), false, header).toString();
		assertFalse(closed, closed.contains("Zxqwv") || closed.contains("11:22:33"));
		assertTrue(closed, closed.contains("\"BaseResolution\":64"));
		JsonObject asked = of(image(BRAIN, 1, 1), true, header);
		assertEquals(asked.toString(), open.length + 2, asked.toString().split("Zxqwv", -1).length - 1);
		assertEquals("11:22:33.000000", asked.get("AcquisitionTime").getAsString());
	}

	@Test
	public void patients_are_never_named() throws IOException {
		DataSet header = mr("GE MEDICAL SYSTEMS");
		for (int tag : new int[] {Tag.PATIENT_NAME, Tag.PATIENT_ID, 0x00101000, 0x00101040, 0x00104000, 0x00080050, 0x00080090, 0x00081050, 0x00081070, 0x00200010, Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID}) {
			header.putString(tag, VR.LO, "Zxqwv");
		}
		header.putString(Tag.PATIENT_BIRTH_DATE, VR.DA, "19700131").putString(0x00080020, VR.DA, "20200131").putString(Tag.ACQUISITION_DATE, VR.DA, "20200131");
		String text = of(image(BRAIN, 1, 1), true, header).toString();
		assertFalse(text, text.contains("Zxqwv") || text.contains("1970") || text.contains("2020"));
	}

	@Test
	public void letters_of_phase_encoding_are_those_of_the_written_axes() throws IOException {
		byte[] positive = new CsaBytes(true, 1, "").field("PhaseEncodingDirectionPositive", "IS", "1").bytes();
		DataSet header = mr("SIEMENS").putString(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION, VR.CS, "COL").putString(0x00290010, VR.LO, "SIEMENS CSA HEADER").put(Element.bytes(0x00291010, VR.OB, positive));
		assertEquals("j-", of(image(BRAIN, 1, 1), false, header).get("PhaseEncodingDirection").getAsString());
		assertEquals("j", of(image(BRAIN.reversed(1, 48), 1, 1), false, header).get("PhaseEncodingDirection").getAsString());
		Geometry turned = Geometry.of(BRAIN.column(1), BRAIN.column(2), BRAIN.column(0), BRAIN.origin());
		assertEquals("i-", of(image(turned, 1, 1), false, header).get("PhaseEncodingDirection").getAsString());
		header.putString(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION, VR.CS, "ROW");
		assertEquals("k", of(image(turned, 1, 1), false, header).get("PhaseEncodingDirection").getAsString());
		header.remove(0x00291010);
		JsonObject unknown = of(image(BRAIN, 1, 1), false, header);
		assertEquals("i", unknown.get("PhaseEncodingAxis").getAsString());
		assertFalse(unknown.has("PhaseEncodingDirection"));
	}

	private static String timing(JsonObject sidecar) {
		return String.valueOf(sidecar.get("SliceTiming"));
	}

	@Test
	public void times_of_slices_stand_in_the_order_of_the_written_slices() throws IOException {
		byte[] mosaic = new CsaBytes(true, 2, "").field("MosaicRefAcqTimes", "FD", "0.0", "1000.0", "0.0", "1000.0").field("SliceNormalVector", "FD", "0.0", "0.0", "1.0").bytes();
		DataSet header = mr("SIEMENS").putString(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL", "PRIMARY", "M", "MOSAIC").putString(0x00290010, VR.LO, "SIEMENS CSA HEADER").put(Element.bytes(0x00291010, VR.OB, mosaic));
		JsonObject up = of(image(BRAIN, 4, 3), false, header);
		assertEquals("[0,1,0,1]", timing(up));
		assertEquals(2, up.get("MultibandAccelerationFactor").getAsInt());
		assertEquals("[1,0,1,0]", timing(of(image(BRAIN.reversed(2, 4), 4, 3), false, header)));
		assertEquals("of another number of slices", "null", timing(of(image(BRAIN, 5, 3), false, header)));
	}

	@Test
	public void times_of_slices_of_their_own_files_come_from_the_clock_across_midnight() throws IOException {
		DataSet[] slices = new DataSet[3];
		String[] times = {"235959.5", "000001.25", "000000"}, days = {"20200131", "20200201", "20200201"};
		for (int k = 0; k < 3; k++) slices[k] = mr("UIH").putString(Tag.ACQUISITION_TIME, VR.TM, times[k]).putString(Tag.ACQUISITION_DATE, VR.DA, days[k]);
		assertEquals("[0,1.75,0.5]", timing(of(image(BRAIN, 3, 1), false, slices)));
		assertEquals("all at once", "null", timing(of(image(BRAIN, 3, 1), false, slices[0])));
		slices[1].remove(Tag.ACQUISITION_TIME);
		assertEquals("one is unknown", "null", timing(of(image(BRAIN, 3, 1), false, slices)));
	}

	@Test
	public void times_of_slices_of_GE_are_left_out_where_the_protocol_does_not_tell_them() throws IOException {
		assertEquals("[0,1,0.5,1.5]", timing(ge(Map.of("SLICEORDER", "1", "IOPT", "EPI, FMRI"))));
		assertEquals("[0,0.5,1,1.5]", timing(ge(Map.of("SLICEORDER", "0", "MBACCEL", "1"))));
		assertEquals("null", timing(ge(Map.of("SLICEORDER", "0", "MBACCEL", "2"))));
		assertEquals("null", timing(ge(Map.of("SLICEORDER", "0", "DELACQNOAV", "300"))));
		assertEquals("null", timing(ge(Map.of("SLICEORDER", "0", "IOPT", "EPI, MPhVar"))));
		assertEquals("null", timing(ge(Map.of("TR", "2000"))));
	}

	private static JsonObject ge(Map<String, String> protocol) throws IOException {
		DataSet[] slices = new DataSet[4];
		for (int k = 0; k < 4; k++) {
			slices[k] = mr("GE MEDICAL SYSTEMS").putString(Tag.SCAN_OPTIONS, VR.CS, "EPI_GEMS").putString(Tag.INSTANCE_NUMBER, VR.IS, "" + (k + 1)).putString(0x00250010, VR.LO, "GEMS_SERS_01")
				.put(Element.bytes(0x0025101B, VR.OB, GeProtocol.block(protocol)));
		}
		return of(image(BRAIN, 4, 1), false, slices);
	}

	@Test
	public void frames_of_PET_have_their_begin_and_duration() throws IOException {
		DataSet[] frames = new DataSet[3];
		for (int v = 0; v < 3; v++) {
			frames[v] = new DataSet().putString(Tag.MODALITY, VR.CS, "PT").putString(Tag.ACQUISITION_TIME, VR.TM, "10000" + 2 * v).putString(Tag.ACTUAL_FRAME_DURATION, VR.IS, "" + 1000 * (v + 1))
				.putString(Tag.DECAY_FACTOR, VR.DS, "1." + v).putString(0x00541001, VR.CS, "BQML");
		}
		JsonObject sidecar = of(image(BRAIN, 1, 3), false, frames);
		assertEquals("[0,2,4]", sidecar.get("FrameTimesStart").toString());
		assertEquals("[1,2,3]", sidecar.get("FrameDuration").toString());
		assertEquals("[1,1.1,1.2]", sidecar.get("DecayFactor").toString());
		assertEquals("BQML", sidecar.get("Units").getAsString());
		frames[1].remove(Tag.DECAY_FACTOR);
		assertFalse("one is unknown", of(image(BRAIN, 1, 3), false, frames).has("DecayFactor"));
	}

	@Test
	public void damaged_headers_never_fail() throws IOException {
		Random random = new Random(5);
		List<DataSet> headers = new ArrayList<>();
		for (String file : List.of("conversion/dcm_qa_ts/In/1.dcm", "conversion/dcm_qa_nih/In/20180918GE/mr_0004/axial_epi_fmri_interleaved_i_to_s-00001.dcm", "dicom/odd/dcm_qa_xa60__88972741", "dicom/odd/fo-dicom__GH610.dcm")) {
			headers.add(DicomFile.read(ByteSource.of(Files.readAllBytes(Oracle.corpus(file))), Dictionary.instance()).dataSet());
		}
		for (int round = 0; round < 400; round++) {
			DataSet damaged = new DataSet();
			for (Element element : headers.get(round % headers.size())) {
				if (element.tag() == Tag.PIXEL_DATA) continue;
				if (random.nextInt(8) == 0 && element.value() instanceof Value.Bytes && element.tag() != Tag.MODALITY && element.tag() != Tag.MANUFACTURER) {
					byte[] bytes = new byte[random.nextInt(40)];
					random.nextBytes(bytes);
					damaged.put(Element.bytes(element.tag(), random.nextBoolean() ? element.vr() : VR.UN, bytes));
				}
				else if (random.nextInt(20) > 0) damaged.put(element);
			}
			assertTrue(of(image(BRAIN, 4, 2), true, damaged).has("ConversionSoftware"));
		}
	}
}
