package sc.fiji.medprep.app.browser;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.TransferHandler;

/** Takes a folder or file that is dropped from the desktop. */
final class FolderDrop extends TransferHandler {
	private final transient Consumer<Path> taker;

	FolderDrop(Consumer<Path> taker) {
		this.taker = taker;
	}

	@Override
	public boolean canImport(TransferSupport support) {
		return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
	}

	@Override
	public boolean importData(TransferSupport support) {
		try {
			List<?> files = canImport(support) ? (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor) : List.of();
			if (files.isEmpty()) return false;
			taker.accept(((File) files.get(0)).toPath());
			return true;
		}
		catch (UnsupportedFlavorException | IOException e) {
			return false;
		}
	}
}
