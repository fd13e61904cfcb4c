package sc.fiji.medprep.convert;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.ImageKind;

/**
 * What a series is in BIDS, as far as its header tells: by words of its descriptions, then by its times. The words serve to
 * choose a name but never get into it. What cannot be told goes to a folder named after the modality, which BIDS does not
 * know: "ct" for CT, "mr" for localizers, maps made by the scanner and other MR.
 */
final class BidsGuess {
	/** Attributes that are looked at. */
	static final List<String> KEYWORDS = List.of("Modality", "SeriesDescription", "ProtocolName", "SequenceName", "PulseSequenceName", "ScanningSequence", "EchoPulseSequence",
		"EchoPlanarPulseSequence", "MRAcquisitionType", "InversionTime", "SeriesNumber");
	/** So many volumes in time are a functional series even where the header does not say that it is echo planar. */
	private static final int MANY_VOLUMES = 5;
	/** The kind of image that a scanner makes of others. */
	private static final Set<String> MADE = Set.of("MPR", "MIP", "MIN IP", "MNIP", "PROJECTION IMAGE", "REFORMATTED", "ADC", "FA", "TRACEW", "SUBTRACTION");
	/** Datatypes in which a name says the part of a complex number. */
	private static final Set<String> WITH_PARTS = Set.of("anat", "func", "dwi");
	private static final Pattern DIRECTION = words("ap|pa|lr|rl"), SINGLE_BAND = words("sb.?ref|single.?band.?ref(erence)?"), DIFFUSION = words("dwi|dti|diff(usion)?|dmri|hardi|noddi"),
		LABELLING = words("p?c?asl|pasl|arterial.?spin.*"), PROTON_CALIBRATION = words("m0|m0.?scan"), PERFUSION = words("perf(usion)?|dsc|dce"),
		FUNCTIONAL = words("bold|(rs.?|task.?)?f.?mri|func(tional)?|rest(ing)?|task"), FIELD_MAP = words("field.?map(ping)?|fmap|b0.?map(ping)?"),
		REVERSED = words("spin.?echo.?field.?map|se.?(epi|fmap|field.?map)|field.?map.?se|top.?up|distortion.?map|rev.?pe|blip.?(up|down)"),
		NO_CONTRAST = words("(b1|[tr][12](\\*|star)?).?map(s|ping)?|calib(ration)?|survey|scout|loc|localizer|localiser|phoenix.*|mol+i|stir|phase.?contrast|mip"),
		TWO_INVERSIONS = words("mp2rage"), FIRST_INVERSION = words("inv.?1"), SECOND_INVERSION = words("inv.?2"), UNIFORM = words("uni|uni.?den|unit1");

	/** Contrasts that words tell, the more telling ones first. */
	private enum Contrast {
		angio("tof|(mr.?)?angio(graphy)?|ce.?mra|mra"),
		// before FLAIR, which says little about a "T1 FLAIR"
		T1w("t1|t1.?wi?|mp.?rage|bravo|f?spgr|tfl3d|mprage.*"), FLAIR("t2.?flair|flair|dark.?fluid"),
		T2starw("t2.?(star.?w?|\\*.?w?)|t2s|t2.?gre|gre.?t2|swi|swan|swip|hemo"), PDw("pd.?wi?|pd|proton.*"), T2w("t2|t2.?wi?");

		private final Pattern words;

		Contrast(String words) {
			this.words = words(words);
		}
	}

	private final ImageFacts image;
	private final ImageKind kind;
	private final String text, sequence;
	private final boolean planar;

	private BidsGuess(ImageFacts image) {
		this.image = image;
		kind = image.kind();
		String names = value("SequenceName") + " " + value("PulseSequenceName");
		// "restBOLD" is two words
		text = (value("SeriesDescription") + " " + value("ProtocolName") + " " + names).replaceAll("(?<=[a-z0-9][a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
		sequence = value("ScanningSequence") + value("EchoPulseSequence").replace("SPIN", "SE").replace("GRADIENT", "GR");
		planar = value("ScanningSequence").contains("EP") || value("EchoPlanarPulseSequence").equals("YES") || names.toLowerCase(Locale.ROOT).matches(".*\\b(epfid|ep2d|epse|ep_b|epi).*");
	}

	static BidsName of(ImageFacts image) {
		BidsName name = new BidsGuess(image).name();
		boolean complex = WITH_PARTS.contains(name.datatype()) && !name.suffix().equals("UNIT1");
		return !complex ? name : switch (image.kind().component()) {
			case PHASE -> name.with("part", "phase");
			case REAL -> name.with("part", "real");
			case IMAGINARY -> name.with("part", "imag");
			default -> name;
		};
	}

	private static Pattern words(String words) {
		return Pattern.compile("(?<![a-z])(" + words + ")(?![a-z])");
	}

	private String value(String keyword) {
		return image.first().value(keyword);
	}

	private boolean says(Pattern words) {
		return words.matcher(text).find();
	}

	private BidsName name() {
		String modality = value("Modality").toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
		if (modality.equals("pt")) return unknown("pet");
		if (!modality.equals("mr")) return unknown(modality.isEmpty() ? "other" : modality);
		boolean several = image.volumes() > 1, made = kind.type().stream().anyMatch(MADE::contains) || (kind.is("DERIVED") || kind.is("SECONDARY")) && several;
		if (made || kind.is("LOCALIZER")) return unknown(modality);
		if (image.axis() == Axis.Kind.DIFFUSION) return directed(BidsName.of("dwi", "dwi"));
		if (says(SINGLE_BAND) && !several) return says(FIELD_MAP) || says(REVERSED) ? unknown(modality) : directed(says(DIFFUSION) ? BidsName.of("dwi", "sbref") : functional("sbref"));
		if (says(REVERSED) || says(FIELD_MAP) && planar) return reversed();
		if (says(FIELD_MAP)) return fieldMap();
		if (says(LABELLING)) return BidsName.of("perf", says(PROTON_CALIBRATION) ? "m0scan" : "asl");
		if (says(PERFUSION)) return unknown(modality);
		if (says(DIFFUSION)) return planar && says(DIRECTION) ? reversed() : unknown(modality);
		if (isFunctional(several)) return directed(kind.is("MOCO") ? functional("bold").with("rec", "moco") : functional("bold"));
		// one volume of an echo planar sequence is a field map or a test; which, nobody can tell
		return planar || several ? unknown(modality) : anatomical(modality);
	}

	private boolean isFunctional(boolean several) {
		if (says(FUNCTIONAL) && (planar || several)) return true;
		if (image.axis() != Axis.Kind.TIME) return false;
		return planar || sequence.isEmpty() && image.volumes() >= MANY_VOLUMES;
	}

	private static BidsName functional(String suffix) {
		return BidsName.of("func", suffix).with("task", "unknown");
	}

	private BidsName reversed() {
		return directed(BidsName.of("fmap", "epi")).withIfMissing("dir", "unknown");
	}

	/** With the direction of phase encoding, which distinguishes many pairs, if a word says it. */
	private BidsName directed(BidsName name) {
		Matcher direction = DIRECTION.matcher(text);
		return direction.find() ? name.with("dir", direction.group(1).toUpperCase(Locale.ROOT)) : name;
	}

	/** Two phases of a series, or the one that a scanner made of them, and magnitudes. */
	private BidsName fieldMap() {
		boolean second = kind.echo() > 1;
		if (kind.component() != ImageKind.Component.PHASE) return BidsName.of("fmap", second ? "magnitude2" : "magnitude1");
		if (image.echoes()) return BidsName.of("fmap", second ? "phase2" : "phase1");
		return BidsName.of("fmap", second ? "phasediff" : "phase1");
	}

	private BidsName anatomical(String modality) {
		if (says(NO_CONTRAST) && !says(TWO_INVERSIONS)) return unknown(modality);
		if (says(TWO_INVERSIONS)) {
			if (says(UNIFORM) || kind.is("UNI")) return BidsName.of("anat", "UNIT1");
			if (says(FIRST_INVERSION) || says(SECOND_INVERSION)) return BidsName.of("anat", "MP2RAGE").with("inv", says(FIRST_INVERSION) ? "1" : "2");
			return unknown(modality);
		}
		String suffix = said();
		if (suffix.isEmpty()) suffix = byTimes();
		if (suffix.equals("T2starw") && image.echoes()) suffix = "MEGRE";
		return suffix.isEmpty() ? unknown(modality) : BidsName.of("anat", suffix);
	}

	private String said() {
		for (Contrast contrast : Contrast.values()) {
			// of a series with both, the early echo is the one weighted by protons
			if (contrast == Contrast.PDw && says(Contrast.T2w.words) && kind.echoTime() > 40) continue;
			if (says(contrast.words)) return contrast.name();
		}
		return "";
	}

	/** What ordinary times in milliseconds tell where no word does; empty if they do not. */
	private String byTimes() {
		double repetition = kind.repetitionTime(), echo = kind.echoTime(), inversion = inversionTime();
		if (sequence.contains("GR")) {
			if (inversion >= 500 && inversion <= 1500 && echo < 10) return "T1w";
			return echo >= 15 && echo < 60 && value("MRAcquisitionType").equals("2D") ? "T2starw" : "";
		}
		if (!sequence.contains("SE")) return "";
		if (inversion > 0) return inversion >= 1500 && echo >= 60 ? "FLAIR" : "";
		if (echo < 30) return repetition < 1000 ? "T1w" : repetition >= 1800 ? "PDw" : "";
		return echo >= 60 && repetition >= 2000 ? "T2w" : "";
	}

	private double inversionTime() {
		try {
			return Double.parseDouble(value("InversionTime"));
		}
		catch (NumberFormatException e) {
			return 0;
		}
	}

	private static BidsName unknown(String modality) {
		return BidsName.of(modality, modality);
	}
}
