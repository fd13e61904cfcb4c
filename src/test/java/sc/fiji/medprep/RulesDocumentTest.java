package sc.fiji.medprep;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.Test;

import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.curate.Curator;
import sc.fiji.medprep.report.Rule;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.validate.Validator;

/** The rules and the page about them. */
public class RulesDocumentTest {
	@Test
	public void page_says_what_the_rules_say() throws IOException {
		assertEquals("run scripts/generate-rules", RulesDocument.text(), Files.readString(RulesDocument.FILE));
	}

	@Test
	public void ids_are_words_joined_by_dots_and_those_about_sets_begin_so() {
		for (Rule rule : RuleBook.of(Validator.class).rules()) {
			assertTrue(rule.id(), rule.id().matches("[a-z0-9_]+(\\.[a-z0-9_]+)*"));
			// that all files were passed over is about no single one
			assertEquals(rule.id(), rule.id().equals("set.nothing"), rule.id().startsWith(Review.RULE_PREFIX));
		}
		for (Rule rule : RuleBook.of(Curator.class).rules()) assertTrue(rule.id(), rule.id().matches("set(\\.[a-z0-9_]+)+"));
	}

	@Test
	public void titles_are_headings_and_sections_name_their_part() {
		for (Class<?> room : new Class<?>[] {Validator.class, Curator.class}) {
			for (Rule rule : RuleBook.of(room).rules()) {
				assertTrue(rule.id() + ": " + rule.title(), rule.title().matches("[\\p{L}\\d].*[^.]"));
				assertTrue(rule.id() + ": " + rule.section(), rule.section().isEmpty() || rule.section().matches("PS3\\.\\d+( .+)?"));
				assertTrue(rule.id() + ": " + rule.fix(), rule.fix().matches("[a-z0-9_]*"));
				assertTrue(rule.id(), rule.strict().compareTo(rule.severity()) <= 0);
			}
		}
	}
}
