package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.Iods;
import sc.fiji.medprep.synthesize.Check.Action;

/** A SOP instance that is being made, with the part of the answer key that is about it. */
final class Instance {
	/** Shorter words may stand in a file by chance. */
	private static final int SHORTEST_WORD = 6, SHORTEST_DIGITS = 9;
	private static final int PREAMBLE_LENGTH = 128;
	private static final Set<Action> ASKS_FOR_COPY = EnumSet.of(Action.TAG_RETAINED, Action.TEXT_NOTNULL, Action.TEXT_RETAINED, Action.UID_CONSISTENT, Action.PATID_CONSISTENT, Action.OFFSET_CONSISTENT,
		Action.PIXELS_RETAINED);

	final Series series;
	final String sopClass, uid;
	final int number;
	final Level root;
	/** 128 bytes, to be written by whoever hides something there. */
	final byte[] preamble = new byte[PREAMBLE_LENGTH];
	/** Elements of group 0002 besides those that every file has. */
	final DataSet moreMeta = new DataSet();
	TransferSyntax syntax = TransferSyntax.EXPLICIT_LITTLE;
	/** Whether the research profile has no copy of this. */
	private final boolean mayBeRefused;
	private final List<Check> checks = new ArrayList<>();
	/** By their small letters. */
	private final Map<String, String> planted = new LinkedHashMap<>();

	Instance(Series series, String sopClass, int number, String uid) {
		this.series = series;
		this.sopClass = sopClass;
		this.number = number;
		this.uid = uid;
		mayBeRefused = sopClass.equals(Documents.ENCAPSULATED_PDF);
		root = new Level(this);
	}

	/** Notes a question. Of what the profile refuses nothing has to stay. */
	void ask(Action action, String path, String value, String text, String category) {
		if (mayBeRefused && ASKS_FOR_COPY.contains(action)) return;
		Study study = series.study();
		checks.add(new Check(uid, series.uid(), study.uid(), study.patient().id(), action, path, value, text, category));
	}

	/** Notes that words which identify are somewhere in the file. */
	void plant(List<String> words) {
		for (String word : words) {
			boolean digits = word.chars().allMatch(c -> c >= '0' && c <= '9'), ascii = word.chars().allMatch(c -> c < 0x80);
			int length = ascii ? word.length() : 2 * word.length();
			if (length >= (digits ? SHORTEST_DIGITS : SHORTEST_WORD)) planted.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
		}
	}

	/** The file, when all that belongs in it is there. */
	DicomFile file() {
		DicomFile file = DicomFile.of(root.data, syntax, sopClass, uid);
		for (Element element : moreMeta) file.fileMeta().put(element);
		return new DicomFile(preamble, file.fileMeta(), root.data, syntax, List.of());
	}

	/** The questions, when all that belongs in the file is there. */
	List<Check> checks() {
		List<Check> all = new ArrayList<>(checks);
		checks.clear();
		askForRequired();
		ask(Action.NOTHING_ADDED, "", "", String.join("\t", planted.values()), "hipaa-any");
		all.addAll(checks);
		return all;
	}

	/** What the table lists and the object cannot do without has to stay, of Type 1 with a value. */
	private void askForRequired() {
		Iod iod = Iods.instance().ofSopClass(sopClass).orElseThrow();
		for (Element element : root.data) {
			if (element.vr().kind() == VR.Kind.SEQUENCE || element.vr().kind() == VR.Kind.BULK || !ResearchProfile.lists(element.tag()) || (element.tag() & 0x10000) != 0) continue;
			AttributeType type = iod.typeOf(element.tag());
			String value = String.join("\\", root.data.strings(element.tag()));
			if (type == AttributeType.TYPE_1 && !element.isEmpty()) ask(Action.TEXT_NOTNULL, Level.tag(element.tag()), value, "", "dicom-type-1");
			if (type == AttributeType.TYPE_2) ask(Action.TAG_RETAINED, Level.tag(element.tag()), value, "", "dicom-type-2");
		}
	}
}
