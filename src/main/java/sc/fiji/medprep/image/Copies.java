package sc.fiji.medprep.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Files that a folder holds twice: with the same SOP Instance UID, the same headers as far as they matter, and the same pixels. */
final class Copies {
	private static final int CHUNK = 1 << 16;

	private Copies() {}

	/** Takes all files but the first of the same out of the list, and gives their numbers. */
	static List<Integer> remove(List<Frame> frames) {
		Map<FileFacts, List<Frame>> files = new LinkedHashMap<>();
		for (Frame frame : frames) files.computeIfAbsent(frame.file(), file -> new ArrayList<>()).add(frame);
		if (files.keySet().stream().map(file -> file.sopInstance).distinct().count() == files.size()) return List.of();
		Map<String, List<FileFacts>> kept = new HashMap<>();
		Set<FileFacts> copies = new HashSet<>();
		Map<FileFacts, ByteBuffer> pixels = new HashMap<>();
		for (FileFacts file : files.keySet()) {
			List<FileFacts> others = kept.computeIfAbsent(file.sopInstance, uid -> new ArrayList<>());
			if (!file.sopInstance.isEmpty() && others.stream().anyMatch(other -> agree(files.get(other), files.get(file)) && haveSamePixels(other, file, pixels))) copies.add(file);
			else others.add(file);
		}
		frames.removeIf(frame -> copies.contains(frame.file()));
		Set<Integer> numbers = new TreeSet<>();
		for (FileFacts copy : copies) numbers.add(copy.number());
		return List.copyOf(numbers);
	}

	private static boolean agree(List<Frame> a, List<Frame> b) {
		if (a.size() != b.size()) return false;
		for (int i = 0; i < a.size(); i++) {
			// Everything but the file.
			Frame first = a.get(i), second = b.get(i);
			if (!new Frame(second.file(), first.index(), first.tile(), first.form(), first.moment(), first.look(), first.x(), first.y(), first.z()).equals(second)) return false;
		}
		return a.get(0).file().instance == b.get(0).file().instance;
	}

	/** Each file is read once at most, however many have the same UID. */
	private static boolean haveSamePixels(FileFacts a, FileFacts b, Map<FileFacts, ByteBuffer> known) {
		ByteBuffer first = known.computeIfAbsent(a, file -> digest(file.source));
		return first.hasRemaining() && first.equals(known.computeIfAbsent(b, file -> digest(file.source)));
	}

	/** Of the transfer syntax and all bytes of the pixels; empty if they cannot be read. */
	private static ByteBuffer digest(DicomSource source) {
		try (DicomFile file = source.open()) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(file.transferSyntax().uid().getBytes(StandardCharsets.US_ASCII));
			for (int tag : new int[] {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA}) add(file.dataSet().get(tag), digest);
			return ByteBuffer.wrap(digest.digest());
		}
		catch (IOException unreadable) {
			// Who reads the volume is told.
			return ByteBuffer.allocate(0);
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Each Java has SHA-256", e);
		}
	}

	private static void add(Element element, MessageDigest digest) throws IOException {
		if (element == null) return;
		if (element.value() instanceof Value.Fragments fragments) {
			for (Value.Bulk item : fragments.items()) add(item, digest);
		}
		else if (element.value() instanceof Value.Bulk bulk) add(bulk, digest);
		else if (element.value() instanceof Value.Bytes bytes) digest.update(bytes.bytes());
	}

	private static void add(Value.Bulk bulk, MessageDigest digest) throws IOException {
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bulk.length()));
		for (long at = 0; at < bulk.length(); at += CHUNK) digest.update(bulk.source().bytes(bulk.offset() + at, (int) Math.min(CHUNK, bulk.length() - at)));
	}
}
