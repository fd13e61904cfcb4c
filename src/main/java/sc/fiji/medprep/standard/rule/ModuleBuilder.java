package sc.fiji.medprep.standard.rule;

import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.ModuleTable;

/** Puts together what an object says of one of its modules. */
final class ModuleBuilder {
	final ModuleRule.Place place;
	/** Its attributes; null for the object itself. */
	final Source source;
	private final int number;
	private final String name;
	private final String block;
	private final char usage;

	private ModuleBuilder(int number, String name, String block, char usage, ModuleRule.Place place, Source source) {
		this.number = number;
		this.name = name;
		this.block = block;
		this.usage = usage;
		this.place = place;
		this.source = source;
	}

	ModuleBuilder(int number, Iod.Module module) {
		this(number, module.name(), module.block(), module.usage(), placeOf(module), Source.root(number, module.known() ? module.block() : null, contextOf(module)));
	}

	static ModuleBuilder ofObject(Iod iod) {
		return new ModuleBuilder(0, iod.id(), "", 'M', ModuleRule.Place.ROOT, null);
	}

	/** What a module is called in the texts. */
	static String contextOf(Iod.Module module) {
		return module.known() ? module.block() : placeOf(module).isMacro() ? "+" + module.name() : module.name();
	}

	private static ModuleRule.Place placeOf(Iod.Module module) {
		if (module.isShared()) return module.isPerFrame() ? ModuleRule.Place.SHARED_OR_PER_FRAME : ModuleRule.Place.SHARED;
		return module.isPerFrame() ? ModuleRule.Place.PER_FRAME : ModuleRule.Place.ROOT;
	}

	ModuleRule build(RuleTexts texts, Statements object, RuleLevel root, List<ModuleBuilder> all, int rule) {
		Statements own = source == null ? Statements.EMPTY : texts.in(source.context);
		Statements.ModuleStatement said = said(object, all);
		Condition condition = usage != 'C' ? null : said == null || said.condition() == null ? Condition.Constant.UNKNOWN : said.condition();
		Condition present = said != null && said.present() != null ? said.present() : own.present;
		return new ModuleRule(number, name, usage, place, condition, said != null && said.orMay(), present, place.isMacro() ? sequences(own) : ownTags(root, all), own.section, rule);
	}

	/** A macro has a + before its name, which may be left out unless a module is called so, too. */
	private Statements.ModuleStatement said(Statements object, List<ModuleBuilder> all) {
		Statements.ModuleStatement said = object.modules.get(place.isMacro() ? "+" + name : name);
		if (said == null) said = object.modules.get(block);
		boolean plain = place.isMacro() && all.stream().noneMatch(other -> !other.place.isMacro() && other.name.equals(name));
		return said == null && plain ? object.modules.get(name) : said;
	}

	private int[] sequences(Statements own) {
		IntStream.Builder tags = IntStream.builder();
		if (source.block != null) ModuleTable.instance().forEach(source.block, (tag, type, inside) -> tags.add(tag));
		own.attributes.values().stream().filter(statement -> statement.type != null).forEach(statement -> tags.add(statement.tag));
		return tags.build().distinct().toArray();
	}

	/** Any object may be extended by single attributes of Type 3 (PS3.4 section B.1), so these tell of a module only if it has no others. */
	private int[] ownTags(RuleLevel root, List<ModuleBuilder> all) {
		IntStream.Builder required = IntStream.builder(), optional = IntStream.builder();
		for (int i = 0; i < root.size(); i++) {
			AttributeRule mine = null;
			boolean mandatory = false;
			for (AttributeRule rule : root.rules(i)) {
				if (rule.module() == number) mine = rule;
				mandatory |= rule.module() != 0 && all.get(rule.module()).usage == 'M';
			}
			if (mine != null && !mandatory) (mine.type().isRequired() ? required : optional).add(root.tag(i));
		}
		int[] tags = required.build().toArray();
		return tags.length > 0 ? tags : optional.build().toArray();
	}
}
