package sc.fiji.medprep.convert;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.ImageKind;

/**
 * What a series is in BIDS, as far as its header tells. What cannot be told goes to a folder named after the modality, which
 * BIDS does not know: "ct" for CT, "mr" for localizers, maps made by the scanner and other MR. The words of protocols serve to
 * choose a name but never get into it.
 */
final class BidsGuess {
	/** Attributes that are looked at. */
	static final List<String> KEYWORDS = List.of("Modality", "SeriesDescription", "ProtocolName", "SequenceName", "ScanningSequence", "ImageType", "SeriesNumber");
	private static final int FEW_VOLUMES = 5;
	private static final Pattern FIELD_MAP = words("field.?map|fmap|gre.?field|b0.?map"), REVERSED = words("spin.?echo.?field.?map|se.?(epi|fmap|field)|topup|distortion"),
		REFERENCE = words("sbref"), FLAIR = words("flair|dark.?fluid"), T2_STAR = words("t2.?(star|\\*)|t2s|gre.?t2|swi|hemo"), MP2RAGE = words("mp2rage"),
		T1 = words("t1|mprage|mp.?rage|bravo|spgr|fspgr|tfl3d|ir.?fspgr"), T2 = words("t2|tse|space"), PROTON = words("pd|proton"), ANGIOGRAPHY = words("tof|angio|mra"),
		DIRECTION = words("ap|pa|lr|rl");

	private BidsGuess() {}

	private static Pattern words(String words) {
		return Pattern.compile("(?<![a-z])(" + words + ")(?![a-z])");
	}

	static BidsName of(ItemFacts facts, ImageKind kind, Axis.Kind axis, int volumes) {
		String modality = facts.value("Modality").toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
		if (!modality.equals("mr")) return unknown(modality.isEmpty() ? "other" : modality);
		String text = (facts.value("SeriesDescription") + " " + facts.value("ProtocolName") + " " + facts.value("SequenceName")).toLowerCase(Locale.ROOT);
		boolean derived = kind.is("DERIVED") || kind.is("LOCALIZER") || kind.is("SECONDARY");
		if (axis == Axis.Kind.DIFFUSION && !derived) return BidsName.of("dwi", "dwi");
		if (kind.is("LOCALIZER") || derived && axis != Axis.Kind.NONE) return unknown(modality);
		if (FIELD_MAP.matcher(text).find() || REVERSED.matcher(text).find()) return fieldMap(text, kind);
		boolean planar = facts.value("ScanningSequence").contains("EP") || facts.value("SequenceName").toLowerCase(Locale.ROOT).contains("epfid");
		if (axis == Axis.Kind.TIME && volumes >= FEW_VOLUMES) return functional("bold", kind);
		if (REFERENCE.matcher(text).find()) return functional("sbref", kind);
		// a few volumes of an echo planar sequence are a field map or a test; which, nobody can tell
		return planar || volumes > 1 ? unknown(modality) : anatomical(text, kind, modality);
	}

	private static BidsName functional(String suffix, ImageKind kind) {
		return part(BidsName.of("func", suffix).with("task", "unknown"), kind);
	}

	private static BidsName fieldMap(String text, ImageKind kind) {
		if (REVERSED.matcher(text).find()) {
			var direction = DIRECTION.matcher(text);
			return BidsName.of("fmap", "epi").with("dir", direction.find() ? direction.group(1).toUpperCase(Locale.ROOT) : "unknown");
		}
		if (kind.component() == ImageKind.Component.PHASE) return BidsName.of("fmap", kind.echo() > 1 ? "phasediff" : "phase1");
		return BidsName.of("fmap", kind.echo() > 1 ? "magnitude2" : "magnitude1");
	}

	private static BidsName anatomical(String text, ImageKind kind, String modality) {
		if (ANGIOGRAPHY.matcher(text).find()) return part(BidsName.of("anat", "angio"), kind);
		if (FLAIR.matcher(text).find()) return part(BidsName.of("anat", "FLAIR"), kind);
		if (MP2RAGE.matcher(text).find()) return unknown(modality);
		if (T2_STAR.matcher(text).find()) return part(BidsName.of("anat", "T2starw"), kind);
		if (T1.matcher(text).find()) return part(BidsName.of("anat", "T1w"), kind);
		if (PROTON.matcher(text).find()) return part(BidsName.of("anat", "PDw"), kind);
		if (T2.matcher(text).find()) return part(BidsName.of("anat", "T2w"), kind);
		return unknown(modality);
	}

	private static BidsName part(BidsName name, ImageKind kind) {
		return switch (kind.component()) {
			case PHASE -> name.with("part", "phase");
			case REAL -> name.with("part", "real");
			case IMAGINARY -> name.with("part", "imag");
			default -> name;
		};
	}

	private static BidsName unknown(String modality) {
		return BidsName.of(modality, modality);
	}
}
