package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;

/** Damaged files: planes or a sentence, whatever the bytes are. */
public class FramesFuzzTest {
	private static final int[] HEADER = {Tag.SAMPLES_PER_PIXEL, Tag.PLANAR_CONFIGURATION, Tag.ROWS, Tag.COLUMNS, Tag.BITS_ALLOCATED, Tag.BITS_STORED, Tag.HIGH_BIT, Tag.PIXEL_REPRESENTATION};
	private static final String[] COLOURS = {"RGB", "YBR_FULL", "YBR_FULL_422", "PALETTE COLOR", "MONOCHROME2", "YBR_RCT"};

	/** Seconds come from MEDPREP_FUZZ_SECONDS, 3 by default. */
	@Test
	public void damaged_images_are_read_or_refused_but_never_break_the_reader() throws IOException {
		List<byte[]> seeds = new ArrayList<>();
		for (Path file : Oracle.corpusFiles("dicom/pydicom", "dicom/transfer-syntaxes")) {
			if (Files.size(file) < 60_000) seeds.add(Files.readAllBytes(file));
		}
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(System.getenv().getOrDefault("MEDPREP_FUZZ_SECONDS", "3")));
		Random random = new Random(20);
		int runs = 0, planes = 0;
		while (System.nanoTime() < end) {
			byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
			long start = System.nanoTime();
			try {
				planes += read(bytes, random);
			}
			catch (IOException refused) {
				assertTrue(refused.getMessage(), refused.getMessage() != null && refused.getMessage().length() > 20);
			}
			runs++;
			assertTrue("run " + runs + " takes too long", System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
		}
		assertTrue("only " + runs + " runs and " + planes + " planes", runs > 100 && planes > 20);
	}

	private static int read(byte[] bytes, Random random) throws IOException {
		if (random.nextBoolean()) {
			for (int i = random.nextInt(6); i >= 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			// often behind the header
			if (random.nextBoolean()) bytes[bytes.length - 1 - random.nextInt(bytes.length / 2)] ^= 1 << random.nextInt(8);
		}
		try (DicomFile file = DicomFile.read(ByteSource.of(bytes), Dictionary.instance())) {
			if (random.nextBoolean()) {
				int value = random.nextBoolean() ? random.nextInt(65536) : 1 << random.nextInt(7);
				file.dataSet().putInts(HEADER[random.nextInt(HEADER.length)], VR.US, value);
			}
			if (random.nextInt(8) == 0) file.dataSet().putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, COLOURS[random.nextInt(COLOURS.length)]);
			if (random.nextInt(8) == 0) file.dataSet().putString(Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(random.nextInt(1 << random.nextInt(31))));
			Frames frames = Frames.of(file);
			frames.plane(0);
			frames.samples(frames.count() - 1);
			return 1;
		}
	}
}
