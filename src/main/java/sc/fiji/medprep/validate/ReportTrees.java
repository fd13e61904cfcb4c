package sc.fiji.medprep.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What PS3.3 A.35 lets the content tree of each kind of report be made of, from {@code report-trees.txt}. Immutable. */
final class ReportTrees {
	private record Relation(String source, String relationship, String target) {}

	/** One kind of report. */
	static final class Kind {
		private final Set<String> valueTypes = new HashSet<>(Set.of("CONTAINER"));
		private final Set<Relation> byValue = new HashSet<>();
		private final Set<Relation> byReference = new HashSet<>();

		/** True if content items may be of this type at all. */
		boolean has(String valueType) {
			return valueTypes.contains(valueType);
		}

		/** True if any relationship of this kind may be by reference. */
		boolean hasReferences() {
			return !byReference.isEmpty();
		}

		/** True if the relationship may join items of these types. */
		boolean joins(String source, String relationship, String target, boolean reference) {
			Set<Relation> relations = reference ? byReference : byValue;
			return relations.contains(new Relation(source, relationship, target)) || relations.contains(new Relation("*", relationship, target));
		}

		private void add(List<String> sources, String relationship, List<String> targets, boolean reference) {
			valueTypes.addAll(targets);
			for (String source : sources) {
				for (String target : targets) {
					Relation relation = new Relation(source, relationship, target);
					byValue.add(relation);
					if (reference) byReference.add(relation);
				}
			}
		}
	}

	private final Map<String, Kind> bySopClass = new HashMap<>();
	private final Set<String> templates = new HashSet<>();

	ReportTrees() {
		Kind kind = null;
		for (String line : lines()) {
			if (line.isBlank() || line.startsWith("#")) continue;
			String[] fields = line.split("\t");
			switch (fields[0]) {
				case "templates" -> templates.addAll(words(fields[1]));
				case "report" -> {
					kind = new Kind();
					for (String sopClass : words(fields[2])) bySopClass.put(sopClass, kind);
				}
				default -> kind.add(words(fields[0]), fields[1], words(fields[2]), fields.length > 3);
			}
		}
	}

	private static List<String> words(String text) {
		return List.of(text.split(" "));
	}

	private static String[] lines() {
		try (InputStream in = ReportTrees.class.getResourceAsStream("report-trees.txt")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The kind of report of a SOP class, or null if it is none. */
	Kind ofSopClass(String uid) {
		return bySopClass.get(uid);
	}

	/** True if a whole report is known to be made by this template of the DICOM Content Mapping Resource. */
	boolean isRootTemplate(String identifier) {
		return templates.contains(identifier);
	}
}
