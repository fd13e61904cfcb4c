package sc.fiji.medprep.convert;

import java.io.IOException;

import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.standard.Dictionary;

/** An item as images are put together from it: it can be opened while its group is processed. */
final class ItemSource implements DicomSource {
	private final int number;
	private volatile ItemOpener items;

	ItemSource(int number) {
		this.number = number;
	}

	/** @param opener null once the group is done */
	void use(ItemOpener opener) {
		items = opener;
	}

	@Override
	public int number() {
		return number;
	}

	@Override
	public DicomFile open() throws IOException {
		ItemOpener.OpenItem item = items.open(number);
		return DicomFile.read(item.source(), item, Dictionary.instance());
	}
}
