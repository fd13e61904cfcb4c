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
		String words = facts.value("ProtocolName").isEmpty() ? facts.value("SeriesDescription") : facts.value("ProtocolName");
		String plain = words.replaceAll("[^A-Za-z0-9]+", "-");
		String cut = plain.substring(0, Math.min(LONGEST_WORDS, plain.length()));
		return cut.replaceAll("^-|-$", "");
	}

	/** What each image is in BIDS: as the mapping says, else by a guess; null for one that the mapping leaves out. */
	static List<BidsName> bids(List<ImageFacts> images, BidsMapping mapping) {
		List<BidsName> names = new ArrayList<>();
		for (ImageFacts image : images) {
			Optional<Optional<BidsName>> said = mapping.nameOf(image.first());
			BidsName name = said.isPresent() ? said.get().orElse(null) : BidsGuess.of(image.first(), image.kind(), image.axis(), image.volumes());
			boolean several = name != null && image.echoes() && image.kind().echo() > 0 && !name.datatype().equals("fmap");
			names.add(several ? name.withIfMissing("echo", String.valueOf(image.kind().echo())) : name);
		}
		return names;
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
