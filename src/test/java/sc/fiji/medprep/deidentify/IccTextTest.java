package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;

public class IccTextTest {
	private static final int ICC_PROFILE = 0x00282000;
	private static final float[][] COLOURS = {{0, 0, 0}, {1, 1, 1}, {0.5f, 0.5f, 0.5f}, {1, 0, 0}, {0.1f, 0.7f, 0.3f}, {0.2f, 0.3f, 0.9f}};

	@Test
	public void colours_stay_and_text_goes() {
		byte[] profile = profile();
		IccText.Result result = clean(profile);
		assertFalse(result.replaced());
		assertFalse(new String(result.element().bytes(), StandardCharsets.ISO_8859_1).contains("SMITH"));
		assertEquals(0, result.element().bytes().length % 2);
		assertSameColours(profile, result.element().bytes(), 0);
	}

	@Test
	public void fields_of_the_header_that_could_hold_a_name_or_a_date_are_empty() {
		byte[] profile = profile();
		for (int at : new int[] {4, 24, 28, 32, 48, 52, 56, 60, 80, 84, 88, 92, 96, 100, 124}) write(profile, at, "TOKN");
		write(profile, 10, "QX");
		byte[] cleaned = clean(profile).element().bytes();
		assertFalse(new String(cleaned, StandardCharsets.ISO_8859_1).matches("(?s).*(TOK|QX).*"));
		assertSameColours(profile(), cleaned, 0);
	}

	@Test
	public void calibration_date_private_tag_and_bytes_outside_of_tags_go() {
		byte[] tags = {};
		tags = join(tags, tag("rXYZ", 132 + 36, 20), tag("calt", 132 + 56, 20), tag("SMIT", 132 + 76, 12));
		byte[] data = join(ascii("XYZ "), new byte[16], ascii("dtim\0\0\0\0SMITH1945-08"), ascii("data\0\0\0\0JOHN"), ascii("SLACK-SMITH"));
		byte[] header = Arrays.copyOf(profile(), 128);
		IccText.Result result = clean(join(header, ByteBuffer.allocate(4).putInt(3).array(), tags, data));
		assertFalse(result.replaced());
		assertFalse(new String(result.element().bytes(), StandardCharsets.ISO_8859_1).matches("(?s).*(SMIT|JOHN|1945|dtim|SLACK).*"));
	}

	@Test
	public void bytes_of_a_tag_behind_its_numbers_go() {
		byte[] header = Arrays.copyOf(profile(), 128), data = join(ascii("XYZ "), new byte[16], ascii("SMITH-SMITH!"));
		byte[] cleaned = clean(join(header, ByteBuffer.allocate(4).putInt(1).array(), tag("wtpt", 144, 32), data)).element().bytes();
		assertFalse(new String(cleaned, StandardCharsets.ISO_8859_1).contains("SMITH"));
	}

	@Test
	public void tags_that_share_their_data_still_share_it() {
		byte[] cleaned = clean(clean(new byte[0]).element().bytes()).element().bytes();
		ByteBuffer in = ByteBuffer.wrap(cleaned);
		int count = in.getInt(128), shared = 0;
		for (int i = 1; i < count; i++) {
			if (in.getInt(136 + 12 * i) == in.getInt(136 + 12 * (i - 1))) shared++;
		}
		assertEquals("three tone curves", 2, shared);
	}

	@Test
	public void damaged_profile_is_replaced_by_sRGB() {
		byte[] cut = Arrays.copyOf(profile(), 200), unsigned = profile(), misled = profile();
		unsigned[36] = 'x';
		ByteBuffer.wrap(misled).putInt(136, 1 << 30);
		for (byte[] damaged : new byte[][] {{}, ascii("SMITH"), cut, unsigned, misled, new byte[500]}) {
			IccText.Result result = clean(damaged);
			assertTrue(result.replaced());
			assertSameColours(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), result.element().bytes(), 0.003f);
			assertFalse("it is sound itself", clean(result.element().bytes()).replaced());
		}
	}

	@Test
	public void chance_breaks_nothing() {
		Random random = new Random(14);
		byte[] profile = profile();
		for (int i = 0; i < 5000; i++) {
			byte[] damaged = Arrays.copyOf(profile, random.nextInt(4) == 0 ? random.nextInt(profile.length) : profile.length);
			for (int n = random.nextInt(6); n > 0 && damaged.length > 0; n--) damaged[random.nextInt(Math.min(300, damaged.length))] = (byte) random.nextInt();
			assertTrue(clean(damaged).element().bytes().length > 128);
		}
	}

	private static void assertSameColours(byte[] expected, byte[] actual, float tolerance) {
		ICC_ColorSpace before = new ICC_ColorSpace(ICC_Profile.getInstance(expected)), after = new ICC_ColorSpace(ICC_Profile.getInstance(actual));
		for (float[] colour : COLOURS) assertArrayEquals(before.toCIEXYZ(colour), after.toCIEXYZ(colour), tolerance);
	}

	private static IccText.Result clean(byte[] profile) {
		return IccText.colours(Element.bytes(ICC_PROFILE, VR.OB, profile));
	}

	/** A profile of the Java platform with a name in its description, and behind its end. */
	private static byte[] profile() {
		byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
		ByteBuffer in = ByteBuffer.wrap(profile);
		for (int i = 0; i < in.getInt(128); i++) {
			int entry = 132 + 12 * i, offset = in.getInt(entry + 4);
			if (in.getInt(entry) == ByteBuffer.wrap(ascii("desc")).getInt()) write(profile, offset + in.getInt(entry + 8) - 6, "SMITH");
		}
		return join(profile, ascii("SMITH behind"));
	}

	private static void write(byte[] bytes, int at, String text) {
		System.arraycopy(ascii(text), 0, bytes, at, text.length());
	}

	private static byte[] tag(String name, int offset, int length) {
		return ByteBuffer.allocate(12).put(ascii(name)).putInt(offset).putInt(length).array();
	}

	private static byte[] join(byte[]... parts) {
		int length = 0;
		for (byte[] part : parts) length += part.length;
		ByteBuffer all = ByteBuffer.allocate(length);
		for (byte[] part : parts) all.put(part);
		return all.array();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}
}
