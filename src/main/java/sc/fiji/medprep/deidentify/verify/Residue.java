package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.verify.Identifier.Kind;
import sc.fiji.medprep.deidentify.verify.Identifier.Pattern;
import sc.fiji.medprep.deidentify.verify.ResidueSearch.Match;
import sc.fiji.medprep.deidentify.verify.ResidueSearch.Regions;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * Identifying values of an original that are left in the bytes of a file: preamble, headers, values of all levels, private and
 * unknown elements, pixels, and what follows the data set; of a deflated file also the inflated bytes.
 */
final class Residue {
	static final String RULE = "verify.residue";
	private static final int PREFIX_LENGTH = 132, META_LENGTH_ELEMENT = 12, MAX_LOADED = 1 << 24;
	/** What stands here is of the equipment or of the de-identification, and may be a word of a name by chance. */
	private static final Set<Integer> OF_EQUIPMENT = Set.of(Tag.MANUFACTURER, Tag.MANUFACTURER_MODEL_NAME, Tag.SOFTWARE_VERSIONS, Tag.DEIDENTIFICATION_METHOD);

	private final Collection<Identifier> identifiers;
	private final Set<ProfileOption> options;
	private final Map<String, Finding> findings = new LinkedHashMap<>();

	/** @param options that are applied: what one of them keeps may stand where it is kept */
	Residue(Collection<Identifier> identifiers, Set<ProfileOption> options) {
		this.identifiers = identifiers;
		this.options = options;
	}

	/**
	 * @param source the bytes that the file was read from
	 * @return a finding for each attribute whose value is left and place where it is
	 */
	Collection<Finding> in(DicomFile file, ByteSource source) throws IOException {
		if (identifiers.isEmpty()) return List.of();
		ResidueSearch search = new ResidueSearch(identifiers);
		if (file.inflated().isEmpty()) {
			judge(search.search(source, withoutText(file.dataSet())), withoutText(file.dataSet()), file.fileMeta(), file.dataSet());
			return findings.values();
		}
		ByteSource inflated = file.inflated().get();
		long deflated = Math.min(source.length(), PREFIX_LENGTH + META_LENGTH_ELEMENT + (long) file.fileMeta().intValue(Tag.FILE_META_INFORMATION_GROUP_LENGTH).orElse(0));
		Regions compressed = new Regions(new long[] {deflated}, new long[] {source.length()});
		judge(search.search(source, compressed), compressed, file.fileMeta());
		judge(search.search(inflated, withoutText(file.dataSet())), withoutText(file.dataSet()), file.dataSet());
		return findings.values();
	}

	/** Where pixels and other numbers in bulk stand. */
	private static Regions withoutText(DataSet dataSet) {
		List<long[]> regions = new ArrayList<>();
		addRegions(dataSet, regions);
		regions.sort(Comparator.comparingLong(region -> region[0]));
		return new Regions(regions.stream().mapToLong(region -> region[0]).toArray(), regions.stream().mapToLong(region -> region[1]).toArray());
	}

	private static void addRegions(DataSet level, List<long[]> regions) {
		for (Element element : level) {
			Value value = element.value();
			if (value instanceof Value.Sequence sequence) for (Value.Item item : sequence.items()) addRegions(item.dataSet(), regions);
			else if (value instanceof Value.Fragments fragments) for (Value.Bulk fragment : fragments.items()) add(fragment, regions);
			else if (value instanceof Value.Bulk bulk && !element.vr().isString() && element.vr() != VR.UN) add(bulk, regions);
		}
	}

	private static void add(Value.Bulk bulk, List<long[]> regions) {
		if (bulk.length() > 0) regions.add(new long[] {bulk.offset(), bulk.offset() + bulk.length()});
	}

	/** What was found of a pattern outside of the regions without text. */
	private static final class Count {
		int all, alone;
	}

	private void judge(List<Match> matches, Regions withoutText, DataSet... dataSets) throws IOException {
		Map<Pattern, Count> counts = new LinkedHashMap<>();
		for (Match match : matches) {
			if (withoutText.contains(match.position())) {
				if (match.alone()) find(match.pattern().of(), "", "in the pixels or other bulk data");
				continue;
			}
			Count count = counts.computeIfAbsent(match.pattern(), pattern -> new Count());
			count.all++;
			if (match.alone()) count.alone++;
		}
		for (Map.Entry<Pattern, Count> entry : counts.entrySet()) {
			Count located = new Count();
			for (DataSet dataSet : dataSets) locate(entry.getKey(), dataSet, "", located);
			boolean elsewhere = entry.getValue().all > located.all && entry.getValue().alone > located.alone;
			if (elsewhere) find(entry.getKey().of(), "", "outside of the values of its data elements");
		}
	}

	/** Looks into the values, whose ends are known here: what stands beside a value in the bytes of a file is no part of it. */
	private void locate(Pattern pattern, DataSet level, String path, Count located) throws IOException {
		for (Element element : level) {
			String here = path.isEmpty() ? Tag.toString(element.tag()) : path + ">" + Tag.toString(element.tag());
			if (element.value() instanceof Value.Sequence sequence) {
				for (Value.Item item : sequence.items()) locate(pattern, item.dataSet(), here, located);
				continue;
			}
			boolean bulk = element.value() instanceof Value.Bulk b && (b.length() > MAX_LOADED || !element.vr().isString() && element.vr() != VR.UN);
			if (bulk || element.value() instanceof Value.Fragments) continue;
			byte[] bytes = element.bytes(), wanted = pattern.bytes();
			for (int start = indexOf(bytes, wanted, 0); start >= 0; start = indexOf(bytes, wanted, start + 1)) {
				located.all++;
				if (!pattern.standsAlone(bytes, start, 0, bytes.length)) continue;
				located.alone++;
				if (counts(pattern.of(), element)) find(pattern.of(), here, "in " + nameOf(element.tag()));
			}
		}
	}

	/** True if a text holds the pattern, and not as a part of something longer. */
	static boolean standsAloneIn(byte[] text, Pattern pattern) {
		for (int start = indexOf(text, pattern.bytes(), 0); start >= 0; start = indexOf(text, pattern.bytes(), start + 1)) {
			if (pattern.standsAlone(text, start, 0, text.length)) return true;
		}
		return false;
	}

	private static int indexOf(byte[] bytes, byte[] wanted, int from) {
		for (int i = from; i <= bytes.length - wanted.length; i++) {
			int j = 0;
			while (j < wanted.length && bytes[i + j] == wanted[j]) j++;
			if (j == wanted.length) return i;
		}
		return -1;
	}

	/** False where the same characters stand for a good reason: what an option keeps, equipment, and numbers among numbers. */
	private boolean counts(Identifier identifier, Element element) {
		if (ConfidentialityTable.instance().isKept(element.tag(), options)) return false;
		if (OF_EQUIPMENT.contains(element.tag())) return false;
		boolean number = identifier.kind() == Kind.DATE || identifier.kind() != Kind.UID && identifier.isNumber();
		return !number || switch (element.vr()) {
			// dates are the matter of the table check, which knows whose they are
			case DA, DT, TM, AS, IS, DS, UI, AT, FD, FL, SL, SS, SV, UL, US, UV -> false;
			default -> true;
		};
	}

	private void find(Identifier identifier, String path, String where) {
		String sentence = "A value of " + nameOf(identifier.tag()) + " of the original still stands " + where + ".";
		findings.putIfAbsent(path + sentence, new Finding(Severity.ERROR, RULE, path, sentence));
	}

	/** For people; a tag that no dictionary knows may be text in a damaged file. */
	static String nameOf(int tag) {
		if (Tag.isPrivate(tag)) return "a private element";
		return Dictionary.instance().attribute(tag).map(Attribute::name).map(name -> name + " " + Tag.toString(tag)).orElse("an unknown element");
	}
}
