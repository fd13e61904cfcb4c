package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A list of fields of which each is one value of a header, from a resource of this package.
 *
 * @param <K> what values are found by
 */
final class FieldTable<K> {
	private static final String OPEN = "open-";

	/** Where the values are. */
	interface Values<K> {
		/** All values of a key as text; none if it is absent. */
		List<String> strings(K key);

		/** All values of a key as numbers; none if it is absent or no number. */
		double[] numbers(K key);
	}

	private record Field<K>(String name, String kind, boolean open, double scale, List<K> keys) {}

	private final List<Field<K>> fields;

	/** @param modality of the rows that are taken beside those for all; null if the list has no such column */
	FieldTable(String list, String modality, Function<String, K> key) {
		try (InputStream in = Objects.requireNonNull(FieldTable.class.getResourceAsStream(list), "This installation lacks " + list)) {
			fields = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t"))
				.filter(row -> modality == null || row[1].equals("all") || row[1].equals(modality)).map(row -> field(row, modality == null ? 1 : 2, key)).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static <K> Field<K> field(String[] row, int kind, Function<String, K> key) {
		boolean open = row[kind].startsWith(OPEN);
		return new Field<>(row[0], open ? row[kind].substring(OPEN.length()) : row[kind], open, Double.parseDouble(row[kind + 1]), List.of(row[kind + 2].split(",")).stream().map(key).toList());
	}

	/** @param freeText whether texts that people have typed may be written */
	void write(Values<K> values, boolean freeText, Facts facts) {
		for (Field<K> field : fields) {
			if (field.open && !freeText) continue;
			for (K key : field.keys) write(field, key, values, facts);
		}
	}

	private static <K> void write(Field<K> field, K key, Values<K> values, Facts facts) {
		switch (field.kind) {
			case "number" -> {
				double[] numbers = values.numbers(key);
				if (numbers.length > 0) facts.positive(field.name, numbers[0] * field.scale);
			}
			case "list" -> facts.numbers(field.name, values.numbers(key));
			case "joined" -> facts.text(field.name, String.join("\\", values.strings(key)));
			default -> values.strings(key).stream().findFirst().ifPresent(value -> facts.text(field.name, value));
		}
	}
}
