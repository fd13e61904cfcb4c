package sc.fiji.medprep.convert;

import java.util.List;
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
	/** Datatypes of the specification that this program may write completely enough for a validator. */
	private static final List<String> DATATYPES = List.of("anat", "func", "dwi", "fmap");

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
		return DATATYPES.contains(datatype);
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
