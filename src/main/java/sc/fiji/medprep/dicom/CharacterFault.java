package sc.fiji.medprep.dicom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with the bytes of text in the Specific Character Set that a data set declares (PS3.5 section 6.1.2). */
public enum CharacterFault {
	/** Bytes above 127 although only the default repertoire is declared. */
	NOT_DECLARED,
	/** An escape sequence of a character set that is not among the declared ones, or of none. */
	ESCAPE,
	/** Bytes that are no character in the set that is in use. */
	INVALID,
	/** The set of the first value is not in use again where a value, a component or a line ends. */
	NOT_RESET;

	private static final int ESC = 0x1B;

	/**
	 * Looks for faults in a whole value field.
	 *
	 * @param vr of text
	 */
	public static Set<CharacterFault> of(SpecificCharacterSet declared, byte[] bytes, VR vr) {
		return new Scan(declared, bytes, vr).run();
	}

	/** One look at a value field. */
	private static final class Scan {
		private final Set<CharacterFault> faults = EnumSet.noneOf(CharacterFault.class);
		private final SpecificCharacterSet declared;
		private final byte[] bytes;
		private final VR vr;
		/** Empty without code extension: then no escape is allowed. */
		private final List<GraphicSet> extensions = new ArrayList<>();
		private GraphicSet initialG0 = GraphicSet.ASCII, g0, initialG1, g1;

		private Scan(SpecificCharacterSet declared, byte[] bytes, VR vr) {
			this.declared = declared;
			this.bytes = bytes;
			this.vr = vr;
		}

		private Set<CharacterFault> run() {
			Charset whole = declared.whole();
			if (whole != null) {
				if (contains(ESC)) faults.add(ESCAPE);
				decode(whole, 0, bytes.length);
				return faults;
			}
			List<String> terms = declared.terms();
			for (String term : terms) {
				List<GraphicSet> sets = GraphicSet.ofTerm(term);
				// of a term that nobody knows no byte is wrong
				if (sets.isEmpty() && !term.isEmpty()) return faults;
				if (terms.size() > 1 || term.startsWith("ISO 2022")) extensions.addAll(sets);
			}
			if (!extensions.isEmpty()) extensions.add(GraphicSet.ASCII);
			for (GraphicSet set : GraphicSet.ofTerm(terms.isEmpty() ? "" : terms.get(0))) {
				if (set.isTwoBytes()) continue;
				if (set.isG1()) initialG1 = set;
				else initialG0 = set;
			}
			runs();
			return faults;
		}

		private boolean contains(int c) {
			for (byte b : bytes) {
				if (b == c) return true;
			}
			return false;
		}

		private void runs() {
			g0 = initialG0;
			g1 = initialG1;
			int start = 0;
			for (int i = 0; i <= bytes.length;) {
				int b = i < bytes.length ? bytes[i] & 0xFF : -1;
				if (g0.isTwoBytes() && b > 0x20 && b < 0x7F) {
					i = Math.min(i + 2, bytes.length);
					continue;
				}
				boolean delimiter = b < 0 || b == '\\' && vr.isMultiValued() || b == '\n' || b == '\r' || b == '\f' || b == '\t' || vr == VR.PN && (b == '^' || b == '=');
				if (!delimiter && b != ESC) {
					i++;
					continue;
				}
				run(start, i);
				if (delimiter) {
					if (g0 != initialG0 && g0.isTwoBytes()) faults.add(NOT_RESET);
					g0 = initialG0;
					g1 = initialG1;
					start = ++i;
				}
				else start = i = escape(i + 1);
			}
		}

		/** Goes behind an escape sequence. */
		private int escape(int at) {
			GraphicSet designated = GraphicSet.designatedBy(bytes, at);
			if (designated == null || !extensions.contains(designated)) faults.add(ESCAPE);
			if (designated == null) return at;
			if (designated.isG1()) g1 = designated;
			else g0 = designated;
			return at + designated.escape.length();
		}

		private void run(int from, int to) {
			for (int start = from; start < to;) {
				// the space belongs to no set
				if (bytes[start] == ' ') {
					start++;
					continue;
				}
				boolean high = bytes[start] < 0;
				int end = start + 1;
				while (end < to && bytes[end] < 0 == high && bytes[end] != ' ') end++;
				if (!high) {
					if (g0 != GraphicSet.ASCII) decode(g0.charset(), start, end);
				}
				else if (g1 == null) faults.add(declared.terms().isEmpty() ? NOT_DECLARED : INVALID);
				else {
					if (!g1.isTwoBytes()) controls(start, end);
					decode(g1.charset(), start, end);
				}
				start = end;
			}
		}

		/** C1 is not used (PS3.5 section 6.1.2.2), which Java's tables of ISO 8859 do not know. */
		private void controls(int from, int to) {
			for (int i = from; i < to; i++) {
				if ((bytes[i] & 0xFF) < 0xA0) faults.add(INVALID);
			}
		}

		private void decode(Charset charset, int from, int to) {
			CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
			CharBuffer out = CharBuffer.allocate(to - from + 1);
			ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
			if (decoder.decode(in, out, true).isError()) faults.add(INVALID);
		}
	}
}
