package sc.fiji.medprep.standard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Modules as trees of attributes, written so that equal subtrees (macros, mostly) stand once. */
final class ModuleForest {

	private static final List<String> STRICTEST_FIRST = List.of("1", "1C", "2", "2C", "3");

	/** The attributes of a module or of the items of a sequence, by tag. */
	private static final class Block extends TreeMap<String, Row> {
		private static final long serialVersionUID = 1;
	}

	private static final class Row {
		String type;
		Block inside = new Block();
		/** The items are those the row itself stands in. */
		boolean again;
	}

	private final TreeMap<String, Block> roots = new TreeMap<>();
	private final Map<String, String> namesByShape = new HashMap<>();
	private final Map<String, Integer> shapesOfTag = new HashMap<>();
	private final TreeMap<String, List<String>> lines = new TreeMap<>();

	void add(String module, String path, String type) {
		Block block = roots.computeIfAbsent(module, k -> new Block());
		String[] tags = path.replace("60XX", "6000").split("/");
		for (int i = 0; i < tags.length - 1; i++) block = block.get(tags[i]).inside;
		row(block, tags[tags.length - 1], type);
	}

	private static Row row(Block block, String tag, String type) {
		Row row = block.computeIfAbsent(tag, k -> new Row());
		if (row.type == null || STRICTEST_FIRST.indexOf(type) < STRICTEST_FIRST.indexOf(row.type)) row.type = type;
		return row;
	}

	/** Adds the content of own-modules.txt; its head says how it is written. */
	void addOwn(List<String> own) {
		Map<String, Block> likes = new HashMap<>();
		List<Block> open = new ArrayList<>();
		for (String line : own) {
			String[] words = line.split("[ :]+");
			switch (words[0]) {
				case "like" -> likes.put(words[1], words.length == 4 ? roots.get(words[3]) : find(words[3], words[4]));
				case "module", "macro" -> {
					Block block = new Block();
					if (roots.put(words[0].equals("macro") ? '+' + words[1] : words[1], block) != null) {
						throw new IllegalStateException(line + " exists already.");
					}
					open = new ArrayList<>(List.of(block));
				}
				case "add" -> open = new ArrayList<>(List.of(roots.get(words[1])));
				default -> {
					int depth = words[0].startsWith(">") ? words[0].length() : 0;
					int first = depth > 0 ? 1 : 0;
					Row row = row(open.get(depth), words[first], words[first + 1]);
					if (!STRICTEST_FIRST.contains(words[first + 1])) throw new IllegalStateException("No such type: " + line);
					open.subList(depth + 1, open.size()).clear();
					if (words.length > first + 2) {
						row.again = words[first + 2].equals("again");
						if (!row.again) row.inside = likes.get(words[first + 2]);
					}
					open.add(row.inside);
				}
			}
		}
	}

	private Block find(String module, String path) {
		Block block = roots.get(module);
		for (String tag : path.split("/")) block = block.get(tag).inside;
		return block;
	}

	/** Drops modules that are in no IOD: those of services, which are never in a file. */
	void retain(Collection<String> modules) {
		roots.keySet().removeIf(name -> !name.startsWith("+") && !modules.contains(name));
	}

	boolean contains(String block) {
		return roots.containsKey(block);
	}

	/** One line per attribute: block, tag, type, name of the block inside or nothing. */
	Collection<String> lines() {
		roots.forEach((name, block) -> emit(name, block));
		List<String> all = new ArrayList<>();
		lines.values().forEach(all::addAll);
		return all;
	}

	private void emit(String name, Block block) {
		List<String> rows = new ArrayList<>();
		lines.put(name, rows);
		block.forEach((tag, row) -> {
			if (row.type.isEmpty()) throw new IllegalStateException(name + ' ' + tag + " has no type.");
			String inside = row.again ? name : row.inside.isEmpty() ? "" : nameOf(tag, row.inside);
			rows.add(String.join("\t", name, tag, row.type, inside));
		});
	}

	private String nameOf(String tag, Block block) {
		String shape = shape(block);
		String name = namesByShape.get(shape);
		if (name == null) {
			int number = shapesOfTag.merge(tag, 1, Integer::sum);
			name = '@' + tag + (number == 1 ? "" : "." + number);
			namesByShape.put(shape, name);
			emit(name, block);
		}
		return name;
	}

	private static String shape(Block block) {
		StringBuilder shape = new StringBuilder("{");
		block.forEach((tag, row) -> shape.append(tag).append(row.type).append(row.again ? "again" : shape(row.inside)));
		return shape.append('}').toString();
	}
}
