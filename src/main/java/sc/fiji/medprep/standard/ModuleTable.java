package sc.fiji.medprep.standard;

/** The attributes of modules and functional group macros (PS3.3 annex C) with their Types, as the tables have them. Immutable. */
public final class ModuleTable {
	/** Receives the attributes of a block. */
	@FunctionalInterface
	public interface Rows {
		/** @param inside the block of the attributes in the items of this sequence; null if there is none */
		void row(int tag, AttributeType type, String inside);
	}

	private static final class Holder {
		static final ModuleTable INSTANCE = new ModuleTable();
	}

	private final SortedLines lines = new SortedLines("modules.txt");

	private ModuleTable() {}

	/** The one table. */
	public static ModuleTable instance() {
		return Holder.INSTANCE;
	}

	/** The edition of the modules, which is older than that of the IODs. */
	public String edition() {
		return lines.edition();
	}

	/** Whether a block is in the table: a module such as general-series, a macro such as +ct-exposure, or items. */
	public boolean contains(String block) {
		return lines.find(block) >= 0;
	}

	/** Gives all attributes of a block in ascending order of their tags; repeating groups as the first of them. */
	public void forEach(String block, Rows rows) {
		byte[] text = lines.text();
		for (int line = lines.find(block); line >= 0; line = lines.next(line, block)) {
			int at = line + block.length() + 1;
			int tag = SortedLines.hex8(text, at);
			at += 9;
			boolean conditional = text[at + 1] == 'C';
			AttributeType type = switch (text[at]) {
				case '1' -> conditional ? AttributeType.TYPE_1C : AttributeType.TYPE_1;
				case '2' -> conditional ? AttributeType.TYPE_2C : AttributeType.TYPE_2;
				default -> AttributeType.TYPE_3;
			};
			rows.row(tag, type, text[at + (conditional ? 3 : 2)] == '\n' ? null : lines.field(line, 3));
		}
	}
}
