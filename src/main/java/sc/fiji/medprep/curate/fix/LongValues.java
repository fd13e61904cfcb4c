package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** Computes where the long values of a file will stand when it is written, which go there from its source byte for byte. */
final class LongValues {
	private static final int PREAMBLE_AND_PREFIX = 132, ITEM = 8, SHORT_HEADER = 8, LONG_HEADER = 12, LONGEST_SHORT_LENGTH = 0xFFFE;

	private final ByteSource source;
	private final List<Span> spans = new ArrayList<>();
	private long at;

	/** A range of bytes that is the same in the source and in the file that is written. */
	record Span(long from, long to, long length) {
		private boolean isFollowedBy(Span next) {
			return next.from == from + length + ITEM && next.to == to + length + ITEM;
		}
	}

	private LongValues(ByteSource source) {
		this.source = source;
	}

	/** In the order of the source, without overlap; none of a deflated data set. */
	static List<Span> of(DicomFile file, ByteSource source) {
		if (file.transferSyntax().deflated()) return List.of();
		LongValues values = new LongValues(source);
		if (file.preamble() != null) values.at = PREAMBLE_AND_PREFIX;
		values.level(file.fileMeta(), true);
		values.level(file.dataSet(), file.transferSyntax().explicitVR());
		values.spans.sort(Comparator.comparingLong(Span::from));
		return values.spans;
	}

	private void level(DataSet level, boolean explicit) {
		for (Element element : level) {
			if (element.value() instanceof Value.Sequence sequence) sequence(element, sequence, explicit);
			else if (element.value() instanceof Value.Fragments fragments) fragments(fragments, explicit);
			else {
				boolean longHeader = explicit && (element.vr().hasLongLength() || element.length() > LONGEST_SHORT_LENGTH);
				at += longHeader ? LONG_HEADER : SHORT_HEADER;
				if (element.value() instanceof Value.Bulk bulk) add(bulk);
				at += even(element.length());
			}
		}
	}

	private void sequence(Element element, Value.Sequence sequence, boolean explicit) {
		at += explicit ? LONG_HEADER : SHORT_HEADER;
		for (Value.Item item : sequence.items()) {
			at += ITEM;
			level(item.dataSet(), explicit && element.vr() != VR.UN);
			if (item.undefinedLength()) at += ITEM;
		}
		if (sequence.undefinedLength()) at += ITEM;
	}

	/** Between fragments that follow each other stands the same in both files, as long as no length changes. */
	private void fragments(Value.Fragments fragments, boolean explicit) {
		at += explicit ? LONG_HEADER : SHORT_HEADER;
		int first = spans.size();
		for (Value.Bulk fragment : fragments.items()) {
			at += ITEM;
			add(fragment);
			int last = spans.size() - 1;
			if (last > first && spans.get(last - 1).isFollowedBy(spans.get(last))) {
				Span joined = new Span(spans.get(last - 1).from, spans.get(last - 1).to, spans.get(last - 1).length + ITEM + spans.get(last).length);
				spans.remove(last);
				spans.set(last - 1, joined);
			}
			at += even(fragment.length());
		}
		at += ITEM;
	}

	private void add(Value.Bulk bulk) {
		if (bulk.source() == source && bulk.length() > 0) spans.add(new Span(bulk.offset(), at, bulk.length()));
	}

	private static long even(long length) {
		return length + (length & 1);
	}
}
