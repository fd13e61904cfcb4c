package sc.fiji.medprep.image;

import java.io.IOException;
import java.nio.ByteBuffer;
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
		for (FileFacts file : files.keySet()) {
			List<FileFacts> others = kept.computeIfAbsent(file.sopInstance, uid -> new ArrayList<>());
			if (!file.sopInstance.isEmpty() && others.stream().anyMatch(other -> agree(files.get(other), files.get(file)) && haveSamePixels(other.source, file.source))) copies.add(file);
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

	private static boolean haveSamePixels(DicomSource a, DicomSource b) {
		try (DicomFile first = a.open(); DicomFile second = b.open()) {
			if (!first.transferSyntax().equals(second.transferSyntax())) return false;
			for (int tag : new int[] {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA}) {
				if (!isSame(first.dataSet().get(tag), second.dataSet().get(tag))) return false;
			}
			return true;
		}
		catch (IOException unreadable) {
			// Who reads the volume is told.
			return false;
		}
	}

	private static boolean isSame(Element a, Element b) throws IOException {
		if (a == null || b == null) return a == b;
		if (a.value() instanceof Value.Fragments some && b.value() instanceof Value.Fragments others) {
			boolean same = some.items().size() == others.items().size();
			for (int i = 0; same && i < some.items().size(); i++) same = isSame(some.items().get(i), others.items().get(i));
			return same;
		}
		if (a.value() instanceof Value.Bulk some && b.value() instanceof Value.Bulk others) return isSame(some, others);
		return a.value() instanceof Value.Bytes some && b.value() instanceof Value.Bytes others && ByteBuffer.wrap(some.bytes()).equals(ByteBuffer.wrap(others.bytes()));
	}

	private static boolean isSame(Value.Bulk a, Value.Bulk b) throws IOException {
		if (a.length() != b.length()) return false;
		for (long at = 0; at < a.length(); at += CHUNK) {
			int length = (int) Math.min(CHUNK, a.length() - at);
			if (!ByteBuffer.wrap(a.source().bytes(a.offset() + at, length)).equals(ByteBuffer.wrap(b.source().bytes(b.offset() + at, length)))) return false;
		}
		return true;
	}
}
