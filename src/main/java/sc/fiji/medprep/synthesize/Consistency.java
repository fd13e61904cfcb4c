package sc.fiji.medprep.synthesize;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.synthesize.Check.Action;

/**
 * What only the whole output tells: whether an identifier became the same one everywhere, and whether all dates of a patient moved
 * together.
 */
final class Consistency {
	/** A year, a month and a day in one of the usual orders with them. */
	private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{4})([-./]?)(\\d{2})\\2(\\d{2})");

	/** One value that was found; null if the element is not there. */
	private record Finding(Check check, String value) {}

	private final IdMapping uidMapping, patientMapping;
	private final List<Finding> findings = new ArrayList<>();
	private final Map<String, Map<String, Integer>> uids = new HashMap<>(), patients = new HashMap<>();

	/** @param uidMapping, patientMapping what has to be, or null to find out */
	Consistency(IdMapping uidMapping, IdMapping patientMapping) {
		this.uidMapping = uidMapping;
		this.patientMapping = patientMapping;
	}

	/** Notes what became of a value. */
	synchronized void add(Check check, String value) {
		findings.add(new Finding(check, value));
		if (value == null) return;
		if (check.action() == Action.PATID_CONSISTENT) vote(patients, check.value(), value);
		if (check.action() != Action.UID_CONSISTENT) return;
		String[] olds = check.value().split("\\\\"), news = value.split("\\\\");
		for (int i = 0; olds.length == news.length && i < olds.length; i++) vote(uids, olds[i].strip(), news[i].strip());
	}

	/** Notes whose copy a file is. */
	synchronized void add(Check original, OutputFile copy) {
		vote(uids, original.instance(), copy.instance());
		vote(uids, original.series(), copy.series());
		vote(uids, original.study(), copy.study());
		vote(patients, original.patient(), copy.patient());
	}

	private static void vote(Map<String, Map<String, Integer>> votes, String old, String now) {
		if (!now.isEmpty()) votes.computeIfAbsent(old, any -> new TreeMap<>()).merge(now, 1, Integer::sum);
	}

	/** Takes verdicts. */
	interface Sink {
		void add(Check check, Verdict verdict);
	}

	/** Decides, when everything has been noted. */
	void decide(Sink sink) {
		UnaryOperator<String> newUid = mapping(uidMapping, uids), newPatient = mapping(patientMapping, patients);
		Map<String, List<Finding>> dates = new TreeMap<>();
		for (Finding finding : findings) {
			Check check = finding.check;
			if (check.action() == Action.OFFSET_CONSISTENT) dates.computeIfAbsent(check.patient(), any -> new ArrayList<>()).add(finding);
			else if (finding.value == null) sink.add(check, Verdict.PASSED);
			else if (check.action() == Action.PATID_CONSISTENT) sink.add(check, Verdict.of(finding.value.equals(newPatient.apply(check.value()))));
			else sink.add(check, Verdict.of(isMapped(check.value(), finding.value, newUid)));
		}
		for (List<Finding> ofPatient : dates.values()) decideDates(ofPatient, sink);
	}

	/** What an identifier has to be, or null if that is not known: by the given mapping, else by the votes. */
	private static UnaryOperator<String> mapping(IdMapping given, Map<String, Map<String, Integer>> votes) {
		if (given != null) return old -> given.newOf(old).orElse(null);
		return derived(votes)::get;
	}

	private static boolean isMapped(String old, String now, UnaryOperator<String> mapping) {
		String[] olds = old.split("\\\\"), news = now.split("\\\\");
		if (olds.length != news.length) return false;
		for (int i = 0; i < olds.length; i++) {
			if (!news[i].strip().equals(mapping.apply(olds[i].strip()))) return false;
		}
		return true;
	}

	/** For each old identifier the new one that it became most often, unless that stands for another one too. */
	private static Map<String, String> derived(Map<String, Map<String, Integer>> votes) {
		Map<String, String> mapping = new HashMap<>();
		votes.forEach((old, news) -> mapping.put(old, mostFrequent(news)));
		Map<String, Integer> owners = new HashMap<>();
		mapping.values().forEach(now -> owners.merge(now, 1, Integer::sum));
		mapping.values().removeIf(now -> owners.get(now) > 1);
		return mapping;
	}

	private static <T> T mostFrequent(Map<T, Integer> counts) {
		T best = null;
		for (Map.Entry<T, Integer> entry : counts.entrySet()) {
			if (best == null || entry.getValue() > counts.get(best)) best = entry.getKey();
		}
		return best;
	}

	/**
	 * All dates of a patient have to move by as many days as most of them do, or none may tell a day any more: be gone or the same
	 * dummy everywhere.
	 */
	private static void decideDates(List<Finding> findings, Sink sink) {
		TreeMap<Long, Integer> shifts = new TreeMap<>();
		Set<LocalDate> olds = new HashSet<>(), news = new HashSet<>();
		for (Finding finding : findings) {
			LocalDate old = date(finding.check.value()), now = date(finding.value);
			if (old == null || now == null) continue;
			shifts.merge(ChronoUnit.DAYS.between(old, now), 1, Integer::sum);
			olds.add(old);
			news.add(now);
		}
		boolean tellNothing = news.isEmpty() || news.size() == 1 && olds.size() > 1;
		Long shift = mostFrequent(shifts);
		for (Finding finding : findings) {
			LocalDate old = date(finding.check.value()), now = date(finding.value);
			if (old == null) sink.add(finding.check, Verdict.UNDECIDED);
			else sink.add(finding.check, Verdict.of(tellNothing || now != null && ChronoUnit.DAYS.between(old, now) == shift));
		}
	}

	/** The first day in a text, or null. */
	private static LocalDate date(String text) {
		if (text == null) return null;
		Matcher found = DATE.matcher(text);
		if (!found.find()) return null;
		try {
			return LocalDate.of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(3)), Integer.parseInt(found.group(4)));
		}
		catch (DateTimeException noSuchDay) {
			return null;
		}
	}
}
