package sc.fiji.medprep.synthesize.picture;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.Test;

public class FrameEncodersTest {
	@Test
	public void jpeg_of_grey_is_decoded_to_nearly_the_same_by_java() throws Exception {
		Canvas canvas = new Canvas(45, 37, 1).fill(60);
		canvas.solid(20, 20, 18, 14, 120);
		Raster decoded = ImageIO.read(new ByteArrayInputStream(JpegEncoder.encode(canvas, List.of()))).getRaster();
		assertEquals(45, decoded.getWidth());
		assertEquals(37, decoded.getHeight());
		for (int i = 0; i < canvas.samples.length; i++) assertEquals(canvas.samples[i], decoded.getSample(i % 45, i / 45, 0), 20);
	}

	@Test
	public void jpeg_of_colours_is_decoded_to_nearly_the_same_by_java() throws Exception {
		Canvas canvas = new Canvas(50, 33, 3);
		canvas.rectangle(new Box(0, 0, 50, 16), 200, 40, 30);
		canvas.rectangle(new Box(0, 16, 50, 17), 20, 60, 210);
		BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(JpegEncoder.encode(canvas, List.of())));
		for (int y = 0; y < 33; y++) {
			for (int x = 0; x < 50; x++) {
				for (int c = 0; c < 3; c++) assertEquals(canvas.samples[(y * 50 + x) * 3 + c], decoded.getRGB(x, y) >> 16 - 8 * c & 0xFF, 12);
			}
		}
	}

	@Test
	public void jpeg_survives_noise_of_all_strengths() throws Exception {
		for (int seed = 0; seed < 20; seed++) {
			Canvas canvas = new Canvas(17 + seed, 9 + seed, seed % 2 == 0 ? 1 : 3).fill(128);
			canvas.noise(seed, 7 * seed, 0, 255);
			BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(JpegEncoder.encode(canvas, List.of())));
			double error = 0;
			for (int i = 0; i < canvas.width * canvas.height; i++) error += Math.abs(luminance(canvas, i) - luminance(decoded, i));
			assertTrue("seed " + seed + ": " + error, error / (canvas.width * canvas.height) < 14);
		}
	}

	private static double luminance(Canvas canvas, int pixel) {
		if (canvas.channels == 1) return canvas.samples[pixel];
		return 0.299 * canvas.samples[3 * pixel] + 0.587 * canvas.samples[3 * pixel + 1] + 0.114 * canvas.samples[3 * pixel + 2];
	}

	private static double luminance(BufferedImage image, int pixel) {
		int x = pixel % image.getWidth(), y = pixel / image.getWidth();
		if (image.getRaster().getNumBands() == 1) return image.getRaster().getSample(x, y, 0);
		int rgb = image.getRGB(x, y);
		return 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
	}

	@Test
	public void jpeg_has_its_comment_behind_the_start() {
		byte[] jpeg = JpegEncoder.encode(new Canvas(8, 8, 1), List.of(new JpegEncoder.Segment(JpegEncoder.Segment.COM, "who".getBytes(StandardCharsets.US_ASCII))));
		assertEquals("\u00FF\u00D8\u00FF\u00FE\0\5who", new String(jpeg, 0, 9, StandardCharsets.ISO_8859_1));
	}

	@Test
	public void run_lengths_are_decoded_to_the_same() {
		Random random = new Random(5);
		for (int round = 0; round < 200; round++) {
			int rows = 1 + random.nextInt(6), columns = 1 + random.nextInt(300), bytes = 1 + random.nextInt(2), channels = random.nextBoolean() ? 1 : 3;
			byte[] frame = new byte[rows * columns * bytes * channels];
			int variety = 1 + random.nextInt(4);
			for (int i = 0; i < frame.length; i++) frame[i] = (byte) (random.nextInt(3) > 0 && i > 2 ? frame[i - bytes * channels >= 0 ? i - bytes * channels : 0] : random.nextInt(variety));
			byte[] encoded = RunLengthEncoder.encode(frame, rows, columns, bytes, channels);
			assertArrayEquals(frame, decoded(encoded, frame.length, bytes, channels));
		}
	}

	/** After PS3.5 annex G.3 and G.5. */
	private static byte[] decoded(byte[] encoded, int length, int bytes, int channels) {
		ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
		int segments = header.getInt();
		assertEquals(bytes * channels, segments);
		byte[] frame = new byte[length];
		for (int segment = 0; segment < segments; segment++) {
			int at = header.getInt(), position = segment / bytes * bytes + bytes - 1 - segment % bytes;
			for (int out = position; out < length;) {
				int n = encoded[at++];
				for (int i = 0; i < (n >= 0 ? n + 1 : 1 - n); i++, out += segments) frame[out] = encoded[n >= 0 ? at++ : at];
				if (n < 0) at++;
			}
		}
		return frame;
	}

	@Test
	public void text_is_drawn_in_its_box_and_nowhere_else() {
		Canvas canvas = new Canvas(120, 40, 1);
		Box box = canvas.text(7, 9, 2, "AZ 09", 200);
		assertEquals(new Box(7, 9, 60, 14), box);
		int inside = 0;
		for (int i = 0; i < canvas.samples.length; i++) {
			int x = i % 120, y = i / 120;
			boolean in = x >= box.x() && x < box.x() + box.width() && y >= box.y() && y < box.y() + box.height();
			if (canvas.samples[i] != 0) {
				assertTrue(in);
				inside++;
			}
		}
		assertTrue("dots of four characters: " + inside, inside > 4 * 4 * 9);
	}

	@Test
	public void every_sign_of_the_pictures_is_in_the_font() {
		for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-/()^=+%z".toCharArray()) {
			Canvas canvas = new Canvas(8, 8, 1);
			canvas.text(0, 0, 1, String.valueOf(c), 1);
			assertTrue(String.valueOf(c), Arrays.stream(canvas.samples).sum() > 1);
		}
	}
}
