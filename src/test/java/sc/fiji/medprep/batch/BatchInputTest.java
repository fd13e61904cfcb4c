package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BatchInputTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;
	/** Gives each item its own output, named by its number. */
	private final Step numbered = item -> Product.done("" + item.number(), Scene.all(item), List.of());

	@Before
	public void makeScene() {
		scene = new Scene(temporary.getRoot().toPath());
	}

	@Test
	public void litter_of_operating_systems_is_passed_over_and_counted() throws Exception {
		scene.file(".DS_Store", "x").file("a/Thumbs.db", "x").file("a/desktop.ini", "x").file("__MACOSX/a/._1", "x").file("a/._1", "x").file("a/1", "real");
		scene.file("z.zip", zip(ZipEntry.DEFLATED, "__MACOSX/._2", "x", "2", "two"));
		BatchResult result = scene.run(numbered);
		assertEquals(2, result.items());
		assertEquals(6, result.ignoredLitter());
		assertEquals(List.of("real", "two"), List.copyOf(scene.outputs().values()));
	}

	@Test
	public void links_to_files_are_followed_and_links_to_folders_are_counted() throws Exception {
		scene.file("z", "x").file(".git/annex/1", "kept by version control");
		Path outside = temporary.newFolder("outside").toPath();
		Files.writeString(outside.resolve("content"), "linked");
		Files.createSymbolicLink(scene.input.resolve("folder"), outside);
		Files.createSymbolicLink(scene.input.resolve("file"), outside.resolve("content"));
		Files.createSymbolicLink(scene.input.resolve("missing"), outside.resolve("not fetched"));
		Files.createSymbolicLink(scene.input.resolve("loop"), scene.input);
		BatchResult result = scene.run(numbered);
		assertEquals(Map.of("1", "linked", "3", "x"), scene.outputs());
		assertTrue(Scene.items(result).get(1).reason(), Scene.items(result).get(1).reason().startsWith("The link leads to a file that is not there"));
		assertEquals(2, result.ignoredLinks());
		assertEquals(1, result.ignoredLitter());
	}

	@Test
	public void a_link_into_what_the_program_writes_is_not_followed() throws Exception {
		scene.file("1", "x");
		Path secret = new Batch(scene.options()).createPrivateFolder();
		Files.writeString(secret.resolve("key"), "k");
		Files.createSymbolicLink(scene.input.resolve("2"), secret.resolve("key"));
		BatchResult result = scene.run(numbered);
		assertEquals(1, result.items());
		assertEquals(1, result.ignoredLinks());
		scene.file("list.txt", "2\n");
		String said = assertThrows(BatchConfigurationException.class, () -> run("list.txt")).getMessage();
		assertTrue(said, said.startsWith("The list names a file inside the output"));
	}

	@Test
	public void an_input_of_links_to_folders_only_says_so() throws Exception {
		Files.createDirectories(scene.input);
		Files.createSymbolicLink(scene.input.resolve("folder"), temporary.newFolder("outside").toPath());
		String said = assertThrows(BatchConfigurationException.class, () -> scene.run(numbered)).getMessage();
		assertTrue(said, said.startsWith("The input holds no files; links to folders or special files passed over: 1."));
	}

	@Test
	public void a_line_of_a_list_that_is_too_long_is_refused_and_the_others_go_on() throws Exception {
		scene.file("1", "one").file("list.txt", "b".repeat(1_200_000) + "\n" + "a".repeat(70_000) + "\n" + "ä".repeat(20_000) + "\nx\0y\n1\n");
		List<ItemResult> items = Scene.items(run("list.txt"));
		assertEquals(List.of("refused", "refused", "refused", "refused", "done"), items.stream().map(item -> item.outcome().word()).toList());
		assertEquals("The line of the list is not a path.", items.get(0).reason());
		assertEquals("one", scene.outputs().get("5"));
	}

	@Test
	public void a_single_file_is_an_item() throws Exception {
		scene.file("1", "x").file("2", "y");
		assertEquals(1, run("1").items());
		assertEquals(List.of("x"), List.copyOf(scene.outputs().values()));
	}

	@Test
	public void a_list_names_files_folders_and_archives_and_what_is_missing_is_refused() throws Exception {
		scene.file("a/1", "one").file("b/2", "two").file("b/3", "three").file("z.zip", zip(ZipEntry.STORED, "4", "four"));
		scene.file("list.txt", "\ufeff# comment\r\n\r\na/1\r\n  b  \nnot/there\n\"" + scene.input.resolve("z.zip") + "\"\n");
		List<ItemResult> items = Scene.items(run("list.txt"));
		assertEquals(List.of("done", "done", "done", "refused", "done"), items.stream().map(item -> item.outcome().word()).toList());
		assertEquals("The file does not exist or cannot be opened.", items.get(3).reason());
		assertEquals(List.of("one", "two", "three", "four"), List.copyOf(scene.outputs().values()));
		assertTrue(Files.readString(scene.secret("paths.csv")).contains("not/there"));
	}

	@Test
	public void a_text_whose_first_line_is_a_path_is_a_list_by_content_and_other_text_is_an_item() throws Exception {
		scene.file("1", "one").file("files", "# list\n1\n").file("notes", "no path\n");
		run("files");
		assertEquals("one", scene.outputs().get("1"));
		Scene.run(new BatchOptions(scene.input.resolve("notes"), scene.folder.resolve("other"), null, 1, false), numbered);
		assertEquals("no path\n", Scene.tree(scene.folder.resolve("other")).get("1"));
	}

	@Test
	public void stored_and_deflated_entries_are_items_also_inside_a_folder_of_the_archive() throws Exception {
		byte[] noise = new byte[300_000];
		new Random(1).nextBytes(noise);
		String big = new String(noise, StandardCharsets.ISO_8859_1);
		scene.file("a.zip", zip(ZipEntry.STORED, "one", "1", "deep/er/two", big));
		scene.file("b.ZIP", zip(ZipEntry.DEFLATED, "three", "3", "empty", "", "deep/four", big));
		scene.file("c", "plain");
		List<ItemResult> items = Scene.items(scene.run(numbered));
		assertEquals(6, items.size());
		byte[] expected = big.getBytes(StandardCharsets.UTF_8);
		for (int item : new int[] {2, 5}) {
			assertEquals(Scene.sha256(expected), items.get(item - 1).sha256In());
			assertEquals(items.get(item - 1).sha256In(), items.get(item - 1).sha256Out());
		}
		assertEquals("", scene.outputs().get("4"));
		assertTrue(Files.readString(scene.secret("paths.csv")).contains("a.zip!/deep/er/two"));
	}

	@Test
	public void a_large_deflated_entry_goes_through_a_file_that_is_gone_afterwards() throws Exception {
		byte[] large = new byte[(16 << 20) + 5];
		new Random(1).nextBytes(large);
		Arrays.fill(large, 0, 4 << 20, (byte) 0);
		scene.file("a.zip", archive(entry("large", large, true), entry("large too", large, false)));
		List<ItemResult> items = Scene.items(scene.run(item -> {
			// already without a name while it is read
			try (var files = Files.list(scene.options().privateFolder())) {
				assertTrue(files.noneMatch(file -> file.getFileName().toString().endsWith(".part")));
			}
			return numbered.process(item);
		}));
		assertEquals(Scene.sha256(large), items.get(0).sha256In());
		assertEquals(Scene.sha256(large), items.get(0).sha256Out());
		assertEquals(Scene.sha256(large), items.get(1).sha256Out());
	}

	@Test
	public void a_single_archive_is_known_by_its_content() throws Exception {
		scene.file("export", zip(ZipEntry.DEFLATED, "1", "one", "2", "two"));
		assertEquals(2, run("export").items());
	}

	@Test
	public void broken_archives_are_one_refused_item_each_and_the_rest_goes_on() throws Exception {
		byte[] good = zip(ZipEntry.DEFLATED, "1", "one", "2", "two");
		byte[] lying = good.clone();
		lying[centralHeader(lying) + 42] = 0x7f;
		scene.file("a.zip", "no archive at all").file("b.zip", Arrays.copyOf(good, good.length - 30)).file("c.zip", new byte[0]).file("d.zip", lying).file("e", "x");
		List<ItemResult> items = Scene.items(scene.run(numbered));
		assertEquals(List.of("refused", "refused", "refused", "refused", "done"), items.stream().map(item -> item.outcome().word()).toList());
		assertTrue(items.get(0).reason(), items.get(0).reason().startsWith("The archive is damaged or incomplete"));
	}

	@Test
	public void any_damaged_byte_of_an_archive_is_refused_or_harmless_but_never_wrong() throws Exception {
		byte[] good = zip(ZipEntry.DEFLATED, "1", "a text a text a text a text", "2", "two");
		for (int i = 0; i < good.length; i++) {
			byte[] bad = good.clone();
			bad[i] ^= 0x55;
			scene.file("a.zip", bad);
			BatchResult result = Scene.run(new BatchOptions(scene.input, scene.folder.resolve("output"), null, 1, true), numbered);
			assertEquals(0, result.internalErrors());
			for (String content : scene.outputs().values()) assertTrue("byte " + i, content.equals("two") || content.equals("a text a text a text a text"));
		}
	}

	@Test
	public void encrypted_nested_and_strangely_compressed_entries_are_refused() throws Exception {
		byte[] encrypted = zip(ZipEntry.STORED, "1", "one");
		encrypted[centralHeader(encrypted) + 8] |= 1;
		byte[] strange = zip(ZipEntry.DEFLATED, "1", "one");
		strange[centralHeader(strange) + 10] = 14;
		scene.file("a.zip", encrypted).file("b.zip", strange).file("c.zip", zip(ZipEntry.STORED, "inner.zip", "x"));
		List<ItemResult> items = Scene.items(scene.run(numbered));
		assertTrue(items.get(0).reason(), items.get(0).reason().contains("encrypted"));
		assertTrue(items.get(1).reason(), items.get(1).reason().contains("method 14"));
		assertTrue(items.get(2).reason(), items.get(2).reason().contains("inside an archive"));
	}

	@Test
	public void a_bomb_is_refused_before_it_unpacks() throws Exception {
		byte[] zeros = new byte[80 << 20];
		scene.file("a.zip", archive(entry("bomb", zeros, true)));
		byte[] shortened = archive(entry("liar", new byte[10_000], true));
		ByteBuffer.wrap(shortened).order(ByteOrder.LITTLE_ENDIAN).putInt(centralHeader(shortened) + 24, 100);
		scene.file("b.zip", shortened);
		List<ItemResult> items = Scene.items(scene.run(numbered));
		assertTrue(items.get(0).reason(), items.get(0).reason().contains("bomb"));
		assertTrue(items.get(1).reason(), items.get(1).reason().contains("does not unpack to the size"));
	}

	@Test
	public void entries_that_share_their_bytes_make_the_archive_refused() throws Exception {
		byte[] one = zip(ZipEntry.STORED, "1", "x".repeat(1000));
		int header = centralHeader(one), length = one.length - 22 - header, times = 50;
		ByteBuffer bomb = ByteBuffer.allocate(header + times * length + 22).order(ByteOrder.LITTLE_ENDIAN).put(one, 0, header);
		for (int i = 0; i < times; i++) bomb.put(one, header, length);
		bomb.put(one, one.length - 22, 22);
		int end = bomb.capacity() - 22;
		bomb.putShort(end + 8, (short) times).putShort(end + 10, (short) times).putInt(end + 12, times * length);
		scene.file("a.zip", bomb.array());
		List<ItemResult> items = Scene.items(scene.run(numbered));
		assertEquals(1, items.size());
		assertEquals(Outcome.REFUSED, items.get(0).outcome());
	}

	@Test
	public void zip64_archives_are_read() throws Exception {
		scene.file("a.zip", zip64("one", "content one"));
		assertEquals(1, scene.run(numbered).count(Outcome.DONE));
		assertEquals("content one", scene.outputs().get("1"));
	}

	@Test
	public void an_archive_behind_a_program_that_unpacks_it_is_read() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write("#!/bin/sh unpack me\n".getBytes());
		bytes.write(zip(ZipEntry.DEFLATED, "1", "one"));
		scene.file("a.zip", bytes.toByteArray());
		scene.run(numbered);
		assertEquals("one", scene.outputs().get("1"));
	}

	@Test
	public void no_input_path_stands_in_a_reason() throws Exception {
		scene.file("DOE_JOHN/1", "x").file("DOE_JOHN/2", "x").file("DOE_JOHN/locked", "x").file("DOE_JOHN.zip", "x").file("DOE_JOHN/3", "x").file("DOE_JOHN/4", "x");
		Path locked = scene.input.resolve("DOE_JOHN/locked");
		Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
		BatchResult result = scene.run(item -> {
			Path file = scene.input.resolve("DOE_JOHN").resolve("" + item.number());
			if (item.number() == 2) throw new FileSystemException(file.toString(), null, "I/O error");
			if (item.number() == 3) throw new FileNotFoundException(file + " (No such file or directory)");
			if (item.number() == 4) throw new IOException("cannot read " + scene.input.toRealPath().resolve("DOE_JOHN/3"));
			throw new NoSuchFileException(file.toString());
		});
		for (ItemResult item : Scene.items(result)) {
			assertEquals(Outcome.REFUSED, item.outcome());
			assertTrue(item.reason(), item.reason().endsWith(".") && !item.reason().contains("DOE") && !item.reason().contains("/"));
		}
	}

	@Test
	public void many_items_are_held_in_little_memory_and_found_again() {
		ItemList items = new ItemList();
		for (int folder = 0; folder < 100; folder++) {
			int base = items.addBase(Path.of("study" + folder));
			for (int i = 0; i < 2000; i++) items.addFile(base, "image-of-some-series-" + i + ".dcm");
		}
		assertEquals(200_000, items.size());
		for (int i = 1; i <= items.size(); i += 777)
			assertEquals(Path.of("study" + (i - 1) / 2000, "image-of-some-series-" + (i - 1) % 2000 + ".dcm"), items.path(i));
	}

	private BatchResult run(String input) throws IOException, BatchConfigurationException {
		return Scene.run(new BatchOptions(scene.input.resolve(input), scene.folder.resolve("output"), null, 1, false), numbered);
	}

	private record Packed(String name, byte[] content, boolean deflated) {}

	private static Packed entry(String name, byte[] content, boolean deflated) {
		return new Packed(name, content, deflated);
	}

	private static byte[] zip(int method, String... namesAndContents) throws IOException {
		Packed[] entries = new Packed[namesAndContents.length / 2];
		for (int i = 0; i < entries.length; i++)
			entries[i] = entry(namesAndContents[2 * i], namesAndContents[2 * i + 1].getBytes(StandardCharsets.UTF_8), method == ZipEntry.DEFLATED);
		return archive(entries);
	}

	private static byte[] archive(Packed... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (Packed packed : entries) {
				ZipEntry entry = new ZipEntry(packed.name);
				entry.setMethod(packed.deflated ? ZipEntry.DEFLATED : ZipEntry.STORED);
				if (!packed.deflated) {
					entry.setSize(packed.content.length);
					entry.setCrc(crc(packed.content));
				}
				out.putNextEntry(entry);
				out.write(packed.content);
				out.closeEntry();
			}
		}
		return bytes.toByteArray();
	}

	private static int centralHeader(byte[] zip) {
		return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
	}

	private static long crc(byte[] bytes) {
		CRC32 crc = new CRC32();
		crc.update(bytes);
		return crc.getValue();
	}

	/** A stored entry whose sizes and position stand in the zip64 fields only. */
	private static byte[] zip64(String name, String content) {
		byte[] bytes = content.getBytes(), nameBytes = name.getBytes();
		ByteBuffer zip = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
		zip.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) crc(bytes)).putInt(-1).putInt(-1)
			.putShort((short) nameBytes.length).putShort((short) 20).put(nameBytes).putShort((short) 1).putShort((short) 16).putLong(bytes.length).putLong(bytes.length);
		zip.put(bytes);
		int start = zip.position();
		zip.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) crc(bytes)).putInt(-1).putInt(-1)
			.putShort((short) nameBytes.length).putShort((short) 28).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(nameBytes)
			.putShort((short) 1).putShort((short) 24).putLong(bytes.length).putLong(bytes.length).putLong(0);
		int end = zip.position();
		zip.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0).putInt(0).putLong(1).putLong(1).putLong(end - start).putLong(start);
		zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
		zip.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) -1).putShort((short) -1).putInt(-1).putInt(-1).putShort((short) 0);
		return Arrays.copyOf(zip.array(), zip.position());
	}
}
