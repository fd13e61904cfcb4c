package sc.fiji.medprep.synthesize;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.synthesize.Check.Action;

public class PixelsHiddenTest {
	private static final int ROWS = 16, COLUMNS = 32;
	private static final PixelBox BOX = new PixelBox("DOE JANE", 4, 2, 28, 9);

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	/** An image whose box holds glyphs of a kind; what {@code change} gives for the place of a pixel in the box is added to it. */
	private static DataSet image(boolean copy, int bytes, int channels, boolean planes, int frames, Double painted, DoubleUnaryOperator change) {
		DataSet image = copy ? SmallStudy.copy(1, 1) : SmallStudy.image(1, 1);
		image.putInts(Tag.BITS_ALLOCATED, VR.US, 8 * bytes).putInts(Tag.SAMPLES_PER_PIXEL, VR.US, channels).putString(Tag.NUMBER_OF_FRAMES, VR.IS, "" + frames);
		image.putInts(0x00280006, VR.US, planes ? 1 : 0);
		ByteBuffer pixels = ByteBuffer.allocate(ROWS * COLUMNS * bytes * channels * frames).order(ByteOrder.LITTLE_ENDIAN);
		Random glyphs = new Random(5);
		for (int f = 0; f < frames; f++) {
			for (int y = 0; y < ROWS; y++) {
				for (int x = 0; x < COLUMNS; x++) {
					boolean inside = x >= BOX.left() && x < BOX.right() && y >= BOX.top() && y < BOX.bottom();
					double value = glyphs.nextInt(3) == 0 ? 180 : 20;
					if (inside) value = painted == null ? change.applyAsDouble(value) : painted;
					for (int c = 0; c < channels; c++) {
						int at = planes ? ((f * channels + c) * ROWS + y) * COLUMNS + x : ((f * ROWS + y) * COLUMNS + x) * channels + c;
						if (bytes == 1) pixels.put(at, (byte) value);
						else pixels.putShort(2 * at, (short) value);
					}
				}
			}
		}
		return image.put(Element.bytes(Tag.PIXEL_DATA, bytes == 1 ? VR.OB : VR.OW, pixels.array()));
	}

	private Verdict verdict(DataSet original, DataSet copy, TransferSyntax syntax) throws IOException {
		SmallStudy study = new SmallStudy(temporary.newFolder().toPath());
		study.ask(1, 1, Action.PIXELS_HIDDEN, "<(7fe0,0010)>", "", BOX.toString());
		if (original != null) study.original("IM1", original);
		if (copy != null) study.output("x", copy, syntax, file -> { });
		study.score("answer-key.json", "1.2.1.1,2.25.11\n", null);
		List<String> failures = study.failures();
		return failures.isEmpty() ? Verdict.PASSED : failures.get(0).contains("undecided") ? Verdict.UNDECIDED : Verdict.FAILED;
	}

	private Verdict verdict(DataSet original, DataSet copy) throws IOException {
		return verdict(original, copy, TransferSyntax.EXPLICIT_LITTLE);
	}

	@Test
	public void text_that_stays_is_found_in_any_layout() throws IOException {
		for (int bytes = 1; bytes <= 2; bytes++) {
			for (int channels = 1; channels <= 3; channels += 2) {
				for (boolean planes : new boolean[] { false, true }) {
					DataSet original = image(false, bytes, channels, planes, 2, null, value -> value);
					assertEquals("the same", Verdict.FAILED, verdict(original, image(true, bytes, channels, planes, 2, null, value -> value)));
					assertEquals("fainter", Verdict.FAILED, verdict(original, image(true, bytes, channels, planes, 2, null, value -> 100 + value / 10)));
					assertEquals("inverted", Verdict.FAILED, verdict(original, image(true, bytes, channels, planes, 2, null, value -> 200 - value)));
					assertEquals("painted over", Verdict.PASSED, verdict(original, image(true, bytes, channels, planes, 2, 0.0, null)));
					Random half = new Random(7);
					assertEquals("half there", Verdict.FAILED, verdict(original, image(true, bytes, channels, planes, 2, null, value -> half.nextBoolean() ? value : 20)));
					Random noise = new Random(6);
					assertEquals("noise", Verdict.PASSED, verdict(original, image(true, bytes, channels, planes, 2, null, value -> noise.nextInt(200))));
				}
			}
		}
	}

	@Test
	public void text_in_a_single_frame_is_found() throws IOException {
		DataSet copy = image(true, 1, 1, false, 3, 0.0, null), original = image(false, 1, 1, false, 3, null, value -> value);
		byte[] pixels = copy.get(Tag.PIXEL_DATA).bytes().clone();
		System.arraycopy(original.get(Tag.PIXEL_DATA).bytes(), ROWS * COLUMNS, pixels, ROWS * COLUMNS, ROWS * COLUMNS);
		assertEquals(Verdict.FAILED, verdict(original, copy.put(Element.bytes(Tag.PIXEL_DATA, VR.OB, pixels))));
	}

	@Test
	public void a_missing_copy_or_one_without_pixels_shows_nothing() throws IOException {
		DataSet original = image(false, 1, 1, false, 1, null, value -> value), empty = image(true, 1, 1, false, 1, null, value -> value);
		empty.remove(Tag.PIXEL_DATA);
		assertEquals(Verdict.PASSED, verdict(original, null));
		assertEquals(Verdict.PASSED, verdict(original, empty));
	}

	@Test
	public void without_the_original_only_an_even_box_is_decided() throws IOException {
		assertEquals(Verdict.PASSED, verdict(null, image(true, 2, 1, false, 1, 77.0, null)));
		assertEquals(Verdict.UNDECIDED, verdict(null, image(true, 2, 1, false, 1, null, value -> value)));
	}

	@Test
	public void compressed_pixels_are_decided_only_if_they_are_the_same() throws IOException {
		DataSet original = image(false, 1, 1, false, 1, null, value -> value);
		original.put(compressed(1));
		assertEquals(Verdict.FAILED, verdictOfCompressed(original, 1));
		assertEquals(Verdict.UNDECIDED, verdictOfCompressed(original, 2));
	}

	private Verdict verdictOfCompressed(DataSet original, int content) throws IOException {
		SmallStudy study = new SmallStudy(temporary.newFolder().toPath());
		study.ask(1, 1, Action.PIXELS_HIDDEN, "<(7fe0,0010)>", "", BOX.toString());
		TransferSyntax jpeg = TransferSyntax.of("1.2.840.10008.1.2.4.50").orElseThrow();
		study.output("../dicom/IM1", original, jpeg, file -> { });
		study.output("x", image(true, 1, 1, false, 1, null, value -> value).put(compressed(content)), jpeg, file -> { });
		study.score("answer-key.json", "1.2.1.1,2.25.11\n", null);
		return study.failures().get(0).contains("undecided") ? Verdict.UNDECIDED : Verdict.FAILED;
	}

	private static Element compressed(int content) {
		ByteSource bytes = ByteSource.of(new byte[] { (byte) 0xFF, (byte) 0xD8, (byte) content, 0, (byte) 0xFF, (byte) 0xD9 });
		return new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(List.of(new Value.Bulk(bytes, 0, 0, ByteOrder.LITTLE_ENDIAN), new Value.Bulk(bytes, 0, 6, ByteOrder.LITTLE_ENDIAN))));
	}
}
