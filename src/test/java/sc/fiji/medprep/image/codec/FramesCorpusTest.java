package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.standard.Dictionary;

/** Frames of real files, and what pydicom, DCMTK and GDCM take their pixels for. */
public class FramesCorpusTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void pixels_are_those_of_other_toolkits() throws IOException, InterruptedException {
		List<Path> files = Oracle.corpusFiles("dicom/pydicom", "dicom/transfer-syntaxes", "dicom/odd", "dicom/faults/file", "conversion/dcm_qa_ts/In", "conversion/dcm_qa_12bit/In", "annotations");
		List<String[]> oracles = oracles(files);
		for (String[] oracle : oracles) {
			int n = Integer.parseInt(oracle[0]);
			Path file = files.get(n);
			String name = file.getParent().getFileName() + "/" + file.getFileName();
			try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
				if (dicom.dataSet().get(Tag.PIXEL_DATA) == null && dicom.dataSet().get(Tag.FLOAT_PIXEL_DATA) == null && dicom.dataSet().get(Tag.DOUBLE_FLOAT_PIXEL_DATA) == null) continue;
				Frames frames = Frames.of(dicom);
				if (oracle[2].isEmpty()) {
					for (int i = 0; i < frames.count(); i++) frames.plane(i);
					System.out.println("NOORACLE " + name + " " + oracle[3] + " " + frames.format());
					continue;
				}
				String samples, plane;
				try { samples = "" + difference(frames, n, false); } catch (IOException | RuntimeException e) { samples = e.toString(); }
				try { plane = "" + difference(frames, n, true); } catch (IOException | RuntimeException e) { plane = e.toString(); }
				if (!samples.equals("0") || !plane.equals("0"))
				System.out.println("DIFF " + name + " " + oracle[1] + " " + oracle[2] + " s=" + samples + " p=" + plane+" "+frames.format());
			}
			catch (IOException e) {
				System.out.println("REFUSED " + name + " " + oracle[2] + " : " + e.getMessage());
			}
		}
	}

	/** The largest difference of a sample from what the oracle has dumped. */
	private long difference(Frames frames, int n, boolean planes) throws IOException {
		ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(folder.getRoot().toPath().resolve(n + (planes ? ".plane" : ".samples")))).order(ByteOrder.LITTLE_ENDIAN);
		long most = 0;
		for (int frame = 0; frame < frames.count(); frame++) {
			Object array = planes ? frames.plane(frame) : frames.samples(frame);
			if (planes && frames.type() == PixelType.RGB) array = bytes((int[]) array);
			if (array instanceof byte[] a) for (byte v : a) most = Math.max(most, Math.abs((v & 0xFF) - (expected.get() & 0xFF)));
			else if (array instanceof short[] a) for (short v : a) most = Math.max(most, Math.abs((v & 0xFFFF) - (expected.getShort() & 0xFFFF)));
			else if (array instanceof int[] a) for (int v : a) most = Math.max(most, Math.abs((v & 0xFFFFFFFFL) - (expected.getInt() & 0xFFFFFFFFL)));
			else throw new IOException("a type that the corpus does not have");
		}
		assertEquals("numbers of samples", 0, expected.remaining());
		return most;
	}

	private static byte[] bytes(int[] rgb) {
		byte[] bytes = new byte[3 * rgb.length];
		for (int i = 0, to = 0; i < rgb.length; i++) {
			for (int shift = 16; shift >= 0; shift -= 8) bytes[to++] = (byte) (rgb[i] >> shift);
		}
		return bytes;
	}

	/** Runs the oracles over all files in one process: number, transfer syntax, who decoded it, why nobody did. */
	private List<String[]> oracles(List<Path> files) throws IOException, InterruptedException {
		Oracle.require(Oracle.isInstalled("dcmdjpeg") && Oracle.isInstalled("dcmdjpls") && Oracle.isInstalled("gdcmconv"), "the programs of DCMTK and GDCM");
		Path script = folder.newFile("pixels.py").toPath(), list = folder.newFile("list").toPath(), lines = folder.newFile("lines").toPath();
		try (InputStream in = getClass().getResourceAsStream("pixels.py")) {
			Files.write(script, in.readAllBytes());
		}
		Files.write(list, files.stream().map(Path::toString).toList());
		Process process = new ProcessBuilder("/usr/bin/python3", script.toString(), folder.getRoot().toString()).redirectInput(list.toFile()).redirectOutput(lines.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		assertTrue("the oracles do not end", process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue());
		List<String[]> rows = new ArrayList<>();
		for (String line : Files.readAllLines(lines, StandardCharsets.UTF_8)) rows.add(line.split("\t", -1));
		assertEquals(files.size(), rows.size());
		return rows;
	}
}
