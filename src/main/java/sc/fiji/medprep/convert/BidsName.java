package sc.fiji.medprep.convert;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a series is in BIDS (https://bids-specification.readthedocs.io, "Filename structure"), without subject and session.
 *
 * @param datatype folder below the subject, such as "anat"
 * @param entities value by short name, such as "rest" by "task"; written in the order of the specification
 * @param suffix such as "T1w"
 */
record BidsName(String datatype, SortedMap<String, String> entities, String suffix) {
	/** In the order in which they stand in a name; subject and session come before them. */
	static final List<String> ENTITIES = List.of("sample", "task", "tracksys", "acq", "nuc", "voi", "ce", "trc", "stain", "rec", "dir", "run", "mod", "echo", "flip", "inv", "mt", "part",
		"recording", "chunk");
	/** Suffixes by the datatypes of the specification that this program may write completely enough for a validator. */
	private static final Map<String, Set<String>> SUFFIXES = Map.of(
		"anat", Set.of("T1w", "T2w", "PDw", "T2starw", "FLAIR", "inplaneT1", "inplaneT2", "PDT2", "angio", "T2star", "FLASH", "PD", "defacemask", "T1map", "T2map", "T2starmap", "R1map", "R2map", "R2starmap",
			"PDmap", "MTRmap", "MTsat", "UNIT1", "T1rho", "MWFmap", "MTVmap", "Chimap", "S0map", "M0map", "MP2RAGE", "IRT1", "MESE", "MEGRE", "VFA", "MPM", "MTS", "MTR"),
		"func", Set.of("bold", "cbv", "sbref", "phase", "noRF"), "dwi", Set.of("dwi", "sbref"),
		"fmap", Set.of("magnitude", "magnitude1", "magnitude2", "phase1", "phase2", "phasediff", "fieldmap", "epi", "m0scan", "TB1DAM", "TB1EPI", "TB1AFI", "TB1TFL", "TB1RFM", "RB1COR", "TB1SRGE", "TB1map", "RB1map"));
	private static final Set<String> NUMBERED = Set.of("echo", "flip", "inv");

	static BidsName of(String datatype, String suffix) {
		return new BidsName(datatype, new TreeMap<>(), suffix);
	}

	BidsName with(String entity, String value) {
		SortedMap<String, String> more = new TreeMap<>(entities);
		more.put(entity, value);
		return new BidsName(datatype, more, suffix);
	}

	/** As {@link #with}, unless a value is there already. */
	BidsName withIfMissing(String entity, String value) {
		return entities.containsKey(entity) ? this : with(entity, value);
	}

	/** Whether validators know the datatype. */
	boolean isStandard() {
		return SUFFIXES.containsKey(datatype);
	}

	/** Whether the specification allows the name; names in a datatype that it does not have are free. */
	boolean isValid() {
		if (!SUFFIXES.getOrDefault(datatype, Set.of(suffix)).contains(suffix) || datatype.equals("func") && !entities.containsKey("task")) return false;
		return NUMBERED.stream().allMatch(entity -> entities.getOrDefault(entity, "1").matches("[0-9]+"));
	}

	/** Path below the output folder, without the ending. */
	String path(String subject, String session) {
		StringBuilder folder = new StringBuilder("sub-" + subject + "/"), name = new StringBuilder("sub-" + subject);
		if (!session.isEmpty()) {
			folder.append("ses-").append(session).append('/');
			name.append("_ses-").append(session);
		}
		for (String entity : ENTITIES)
			if (entities.containsKey(entity)) name.append('_').append(entity).append('-').append(entities.get(entity));
		return folder + datatype + "/" + name + "_" + suffix;
	}
}
