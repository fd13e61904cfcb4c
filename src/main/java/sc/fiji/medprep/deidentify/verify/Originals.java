package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/**
 * The originals of a set, found by a result: by its SOP Instance UID if a table says of which that came, else by the place of
 * the file in its folder, else by its pixels and number. All are read once, when the first of them cannot be found by its place.
 */
final class Originals {
	private static final int INSTANCE_NUMBER = 0x00200013;
	private static final List<Integer> PIXELS = List.of(Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA);

	private final Path folder;
	private final IdMapping uids;
	private Map<UidTable.Hash, Path> byUid, byPixels;

	/** @param folder null if there are none */
	Originals(Path folder, IdMapping uids) throws BatchConfigurationException {
		if (folder != null && !Files.isDirectory(folder)) throw new BatchConfigurationException("The folder of the originals does not exist; give a folder, or leave it out.");
		this.folder = folder;
		this.uids = uids;
	}

	boolean exist() {
		return folder != null;
	}

	/** @param place where the result lies, relative to the folder of all results */
	Optional<Path> of(DataSet result, String place) throws IOException {
		if (folder == null) return Optional.empty();
		Optional<String> old = uids.oldOf(result.string(Tag.SOP_INSTANCE_UID).orElse(""));
		if (old.isPresent()) {
			read();
			return Optional.ofNullable(byUid.get(UidTable.Hash.of(old.get())));
		}
		Path beside = folder.resolve(place).normalize();
		if (beside.startsWith(folder) && Files.isRegularFile(beside)) return Optional.of(beside);
		read();
		Path same = byUid.get(UidTable.Hash.of(result.string(Tag.SOP_INSTANCE_UID).orElse("")));
		return Optional.ofNullable(same != null ? same : byPixels.get(pixels(result)));
	}

	/** Tells whether the originals are the same as in an earlier run, without telling what they are called; "none" if there are none. */
	String fingerprint() throws IOException {
		if (folder == null) return "none";
		MessageDigest digest = Hashes.sha256();
		for (Path file : files()) {
			digest.update((folder.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
		}
		return HexFormat.of().formatHex(digest.digest(), 0, 8);
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private synchronized void read() throws IOException {
		if (byUid != null) return;
		Map<UidTable.Hash, Path> ofUid = new HashMap<>(), ofPixels = new HashMap<>();
		for (Path file : files()) {
			try (DicomFile read = DicomFile.read(file, Dictionary.instance())) {
				String uid = read.dataSet().string(Tag.SOP_INSTANCE_UID).orElse("");
				if (!uid.isEmpty()) ofUid.putIfAbsent(UidTable.Hash.of(uid), file);
				// of several with the same pixels none is the one
				UidTable.Hash pixels = pixels(read.dataSet());
				if (pixels != null) ofPixels.merge(pixels, file, (one, other) -> folder);
			}
			catch (DicomException e) {
				// no original of anything
			}
		}
		ofPixels.values().removeIf(folder::equals);
		byPixels = ofPixels;
		byUid = ofUid;
	}

	/** A hash of the pixels and the Instance Number; null if there are no pixels. */
	private static UidTable.Hash pixels(DataSet dataSet) throws IOException {
		MessageDigest digest = Hashes.sha256();
		boolean any = false;
		for (int tag : PIXELS) {
			Element element = dataSet.get(tag);
			if (element == null || element.isEmpty()) continue;
			any = true;
			if (element.value() instanceof Value.Bytes bytes) digest.update(bytes.bytes());
			else if (element.value() instanceof Value.Bulk bulk) Hashes.update(digest, bulk);
			else if (element.value() instanceof Value.Fragments fragments) for (Value.Bulk fragment : fragments.items()) Hashes.update(digest, fragment);
		}
		if (!any) return null;
		return UidTable.Hash.of(digest.digest(dataSet.string(INSTANCE_NUMBER).orElse("").getBytes(StandardCharsets.UTF_8)));
	}
}
