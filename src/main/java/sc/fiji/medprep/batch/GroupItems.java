package sc.fiji.medprep.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.medprep.dicom.ByteSource;

/** Opens the items of a group, each with a buffer of its own, and keeps their hashes. Closing it closes what was left open. */
final class GroupItems implements ItemOpener, Closeable {
	private final Work.Run run;
	private final boolean hashing;
	private final Set<Open> left = ConcurrentHashMap.newKeySet();
	private final Map<Integer, String> hashes = new ConcurrentHashMap<>();

	/** @param hashing whether the hash of an item is taken when it is opened first */
	GroupItems(Work.Run run, boolean hashing) {
		this.run = run;
		this.hashing = hashing;
	}

	@Override
	public OpenItem open(int item) throws IOException {
		ItemReader reader = run.reader();
		try {
			ItemReader.Opened opened = hashing && !hashes.containsKey(item) ? reader.open(item) : reader.peek(item);
			if (!opened.sha256().isEmpty()) hashes.put(item, opened.sha256());
			Open open = new Open(item, opened, reader);
			left.add(open);
			return open;
		}
		catch (Throwable e) {
			reader.close();
			throw e;
		}
	}

	@Override
	public void close() throws IOException {
		for (Open open : left) open.close();
		// a step may hold on to this, and hashes of a million items are many bytes
		hashes.clear();
	}

	private final class Open implements OpenItem {
		private final int item;
		private final ItemReader.Opened opened;
		private final ItemReader reader;

		Open(int item, ItemReader.Opened opened, ItemReader reader) {
			this.item = item;
			this.opened = opened;
			this.reader = reader;
		}

		@Override
		public ByteSource source() {
			return opened.source();
		}

		@Override
		public String sha256() {
			return hashes.getOrDefault(item, "");
		}

		@Override
		public void close() throws IOException {
			left.remove(this);
			try (reader; opened) {
				// both, in turn
			}
		}
	}

	/** That of an item, which is read if no one has done so; empty if it cannot be. */
	String sha256(int item) {
		String known = hashes.get(item);
		if (known != null) return known;
		try (ItemReader reader = run.reader()) {
			return sha256(reader, item);
		}
		catch (IOException e) {
			return "";
		}
	}

	static String sha256(ItemReader reader, int item) {
		try (ItemReader.Opened opened = reader.open(item)) {
			return opened.sha256();
		}
		catch (IOException e) {
			return "";
		}
	}
}
