package sc.fiji.medprep.batch;

import java.util.Locale;
import java.util.Set;

/** Files that operating systems, file browsers and version control leave in folders; they are never inputs. */
final class Litter {
	private static final Set<String> NAMES = Set.of(".ds_store", ".localized", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems",
		".apdisk", "__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information", ".directory",
		"@eadir", "lost+found", ".git", ".hg", ".svn");

	private Litter() {}

	/** @param name of a file or folder, without its parents */
	static boolean is(String name) {
		// "._name" holds the Macintosh resource fork of "name"
		return name.startsWith("._") || name.startsWith(".Trash-") || name.startsWith(".nfs") || NAMES.contains(name.toLowerCase(Locale.ROOT));
	}

	/** @param path of an archive entry */
	static boolean isInside(String path) {
		for (String name : path.split("[/\\\\]"))
			if (is(name)) return true;
		return false;
	}
}
