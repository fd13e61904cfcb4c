package sc.fiji.medprep.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of images without their endings: unique, the same for the same set, and without anything that identifies. */
final class Names {
	/** Stands for an image that is left out. */
	static final String LEFT_OUT = "";
	private static final int LONGEST_WORDS = 40;

	private Names() {}

	/**
	 * In one folder: subject, session if there are several, number of the series, words of the protocol, echo, part of a complex
	 * number.
	 *
	 * @param words whether words may be told even of those whose identity was not removed
	 */
	static List<String> flat(List<ImageFacts> images, boolean words) {
		List<String> names = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (ImageFacts image : images) {
			StringBuilder name = new StringBuilder(image.subject().identityRemoved() ? "" : "sub-").append(image.subject().label());
			if (image.session() > 0) name.append("_ses-").append(image.sessionLabel());
			name.append('_').append(String.format(Locale.ROOT, "%03d", seriesNumber(image)));
			String said = words || image.subject().identityRemoved() ? words(image.first()) : "";
			if (!said.isEmpty()) name.append('_').append(said);
			if (image.echoes() && image.kind().echo() > 0) name.append("_e").append(image.kind().echo());
			name.append(switch (image.kind().component()) {
				case PHASE -> "_ph";
				case REAL -> "_real";
				case IMAGINARY -> "_imaginary";
				default -> "";
			});
			String unused = name.toString();
			for (int i = 2; !taken.add(unused.toLowerCase(Locale.ROOT)); i++) unused = name + "_" + i;
			names.add(unused);
		}
		return names;
	}

	private static int seriesNumber(ImageFacts image) {
		String number = image.first().value("SeriesNumber");
		return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
	}

	private static String words(ItemFacts facts) {
		if (facts.told()) return "";
		String words = ItemFacts.DESCRIPTIONS.stream().map(facts::value).filter(value -> !value.isEmpty()).findFirst().orElse("");
		String plain = words.replaceAll("[^A-Za-z0-9]+", "-");
		String cut = plain.substring(0, Math.min(LONGEST_WORDS, plain.length()));
		return cut.replaceAll("^-|-$", "");
	}

	/** What each image is in BIDS: as the mapping says, else by a guess; null for one that the mapping leaves out. */
	static List<BidsName> bids(List<ImageFacts> images, BidsMapping mapping) {
		List<BidsName> names = new ArrayList<>();
		Set<String> magnitudes = new HashSet<>();
		for (ImageFacts image : images) {
			Optional<Optional<BidsName>> said = mapping.nameOf(image.first());
			BidsName name = said.isPresent() ? said.get().orElse(null) : BidsGuess.of(image);
			boolean several = name != null && image.echoes() && image.kind().echo() > 0 && !name.datatype().equals("fmap");
			names.add(several ? name.withIfMissing("echo", String.valueOf(image.kind().echo())) : name);
			if (name != null && name.entities().containsKey("part")) magnitudes.add(path(image, names.get(names.size() - 1).with("part", "mag")));
		}
		// a magnitude may go without saying only where there is nothing else
		for (int i = 0; i < names.size(); i++) {
			BidsName name = names.get(i), magnitude = name == null ? null : name.withIfMissing("part", "mag");
			if (magnitudes.contains(path(images.get(i), magnitude))) names.set(i, magnitude);
		}
		return names;
	}

	/** The times of both echoes in seconds, which BIDS wants beside the difference of phases; empty for other images and where they are unknown. */
	static double[] echoTimes(List<ImageFacts> images, List<BidsName> names, int index) {
		if (names.get(index) == null || !names.get(index).suffix().equals("phasediff")) return new double[0];
		ImageFacts difference = images.get(index);
		double first = Double.NaN, second = difference.kind().echoTime();
		// of several, the last one before it
		for (int i = 0; i < images.size(); i++) {
			ImageFacts image = images.get(i);
			boolean magnitude = names.get(i) != null && names.get(i).suffix().equals("magnitude1") && image.first().study().equals(difference.first().study());
			if (magnitude && (Double.isNaN(first) || seriesNumber(image) <= seriesNumber(difference))) first = image.kind().echoTime();
		}
		return first < second ? new double[] {first / 1000, second / 1000} : new double[0];
	}

	/** Paths of images in BIDS; those that would have the same one are told apart as runs. */
	static List<String> paths(List<ImageFacts> images, List<BidsName> names) {
		Map<String, Integer> counts = new HashMap<>(), runs = new HashMap<>();
		List<String> paths = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) counts.merge(path(images.get(i), names.get(i)).toLowerCase(Locale.ROOT), 1, Integer::sum);
		for (int i = 0; i < names.size(); i++) {
			String path = path(images.get(i), names.get(i)), key = path.toLowerCase(Locale.ROOT);
			if (path.equals(LEFT_OUT) || counts.get(key) == 1) paths.add(path);
			else paths.add(path(images.get(i), names.get(i).with("run", String.format(Locale.ROOT, "%02d", runs.merge(key, 1, Integer::sum)))));
		}
		return paths;
	}

	private static String path(ImageFacts image, BidsName name) {
		return name == null ? LEFT_OUT : name.path(image.subject().label(), image.sessionLabel());
	}
}
