package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.deidentify.text.Strictness;
import sc.fiji.medprep.standard.ProfileOption;

public class ProfileTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void every_preset_can_be_read_and_basic_applies_no_option() throws IOException {
		for (String preset : Profile.PRESETS) assertTrue(preset, !Profile.preset(preset).name().isEmpty());
		assertEquals(Set.of(), Profile.preset("basic").options());
		assertTrue(Profile.preset("research").has(ProfileOption.RETAIN_MODIFIED_DATES));
		assertTrue(Profile.preset("safe").has(ProfileOption.RETAIN_FULL_DATES));
		assertThrows(BatchConfigurationException.class, () -> Profile.preset("../study"));
	}

	@Test
	public void every_line_of_a_profile_is_honoured() throws IOException {
		Profile profile = Profile.parse("medprep-profile 1\r\n# ours\r\nname = Ours\r\ndates=shift # back\r\nshift_days = 7..14\r\nretain_uids = yes\r\nclean_graphics = no\r\nstrictness = strict\r\ndocuments = strip\r\n");
		assertEquals(new Profile("Ours", Set.of(ProfileOption.RETAIN_UIDS, ProfileOption.RETAIN_MODIFIED_DATES), 7, 14, Strictness.STRICT, Documents.STRIP), profile);
	}

	@Test
	public void a_line_that_cannot_be_used_is_named() {
		assertRefused(1, "dates = shift");
		assertRefused(2, "medprep-profile 1\nretain_everything = yes");
		assertRefused(3, "medprep-profile 1\n\ndates = sometimes");
		assertRefused(3, "medprep-profile 1\nretain_uids = yes\nretain_uids = no");
		assertRefused(2, "medprep-profile 1\nretain_uids = true");
		assertRefused(2, "medprep-profile 1\nretain_full_dates = yes");
		assertRefused(2, "medprep-profile 1\nshift_days = 9..3");
		assertRefused(2, "medprep-profile 1\nshift_days = 0..3");
		assertRefused(2, "medprep-profile 1\nstrictness");
	}

	@Test
	public void a_file_as_an_editor_saves_it_is_read() throws IOException {
		Path file = folder.newFile().toPath();
		Files.writeString(file, "\uFEFFmedprep-profile 1\r\nname = J\u00F6rgs Studie\r\n");
		assertEquals("J\u00F6rgs Studie", Profile.read(file).name());
		Files.write(file, "medprep-profile 1\n\n# J\u00F6rg\n".getBytes(StandardCharsets.ISO_8859_1));
		BatchConfigurationException e = assertThrows(BatchConfigurationException.class, () -> Profile.read(file));
		assertEquals("Line 3 of the profile file cannot be used: it is not in UTF-8.", e.getMessage());
	}

	@Test
	public void a_missing_file_is_one_sentence() {
		assertThrows(BatchConfigurationException.class, () -> Profile.read(Path.of("target", "no-such.profile")));
	}

	private static void assertRefused(int line, String text) {
		BatchConfigurationException e = assertThrows(BatchConfigurationException.class, () -> Profile.parse(text));
		assertTrue(e.getMessage(), e.getMessage().startsWith("Line " + line + " of the profile file "));
	}
}
