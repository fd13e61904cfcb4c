package sc.fiji.medprep.validate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** All looks at a file. */
final class FileChecks {
	private FileChecks() {}

	/**
	 * @param today the day after which nothing can have been examined
	 * @param pixels whether the frames are decoded, too
	 */
	static List<FileCheck> all(LocalDate today, boolean pixels) {
		List<FileCheck> checks = new ArrayList<>(List.of(new ModuleCheck(), new ReportTreeCheck(), new EncodingCheck(), new FileMetaCheck(), new ValueCheck(), new CharacterSetCheck(), new PrivateCheck(), new UidCheck(), new PixelStructureCheck(), new PlausibilityCheck(today)));
		if (pixels) checks.add(new PixelValueCheck());
		return checks;
	}
}
