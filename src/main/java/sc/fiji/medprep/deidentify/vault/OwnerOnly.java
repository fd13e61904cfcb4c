package sc.fiji.medprep.deidentify.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import sc.fiji.medprep.batch.BatchConfigurationException;

/** Files that only their owner can read, from the moment they exist. */
final class OwnerOnly {
	private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------"), OWNER = PosixFilePermissions.fromString("rwx------");

	private OwnerOnly() {}

	/** @throws java.nio.file.FileAlreadyExistsException if there is a file of that name */
	static FileChannel create(Path file) throws IOException {
		FileAttribute<?>[] attributes = isPosix(file) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)} : new FileAttribute<?>[0];
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
	}

	/** Closes a file to others if it is open to them. */
	static void close(Path file) throws IOException {
		if (!isPosix(file)) return;
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		permissions.addAll(Files.getPosixFilePermissions(file));
		if (!permissions.retainAll(OWNER)) return;
		try {
			Files.setPosixFilePermissions(file, permissions);
		}
		catch (FileSystemException notOurs) {
			throw new BatchConfigurationException("The vault is open to others and belongs to somebody else; ask its owner to close it (chmod 600).");
		}
	}

	private static boolean isPosix(Path file) {
		Path folder = file.toAbsolutePath().getParent();
		return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null && file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}
}
