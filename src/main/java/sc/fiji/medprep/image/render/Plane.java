package sc.fiji.medprep.image.render;

/**
 * The three planes of anatomy as radiologists look at them: axial from the feet, coronal from the front, sagittal from the left.
 * Directions are in LPS, letters those of PS3.3 C.7.6.1.1.1.
 */
public enum Plane {
	AXIAL(0, 1, 1, 1, "RLAP"), CORONAL(0, 1, 2, -1, "RLHF"), SAGITTAL(1, 1, 2, -1, "APHF");

	private final int across, down, acrossSign, downSign;
	private final String letters;

	Plane(int across, int acrossSign, int down, int downSign, String letters) {
		this.across = across;
		this.acrossSign = acrossSign;
		this.down = down;
		this.downSign = downSign;
		this.letters = letters;
	}

	/** Which of the patient's axes goes along a row of the picture: 0 = to the left, 1 = to the back, 2 = to the head. */
	public int across() {
		return across;
	}

	/** Which of the patient's axes goes along a column of the picture. */
	public int along() {
		return down;
	}

	/** Which of the patient's axes the plane is passed through along. */
	public int through() {
		return 3 - across - down;
	}

	int acrossSign() {
		return acrossSign;
	}

	int downSign() {
		return downSign;
	}

	/** What lies at the left, right, top and bottom of the picture. */
	public String letters() {
		return letters;
	}
}
