package sc.fiji.medprep.synthesize;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.synthesize.Check.Action;

/**
 * A data set that is being made, or an item in one. Each value is put together with the questions of the answer key about
 * it. Attributes go by their keywords in PS3.6.
 */
final class Level {
	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd"), TIME = DateTimeFormatter.ofPattern("HHmmss"), DATE_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
	/** Digits of a DS that fit into its 16 bytes with sign, point and exponent. */
	private static final MathContext DS_DIGITS = new MathContext(9);

	final DataSet data;
	private final Instance instance;
	private final String path;
	/** Whether the research profile keeps the sequences around. */
	private final boolean kept;

	/** The data set of an instance. */
	Level(Instance instance) {
		this(instance, new DataSet(), "", true);
	}

	private Level(Instance instance, DataSet data, String path, boolean kept) {
		this.instance = instance;
		this.data = data;
		this.path = path;
		this.kept = kept;
	}

	/** A tag as paths of an answer key have it. */
	static String tag(int tag) {
		return String.format("<(%04x,%04x)>", Tag.group(tag), Tag.element(tag));
	}

	private static Attribute attribute(String keyword) {
		return Dictionary.instance().attribute(keyword).orElseThrow(() -> new IllegalArgumentException("There is no attribute " + keyword));
	}

	static int tagOf(String keyword) {
		return attribute(keyword).tag();
	}

	private static VR vrOf(int tag) {
		return Dictionary.instance().vrOf(tag, null);
	}

	/** Puts a value that nobody asks for: text, or numbers as the VR has them. Without values the element is empty. */
	Level put(String keyword, Object... values) {
		int tag = tagOf(keyword);
		put(tag, vrOf(tag), values);
		return this;
	}

	/** Puts a value with the VR that its data set needs where the dictionary leaves a choice. */
	Level put(String keyword, VR vr, Object... values) {
		put(tagOf(keyword), vr, values);
		return this;
	}

	private void put(int tag, VR vr, Object... values) {
		if (values.length == 0) data.put(Element.empty(tag, vr));
		else if (vr.isString()) data.putString(tag, vr, strings(values));
		else if (vr == VR.FD || vr == VR.FL || vr == VR.OF) data.put(Element.bytes(tag, vr, floating(vr, values)));
		else if (vr == VR.AT) data.put(Element.bytes(tag, vr, tags(values)));
		else if (vr.kind() == VR.Kind.BULK) data.put(Element.bytes(tag, vr, (byte[]) values[0]));
		else data.putInts(tag, vr, Arrays.stream(values).mapToInt(value -> ((Number) value).intValue()).toArray());
	}

	private static String[] strings(Object... values) {
		return Arrays.stream(values).map(value -> value instanceof Double number ? decimal(number) : value.toString()).toArray(String[]::new);
	}

	private static String decimal(double number) {
		BigDecimal rounded = new BigDecimal(number).setScale(6, RoundingMode.HALF_EVEN).round(DS_DIGITS);
		return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
	}

	private static byte[] floating(VR vr, Object... values) {
		ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
		for (Object value : values) {
			if (vr == VR.FD) bytes.putDouble(((Number) value).doubleValue());
			else bytes.putFloat(((Number) value).floatValue());
		}
		return Arrays.copyOf(bytes.array(), bytes.position());
	}

	private static byte[] tags(Object... keywords) {
		ByteBuffer bytes = ByteBuffer.allocate(keywords.length * 4).order(ByteOrder.LITTLE_ENDIAN);
		for (Object keyword : keywords) {
			int tag = tagOf((String) keyword);
			bytes.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
		}
		return bytes.array();
	}

	/** Puts a value of the equipment or the acquisition that has to stay as it is. */
	Level keep(String keyword, Object... values) {
		put(keyword, values);
		int tag = tagOf(keyword);
		String value = String.join("\\", data.strings(tag));
		if (kept && ResearchProfile.keepsContent(tag)) ask(Action.TEXT_RETAINED, tag, value, String.join(" ", data.strings(tag)), "dicom-acquisition");
		return this;
	}

	/** Puts what describes the acquisition or the finding, maybe with an identifier. */
	Level text(String keyword, Remark remark) {
		return text(tagOf(keyword), remark);
	}

	Level text(int tag, Remark remark) {
		VR vr = vrOf(tag);
		return text(tag, vr == null ? VR.LO : vr, tag(tag), remark);
	}

	private Level text(int tag, VR vr, String lastOfPath, Remark remark) {
		put(tag, vr, remark.text());
		String place = path + lastOfPath;
		if (kept && ResearchProfile.keepsContent(tag) && !remark.stay().isEmpty()) instance.ask(Action.TEXT_RETAINED, place, remark.text(), String.join(" ", remark.stay()), "best-descriptor");
		if (!remark.go().isEmpty()) instance.ask(Action.TEXT_REMOVED, place, remark.text(), String.join("\t", remark.go()), ResearchProfile.lists(tag) ? "hipaa-text" : "hipaa-unlisted");
		instance.plant(remark.go());
		return this;
	}

	/** Puts a value that identifies as a whole or by some words, none of which may stay. */
	Level secret(String keyword, String category, String value, String... words) {
		put(keyword, value);
		List<String> go = words.length == 0 ? List.of(value) : List.of(words);
		ask(Action.TEXT_REMOVED, tagOf(keyword), value, String.join("\t", go), category);
		instance.plant(go);
		return this;
	}

	/** Puts names. */
	Level names(String keyword, Person... people) {
		String value = String.join("\\", Arrays.stream(people).map(Person::personName).toList());
		List<String> words = Arrays.stream(people).flatMap(person -> person.words().stream()).toList();
		return secret(keyword, "hipaa-name", value, words.toArray(String[]::new));
	}

	/** Puts a date. */
	Level date(String keyword, LocalDate date) {
		return dated(keyword, DATE.format(date));
	}

	/** Puts a date and its time into two attributes. */
	Level dateTime(String dateKeyword, String timeKeyword, LocalDateTime at) {
		date(dateKeyword, at.toLocalDate());
		return put(timeKeyword, TIME.format(at));
	}

	/** Puts a DT value, with fractions of a second and the offset from UTC. */
	Level moment(String keyword, LocalDateTime at, String zone) {
		return dated(keyword, DATE_TIME.format(at) + ".250000" + zone);
	}

	/** Puts a DT value of which the day is not known. */
	Level month(String keyword, LocalDateTime at) {
		String value = DATE.format(at).substring(0, 6);
		put(keyword, value);
		ask(Action.DATE_SHIFTED, tagOf(keyword), value, "", "hipaa-date");
		return this;
	}

	private Level dated(String keyword, String value) {
		int tag = tagOf(keyword);
		put(keyword, value);
		ask(Action.DATE_SHIFTED, tag, value, "", "hipaa-date");
		if (kept && ResearchProfile.keepsDate(tag)) ask(Action.OFFSET_CONSISTENT, tag, value, "", "best-interval");
		return this;
	}

	/** Puts a UID of the instance, its series, its study or something else of the patient. */
	Level uid(String keyword, String uid) {
		put(keyword, uid);
		ask(Action.UID_CHANGED, tagOf(keyword), uid, "", "dicom-uid");
		ask(Action.UID_CONSISTENT, tagOf(keyword), uid, "", "dicom-uid");
		instance.plant(List.of(uid));
		return this;
	}

	/** Puts the UID of an instance, series or study that is among those that are made. */
	Level reference(String keyword, String uid) {
		uid(keyword, uid);
		if (kept) ask(Action.REFERENCE_CLOSED, tagOf(keyword), uid, "", "dicom-reference");
		return this;
	}

	/** Refers to an image. */
	Level image(ImageReference image) {
		return put("ReferencedSOPClassUID", image.sopClass()).reference("ReferencedSOPInstanceUID", image.uid());
	}

	/** Puts a Patient ID for which there has to be a mapping. */
	Level patientId(String id) {
		put("PatientID", id);
		ask(Action.PATID_CONSISTENT, tagOf("PatientID"), id, "", "dicom-patient-id");
		ask(Action.TEXT_REMOVED, tagOf("PatientID"), id, id, "hipaa-record-number");
		instance.plant(List.of(id));
		return this;
	}

	/** A new item of a sequence. */
	Level item(String keyword) {
		int tag = tagOf(keyword);
		return item(tag, VR.SQ, tag(tag), kept && ResearchProfile.keepsContent(tag));
	}

	private Level item(int tag, VR vr, String lastOfPath, boolean keptInside) {
		List<DataSet> items = new ArrayList<>(data.items(tag));
		DataSet item = new DataSet();
		items.add(item);
		Element sequence = Element.sequence(tag, items);
		data.put(vr == VR.SQ ? sequence : new Element(tag, vr, sequence.value()));
		return new Level(instance, item, path + lastOfPath + String.format("[<%04d>]", items.size() - 1), keptInside);
	}

	/** Gives a sequence that is complete delimiters in place of lengths, as some writers do. */
	Level delimit(String keyword) {
		int tag = tagOf(keyword);
		data.put(new Element(tag, VR.SQ, new Value.Sequence(data.items(tag).stream().map(item -> new Value.Item(item, true)).toList(), true)));
		return this;
	}

	/** A sequence without items. */
	Level none(String keyword) {
		data.put(Element.empty(tagOf(keyword), VR.SQ));
		return this;
	}

	/** A new item of a sequence that holds a code. */
	Level code(String sequence, String value, String scheme, String meaning) {
		Level item = item(sequence);
		item.put("CodeValue", value).put("CodingSchemeDesignator", scheme).put("CodeMeaning", meaning);
		return this;
	}

	/** As {@link #code}, where the code has to stay. */
	Level keptCode(String sequence, String value, String scheme, String meaning) {
		item(sequence).keep("CodeValue", value).put("CodingSchemeDesignator", scheme).keep("CodeMeaning", meaning);
		return this;
	}

	/** Reserves a block of private elements. */
	PrivateBlock block(int group, String creator) {
		int element = 0x10;
		while (data.contains(Tag.of(group, element))) element++;
		data.putString(Tag.of(group, element), VR.LO, creator);
		return new PrivateBlock(this, group, element, creator);
	}

	/** Puts a private element whose value has to go. */
	void privateSecret(int tag, VR vr, String lastOfPath, Remark remark) {
		put(tag, vr.kind() == VR.Kind.BULK ? VR.LT : vr, remark.text());
		if (vr.kind() == VR.Kind.BULK) data.put(new Element(tag, vr, data.get(tag).value()));
		instance.ask(Action.TEXT_REMOVED, path + lastOfPath, remark.text(), String.join("\t", remark.go()), "hipaa-private");
		instance.plant(remark.go());
	}

	/** Puts a private element that is known to be safe. */
	void privateKept(int tag, VR vr, String lastOfPath, Object... values) {
		put(tag, vr, values);
		if (kept) instance.ask(Action.TEXT_RETAINED, path + lastOfPath, String.join("\\", data.strings(tag)), String.join(" ", data.strings(tag)), "dicom-safe-private");
	}

	/** An item of a private sequence. */
	Level privateItem(int tag, VR vr, String lastOfPath) {
		return item(tag, vr, lastOfPath, false);
	}

	/** Puts bytes with a text in them, which cannot be asked for by a path of its own. */
	Level bytes(int tag, VR vr, byte[] bytes, String... words) {
		data.put(Element.bytes(tag, vr, bytes));
		instance.plant(List.of(words));
		return this;
	}

	/** Asks about an element of this level. */
	void ask(Action action, int tag, String value, String text, String category) {
		instance.ask(action, path + tag(tag), value, text, category);
	}
}
