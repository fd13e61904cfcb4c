package sc.fiji.medprep.deidentify.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read, from the moment they exist. */
final class OwnerOnly {
	private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

	private OwnerOnly() {}

	/** @throws java.nio.file.FileAlreadyExistsException if there is a file of that name */
	static FileChannel create(Path file) throws IOException {
		FileAttribute<?>[] attributes = isPosix(file) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)} : new FileAttribute<?>[0];
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
	}

	/** Closes a file to others if it is open to them. */
	static void close(Path file) throws IOException {
		if (isPosix(file) && !Files.getPosixFilePermissions(file).equals(PERMISSIONS)) Files.setPosixFilePermissions(file, PERMISSIONS);
	}

	private static boolean isPosix(Path file) {
		Path folder = file.toAbsolutePath().getParent();
		return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null && file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}
}
