package sc.fiji.medprep.deidentify.text;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The values that are known to identify the patient of one file. Immutable; equal if the same values were given.
 *
 * <p>Of a name every part counts, in all three component groups. A part that is a term of imaging too (a patient named Head)
 * or a single letter goes only beside other parts of the name or where a name is due, so that words of the acquisition stay.
 */
public final class Identifiers {
	/** What a given value is. */
	enum Role { NAME, ID, PHONE, ADDRESS, DATE, TEXT }

	/** A value as it was given. */
	record Fact(Role role, String value) {}

	private final Set<Fact> facts;
	private final int hash;
	private volatile KnownForms forms;

	private Identifiers(Set<Fact> facts) {
		this.facts = facts;
		hash = facts.hashCode();
	}

	/** Starts with nothing known. */
	public static Builder builder() {
		return new Builder();
	}

	/** True for a part of a name in which signs stand for letters, because its character set is not declared. */
	public static boolean isGarbled(String partOfName) {
		return KnownForms.isGarbled(partOfName);
	}

	boolean isEmpty() {
		return facts.isEmpty();
	}

	/** The forms in which the values may stand in a text; made when first needed, because most texts are known from other files. */
	KnownForms forms() {
		KnownForms made = forms;
		if (made == null) forms = made = KnownForms.of(facts);
		return made;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Identifiers that && hash == that.hash && facts.equals(that.facts);
	}

	@Override
	public int hashCode() {
		return hash;
	}

	/** Says how many values there are, not which. */
	@Override
	public String toString() {
		return facts.size() + " known values";
	}

	/** Collects known values. Empty ones and ones too short to tell anything are passed over. */
	public static final class Builder {
		private final Set<Fact> facts = new LinkedHashSet<>();

		private Builder() {}

		/** Adds a person's name: a PN value with up to three component groups, or a name as it is written elsewhere. */
		public Builder addName(String dicomPersonName) {
			return add(Role.NAME, dicomPersonName);
		}

		/** Adds a Patient ID, accession number or another number or code of the patient, a visit or an order. */
		public Builder addId(String id) {
			return add(Role.ID, id);
		}

		/** Adds a telephone or fax number. */
		public Builder addPhone(String phone) {
			return add(Role.PHONE, phone);
		}

		/** Adds an address; its lines, and parts between commas, count on their own. */
		public Builder addAddress(String address) {
			return add(Role.ADDRESS, address);
		}

		/** Adds a date such as the birth date; it goes in any spelling. */
		public Builder addDate(LocalDate date) {
			return date == null ? this : add(Role.DATE, date.toString());
		}

		/** Adds a text such as the name of an institution, a department or a station. Its words that are no terms of imaging count on their own. */
		public Builder addText(String text) {
			return add(Role.TEXT, text);
		}

		public Identifiers build() {
			return new Identifiers(Set.copyOf(facts));
		}

		private Builder add(Role role, String value) {
			if (value != null && !value.isBlank()) facts.add(new Fact(role, value.strip()));
			return this;
		}
	}
}
