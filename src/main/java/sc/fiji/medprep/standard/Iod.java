package sc.fiji.medprep.standard;

import java.util.ArrayList;
import java.util.List;

/** An Information Object Definition (PS3.3 annex A): its modules, its functional groups, and the Types they give. */
public final class Iod {

	/**
	 * A module or functional group macro of an IOD.
	 *
	 * @param name in lower case with hyphens, such as general-study
	 * @param usage M mandatory, C conditional, U user option
	 * @param entity the information entity, such as Patient or Image; for functional groups where the macro may stand:
	 *            "Per-frame", "Shared", or "Shared or Per-frame"
	 * @param block what its attributes are called in {@link ModuleTable}; empty if they are not in the tables
	 */
	public record Module(String name, char usage, String entity, String block) {
		/** Whether its attributes are in the tables. */
		public boolean known() {
			return !block.isEmpty();
		}

		/** Whether it is a functional group macro that may stand in the Shared Functional Groups Sequence. */
		public boolean isShared() {
			return entity.startsWith("Shared");
		}

		/** Whether it is a functional group macro that may stand in the Per-frame Functional Groups Sequence. */
		public boolean isPerFrame() {
			return entity.endsWith("er-frame");
		}
	}

	private final String id;
	private final String name;
	private final List<Module> modules;
	private final boolean complete;
	private final AttributeLevel root;

	Iod(String id, String name, List<Module> modules, AttributeLevel root) {
		this.id = id;
		this.name = name;
		this.modules = modules;
		this.root = root;
		complete = missingModules().isEmpty();
	}

	/** The name in lower case with hyphens, such as ct-image. */
	public String id() {
		return id;
	}

	/** The name in PS3.3, such as CT Image. */
	public String name() {
		return name;
	}

	/** Modules and functional groups in the order of the standard. */
	public List<Module> modules() {
		return modules;
	}

	/** False if a module or functional group of this IOD is missing from the tables, so that NONE may mean unknown. */
	public boolean complete() {
		return complete;
	}

	/** The modules and functional groups whose attributes are not in the tables. */
	public List<Module> missingModules() {
		List<Module> missing = new ArrayList<>();
		for (Module module : modules) {
			if (!module.known()) missing.add(module);
		}
		return missing;
	}

	/**
	 * The strictest Type that any module of this IOD gives to the attribute at exactly this path.
	 *
	 * @param path the tags of the enclosing sequences from the outside in, then the tag of the attribute
	 */
	public AttributeType typeOf(int... path) {
		return typeOf(path, path.length);
	}

	/** The same for the first {@code length} tags of {@code path}, for callers that keep one path while they descend. */
	public AttributeType typeOf(int[] path, int length) {
		if (length < 1) throw new IllegalArgumentException("A path has at least one tag.");
		AttributeLevel level = root;
		for (int i = 0; i < length - 1; i++) {
			level = level.inside(path[i]);
			if (level == null) return AttributeType.NONE;
		}
		return level.typeOf(path[length - 1]);
	}
}
