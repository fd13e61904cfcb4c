package sc.fiji.medprep.convert;

import java.io.IOException;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Volume;

/** Facts about each volume of a PET series, times in seconds after the first one began. */
final class PetFrames {
	private static final double MILLISECOND = 1e-3;

	private PetFrames() {}

	static void write(Header.Source headers, Volume.Shape shape, Facts facts) throws IOException {
		double[] starts = new double[shape.count()], durations = new double[shape.count()], decays = new double[shape.count()];
		for (int v = 0; v < shape.count(); v++) {
			Header header = headers.of(0, v);
			starts[v] = Moment.acquired(header);
			durations[v] = header.number(Tag.ACTUAL_FRAME_DURATION).orElse(Double.NaN) * MILLISECOND;
			decays[v] = header.number(Tag.DECAY_FACTOR).orElse(Double.NaN);
		}
		double first = starts[0];
		for (int v = 0; v < starts.length; v++) starts[v] -= first;
		// Fields with a value that is not known are left out as a whole.
		facts.numbers("FrameTimesStart", starts);
		facts.numbers("FrameDuration", durations);
		facts.numbers("DecayFactor", decays);
		facts.positive("InjectedRadioactivity", headers.first().number(Tag.RADIONUCLIDE_TOTAL_DOSE), 1);
		if (facts.json.has("InjectedRadioactivity")) facts.text("InjectedRadioactivityUnits", "Bq");
	}
}
