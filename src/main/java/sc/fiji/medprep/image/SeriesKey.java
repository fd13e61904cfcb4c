package sc.fiji.medprep.image;

/** What images must have in common to be one series. Holds identifiers. */
record SeriesKey(String patient, String study, String series, String modality, int number) {
	@Override
	public String toString() {
		return "series " + number;
	}
}
