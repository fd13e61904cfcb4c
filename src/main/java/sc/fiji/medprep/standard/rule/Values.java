package sc.fiji.medprep.standard.rule;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Looks at the values of an element in its bytes: conditions are asked so often that no text is made of them. Values that are
 * long enough to be references are not loaded; nothing that a rule asks for is so long.
 */
public final class Values {
	private static final byte[] NOTHING = {};

	private Values() {}

	/** Whether there is no item, no byte, or nothing but padding. */
	public static boolean isBlank(Element element) {
		if (!(element.value() instanceof Value.Bytes plain)) return element.isEmpty();
		if (isBinary(vr(element))) return plain.isEmpty();
		for (byte b : plain.bytes()) {
			if (b != ' ' && b != 0) return false;
		}
		return true;
	}

	private static boolean isBinary(VR vr) {
		return vr.kind() == VR.Kind.BINARY || vr.kind() == VR.Kind.BULK && vr != VR.UN;
	}

	/** That of the dictionary where the file does not tell. */
	private static VR vr(Element element) {
		VR known = element.vr() == VR.UN ? Dictionary.instance().vrOf(element.tag(), null) : null;
		return known == null ? element.vr() : known;
	}

	private static byte[] bytes(Element element) {
		return element.value() instanceof Value.Bytes plain ? plain.bytes() : NOTHING;
	}

	/** The number of values, empty ones included; 0 of an attribute without value. */
	public static int count(Element element) {
		byte[] bytes = bytes(element);
		VR vr = vr(element);
		if (element.value() instanceof Value.Bulk bulk) return isBinary(vr) ? (int) Math.min(Integer.MAX_VALUE, bulk.length() / unit(vr)) : 1;
		if (isBinary(vr)) return bytes.length / unit(vr);
		if (isBlank(element)) return 0;
		int count = 1;
		if (vr.isMultiValued()) {
			for (byte b : bytes) {
				if (b == '\\') count++;
			}
		}
		return count;
	}

	private static int unit(VR vr) {
		return vr == VR.AT ? 4 : vr.unitBytes();
	}

	/** Whether a value of characters, counted from 1, is missing or has none. */
	static boolean isBlank(Element element, int index) {
		if (isBinary(vr(element))) return false;
		byte[] bytes = bytes(element);
		int from = start(bytes, vr(element), index);
		if (from < 0) return true;
		int to = end(bytes, vr(element), from);
		while (from < to && bytes[from] == ' ') from++;
		return from == to;
	}

	/** Whether a value, counted from 1, is what a term says. */
	static boolean isTerm(Element element, int index, Term term) {
		byte[] bytes = bytes(element);
		VR vr = vr(element);
		if (isBinary(vr)) return binary(bytes, vr, element.order(), index) == term.number();
		int from = start(bytes, vr, index);
		if (from < 0) return false;
		int to = end(bytes, vr, from);
		if (vr == VR.IS || vr == VR.DS) return term.number() == number(bytes, from, to);
		while (from < to && bytes[from] == ' ') from++;
		if (to - from != term.text().length) return false;
		for (int i = 0; i < to - from; i++) {
			if (bytes[from + i] != term.text()[i]) return false;
		}
		return true;
	}

	/** A value, counted from 1, as a number; NaN if it is missing or no number. */
	static double number(Element element, int index) {
		byte[] bytes = bytes(element);
		VR vr = vr(element);
		if (isBinary(vr)) return binary(bytes, vr, element.order(), index);
		int from = start(bytes, vr, index);
		return from < 0 ? Double.NaN : number(bytes, from, end(bytes, vr, from));
	}

	/** Where a value of characters begins, or -1. */
	private static int start(byte[] bytes, VR vr, int index) {
		int from = 0;
		for (int i = 1; i < index; i++) {
			if (!vr.isMultiValued()) return -1;
			while (from < bytes.length && bytes[from] != '\\') from++;
			if (from++ == bytes.length) return -1;
		}
		return from;
	}

	/** Where it ends, without padding. */
	private static int end(byte[] bytes, VR vr, int from) {
		int to = from;
		while (to < bytes.length && (bytes[to] != '\\' || !vr.isMultiValued())) to++;
		while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) to--;
		return to;
	}

	private static double number(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to && bytes[at] == ' ') at++;
		if (to - at > 0 && to - at < 10) {
			int whole = 0;
			for (int i = at; i < to; i++) {
				if (bytes[i] < '0' || bytes[i] > '9') return decimal(bytes, at, to);
				whole = 10 * whole + bytes[i] - '0';
			}
			return whole;
		}
		return decimal(bytes, at, to);
	}

	private static double decimal(byte[] bytes, int from, int to) {
		if (to == from) return Double.NaN;
		for (int i = from; i < to; i++) {
			// what parseDouble takes beyond a decimal number has letters
			if ((bytes[i] < '0' || bytes[i] > '9') && "+-.eE".indexOf(bytes[i]) < 0) return Double.NaN;
		}
		try {
			return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
		}
		catch (NumberFormatException e) {
			return Double.NaN;
		}
	}

	private static double binary(byte[] bytes, VR vr, ByteOrder order, int index) {
		int unit = unit(vr);
		int at = (index - 1) * unit;
		if (at + unit > bytes.length) return Double.NaN;
		if (vr == VR.AT) return (word(bytes, at, 2, order) << 16 | word(bytes, at + 2, 2, order)) & 0xFFFFFFFFL;
		long bits = word(bytes, at, unit, order);
		return switch (vr) {
			case FL, OF -> Float.intBitsToFloat((int) bits);
			case FD, OD -> Double.longBitsToDouble(bits);
			case SS -> (short) bits;
			case SL -> (int) bits;
			default -> bits;
		};
	}

	/** An unsigned word of 1 to 8 bytes. */
	private static long word(byte[] bytes, int at, int size, ByteOrder order) {
		long word = 0;
		for (int i = 0; i < size; i++) word = word << 8 | bytes[order == ByteOrder.BIG_ENDIAN ? at + i : at + size - 1 - i] & 0xFF;
		return word;
	}
}
