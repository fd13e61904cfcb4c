package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.vendor.CsaBytes;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** What dcm2niix makes of files before and after, with safe private elements retained. */
public class ConversionTest {
	/** Prints a line for each image of the first folder: "same", or what differs, against the image of the same series in the second one. */
	private static final String COMPARE = """
		import glob, json, os, sys, nibabel, numpy
		def images(folder):
		    found = {}
		    for path in sorted(glob.glob(folder + '/*.nii')):
		        image = nibabel.load(path)
		        beside = [open(path[:-4] + end).read() if os.path.exists(path[:-4] + end) else '' for end in ('.bval', '.bvec')]
		        side = json.load(open(path[:-4] + '.json'))
		        key = (side['Manufacturer'], side.get('SeriesNumber'), side.get('EchoNumber'), side.get('EchoTime'), side.get('ImageType')[2:3] == ['P'])
		        while key in found: key += ('again',)
		        found[key] = (numpy.asarray(image.dataobj.get_unscaled()), image.affine, beside, image.header, side)
		    return found
		before, after = images(sys.argv[1]), images(sys.argv[2])
		for key, (voxels, affine, b, header, side) in before.items():
		    if key not in after: print('missing', key, list(after)); continue
		    voxels2, affine2, b2, header2, side2 = after[key]
		    differs = []
		    if voxels.dtype != voxels2.dtype or not numpy.array_equal(voxels, voxels2): differs.append('voxels %s %s' % (voxels.shape, voxels2.shape))
		    if not numpy.array_equal(affine, affine2): differs.append('affine')
		    if b != b2: differs.append('b-values or vectors')
		    for field in ('dim', 'pixdim', 'scl_slope', 'scl_inter', 'slice_code', 'slice_duration', 'slice_start', 'slice_end', 'xyzt_units', 'dim_info', 'qform_code', 'sform_code'):
		        if not numpy.array_equal(header[field], header2[field], equal_nan=header[field].dtype.kind == 'f'): differs.append('%s %s %s' % (field, header[field], header2[field]))
		    for field in ('SliceTiming', 'PhaseEncodingDirection', 'PhaseEncodingAxis', 'EffectiveEchoSpacing', 'TotalReadoutTime', 'MultibandAccelerationFactor', 'RepetitionTime', 'EchoTime', 'PartialFourier', 'ParallelReductionFactorInPlane', 'BaseResolution', 'DwellTime', 'ShimSetting', 'ReceiveCoilName', 'ConsistencyInfo', 'PulseSequenceName', 'RefLinesPE', 'DelayTime', 'TxRefAmp', 'MatrixCoilMode', 'CoilCombinationMethod', 'BandwidthPerPixelPhaseEncode'):
		        if side.get(field) != side2.get(field): differs.append(field)
		    print('differs %s: %s' % (key, differs) if differs else 'same')
		if len(after) != len(before): print('differs in number', len(before), len(after))
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static final int CSA_IMAGE_HEADER = 0x00291010, ACQUISITION_NUMBER = 0x00200012, INSTANCE_NUMBER = 0x00200013;

	@Test
	public void siemens_mosaics_and_GE_slices_convert_to_the_same_images() throws Exception {
		assertSameConversion("conversion/dcm_qa_nih/In", 8);
	}

	@Test
	public void echoes_of_field_maps_and_functional_series_convert_to_the_same_images() throws Exception {
		assertSameConversion("conversion/dcm_qa_me/In", 5);
	}

	@Test
	public void twelve_bit_images_convert_to_the_same_images() throws Exception {
		assertSameConversion("conversion/dcm_qa_12bit/In", 3);
	}

	@Test
	public void mosaics_in_all_transfer_syntaxes_convert_to_the_same_images() throws Exception {
		assertSameConversion("conversion/dcm_qa_ts/In", 7);
	}

	@Test
	public void diffusion_weighted_mosaics_convert_to_the_same_b_values_and_vectors() throws Exception {
		Path input = folder.newFolder("in").toPath();
		String[][] directions = {{}, {"0.36000000", "0.48000000", "0.80000000"}, {"1.00000000", "0.00000000", "0.00000000"}, {"0.00000000", "-0.60000000", "0.80000000"}};
		for (int i = 0; i < directions.length; i++) {
			Path file = input.resolve(i + ".dcm");
			try (DicomFile scan = DicomFile.read(Oracle.corpus("conversion/dcm_qa_nih/In/20180918Si/mr_0003/epi_pe_ap-00001.dcm"), Dictionary.instance())) {
				byte[] header = CsaBytes.filled(scan.dataSet().get(CSA_IMAGE_HEADER).bytes(), "B_value", i == 0 ? "0" : "1000");
				if (i > 0) header = CsaBytes.filled(header, "DiffusionGradientDirection", directions[i]);
				header = CsaBytes.filled(header, "DiffusionDirectionality", i == 0 ? "NONE" : "DIRECTIONAL");
				scan.dataSet().put(Element.bytes(CSA_IMAGE_HEADER, VR.OB, header)).putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3." + i);
				scan.dataSet().putString(ACQUISITION_NUMBER, VR.IS, "" + (i + 1)).putString(INSTANCE_NUMBER, VR.IS, "" + (i + 1));
				scan.write(file);
			}
		}
		Path before = convert(input, "before"), after = convert(deidentified(input), "after");
		try (Stream<Path> files = Files.list(before)) {
			assertEquals("0 1000 1000 1000", Files.readString(files.filter(file -> file.toString().endsWith(".bval")).findFirst().get()).strip());
		}
		assertEquals(List.of("same"), compare(before, after).output().lines().toList());
	}

	private void assertSameConversion(String corpus, int images) throws Exception {
		Path input = Oracle.corpus(corpus);
		Oracle.Run run = compare(convert(input, "before"), convert(deidentified(input), "after"));
		assertEquals(run.output(), List.of(), run.output().lines().filter(line -> !line.equals("same")).toList());
		assertEquals(run.output(), images, run.lines("same").size());
	}

	private Path deidentified(Path input) throws IOException {
		Path output = folder.getRoot().toPath().resolve("out");
		RunReport report = new Deidentifier(new DeidentifyOptions(new BatchOptions(input, output, null, 0, false), null, Profile.preset("research"), PixelRisk.FLAG)).run(Progress.NONE);
		assertTrue(report.summaryText(), report.json().contains("\"quarantined\": 0"));
		return output;
	}

	private Path convert(Path input, String name) throws Exception {
		Path images = folder.newFolder(name).toPath();
		Oracle.run("dcm2niix", "-b", "y", "-z", "n", "-f", "%s_%e_%t_%u", "-o", images.toString(), input.toString());
		return images;
	}

	private static Oracle.Run compare(Path before, Path after) throws Exception {
		Oracle.require(Oracle.run("/usr/bin/python3", "-c", "import nibabel").status() == 0, "the Python package nibabel");
		List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-W", "ignore", "-c", COMPARE, before.toString(), after.toString()));
		Oracle.Run run = Oracle.run(command.toArray(String[]::new));
		assertEquals(run.output(), 0, run.status());
		return run;
	}
}
