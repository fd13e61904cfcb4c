package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class PixelValueCheckTest {
	private static final String PIXELS = " (7FE0,0010)";

	private static List<String> found(DataSet dataSet) throws IOException {
		return Checked.dataSet(new PixelValueCheck(), dataSet);
	}

	private static DataSet image(int... values) {
		return Checked.image().put(Checked.pixels(values));
	}

	@Test
	public void pixels_within_what_the_header_says_are_clean() throws IOException {
		assertEquals(List.of(), found(Checked.image()));
		assertEquals(List.of(), found(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 0).putInts(Tag.LARGEST_IMAGE_PIXEL_VALUE, VR.US, 4095)));
		assertEquals(List.of(), found(new DataSet()));
	}

	@Test
	public void bits_beyond_those_stored_are_found_unless_they_are_signs_or_overlays() throws IOException {
		assertEquals(List.of("pixel.value.beyond_bits" + PIXELS), found(image(0, 1, 2, 3, 4, 0x1FFF)));
		assertEquals(List.of(), found(image(0, 1, 2, 3, 0xFFFF, 0xFFF).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1).putInts(Tag.BITS_ALLOCATED, VR.US, 16)).stream().filter(finding -> finding.contains("beyond")).toList());
		assertEquals(List.of("pixel.value.beyond_bits" + PIXELS), found(image(0, 1, 2, 0x700, 0x1005, 0xFFFF).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1)));
		DataSet overlaid = image(0, 1, 2, 3, 4, 0x1FFF).putInts(0x60000100, VR.US, 16).putInts(0x60000102, VR.US, 12);
		assertEquals(List.of(), found(overlaid));
	}

	@Test
	public void blank_images_are_found() throws IOException {
		assertEquals(List.of("pixel.value.constant" + PIXELS), found(image(7, 7, 7, 7, 7, 7)));
		assertEquals(List.of("pixel.value.constant_frames" + PIXELS), found(image(7, 7, 7, 7, 7, 7, 1, 2, 3, 4, 5, 4095).put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "2"))));
	}

	@Test
	public void stated_range_is_that_of_the_pixels_with_or_without_padding() throws IOException {
		assertEquals(List.of("pixel.value.smallest (0028,0106)"), found(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 1)));
		assertEquals(List.of("pixel.value.largest (0028,0107)"), found(Checked.image().putInts(Tag.LARGEST_IMAGE_PIXEL_VALUE, VR.US, 4000)));
		assertEquals(List.of(), found(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 1).putInts(Tag.PIXEL_PADDING_VALUE, VR.US, 0)));
		assertEquals(List.of(), found(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 4).putInts(Tag.PIXEL_PADDING_VALUE, VR.US, 0).putInts(Tag.PIXEL_PADDING_RANGE_LIMIT, VR.US, 3)));
		assertEquals(List.of("pixel.value.series_range (0028,0109)"), found(Checked.image().putInts(Tag.LARGEST_PIXEL_VALUE_IN_SERIES, VR.US, 4000)));
		assertEquals(List.of("pixel.value.padding (0028,0120)"), found(Checked.image().putInts(Tag.PIXEL_PADDING_VALUE, VR.US, 5000)));
	}

	@Test
	public void signed_pixels_are_compared_as_such() throws IOException {
		DataSet signed = image(0, 1, 2, 3, 0xF800, 2000).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1);
		assertEquals(List.of(), found(signed.putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.SS, -2048).putInts(Tag.LARGEST_IMAGE_PIXEL_VALUE, VR.SS, 2000)));
		assertEquals(List.of("pixel.value.smallest (0028,0106)"), found(signed.putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.SS, 0)));
	}

	@Test
	public void bits_that_no_pixel_uses_are_told() throws IOException {
		assertEquals(List.of("pixel.value.unused_bits" + PIXELS), found(image(0, 1, 2, 3, 4, 255)));
		assertEquals(List.of("pixel.value.unused_bits" + PIXELS), found(image(0, 16, 32, 48, 64, 4080)));
	}

	@Test
	public void real_pixels_are_finite() throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
		for (float value : new float[] {0, 1, 2, 3, Float.NaN, Float.POSITIVE_INFINITY}) bytes.putFloat(value);
		DataSet real = Checked.image().putInts(Tag.BITS_ALLOCATED, VR.US, 32).put(Element.bytes(Tag.FLOAT_PIXEL_DATA, VR.OF, bytes.array()));
		real.remove(Tag.PIXEL_DATA);
		assertEquals(List.of("pixel.value.not_finite (7FE0,0008)"), found(real));
	}

	@Test
	public void frames_that_cannot_be_decoded_are_found_and_those_that_we_do_not_read_are_told() throws IOException {
		byte[] damaged = {-1, (byte) 0xD8, -1, (byte) 0xC3, 0, 1, 2, 3};
		DataSet image = Checked.image().put(Checked.fragments(new byte[0], damaged));
		assertEquals(List.of("pixel.value.undecodable" + PIXELS), Checked.encapsulated(new PixelValueCheck(), image, "1.2.840.10008.1.2.4.70"));
		assertEquals(List.of("pixel.value.not_read" + PIXELS), Checked.encapsulated(new PixelValueCheck(), image, "1.2.840.10008.1.2.4.201"));
		DataSet two = Checked.image().put(Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "2")).put(Checked.fragments(new byte[0], damaged, damaged));
		assertEquals(List.of("pixel.value.undecodable" + PIXELS, "pixel.value.undecodable_frames" + PIXELS), Checked.encapsulated(new PixelValueCheck(), two, "1.2.840.10008.1.2.4.70"));
	}
}
