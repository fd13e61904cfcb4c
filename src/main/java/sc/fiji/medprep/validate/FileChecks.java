package sc.fiji.medprep.validate;

import java.util.List;

/** All looks at a file. */
final class FileChecks {
	private FileChecks() {}

	/** @param pixels whether pixels are decoded, too */
	static List<FileCheck> of(boolean pixels) {
		return List.of(new ModuleCheck());
	}
}
