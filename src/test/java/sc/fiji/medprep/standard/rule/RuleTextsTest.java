package sc.fiji.medprep.standard.rule;

import static org.junit.Assert.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Test;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.Iods;
import sc.fiji.medprep.standard.ModuleTable;

/** The rule texts say nothing about what does not exist. Problems name file and line. */
public class RuleTextsTest {
	/** What a place of a module has: Types by tag, and blocks inside sequences. */
	private static final class Known {
		private final Map<Integer, AttributeType> types = new HashMap<>();
		private final Map<Integer, String> inside = new HashMap<>();

		private Known(String block, Statements said) {
			if (block != null) {
				ModuleTable.instance().forEach(block, (tag, type, within) -> {
					types.put(tag, type);
					if (within != null) inside.put(tag, within);
				});
			}
			for (AttributeStatement statement : said.attributes.values()) {
				if (statement.type != null) types.put(statement.tag, statement.type);
			}
		}
	}

	private final RuleTexts texts = new RuleTexts();
	private final List<String> problems = new ArrayList<>();
	private final Map<String, Statements> parsed = new HashMap<>();
	private final Map<String, Iod> objects = new HashMap<>();
	private final Map<String, String> modules = new HashMap<>();

	@Test
	public void rule_texts_have_no_errors() throws Exception {
		for (String file : RuleTexts.FILES) {
			try {
				texts.add(file, RuleTexts.resource(file));
			}
			catch (RuleSyntaxException e) {
				problems.add(e.getMessage());
			}
		}
		for (String uid : Iods.instance().sopClasses()) {
			Iod iod = Iods.instance().ofSopClass(uid).orElseThrow();
			objects.put(iod.id(), iod);
			for (Iod.Module module : iod.modules()) modules.put(ModuleBuilder.contextOf(module), module.known() ? module.block() : null);
		}
		Set<String> findings = findings();
		for (String context : texts.contexts()) {
			Statements said = new Statements();
			for (RuleSyntaxException problem : texts.parse(context, said)) problems.add(problem.getMessage());
			parsed.put(context, said);
			for (Statements.Required required : said.required) {
				if (!findings.contains(required.rule())) problems.add(required.where() + ": no rule of validate is called " + required.rule());
			}
		}
		for (String context : new TreeSet<>(parsed.keySet())) check(context);
		for (Statements said : parsed.values()) said.attributes.values().forEach(this::checkTerms);
		assertEquals(String.join("\n", problems), 0, problems.size());
	}

	/** A term that the VR of its attribute cannot hold is never met. */
	private void checkTerms(AttributeStatement statement) {
		String form = switch (String.valueOf(Dictionary.instance().vrOf(statement.tag, null))) {
			case "AT" -> "\\([0-9A-F]{4},[0-9A-F]{4}\\)";
			case "CS" -> "[A-Z0-9_ ]{1,16}";
			case "US", "SS", "UL", "SL", "IS" -> "-?\\d+";
			case "DS", "FL", "FD" -> "-?\\d+(\\.\\d+)?";
			case "UI" -> "[0-9.]+";
			default -> ".+";
		};
		for (ValueSet set : statement.sets) {
			for (String term : set.toString().split(", ")) {
				if (!term.matches(form)) problems.add(statement.where + ": " + keyword(statement.tag) + " cannot be " + term);
			}
		}
	}

	private static Set<String> findings() throws Exception {
		Set<String> ids = new HashSet<>();
		try (InputStream in = RuleTextsTest.class.getResourceAsStream("/sc/fiji/medprep/validate/rules.txt")) {
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) ids.add(line.split("\t")[0]);
		}
		return ids;
	}

	private void check(String context) {
		Statements said = parsed.get(context);
		if (context.startsWith("*")) {
			checkAnywhere(context, said);
			return;
		}
		if (context.startsWith("iod ")) {
			checkObject(context, said);
			return;
		}
		if (!said.modules.isEmpty()) problems.add(texts.where(context) + ": statements about modules belong to an iod");
		Known place = place(context);
		if (place != null) checkAttributes(said, place);
	}

	private Statements said(String context) {
		return parsed.getOrDefault(context, Statements.EMPTY);
	}

	/** Null if there is no such place. */
	private Known place(String context) {
		String[] parts = context.split("/");
		String block = modules.containsKey(parts[0]) ? modules.get(parts[0]) : parts[0];
		if (!modules.containsKey(parts[0]) && !ModuleTable.instance().contains(block)) {
			problems.add(texts.where(context) + ": no module or macro is called " + parts[0]);
			return null;
		}
		Known known = new Known(block, said(parts[0]));
		String path = parts[0];
		for (int i = 1; i < parts.length; i++) {
			int tag = Integer.parseUnsignedInt(parts[i], 16);
			if (!known.types.containsKey(tag)) {
				problems.add(texts.where(context) + ": there is no " + keyword(tag) + " in " + path);
				return null;
			}
			path += "/" + parts[i];
			known = new Known(known.inside.get(tag), said(path));
		}
		return known;
	}

	private void checkAttributes(Statements said, Known known) {
		for (AttributeStatement statement : said.attributes.values()) {
			AttributeType type = known.types.get(statement.tag);
			if (type == null) problems.add(statement.where + ": " + keyword(statement.tag) + " is not in that place; give it a type to add it");
			else if (statement.condition != null && statement.type == null && type != AttributeType.TYPE_1C && type != AttributeType.TYPE_2C)
				problems.add(statement.where + ": " + keyword(statement.tag) + " has Type " + type + " there, which has no condition; give it another type");
			checkType(statement);
		}
	}

	private void checkType(AttributeStatement statement) {
		if (statement.condition != null && statement.type == AttributeType.TYPE_3) problems.add(statement.where + ": Type 3 has no condition");
	}

	private void checkAnywhere(String context, Statements said) {
		if (!said.modules.isEmpty() || said.present != null) problems.add(texts.where(context) + ": statements about modules belong to an iod");
		said.attributes.values().forEach(this::checkType);
	}

	private void checkObject(String context, Statements said) {
		Iod iod = objects.get(context.substring(4).split("/")[0]);
		if (iod == null) {
			problems.add(texts.where(context) + ": no object is called " + context.substring(4));
			return;
		}
		for (String name : said.modules.keySet()) {
			Iod.Module named = null;
			for (Iod.Module module : iod.modules()) {
				boolean macro = module.isShared() || module.isPerFrame();
				if (name.equals(macro ? "+" + module.name() : module.name()) || name.equals(module.block()) || macro && named == null && name.equals(module.name())) named = module;
			}
			if (named == null) problems.add(said.modules.get(name).where() + ": " + iod.id() + " has no module " + name);
			else if (named.usage() != 'C' && said.modules.get(name).condition() != null) problems.add(said.modules.get(name).where() + ": module " + name + " of " + iod.id() + " has usage " + named.usage() + ", which has no condition");
		}
		if (context.indexOf('/') >= 0) return;
		for (AttributeStatement statement : said.attributes.values()) {
			if (statement.type == null && iod.typeOf(statement.tag) == AttributeType.NONE && !added(iod, statement.tag))
				problems.add(statement.where + ": " + keyword(statement.tag) + " is not in " + iod.id() + "; give it a type to add it");
		}
	}

	private boolean added(Iod iod, int tag) {
		return iod.modules().stream().anyMatch(module -> {
			AttributeStatement statement = said(ModuleBuilder.contextOf(module)).attributes.get(tag);
			return statement != null && statement.type != null;
		});
	}

	private static String keyword(int tag) {
		return Dictionary.instance().attribute(tag).map(Attribute::keyword).orElse(Tag.toString(tag));
	}
}
