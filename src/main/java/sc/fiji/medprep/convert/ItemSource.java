package sc.fiji.medprep.convert;

import java.io.IOException;
import java.util.function.Supplier;

import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.standard.Dictionary;

/** An item as images are put together from it: it can be opened while groups are made, and while its group is processed. */
final class ItemSource implements DicomSource {
	private final int number;
	private final Supplier<ItemOpener> early;
	private volatile ItemOpener items;

	/** @param early opens items while groups are made */
	ItemSource(int number, Supplier<ItemOpener> early) {
		this.number = number;
		this.early = early;
	}

	/** From now on opens the item as one of its group. */
	void use(ItemOpener opener) {
		items = opener;
	}

	@Override
	public int number() {
		return number;
	}

	@Override
	public DicomFile open() throws IOException {
		ItemOpener opener = items;
		ItemOpener.OpenItem item = (opener == null ? early.get() : opener).open(number);
		return DicomFile.read(item.source(), item, Dictionary.instance());
	}
}
