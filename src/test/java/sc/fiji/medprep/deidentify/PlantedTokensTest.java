package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** A unique token stands in every place where an identifier has been seen to survive; none may be found after a run. */
@RunWith(Parameterized.class)
public class PlantedTokensTest {
	private static final TransferSyntax JPEG = TransferSyntax.of("1.2.840.10008.1.2.4.50").get(), JPEG_2000 = TransferSyntax.of("1.2.840.10008.1.2.4.90").get();
	private static final int REFERENCED_IMAGES = 0x00081140, ICC_PROFILE = 0x00282000, CONTENT = 0x0040A730;

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();
	/** Token to the place where it stands. */
	private final Map<String, String> planted = new LinkedHashMap<>();

	private final String preset;

	public PlantedTokensTest(String preset) {
		this.preset = preset;
	}

	/** The profiles that keep neither equipment nor institution, of which tokens would stay for good reasons. */
	@Parameters(name = "{0}")
	public static List<String> presets() {
		return List.of("basic", "research");
	}

	@Test
	public void no_token_survives_in_bytes_names_report_or_log() throws Exception {
		Path input = folder.newFolder("in").toPath();
		Path named = Files.createDirectories(input.resolve(token("folder name")));
		List<TransferSyntax> syntaxes = List.of(TransferSyntax.IMPLICIT_LITTLE, TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.EXPLICIT_BIG, TransferSyntax.DEFLATED, JPEG, JPEG_2000);
		for (TransferSyntax syntax : syntaxes) write(named.resolve(token("file name") + ".dcm"), image(syntax), syntax);
		write(named.resolve(token("SR file name")), report(), TransferSyntax.EXPLICIT_LITTLE);
		write(named.resolve(token("PDF file name")), document(), TransferSyntax.EXPLICIT_LITTLE);
		Files.writeString(named.resolve("letter.txt"), "Dear " + token("text file"));
		Path output = folder.getRoot().toPath().resolve("out");

		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = System.out, err = System.err;
		RunReport run;
		try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
			System.setOut(capture);
			System.setErr(capture);
			run = new Deidentifier(new DeidentifyOptions(new BatchOptions(input, output, null, 2, false), null, Profile.preset(preset), PixelRisk.FLAG)).run(Progress.NONE);
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}

		List<Path> written = files(output);
		assertEquals("six images and a structured report", 7, written.size());
		assertEquals(1, run.exitCode());
		List<String> leaks = new ArrayList<>();
		search(leaks, "log", printed.toByteArray());
		search(leaks, "summary", run.summaryText().replace(folder.getRoot().toString(), "").getBytes(StandardCharsets.UTF_8));
		for (Path file : written) {
			search(leaks, "output", Files.readAllBytes(file));
			search(leaks, "inflated output", inflated(file));
		}
		for (Path file : files(folder.getRoot().toPath().resolve("out-report"))) search(leaks, file.getFileName().toString(), Files.readAllBytes(file));
		for (Path file : written) search(leaks, "output name", output.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
		assertTrue(leaks.toString(), leaks.isEmpty());
		assertTrue(planted.size() > 250);
	}

	private void search(List<String> leaks, String where, byte[] bytes) {
		String narrow = new String(bytes, StandardCharsets.ISO_8859_1), wide = narrow.replace("\0", "");
		planted.forEach((token, place) -> {
			if (narrow.contains(token) || wide.contains(token)) leaks.add(place + " in " + where);
		});
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	/** The file with its data set in the clear. */
	private static byte[] inflated(Path file) throws IOException {
		try (ByteSource source = ByteSource.of(file)) {
			DicomFile read = DicomFile.read(source, Dictionary.instance());
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			boolean deflated = read.transferSyntax().deflated();
			new DicomFile(null, new DataSet(), read.dataSet(), deflated ? TransferSyntax.EXPLICIT_LITTLE : read.transferSyntax(), List.of()).write(Channels.newChannel(bytes));
			return bytes.toByteArray();
		}
	}

	/** A new token of twelve letters and digits. */
	private String token(String place) {
		String token = String.format("ZQ%06dXV%02d", planted.size() * 7919 % 1_000_000, planted.size() % 100);
		planted.put(token, place);
		return token;
	}

	private Element text(int tag, VR vr, String place) {
		return Element.ascii(tag, vr, token(place + " " + Tag.toString(tag)));
	}

	/** UIDs hold digits only; the digits of the token are planted as a token of their own. */
	private Element uid(int tag, String place) {
		String digits = String.format("1.2.999.%09d", 123_456_789L + planted.size() * 104_729L);
		planted.put(digits, place + " " + Tag.toString(tag));
		return Element.ascii(tag, VR.UI, digits);
	}

	private DataSet image(TransferSyntax syntax) {
		DataSet image = common("1.2.840.10008.5.1.4.1.1.2", "CT");
		image.put(text(0x00104000, VR.LT, "listed text"));
		image.put(text(0x00189423, VR.LO, "unlisted label"));
		image.put(text(0x00400400, VR.LT, "unlisted text"));
		image.put(text(0x00140104, VR.PN, "unlisted name"));
		image.put(text(0x0040E010, VR.UR, "unlisted address"));
		image.put(text(0x00700081, VR.LO, "presentation label"));
		image.put(text(0x00700080, VR.CS, "content label"));
		image.put(text(0x56780010, VR.LO, "unknown even group"));
		image.put(text(0x00040000 | 0x1130, VR.CS, "group 0004"));
		image.put(text(0x00280010 + 0x0F0F, VR.LO, "unknown element of a known group"));
		image.put(uid(0x00200052, "listed UID"));
		image.put(uid(0x00209312, "unlisted UID"));
		image.put(uid(0x30100006, "conceptual volume UID"));
		// private: plain, in a sequence, behind UN
		image.put(Element.ascii(0x00090010, VR.LO, "ACME"));
		image.put(text(0x00091001, VR.LO, "private"));
		image.put(new Element(0x00091002, VR.UN, text(0, VR.LO, "private UN").value()));
		image.put(Element.sequence(0x00091003, List.of(new DataSet().put(text(0x00100010, VR.PN, "name in private sequence")))));
		image.put(text(0x00011001, VR.LO, "illegal odd group"));
		// nested in a sequence that the table does not list, with private ones inside
		DataSet nested = new DataSet().put(text(0x00100010, VR.PN, "nested name")).put(text(0x00100030, VR.DA, "nested date")).put(text(0x00100020, VR.LO, "nested ID"));
		nested.put(Element.ascii(0x00190010, VR.LO, "ACME")).put(text(0x00191008, VR.LO, "nested private"));
		nested.put(uid(0x00081155, "nested UID"));
		DataSet deeper = new DataSet().put(text(0x00080080, VR.LO, "institution three levels down")).put(text(0x00104000, VR.LT, "comment three levels down"));
		nested.put(Element.sequence(0x0040A170, List.of(deeper)));
		image.put(Element.sequence(REFERENCED_IMAGES, List.of(nested)));
		// CP-246: a sequence behind VR UN
		DataSet behindUn = new DataSet().put(text(0x00100010, VR.PN, "name behind UN")).put(text(0x00080090, VR.PN, "physician behind UN"));
		image.put(new Element(0x00540016, VR.UN, new Value.Sequence(List.of(new Value.Item(behindUn, false)), false)));
		// listed text behind UN
		image.put(new Element(0x00081030, VR.UN, text(0, VR.LO, "description behind UN").value()));
		image.put(new Element(0x00080104, VR.UN, Element.ascii(0, VR.LO, "plain").value()));
		// repeating groups
		for (int group = 0; group < 0x20; group += 2) {
			image.put(text(0x50000022 + (group << 16), VR.LO, "curve description"));
			image.put(text(0x50003000 + (group << 16), VR.OB, "curve data"));
			image.put(text(0x60000022 + (group << 16), VR.LO, "overlay description"));
			image.put(text(0x60001500 + (group << 16), VR.LO, "overlay label"));
			image.put(text(0x60003000 + (group << 16), VR.OB, "overlay data"));
			image.put(text(0x60004000 + (group << 16), VR.LT, "overlay comment"));
		}
		image.put(Element.sequence(0x00880200, List.of(new DataSet().put(text(Tag.PIXEL_DATA, VR.OB, "icon")))));
		image.put(Element.sequence(0xFFFAFFFA, List.of(new DataSet().put(text(0x04000120, VR.OB, "signature")))));
		image.put(Element.bytes(ICC_PROFILE, VR.OB, profile()));
		image.put(text(0xFFFCFFFC, VR.OB, "trailing padding"));
		image.put(pixels(syntax));
		return image;
	}

	private DataSet common(String sopClass, String modality) {
		DataSet dataSet = new DataSet();
		dataSet.put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192"));
		dataSet.put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass));
		dataSet.put(uid(Tag.SOP_INSTANCE_UID, "instance"));
		dataSet.put(uid(0x0020000D, "study"));
		dataSet.put(uid(0x0020000E, "series"));
		dataSet.put(Element.ascii(0x00080060, VR.CS, modality));
		for (int tag : new int[] {0x00080050, 0x00200010}) dataSet.put(text(tag, VR.SH, "listed"));
		for (int tag : new int[] {0x00080080, 0x00081010, 0x00081030, 0x0008103E, 0x00100020, 0x00101000, 0x00181000, 0x00181030}) dataSet.put(text(tag, VR.LO, "listed"));
		for (int tag : new int[] {0x00100010, 0x00080090, 0x00081070, 0x00101001}) {
			String token = token("listed name " + Tag.toString(tag));
			dataSet.putString(tag, VR.PN, token + "^" + token("given name") + "=" + "山田^" + token("ideographic group") + "=" + token("phonetic group"));
		}
		for (int tag : new int[] {0x00080020, 0x00080021, 0x00080022, 0x00080023, 0x00100030, 0x00141020}) dataSet.put(text(tag, VR.DA, "date"));
		for (int tag : new int[] {0x00080030, 0x00080031}) dataSet.put(text(tag, VR.TM, "time"));
		dataSet.put(text(0x0008002A, VR.DT, "date and time"));
		return dataSet;
	}

	private byte[] profile() {
		byte[] text = ("text\0\0\0\0" + token("ICC text") + "\0\0\0\0").getBytes(StandardCharsets.US_ASCII);
		ByteBuffer profile = ByteBuffer.allocate(144 + text.length);
		profile.putInt(0, profile.capacity()).putInt(128, 1);
		profile.position(132);
		profile.put("cprt".getBytes(StandardCharsets.US_ASCII)).putInt(144).putInt(text.length).put(text);
		return profile.array();
	}

	private Element pixels(TransferSyntax syntax) {
		if (!syntax.encapsulated()) return Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[64]);
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		String comment = token("comment in a frame"), application = token("application segment");
		if (syntax == JPEG) {
			frame.writeBytes(new byte[] {-1, (byte) 0xD8});
			segment(frame, 0xFE, comment);
			segment(frame, 0xE1, "Exif\0\0" + application);
			segment(frame, 0xDA, "scan");
			frame.writeBytes(new byte[] {1, 2, -1, 0, 3, -1, (byte) 0xD0, 4});
			segment(frame, 0xFE, token("comment behind a scan"));
			frame.writeBytes(new byte[] {-1, (byte) 0xD9});
			frame.writeBytes(token("bytes behind a frame").getBytes(StandardCharsets.US_ASCII));
		}
		else {
			frame.writeBytes(new byte[] {-1, 0x4F});
			segment(frame, 0x64, "\0\1" + comment);
			segment(frame, 0x90, "\0\0\0\0\0\20\0\1");
			frame.writeBytes(new byte[] {-1, (byte) 0x93, 5, 6, -1, (byte) 0xD9});
		}
		byte[] bytes = frame.toByteArray();
		ByteSource source = ByteSource.of(bytes);
		// two fragments, so that something lies across their boundary
		return new Element(Tag.PIXEL_DATA, VR.OB, new Value.Fragments(List.of(new Value.Bulk(source, 0, 0, ByteOrder.LITTLE_ENDIAN), new Value.Bulk(source, 0, 10, ByteOrder.LITTLE_ENDIAN),
			new Value.Bulk(source, 10, bytes.length - 10, ByteOrder.LITTLE_ENDIAN))));
	}

	private static void segment(ByteArrayOutputStream frame, int marker, String payload) {
		frame.write(0xFF);
		frame.write(marker);
		frame.write(0);
		frame.write(payload.length() + 2);
		frame.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
	}

	private DataSet report() {
		DataSet report = common("1.2.840.10008.5.1.4.1.1.88.33", "SR");
		report.put(Element.ascii(0x0040A040, VR.CS, "CONTAINER"));
		DataSet text = new DataSet().put(Element.ascii(0x0040A040, VR.CS, "TEXT")).put(text(0x0040A160, VR.UT, "report text"));
		DataSet person = new DataSet().put(Element.ascii(0x0040A040, VR.CS, "PNAME")).put(text(0x0040A123, VR.PN, "person in report"));
		DataSet container = new DataSet().put(Element.ascii(0x0040A040, VR.CS, "CONTAINER")).put(Element.sequence(CONTENT, List.of(person, text)));
		report.put(Element.sequence(CONTENT, List.of(container)));
		report.put(Element.sequence(0x0040A073, List.of(new DataSet().put(text(0x0040A075, VR.PN, "verifying observer")).put(text(0x0040A027, VR.LO, "verifying organization")))));
		report.put(Element.sequence(0x00700001, List.of(new DataSet().put(Element.sequence(0x00700008, List.of(new DataSet().put(text(0x00700006, VR.ST, "annotation text"))))))));
		report.put(Element.sequence(0x30060020, List.of(new DataSet().put(text(0x30060026, VR.LO, "ROI name")).put(text(0x30060028, VR.ST, "ROI description")))));
		report.put(text(0x300A0002, VR.SH, "RT plan label"));
		report.put(text(0x300A0003, VR.LO, "RT plan name"));
		report.put(text(0x300E0008, VR.PN, "reviewer"));
		return report;
	}

	private DataSet document() {
		DataSet document = common("1.2.840.10008.5.1.4.1.1.104.1", "DOC");
		document.put(text(0x00420010, VR.ST, "document title"));
		document.put(Element.ascii(0x00420011, VR.OB, "%PDF-1.4 " + token("PDF text")));
		return document;
	}

	/** Writes a file with tokens in its preamble, its file meta information and behind its data set. */
	private void write(Path file, DataSet dataSet, TransferSyntax syntax) throws IOException {
		byte[] preamble = Arrays.copyOf(token("preamble").getBytes(StandardCharsets.US_ASCII), 128);
		DataSet meta = DicomFile.of(dataSet, syntax, dataSet.string(Tag.SOP_CLASS_UID).get(), dataSet.string(Tag.SOP_INSTANCE_UID).get()).fileMeta();
		meta.put(text(0x00020016, VR.AE, "file meta"));
		meta.put(uid(0x00020100, "file meta"));
		meta.put(text(0x00020102, VR.OB, "file meta"));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new DicomFile(preamble, meta, dataSet, syntax, List.of()).write(Channels.newChannel(bytes));
		if (dataSet.contains(Tag.PIXEL_DATA) && !syntax.deflated()) bytes.writeBytes(token("behind the data set").getBytes(StandardCharsets.US_ASCII));
		Files.write(file, bytes.toByteArray());
		assertFalse(Files.size(file) == 0);
	}
}
