package sc.fiji.medprep.curate.fix;

/** The name of an output: that of its input below the input folder, as far as all file systems have it. */
final class OutputPath {
	private static final String FORBIDDEN = "\\:*?\"<>|", OURS = ".medprep-";

	private OutputPath() {}

	/** @param path of an item, as its origin says it */
	static String of(String path) {
		StringBuilder name = new StringBuilder(path.length());
		for (String part : path.split("/")) {
			if (part.isEmpty()) continue;
			if (!name.isEmpty()) name.append('/');
			int start = name.length();
			for (char c : part.toCharArray()) name.append(c < ' ' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0 ? '_' : c);
			// no name that temporary files have, nor one that Windows would shorten
			if (part.startsWith(OURS)) name.setCharAt(start, '_');
			char last = name.charAt(name.length() - 1);
			if (last == '.' || last == ' ') name.setCharAt(name.length() - 1, '_');
		}
		return name.toString();
	}
}
