package sc.fiji.medprep.deidentify;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;

/** What stays of private elements under the Retain Safe Private Option. Serves one file. */
final class PrivateElements {
	/**
	 * What takes the place of a private element; null if it goes.
	 *
	 * @param level the data set that holds the element and its private creator
	 */
	Element cleaned(Element element, DataSet level) {
		return null;
	}
}
