package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.Tag;

/** Files with the same SOP Instance UID: the same bytes, the same content, or different things under one name (PS3.5 9). */
final class DuplicateUids {
	private final Index index;
	private final Found found;

	private record Copy(int item, byte[] bytes, byte[] content, byte[] header, byte[] pixels) {
		boolean isSame(Copy other) {
			return Arrays.equals(content, other.content) || pixels != null && Arrays.equals(pixels, other.pixels) && Arrays.equals(header, other.header);
		}
	}

	DuplicateUids(Index index, Found found) {
		this.index = index;
		this.found = found;
	}

	void run() throws IOException {
		index.each("SELECT sop FROM file WHERE sop IS NOT NULL GROUP BY sop HAVING count(*) > 1 ORDER BY min(item)", uid -> {
			List<Copy> copies = new ArrayList<>();
			index.each("SELECT item, sha256, content, header, pixels FROM file WHERE sop = ? ORDER BY item",
				row -> copies.add(new Copy(row.getInt(1), row.getBytes(2), row.getBytes(3), row.getBytes(4), row.getBytes(5))), uid.getLong(1));
			for (Copy copy : copies) tell(copy, copies);
		});
	}

	private void tell(Copy copy, List<Copy> all) throws IOException {
		List<Integer> bytes = new ArrayList<>(), content = new ArrayList<>(), different = new ArrayList<>();
		for (Copy other : all)
			if (other != copy) (Arrays.equals(copy.bytes, other.bytes) ? bytes : copy.isSame(other) ? content : different).add(other.item);
		tell(copy, different, "set.uid.duplicate_different", "The SOP Instance UID is also that of %s, which has other content; every instance needs a UID of its own.");
		tell(copy, content, "set.uid.duplicate_content", "The file holds the same instance as %s, with the same content in other bytes; keep one of them.");
		tell(copy, bytes, "set.uid.duplicate_bytes", "The file is a copy of %s, byte by byte; keep one of them.");
	}

	private void tell(Copy copy, List<Integer> others, String rule, String message) throws IOException {
		if (!others.isEmpty()) found.add(copy.item, rule, Tag.SOP_INSTANCE_UID, String.format(message, Found.others(others, 0)));
	}
}
