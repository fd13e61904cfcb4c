package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;

import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageReadParamJava;

import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.quantization.dequantizer.Dequantizer;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import jj2000.j2k.wavelet.synthesis.InvWTFull;

/**
 * JPEG 2000, reversible and irreversible (ITU-T T.800 | ISO/IEC 15444-1): 1 to 16 bits, bare or in JP2 boxes. Code-blocks and
 * wavelets are JJ2000's, driven below its image readers, which would hand out AWT rasters; code stream and component
 * transforms are our own. High throughput JPEG 2000 is refused.
 */
final class Jpeg2000Codec implements Codec {
	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		Jpeg2000Stream stream = new Jpeg2000Stream(encoded, format);
		Jpeg2000Messages.silence();
		try {
			return decode(stream);
		}
		catch (VirtualMachineError | NoClassDefFoundError e) {
			throw e;
		}
		catch (IOException | RuntimeException | Error e) {
			// what JJ2000 throws at damaged streams; its messages may quote them
			throw Jpeg2000Stream.damaged();
		}
		finally {
			Jpeg2000Messages.speak();
		}
	}

	private static Samples decode(Jpeg2000Stream stream) throws IOException {
		Jpeg2000Bytes bytes = new Jpeg2000Bytes(stream.bytes());
		J2KImageReadParamJava parameters = new J2KImageReadParamJava();
		HeaderInfo info = new HeaderInfo();
		HeaderDecoder header = new HeaderDecoder(bytes, parameters, info);
		DecoderSpecs specs = header.getDecoderSpecs();
		int[] depths = new int[stream.components()];
		Arrays.fill(depths, stream.bits());
		BitstreamReaderAgent packets = BitstreamReaderAgent.createInstance(bytes, header, parameters, specs, false, info);
		Dequantizer coefficients = header.createDequantizer(header.createEntropyDecoder(packets, parameters), depths, specs);
		InverseWT wavelets = new InvWTFull(coefficients, specs);
		wavelets.setImgResLevel(packets.getImgRes());

		Jpeg2000Image image = new Jpeg2000Image(stream);
		boolean transformed = false;
		for (int tile = 0; tile < stream.tilesAcross() * stream.tilesDown(); tile++) {
			int tileX = tile % stream.tilesAcross(), tileY = tile / stream.tilesAcross();
			wavelets.setTile(tileX, tileY);
			int width = wavelets.getTileCompWidth(tile, 0), height = wavelets.getTileCompHeight(tile, 0);
			DataBlk[] components = new DataBlk[stream.components()];
			for (int i = 0; i < components.length; i++) components[i] = wavelets.getInternCompData(new DataBlkInt(0, 0, width, height), i);
			boolean transform = (Integer) specs.cts.getTileDef(tile) != 0;
			image.put(components, transform, tileX * stream.tileWidth(), tileY * stream.tileHeight(), width, height);
			transformed |= transform;
		}
		return new Samples(image.array(), stream.bits(), transformed ? Colour.RGB : Colour.AS_STATED);
	}
}
