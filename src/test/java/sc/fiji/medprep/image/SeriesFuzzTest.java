package sc.fiji.medprep.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** Headers with values that no scanner writes: volumes or a sentence come out, whatever they are. */
public class SeriesFuzzTest {
	private static final List<String> ODD = List.of("", "0", "-1", "1", "2147483647", "-2147483648", "99999999999", "1e308", "-1e308", "1e-320", "NaN", "x", "1\\2", "1\\2\\3", "0\\0\\0\\0\\0\\0", "1e6\\-1e6\\0.5", "1\\0\\0\\0\\1\\0",
		"19000101", "99999999999999.9", "235960", "MOSAIC", "RECON TOMO", "\\\\\\");
	private static final int ROUNDS = 3000;

	private static List<DataSet> images(Random random) {
		List<DataSet> images = new ArrayList<>();
		int kind = random.nextInt(5);
		if (kind == 0) {
			images.add(EnhancedSeriesTest.shuffled(random));
			return images;
		}
		for (int i = 0; i < 6; i++) {
			DataSet image = kind == 1 ? Slices.ct(i + 1, 3 * i) : Slices.mr(i + 1, 4 * (i % 3));
			if (kind == 3) {
				Slices.text(image, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\M\\MOSAIC");
				Slices.text(image, Tag.SPACING_BETWEEN_SLICES, VR.DS, "4");
				Slices.text(image, 0x00190010, VR.LO, "SIEMENS MR HEADER");
				image.putInts(0x0019100A, VR.US, 3);
			}
			if (kind == 4) {
				Slices.pixels(image, 1, 2, 3);
				Slices.text(image, Tag.GRID_FRAME_OFFSET_VECTOR, VR.DS, "0\\1\\2");
				image.putInts(Tag.SLICE_VECTOR, VR.US, 1, 2, 3);
			}
			Slices.text(image, Tag.ACQUISITION_NUMBER, VR.IS, Integer.toString(i / 3));
			Slices.text(image, Tag.TEMPORAL_POSITION_IDENTIFIER, VR.IS, Integer.toString(i / 3));
			Slices.text(image, Tag.NUMBER_OF_TEMPORAL_POSITIONS, VR.IS, "2");
			Slices.text(image, Tag.ACQUISITION_TIME, VR.TM, "101010");
			images.add(image);
		}
		return images;
	}

	private static void spoil(DataSet dataSet, Random random) {
		List<Element> elements = new ArrayList<>();
		dataSet.forEach(elements::add);
		Element element = elements.get(random.nextInt(elements.size()));
		if (element.value() instanceof Value.Sequence sequence && !sequence.items().isEmpty() && random.nextInt(8) > 0) {
			spoil(sequence.items().get(random.nextInt(sequence.items().size())).dataSet(), random);
		}
		else if (random.nextInt(8) == 0) dataSet.remove(element.tag());
		else if (element.vr().isString()) dataSet.put(Element.ascii(element.tag(), element.vr(), ODD.get(random.nextInt(ODD.size()))));
		else if (element.tag() != Tag.PIXEL_DATA) {
			byte[] bytes = new byte[2 * random.nextInt(9)];
			random.nextBytes(bytes);
			if (random.nextBoolean() && bytes.length > 2) bytes[1] = bytes[0] = 0;
			dataSet.put(new Element(element.tag(), element.vr() == VR.SQ ? VR.UN : element.vr(), new Value.Bytes(bytes, ByteOrder.LITTLE_ENDIAN)));
		}
	}

	@Test
	public void odd_headers_give_volumes_or_a_sentence() throws IOException {
		int refused = 0, read = 0;
		for (int seed = 0; seed < ROUNDS; seed++) {
			Random random = new Random(seed);
			List<DataSet> images = images(random);
			for (int i = random.nextInt(4); i >= 0; i--) spoil(images.get(random.nextInt(images.size())), random);
			SeriesAssembler assembler = new SeriesAssembler();
			int frames = 0;
			for (int i = 0; i < images.size(); i++) {
				DicomSource source = Slices.source(i + 1, images.get(i));
				try (DicomFile file = source.open()) {
					assembler.add(source, file);
					frames += Math.max(3, images.get(i).intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
				}
				catch (IOException sentence) {
					assertTrue(seed + ": " + sentence.getMessage(), sentence.getMessage().length() > 30);
					refused++;
				}
			}
			for (ImageSeries series : assembler.series()) {
				for (StoredVolume volume : series.volumes()) {
					assertTrue("seed " + seed, volume.shape().planes() <= 4 * Math.max(24, frames));
					for (double number : volume.geometry().ras()) assertTrue("seed " + seed, Double.isFinite(number));
					for (double value : volume.axis().values()) assertTrue("seed " + seed, Double.isFinite(value));
					try {
						assertEquals(volume.shape().planes(), volume.load(1).planes().size());
						read++;
					}
					catch (IOException sentence) {
						assertTrue(sentence.getMessage().length() > 30);
					}
				}
			}
		}
		assertTrue(refused + " " + read, refused > 100 && read > 1000);
	}
}
