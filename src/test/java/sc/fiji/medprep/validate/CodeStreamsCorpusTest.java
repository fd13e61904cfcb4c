package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.codec.Frames;
import sc.fiji.medprep.standard.Dictionary;

public class CodeStreamsCorpusTest {
	@Test
	public void what_a_decoder_reads_agrees_with_its_header_in_all_transfer_syntaxes() throws IOException {
		int decoded = 0;
		for (Path path : Oracle.corpusFiles("dicom/transfer-syntaxes", "dicom/pydicom")) {
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				if (!file.transferSyntax().encapsulated()) continue;
				Frames.of(file).samples(0);
				List<String> errors = Checked.file(new PixelStructureCheck(), file).stream()
					.filter(finding -> finding.startsWith("pixel.code_stream") && !finding.startsWith("pixel.code_stream.precision") && !finding.startsWith("pixel.code_stream.sign")).toList();
				assertEquals(path.getFileName().toString(), List.of(), errors);
				decoded++;
			}
			catch (DicomException damaged) {
				// nothing to compare
			}
			catch (IOException notDecoded) {
				// what is damaged, or of a kind that is not read
			}
		}
		assertTrue(decoded + " decoded", decoded > 40);
	}
}
