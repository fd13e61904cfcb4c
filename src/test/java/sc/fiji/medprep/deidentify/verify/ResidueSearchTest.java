package sc.fiji.medprep.deidentify.verify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.Test;

import sc.fiji.medprep.deidentify.verify.Identifier.Kind;
import sc.fiji.medprep.deidentify.verify.ResidueSearch.Match;
import sc.fiji.medprep.deidentify.verify.ResidueSearch.Regions;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.SpecificCharacterSet;

public class ResidueSearchTest {
	private static Identifier name(String text) {
		return new Identifier(text, Kind.NAME, 0x00100010, SpecificCharacterSet.DEFAULT);
	}

	@Test
	public void finds_just_what_a_plain_search_finds() throws Exception {
		Random random = new Random(3);
		for (int round = 0; round < 100; round++) {
			List<Identifier> identifiers = new ArrayList<>();
			for (int i = random.nextInt(6); i >= 0; i--) identifiers.add(name(word(random, 3 + random.nextInt(14))));
			// few letters, so that there are many matches and near matches; some files longer than a chunk
			byte[] file = word(random, round % 50 == 0 ? 300_000 : random.nextInt(3000)).getBytes(StandardCharsets.US_ASCII);
			if (round % 3 == 0) for (int i = 1; i < file.length; i += 2) file[i] = 0;
			long from = random.nextInt(file.length + 1), to = from + random.nextInt((int) (file.length - from) + 1);
			Regions regions = to > from ? new Regions(new long[] {from}, new long[] {to}) : new Regions(new long[0], new long[0]);
			Set<String> found = new HashSet<>(), wanted = new HashSet<>();
			for (Match match : new ResidueSearch(identifiers).search(ByteSource.of(file), regions)) {
				if (!regions.contains(match.position()) || isLong(match.pattern())) assertTrue("once only", found.add(key(match.pattern(), match.position())));
			}
			for (Identifier identifier : identifiers) {
				for (Identifier.Pattern pattern : identifier.patterns()) {
					for (int at = 0; at + pattern.bytes().length <= file.length; at++) {
						if (matches(file, at, pattern.bytes()) && (isLong(pattern) || !touches(regions, at, pattern.bytes().length))) wanted.add(key(pattern, at));
					}
				}
			}
			wanted.removeAll(found);
			assertEquals("round " + round, Set.of(), wanted);
			for (String key : found) assertTrue(key, matches(file, Integer.parseInt(key.replaceAll(".* ", "")), bytes(identifiers, key)));
		}
	}

	private static byte[] bytes(List<Identifier> identifiers, String key) {
		for (Identifier identifier : identifiers) {
			for (Identifier.Pattern pattern : identifier.patterns()) {
				if (key.startsWith(key(pattern, 0).replaceAll(" \\d+$", " "))) return pattern.bytes();
			}
		}
		throw new AssertionError(key);
	}

	private static boolean isLong(Identifier.Pattern pattern) {
		return pattern.bytes().length >= (pattern.unit() == 1 ? 6 : 11);
	}

	private static boolean touches(Regions regions, int at, int length) {
		for (int i = at; i < at + length; i++) {
			if (regions.contains(i)) return true;
		}
		return false;
	}

	private static boolean matches(byte[] file, int at, byte[] bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if (file[at + i] != bytes[i]) return false;
		}
		return true;
	}

	private static String key(Identifier.Pattern pattern, long at) {
		return System.identityHashCode(pattern.of()) + Arrays.toString(pattern.bytes()) + " " + at;
	}

	private static String word(Random random, int length) {
		StringBuilder word = new StringBuilder(length);
		for (int i = 0; i < length; i++) word.append((char) ('a' + random.nextInt(2)));
		return word.toString();
	}

	@Test
	public void regions_hold_their_starts_and_not_their_ends() {
		Regions regions = new Regions(new long[] {5, 20}, new long[] {8, 30});
		for (long inside : new long[] {5, 7, 20, 29}) assertTrue(regions.contains(inside));
		for (long outside : new long[] {0, 4, 8, 19, 30}) assertFalse(regions.contains(outside));
	}

	@Test
	public void a_table_of_uids_holds_what_was_added_and_nothing_else() {
		UidTable table = new UidTable();
		for (int i = 0; i < 5000; i++) {
			table.add(UidTable.Hash.of("2.25." + i));
			table.add(UidTable.Hash.of("2.25." + i / 2));
		}
		for (int i = 0; i < 5000; i++) {
			assertTrue(table.contains(UidTable.Hash.of("2.25." + i)));
			assertFalse(table.contains(UidTable.Hash.of("2.25.9" + i + ".1")));
		}
	}
}
