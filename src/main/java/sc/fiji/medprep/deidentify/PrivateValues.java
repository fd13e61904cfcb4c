package sc.fiji.medprep.deidentify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.SafePrivate.Disposition;

/** Values of private elements that are judged safe: kept if they are of the kind that was judged, moved, mapped, or removed. */
final class PrivateValues {
	/** Longest values that are looked at; numbers of a private element are tables at most. */
	private static final int MAX_STRING = 1 << 14, MAX_NUMBERS = 1 << 20, MAX_BLOB = 1 << 12;
	/** This many letters in a row are a word in bytes of unknown meaning, and hardly chance among numbers. */
	private static final int WORD = 4, WORD_AMONG_NUMBERS = 8;
	private static final long SECONDS_OF_A_DAY = 86_400;
	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{0,12}(\\.\\d{0,16})?([eE][+-]?\\d{1,3})?");
	private static final Pattern UID = Pattern.compile("\\d{1,32}(\\.\\d{1,40}){2,31}"), TIME = Pattern.compile("[\\d:]{2,8}(\\.\\d{1,6})?"), SECONDS = Pattern.compile("\\d{1,10}");

	private final UnaryOperator<String> text, uid;
	private final DateShift dates;

	/** @see PrivateElements#PrivateElements */
	PrivateValues(UnaryOperator<String> text, UnaryOperator<String> uid, DateShift dates) {
		this.text = text;
		this.uid = uid;
		this.dates = dates;
	}

	/**
	 * What takes the place of an element; null if it goes.
	 *
	 * @param element with a plain value
	 * @param listed the VR that the element has by its creator; null if nobody has published it
	 * @param disposition any but REMOVE
	 */
	Element cleaned(Element element, VR listed, Disposition disposition, SpecificCharacterSet characterSet) {
		boolean untold = element.vr() == VR.UN || element.vr() == VR.OB;
		VR vr = untold && listed != null ? listed : element.vr();
		if (vr == VR.SQ || vr == VR.PN || vr == VR.AS || vr == VR.UR || vr == VR.AT) return null;
		if (element.isEmpty()) return Element.empty(element.tag(), vr);
		return switch (vr.kind()) {
			case ASCII, TEXT -> element.length() > MAX_STRING ? null : string(element, vr, listed == null ? vr : listed, disposition, characterSet);
			case BINARY -> element.length() > MAX_NUMBERS ? null : numbers(element, vr, disposition);
			case BULK -> disposition == Disposition.KEEP && element.length() <= MAX_BLOB && !mayHoldText(element.bytes()) ? element : null;
			case SEQUENCE -> null;
		};
	}

	private Element string(Element element, VR vr, VR listed, Disposition disposition, SpecificCharacterSet characterSet) {
		List<String> values = characterSet.decode(element.bytes(), vr);
		List<String> cleaned = new ArrayList<>(values.size());
		for (String value : values) {
			String stays = value.isBlank() ? value : value(value, vr, listed, disposition);
			if (stays == null) return null;
			cleaned.add(stays);
		}
		if (cleaned.equals(values) && element.vr() == vr) return element;
		try {
			return Element.bytes(element.tag(), vr, characterSet.encode(String.join("\\", cleaned), vr));
		}
		catch (IllegalArgumentException notInThisCharacterSet) {
			return null;
		}
	}

	/** One value of a string; null if the element goes because of it. */
	private String value(String value, VR vr, VR listed, Disposition disposition) {
		String inner = value.strip();
		if (disposition == Disposition.MAP_UID || vr == VR.UI || listed == VR.UI) return UID.matcher(inner).matches() ? uid.apply(inner) : null;
		if (disposition == Disposition.SHIFT_DATE || vr == VR.DA || vr == VR.DT || listed == VR.DA || listed == VR.DT) return dates == null ? null : dates.shifted(inner);
		if (disposition == Disposition.SHIFT_SECONDS) return dates != null && SECONDS.matcher(inner).matches() ? Long.toString(shifted(Long.parseLong(inner))) : null;
		if (vr == VR.TM || listed == VR.TM) return dates != null && TIME.matcher(inner).matches() ? value : null;
		boolean isNumber = vr == VR.IS || vr == VR.DS || listed == VR.IS || listed == VR.DS || listed.kind() == VR.Kind.BINARY;
		if (isNumber) return NUMBER.matcher(inner).matches() ? value : null;
		if (vr == VR.CS && inner.length() > VR.CS.maxLength() || vr.maxLength() > 0 && value.length() > vr.maxLength()) return null;
		boolean lines = vr == VR.LT || vr == VR.ST || vr == VR.UT;
		if (value.chars().anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\r' || c == '\n' || c == '\t' || c == '\f')))) return null;
		return text.apply(value);
	}

	private long shifted(long seconds) {
		// No day, or a clock that was not set.
		return seconds == 0 ? 0 : seconds + dates.days() * SECONDS_OF_A_DAY;
	}

	private Element numbers(Element element, VR vr, Disposition disposition) {
		byte[] bytes = element.bytes();
		if (disposition == Disposition.SHIFT_SECONDS) return seconds(element, vr, bytes);
		if (disposition != Disposition.KEEP || bytes.length % vr.unitBytes() != 0 || longestWord(bytes, 1) >= WORD_AMONG_NUMBERS) return null;
		return element.vr() == VR.UN ? new Element(element.tag(), vr, element.value()) : element;
	}

	private Element seconds(Element element, VR vr, byte[] bytes) {
		if (dates == null || bytes.length != vr.unitBytes()) return null;
		ByteOrder order = element.order();
		ByteBuffer in = ByteBuffer.wrap(bytes).order(order), out = ByteBuffer.allocate(bytes.length).order(order);
		switch (vr) {
			case SL -> out.putInt((int) shifted(in.getInt()));
			case UL -> out.putInt((int) shifted(Integer.toUnsignedLong(in.getInt())));
			case SV, UV -> out.putLong(shifted(in.getLong()));
			case FD -> {
				double seconds = in.getDouble();
				out.putDouble(seconds == 0 ? 0 : seconds + dates.days() * (double) SECONDS_OF_A_DAY);
			}
			default -> {
				return null;
			}
		}
		return new Element(element.tag(), element.vr() == VR.UN ? vr : element.vr(), new Value.Bytes(out.array(), order));
	}

	/** True for bytes in which a word stands, in characters of one or two bytes, or compressed data. */
	private static boolean mayHoldText(byte[] bytes) {
		if (longestWord(bytes, 1) >= WORD || longestWord(bytes, 2) >= WORD) return true;
		for (int i = 0; i + 1 < bytes.length; i++) {
			int first = bytes[i] & 0xFF, second = bytes[i + 1] & 0xFF;
			// gzip anywhere; zlib, zip and bzip2 at the start
			if (first == 0x1F && second == 0x8B || i == 0 && (first == 0x78 || first == 'P' && second == 'K' || first == 'B' && second == 'Z')) return true;
		}
		return false;
	}

	/** The most letters and digits in a row, one every {@code step} bytes; of a step of two the other bytes are zero. */
	private static int longestWord(byte[] bytes, int step) {
		int longest = 0;
		for (int start = 0; start < step; start++) {
			int run = 0;
			for (int i = start; i < bytes.length; i += step) {
				boolean other = step == 1 || i + 1 < bytes.length && bytes[i + 1] == 0 || i > 0 && bytes[i - 1] == 0;
				// Bytes above 127 may be letters of any other character set, but not in numbers.
				boolean letter = (bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z' || bytes[i] >= '0' && bytes[i] <= '9';
				run = letter && other ? run + 1 : 0;
				longest = Math.max(longest, run);
			}
		}
		return longest;
	}
}
