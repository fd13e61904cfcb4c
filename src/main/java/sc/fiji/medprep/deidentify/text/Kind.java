package sc.fiji.medprep.deidentify.text;

/** What kind of identifying value was removed from a text. */
public enum Kind {
	/** Name of a person. */
	NAME,
	/** Number or code of a person, a visit, an order or a device. */
	ID,
	/** Telephone or fax number. */
	PHONE,
	/** E-mail address. */
	EMAIL,
	/** Street, place or postcode. */
	ADDRESS,
	/** Calendar date, with its time of day if it has one. */
	DATE,
	/** Age over 89 years. */
	AGE,
	/** URL, host, network address or path of a file. */
	LOCATION,
	/** UID that no standard defines. */
	UID,
	/** Known text such as an institution. */
	TEXT,
	/** Word that is in no vocabulary of imaging. */
	WORD
}
