package sc.fiji.medprep.dicom.vendor;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;

public class CsaTest {
	@Test
	public void values_are_found_by_the_name_of_their_field() {
		for (boolean signed : new boolean[] {true, false}) {
			Csa csa = Csa.of(new CsaBytes(signed, 4, "remains").field("B_value", "IS", "1000    ", "").field("SliceNormalVector", "FD", "0.0", "0.5", " 0.8 ").field("ImaCoilString", "LO", "HEA;HEP")
				.field("MosaicRefAcqTimes", "FD").bytes()).get();
			assertEquals(1000, csa.number("B_value").getAsDouble(), 0);
			assertArrayEquals(new double[] {0, 0.5, 0.8}, csa.numbers("SliceNormalVector"), 0);
			assertEquals("HEA;HEP", csa.string("ImaCoilString").get());
			assertEquals(0, csa.numbers("ImaCoilString").length);
			assertTrue(csa.strings("MosaicRefAcqTimes").isEmpty() && csa.number("Absent").isEmpty());
		}
	}

	@Test
	public void protocol_of_a_scanner_is_found_in_the_header_of_the_series() throws IOException {
		try (DicomFile file = DicomFile.read(Oracle.corpus("conversion/dcm_qa_nih/In/20180918Si/mr_0003/epi_pe_ap-00001.dcm"), Dictionary.instance())) {
			assertEquals(5, Csa.ofImage(file.dataSet()).get().number("NumberOfImagesInMosaic").orElse(0), 0);
			AscConv protocol = Csa.ofSeries(file.dataSet()).flatMap(AscConv::of).get();
			assertEquals(5, protocol.number("sSliceArray.lSize").getAsDouble(), 0);
			assertEquals("1H", protocol.string("sTXSPEC.asNucleusInfo[0].tNucleus").get());
		}
	}

	@Test
	public void private_elements_are_found_in_whichever_block_their_creator_has_reserved() {
		DataSet dataSet = new DataSet().putString(0x00290011, VR.LO, "A").putString(0x00290020, VR.LO, "B")
			.putString(Tag.of(0x0029, 0x2008), VR.CS, "X");
		assertEquals(0x00292008, dataSet.privateTag("B", 0x29, 8));
		assertEquals(0, dataSet.privateTag("A", 0x29, 8));
		assertEquals(0, dataSet.privateTag("B", 0x29, 9));
		assertEquals(0, dataSet.privateTag("B", 0x31, 8));
	}

	@Test
	public void damaged_headers_never_fail() {
		byte[] header = new CsaBytes(true, 2, "remains").field("B_value", "IS", "1000", "").field("MrPhoenixProtocol", "UN", "### ASCCONV BEGIN ###\nalTE[0] = 0x1\n### ASCCONV END ###").bytes();
		Random random = new Random(3);
		int read = 0;
		for (int round = 0; round < 5000; round++) {
			byte[] damaged = header.clone();
			for (int i = random.nextInt(4); i >= 0; i--) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
			Csa csa = Csa.of(Arrays.copyOf(damaged, damaged.length - random.nextInt(5))).orElse(null);
			if (csa == null) continue;
			read++;
			assertTrue(csa.fields().size() <= 2);
			AscConv.of(csa).ifPresent(protocol -> protocol.number("alTE[0]"));
		}
		assertTrue("" + read, read > 500);
		assertEquals(List.of(), Csa.of(header).get().strings(""));
	}
}
