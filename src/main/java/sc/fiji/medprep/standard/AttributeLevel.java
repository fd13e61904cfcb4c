package sc.fiji.medprep.standard;

import java.util.ArrayList;
import java.util.List;

/**
 * The attributes that one IOD has at one place, the root or the items of one sequence: merged from the blocks of all
 * modules that reach there. A level below is read when it is first asked for, then kept.
 */
final class AttributeLevel {

	private static final class Entry {
		AttributeType type = AttributeType.NONE;
		/** Names of the blocks inside the sequence; null if it has none. */
		List<String> blocks;
		volatile AttributeLevel inside;
	}

	private static final int SHARED_FUNCTIONAL_GROUPS = 0x52009229;
	private static final int PER_FRAME_FUNCTIONAL_GROUPS = 0x52009230;

	private final ModuleTable modules;
	private final TagTable<Entry> entries = new TagTable<>();

	private AttributeLevel(ModuleTable modules, List<String> blocks) {
		this.modules = modules;
		for (String block : blocks) modules.forEach(block, this::add);
	}

	/** The root level of an IOD with these module blocks and these functional groups. */
	static AttributeLevel root(ModuleTable modules, List<String> blocks, List<String> shared, List<String> perFrame) {
		AttributeLevel root = new AttributeLevel(modules, blocks);
		root.addFunctionalGroups(SHARED_FUNCTIONAL_GROUPS, shared);
		root.addFunctionalGroups(PER_FRAME_FUNCTIONAL_GROUPS, perFrame);
		return root;
	}

	private void add(int tag, AttributeType type, String inside) {
		Entry entry = entry(tag);
		if (type.compareTo(entry.type) < 0) entry.type = type;
		if (inside != null) addBlock(entry, inside);
	}

	private Entry entry(int tag) {
		Entry entry = entries.get(tag);
		if (entry == null) {
			entry = new Entry();
			entries.put(tag, entry);
		}
		return entry;
	}

	private static void addBlock(Entry entry, String block) {
		if (entry.blocks == null) entry.blocks = new ArrayList<>(2);
		if (!entry.blocks.contains(block)) entry.blocks.add(block);
	}

	private void addFunctionalGroups(int sequence, List<String> macros) {
		Entry entry = entries.get(sequence);
		if (entry == null) return;
		for (String macro : macros) addBlock(entry, macro);
	}

	AttributeType typeOf(int tag) {
		Entry entry = entries.get(firstOfGroups(tag));
		return entry == null ? AttributeType.NONE : entry.type;
	}

	/** The level inside a sequence, or null if no module of the IOD has anything there. */
	AttributeLevel inside(int sequence) {
		Entry entry = entries.get(firstOfGroups(sequence));
		if (entry == null || entry.blocks == null) return null;
		AttributeLevel inside = entry.inside;
		if (inside == null) {
			// Two threads may build the same level; either result is as good.
			inside = new AttributeLevel(modules, entry.blocks);
			entry.inside = inside;
		}
		return inside;
	}

	/** Overlay planes repeat in 6000 to 601E; the tables list group 6000. */
	private static int firstOfGroups(int tag) {
		return (tag & 0xFF010000) == 0x60000000 ? tag & 0xFF00FFFF : tag;
	}
}
