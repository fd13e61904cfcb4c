package sc.fiji.medprep.synthesize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/**
 * Looks for identifiers anywhere in a file: its bytes, inflated where they are deflated, and its name. They are looked for in
 * UTF-8, both orders of UTF-16, ISO 8859-1 and the character sets that the file declares.
 */
final class PlantedWords {
	private static final int CHUNK = 1 << 18;
	private static final List<Charset> ALWAYS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
	private static final int ESC = 0x1B;

	private PlantedWords() {}

	/**
	 * Whether one of the identifiers is in the file.
	 *
	 * @param words identifiers, separated by tabs or line feeds
	 * @param name of the file and its folders in the output
	 * @param source the bytes of the file
	 */
	static boolean areIn(String words, String name, ByteSource source, DicomFile file) throws IOException {
		Set<List<String>> characterSets = new LinkedHashSet<>();
		collectCharacterSets(file.dataSet(), characterSets);
		ByteSearch search = search(words, characterSets);
		if (search.isEmpty()) return false;
		byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
		if (search.isIn(nameBytes, 0, nameBytes.length, nameBytes.length, false)) return true;
		if (file.transferSyntax().deflated()) return isInInflated(search, file);
		Value pixels = file.dataSet().contains(Tag.PIXEL_DATA) ? file.dataSet().get(Tag.PIXEL_DATA).value() : null;
		long from = source.length(), to = from;
		if (pixels instanceof Value.Bulk bulk) {
			from = bulk.offset();
			to = from + bulk.length();
		}
		else if (pixels instanceof Value.Fragments fragments && !fragments.isEmpty()) {
			Value.Bulk last = fragments.items().get(fragments.items().size() - 1);
			from = fragments.items().get(0).offset();
			to = last.offset() + last.length();
		}
		return isIn(search, source, 0, from, false) || isIn(search, source, from, to, true) || isIn(search, source, to, source.length(), false);
	}

	private static ByteSearch search(String words, Set<List<String>> characterSets) {
		ByteSearch.Builder builder = new ByteSearch.Builder();
		for (String word : words.split("[\t\n]")) {
			String text = word.strip();
			if (text.isEmpty()) continue;
			boolean digits = Character.isDigit(text.charAt(0)) && Character.isDigit(text.charAt(text.length() - 1));
			for (String each : spellings(text)) {
				for (Charset charset : ALWAYS) {
					if (charset.newEncoder().canEncode(each)) builder.add(each.getBytes(charset), 1, digits);
				}
				builder.add(each.getBytes(StandardCharsets.UTF_16LE), 2, digits);
				builder.add(each.getBytes(StandardCharsets.UTF_16BE), 2, digits);
				for (List<String> terms : characterSets) addDeclared(builder, each, terms, digits);
			}
		}
		return builder.build();
	}

	/** The search itself knows the cases of ASCII letters only. */
	private static Set<String> spellings(String text) {
		Set<String> spellings = new LinkedHashSet<>(List.of(text));
		if (text.chars().anyMatch(c -> c >= 0x80)) {
			spellings.add(text.toLowerCase(Locale.ROOT));
			spellings.add(text.toUpperCase(Locale.ROOT));
		}
		return spellings;
	}

	private static void addDeclared(ByteSearch.Builder builder, String text, List<String> terms, boolean digits) {
		byte[] bytes;
		try {
			bytes = SpecificCharacterSet.of(terms).encode(text, text.indexOf('^') >= 0 || text.indexOf('=') >= 0 ? VR.PN : VR.LO);
		}
		catch (IllegalArgumentException e) {
			// It cannot stand in this character set.
			return;
		}
		builder.add(bytes, 1, digits);
		// Inside a longer text the escapes may stand further away.
		int from = 0, to = bytes.length;
		if (to > 4 && bytes[0] == ESC) from = bytes[1] == '$' && (bytes[2] == '(' || bytes[2] == ')') ? 4 : 3;
		if (to - from > 3 && bytes[to - 3] == ESC) to -= 3;
		if (to - from < bytes.length && to - from >= 4) builder.add(Arrays.copyOfRange(bytes, from, to), 1, digits);
	}

	private static void collectCharacterSets(DataSet level, Set<List<String>> found) {
		if (level.contains(Tag.SPECIFIC_CHARACTER_SET)) found.add(level.characterSet().terms());
		for (Element element : level) {
			if (!(element.value() instanceof Value.Sequence)) continue;
			for (DataSet item : level.items(element.tag())) collectCharacterSets(item, found);
		}
	}

	private static boolean isIn(ByteSearch search, ByteSource source, long from, long to, boolean pixels) throws IOException {
		if (from >= to) return false;
		int tail = search.longest() + ByteSearch.CONTEXT;
		byte[] window = new byte[(int) Math.min(source.length(), ByteSearch.CONTEXT + CHUNK + tail)];
		for (long at = from; at < to; at += CHUNK) {
			int context = (int) Math.min(ByteSearch.CONTEXT, at);
			int length = (int) Math.min(window.length, source.length() - at + context);
			source.readFully(at - context, ByteBuffer.wrap(window, 0, length));
			if (search.isIn(window, context, (int) Math.min(context + CHUNK, context + to - at), length, pixels)) return true;
		}
		return false;
	}

	/** The header is written as it would stand in a file that is not deflated; the pixels are where they were inflated to. */
	private static boolean isInInflated(ByteSearch search, DicomFile file) throws IOException {
		DataSet header = new DataSet();
		Element pixels = null;
		for (Element element : file.dataSet()) {
			if (element.tag() == Tag.PIXEL_DATA && element.value() instanceof Value.Bulk) pixels = element;
			else header.put(element);
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new DicomFile(file.preamble(), file.fileMeta(), header, TransferSyntax.EXPLICIT_LITTLE, List.of()).write(Channels.newChannel(bytes));
		ByteSource inflated = ByteSource.of(bytes.toByteArray());
		if (isIn(search, inflated, 0, inflated.length(), false)) return true;
		return pixels != null && pixels.value() instanceof Value.Bulk bulk && isIn(search, bulk.source(), bulk.offset(), bulk.offset() + bulk.length(), true);
	}
}
