package sc.fiji.medprep.standard.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.Iods;

/**
 * All rules of one kind of object (PS3.3): its modules, and what they ask of the attributes at each place. Safe for use by
 * many threads; what is below the root is built when it is first asked for, and kept.
 */
public final class ObjectRules {
	private static final class Holder {
		static final ConcurrentHashMap<String, ObjectRules> BY_SOP_CLASS = new ConcurrentHashMap<>();
	}

	private final Iod iod;
	private final RuleTexts texts;
	private final List<ModuleRule> modules;
	private final List<Iod.Module> missing;
	private final RuleLevel root;
	private final Map<List<Source>, RuleLevel> levels = new HashMap<>();
	private int size;

	private ObjectRules(Iod iod, RuleTexts texts) {
		this.iod = iod;
		this.texts = texts;
		List<Source> roots = new ArrayList<>(), shared = new ArrayList<>(), perFrame = new ArrayList<>();
		List<ModuleBuilder> builders = new ArrayList<>();
		String object = "iod " + iod.id();
		builders.add(ModuleBuilder.ofObject(iod));
		for (Iod.Module module : iod.modules()) {
			ModuleBuilder builder = new ModuleBuilder(builders.size(), module);
			builders.add(builder);
			if (!builder.place.isMacro()) roots.add(builder.source);
			if (module.isShared()) shared.add(builder.source);
			if (module.isPerFrame()) perFrame.add(builder.source);
		}
		roots.add(Source.root(0, null, object));
		root = new LevelBuilder(texts, this::next, roots).build(Map.of(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared, Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, perFrame), false, this::level);
		List<ModuleRule> all = new ArrayList<>();
		for (ModuleBuilder builder : builders) all.add(builder.build(texts, texts.in(object), root, builders, next()));
		modules = Collections.unmodifiableList(all);
		missing = iod.missingModules().stream().filter(module -> !texts.reach(ModuleBuilder.contextOf(module))).toList();
	}

	/** The rules of a SOP class; empty if it is private, or no object that is stored. */
	public static Optional<ObjectRules> of(String sopClassUid) {
		ObjectRules known = Holder.BY_SOP_CLASS.get(sopClassUid);
		if (known != null) return Optional.of(known);
		return Iods.instance().ofSopClass(sopClassUid).map(iod -> Holder.BY_SOP_CLASS.computeIfAbsent(sopClassUid, uid -> new ObjectRules(iod, RuleTexts.instance())));
	}

	/** The rules of an object after other texts. */
	static ObjectRules of(Iod iod, RuleTexts texts) {
		return new ObjectRules(iod, texts);
	}

	/** The name in PS3.3, such as CT Image. */
	public String name() {
		return iod.name();
	}

	/** The object itself, then its modules and functional group macros in the order of the standard. */
	public List<ModuleRule> modules() {
		return modules;
	}

	/** Modules whose attributes are not known. */
	public List<Iod.Module> missingModules() {
		return missing;
	}

	/** The attributes of the data set. */
	public RuleLevel root() {
		return root;
	}

	/** All rules so far have numbers below this one; it grows while levels are built. */
	public synchronized int size() {
		return size;
	}

	private int next() {
		return size++;
	}

	private synchronized RuleLevel level(List<Source> sources) {
		RuleLevel known = levels.get(sources);
		if (known != null) return known;
		boolean functionalGroups = sources.stream().anyMatch(source -> source.sequence == 0);
		RuleLevel level = new LevelBuilder(texts, this::next, sources).build(Map.of(), functionalGroups, this::level);
		levels.put(sources, level);
		return level;
	}
}
