package sc.fiji.medprep.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with an input, and runs over it. */
final class Scene {
	static final SortedMap<String, String> SETTINGS = new TreeMap<>(Map.of("pixel_risk", "flag"));
	/** Copies an item under the name of its hash. */
	static final Step COPY = item -> Product.done("images/" + item.sha256().substring(0, 12) + ".dcm", all(item),
		List.of(new Finding(Severity.INFO, "copied", "(0008,0018)", "The item was copied.")));

	final Path folder;
	final Path input;

	Scene(Path folder) {
		this.folder = folder;
		this.input = folder.resolve("input");
	}

	static Content all(Item item) {
		return out -> item.source().transferTo(0, item.source().length(), out);
	}

	static String text(Item item) throws IOException {
		return new String(item.source().bytes(0, (int) item.source().length()), StandardCharsets.UTF_8);
	}

	/** A step that reads "name:rest" and writes the whole under that name. */
	static Product named(Item item) throws IOException {
		return Product.done(text(item).split(":")[0], all(item), List.of());
	}

	Scene file(String name, String content) throws IOException {
		return file(name, content.getBytes(StandardCharsets.UTF_8));
	}

	Scene file(String name, byte[] content) throws IOException {
		Path file = input.resolve(name);
		Files.createDirectories(file.getParent());
		Files.write(file, content);
		return this;
	}

	BatchOptions options() {
		return options(2);
	}

	BatchOptions options(int threads) {
		return new BatchOptions(input, folder.resolve("output"), null, threads, false);
	}

	BatchOptions overwriting() {
		return new BatchOptions(input, folder.resolve("output"), null, 2, true);
	}

	BatchResult run(Step step) throws IOException, BatchConfigurationException {
		return run(options(), step);
	}

	static BatchResult run(BatchOptions options, Step step) throws IOException, BatchConfigurationException {
		return new Batch(options).run(step, "copy", SETTINGS, Progress.NONE);
	}

	static List<ItemResult> items(BatchResult result) throws IOException {
		List<ItemResult> items = new ArrayList<>();
		result.forEach(items::add);
		return items;
	}

	/** The names and contents of all files under a folder. */
	static SortedMap<String, String> tree(Path folder) throws IOException {
		SortedMap<String, String> tree = new TreeMap<>();
		if (!Files.exists(folder)) return tree;
		try (Stream<Path> files = Files.walk(folder)) {
			files.forEach(file -> {
				try {
					if (Files.isRegularFile(file)) tree.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		return tree;
	}

	SortedMap<String, String> outputs() throws IOException {
		return tree(folder.resolve("output"));
	}

	Path secret(String name) {
		return options().privateFolder().resolve(name);
	}

	static String sha256(byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
				Files.delete(directory);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
