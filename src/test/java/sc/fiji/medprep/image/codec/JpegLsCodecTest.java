package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JpegLsCodecTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void lossless_images_of_every_depth_that_CharLS_wrote_come_back() throws Exception {
		for (int bits : new int[] {2, 5, 7, 8, 10, 12, 15, 16}) for (Pictures.Kind kind : Pictures.Kind.values()) for (int columns : new int[] {1, 2, 61}) {
			PixelFormat format = CodedFile.grey(47, columns, bits, bits % 2 == 0 && bits > 8);
			compare(format, Pictures.make(kind, format, bits), "+el");
		}
	}

	private void compare(PixelFormat format, int[] samples, String... options) throws Exception {
		Path plain = CodedFile.write(folder.getRoot().toPath().resolve("plain.dcm"), format, samples), coded = plain.resolveSibling("coded.dcm");
		Object[] command = new Object[options.length + 3];
		command[0] = "dcmcjpls";
		System.arraycopy(options, 0, command, 1, options.length);
		command[command.length - 2] = plain;
		command[command.length - 1] = coded;
		CodedFile.run(command);
		Codec.Samples decoded = new JpegLsCodec().decode(CodedFile.frame(coded), format);
		System.out.println(format.bitsStored()+" "+format.signed()+" "+decoded.bits());
		assertArrayEquals(format.toString(), CodedFile.masked(samples, format.bitsStored()), CodedFile.masked(CodedFile.ints(decoded), format.bitsStored()));
	}
}
