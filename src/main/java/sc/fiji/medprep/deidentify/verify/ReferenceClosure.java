package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.ItemResult;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.verify.UidTable.Hash;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.UidRegistry;

/**
 * Whether references lead to where they led: each UID of an instance, series, study or frame of reference that a file refers
 * to, and that the set of originals has, must in the de-identified file be one that the set of de-identified files has.
 * <p>
 * What a file is and refers to is noted for each item, as hashes of its UIDs before and after, and kept in the journal of the
 * run; so a run that was stopped in between knows it of all its items. Memory is needed for what the files are, not for their
 * references.
 */
public final class ReferenceClosure {
	static final String NOT_WRITTEN = "set.reference-not-written", BROKEN = "set.reference-broken";
	private static final List<Integer> OWN = List.of(Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.FRAME_OF_REFERENCE_UID);
	private static final int MAX_VALUES = 1 << 16, PAIR = 33;
	private static final byte IS = 1, REFERS = 2;

	private ReferenceClosure() {}

	/**
	 * What a file is and refers to, for {@link sc.fiji.medprep.batch.Product#noted}.
	 *
	 * @param written null if there is no de-identified file: then only what the original is
	 */
	public static String note(DataSet original, DataSet written) {
		Set<ByteBuffer> pairs = new HashSet<>();
		for (int tag : OWN) {
			String before = original.string(tag).orElse(""), after = written == null ? "" : written.string(tag).orElse("");
			if (!before.isEmpty() || !after.isEmpty()) pairs.add(pair(IS, before, after));
		}
		if (written != null) addReferences(original, written, true, pairs);
		ByteBuffer all = ByteBuffer.allocate(pairs.size() * PAIR);
		pairs.stream().sorted().forEach(all::put);
		return Base64.getEncoder().withoutPadding().encodeToString(all.array());
	}

	private static void addReferences(DataSet original, DataSet written, boolean top, Set<ByteBuffer> pairs) {
		for (Element element : written) {
			Element before = original.get(element.tag());
			if (before == null || top && OWN.contains(element.tag())) continue;
			if (element.value() instanceof Value.Sequence sequence && before.value() instanceof Value.Sequence items) {
				for (int i = 0; i < Math.min(sequence.items().size(), items.items().size()); i++) addReferences(items.items().get(i).dataSet(), sequence.items().get(i).dataSet(), false, pairs);
			}
			else if (element.vr() == VR.UI && !element.isEmpty() && !(element.value() instanceof Value.Bulk bulk && bulk.length() > MAX_VALUES)) {
				List<String> now = written.strings(element.tag()), then = original.strings(element.tag());
				for (int i = 0; i < Math.min(now.size(), then.size()); i++) {
					if (!then.get(i).isEmpty() && !IdentifyingValues.isOfKind(then.get(i), UidRegistry.instance())) pairs.add(pair(REFERS, then.get(i), now.get(i)));
				}
			}
		}
	}

	private static ByteBuffer pair(byte kind, String before, String after) {
		Hash from = hash(before), to = hash(after);
		return ByteBuffer.allocate(PAIR).put(kind).putLong(from.high()).putLong(from.low()).putLong(to.high()).putLong(to.low()).flip();
	}

	/** No UID is no hash. */
	private static Hash hash(String uid) {
		return uid.isEmpty() ? new Hash(0, 0) : Hash.of(uid);
	}

	/** Looks at all notes of a run. A reference that became another puts its file into quarantine if the run has outputs. */
	public static void review(Review set) throws IOException {
		UidTable originals = new UidTable(), kept = new UidTable(), written = new UidTable();
		set.forEach(item -> forEach(item, (kind, before, after) -> {
			if (kind != IS) return;
			originals.add(before);
			if (!isThere(item)) return;
			kept.add(before);
			written.add(after);
		}));
		set.forEach(item -> {
			if (!isThere(item)) return;
			boolean[] dangling = new boolean[2];
			forEach(item, (kind, before, after) -> {
				if (kind != REFERS || !originals.contains(before) || written.contains(after)) return;
				dangling[kept.contains(before) ? 1 : 0] = true;
			});
			if (dangling[0]) set.find(item.item(), new Finding(Severity.WARNING, NOT_WRITTEN, "", "The file refers to one of the set that was not written, because it was refused or is in quarantine."));
			if (!dangling[1]) return;
			set.find(item.item(), new Finding(Severity.ERROR, BROKEN, "", "The file refers to one of the set by a UID that no file of the result has."));
			set.quarantine(item.item(), "A reference to another file of the set does not lead to it any more.");
		});
	}

	private static boolean isThere(ItemResult item) {
		return item.outcome() == Outcome.DONE || item.outcome() == Outcome.SKIPPED;
	}

	private interface PairConsumer {
		void accept(byte kind, Hash before, Hash after);
	}

	private static void forEach(ItemResult item, PairConsumer consumer) {
		if (item.note().isEmpty()) return;
		ByteBuffer pairs = ByteBuffer.wrap(Base64.getDecoder().decode(item.note()));
		while (pairs.remaining() >= PAIR) consumer.accept(pairs.get(), new Hash(pairs.getLong(), pairs.getLong()), new Hash(pairs.getLong(), pairs.getLong()));
	}
}
