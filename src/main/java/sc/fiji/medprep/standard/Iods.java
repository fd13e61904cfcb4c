package sc.fiji.medprep.standard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Information Object Definitions of PS3.3: which modules and functional groups a SOP class is made of, and which Type
 * each attribute has at its nested path. Immutable but for a cache of what was looked up; safe for use by many threads.
 */
public final class Iods {

	private static final class Holder {
		static final Iods INSTANCE = new Iods();
	}

	private final SortedLines sopClasses = new SortedLines("sop-classes.txt");
	private final SortedLines iods = new SortedLines("iods.txt");
	private final ModuleTable modules = ModuleTable.instance();
	private final ConcurrentHashMap<String, Iod> bySopClass = new ConcurrentHashMap<>();

	private Iods() {}

	/** The one collection. */
	public static Iods instance() {
		return Holder.INSTANCE;
	}

	/** Editions of the IODs and of their modules, which differ. */
	public String edition() {
		return "IODs " + iods.edition() + ", modules " + modules.edition();
	}

	/** The IOD of a storage SOP class; empty for private SOP classes and those that are not composite objects. */
	public Optional<Iod> ofSopClass(String uid) {
		Iod known = bySopClass.get(uid);
		if (known != null) return Optional.of(known);
		int line = sopClasses.find(uid);
		if (line < 0) return Optional.empty();
		Iod iod = read(sopClasses.field(line, 1), sopClasses.field(line, 2));
		bySopClass.put(uid, iod);
		return Optional.of(iod);
	}

	/** The SOP classes whose IODs are known, in the order of their UIDs as text. */
	public List<String> sopClasses() {
		return sopClasses.firstFields();
	}

	private Iod read(String id, String name) {
		List<Iod.Module> all = new ArrayList<>();
		List<String> roots = new ArrayList<>();
		List<String> shared = new ArrayList<>();
		List<String> perFrame = new ArrayList<>();
		for (int line = iods.find(id); line >= 0; line = iods.next(line, id)) {
			String usage = iods.field(line, 1);
			String module = iods.field(line, 2);
			String entity = iods.field(line, 3);
			String block = iods.field(line, 4);
			boolean known = !block.equals("-");
			if (block.isEmpty()) block = module;
			all.add(new Iod.Module(module, usage.charAt(0), entity, known ? block : ""));
			if (!known) continue;
			switch (entity) {
				case "Shared or Per-frame" -> {
					shared.add(block);
					perFrame.add(block);
				}
				case "Shared" -> shared.add(block);
				case "Per-frame" -> perFrame.add(block);
				default -> roots.add(block);
			}
		}
		return new Iod(id, name, Collections.unmodifiableList(all), AttributeLevel.root(modules, roots, shared, perFrame));
	}
}
