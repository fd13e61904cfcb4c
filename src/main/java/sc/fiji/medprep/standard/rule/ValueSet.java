package sc.fiji.medprep.standard.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import sc.fiji.medprep.dicom.Element;

/**
 * The values that an attribute may have (PS3.5 section 3.10: Enumerated Values and Defined Terms). Immutable.
 */
public final class ValueSet {
	private final int index;
	private final boolean enumerated;
	private final Term[] terms;
	private final Condition when;

	/**
	 * @param index of the value that it is about, counted from 1; 0 for all values
	 * @param when under which condition; null for always
	 */
	ValueSet(int index, boolean enumerated, Term[] terms, Condition when) {
		this.index = index;
		this.enumerated = enumerated;
		this.terms = terms;
		this.when = when;
	}

	/** The value that it is about, counted from 1; 0 for all values. */
	public int index() {
		return index;
	}

	/** True for Enumerated Values: no others are allowed. False for Defined Terms: others may be used. */
	public boolean isEnumerated() {
		return enumerated;
	}

	/** Under which condition it counts; null for always. */
	public Condition when() {
		return when;
	}

	/** The first value, counted from 1, that is not of the set; 0 if there is none. Missing and empty values are another rule's business. */
	public int firstOutside(Element element) {
		if (Values.isBlank(element)) return 0;
		int count = Values.count(element);
		int last = index > 0 ? Math.min(index, count) : count;
		for (int i = Math.max(1, index); i <= last; i++) {
			if (!holds(element, i)) return i;
		}
		return 0;
	}

	private boolean holds(Element element, int i) {
		for (Term term : terms) {
			if (Values.isTerm(element, i, term)) return true;
		}
		return Values.isBlank(element, i);
	}

	/** The values, separated by commas. */
	@Override
	public String toString() {
		return Arrays.stream(terms).map(term -> new String(term.text(), StandardCharsets.UTF_8)).collect(Collectors.joining(", "));
	}

	/** How many values there are to choose from. */
	public int size() {
		return terms.length;
	}
}
