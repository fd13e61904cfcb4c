package sc.fiji.medprep.image.codec;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;

import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageWriteParamJava;
import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageWriter;
import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageWriterSpi;
import com.sun.media.imageioimpl.plugins.jpeg2000.RenderedImageSrc;

import jj2000.j2k.codestream.writer.FileCodestreamWriter;
import jj2000.j2k.codestream.writer.HeaderEncoder;
import jj2000.j2k.entropy.encoder.EntropyCoder;
import jj2000.j2k.entropy.encoder.PostCompRateAllocator;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.image.Tiler;
import jj2000.j2k.image.forwcomptransf.ForwCompTransf;
import jj2000.j2k.quantization.quantizer.Quantizer;
import jj2000.j2k.roi.encoder.ROIScaler;
import jj2000.j2k.wavelet.analysis.ForwardWT;

/** Codes images as JPEG 2000 in all the ways that JJ2000 knows, so that GDCM and we can decode them. */
final class Jpeg2000Writer {
	private Jpeg2000Writer() {}

	/** The code stream of an unsigned image of 8 or 16 bits. {@code J2KImageWriter} would pass over most options. */
	static byte[] write(PixelFormat format, int[] samples, Consumer<J2KImageWriteParamJava> options) throws IOException {
		ColorModel colours = new ComponentColorModel(ColorSpace.getInstance(format.samples() == 3 ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE,
			format.bitsStored() <= 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
		BufferedImage image = new BufferedImage(colours, colours.createCompatibleWritableRaster(format.columns(), format.rows()), false, null);
		image.getRaster().setPixels(0, 0, format.columns(), format.rows(), samples);
		J2KImageWriteParamJava parameters = new J2KImageWriteParamJava(image);
		parameters.setFilters("w5x3");
		options.accept(parameters);
		RenderedImageSrc source = new RenderedImageSrc(image, parameters, new J2KImageWriter(new J2KImageWriterSpi()));
		Tiler tiler = new Tiler(source, 0, 0, 0, 0, parameters.getTileWidth(), parameters.getTileHeight());
		ForwardWT wavelets = ForwardWT.createInstance(new ImgDataConverter(new ForwCompTransf(tiler, parameters)), parameters);
		ROIScaler scaler = ROIScaler.createInstance(Quantizer.createInstance(wavelets, parameters), parameters);
		EntropyCoder coder = EntropyCoder.createInstance(scaler, parameters, parameters.getCodeBlockSize(), parameters.getPrecinctPartition(), parameters.getBypass(), parameters.getResetMQ(),
			parameters.getTerminateOnByte(), parameters.getCausalCXInfo(), parameters.getCodeSegSymbol(), parameters.getMethodForMQLengthCalc(), parameters.getMethodForMQTermination());
		File file = File.createTempFile("j2k", ".tmp");
		try {
			FileCodestreamWriter out = new FileCodestreamWriter(file, Integer.MAX_VALUE);
			PostCompRateAllocator allocator = PostCompRateAllocator.createInstance(coder, (float) parameters.getEncodingRate(), out, parameters);
			HeaderEncoder header = new HeaderEncoder(source, new boolean[format.samples()], wavelets, tiler, parameters, scaler, allocator);
			allocator.setHeaderEncoder(header);
			header.encodeMainHeader();
			allocator.initialize();
			header.reset();
			header.encodeMainHeader();
			out.commitBitstreamHeader(header);
			allocator.runAndWrite();
			out.close();
			return Files.readAllBytes(file.toPath());
		}
		finally {
			Files.delete(file.toPath());
		}
	}
}
