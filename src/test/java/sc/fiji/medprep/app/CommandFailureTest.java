package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

import org.junit.Test;

import sc.fiji.medprep.batch.BatchConfigurationException;

public class CommandFailureTest {
	private static void assertSays(String sentence, int exitCode, Throwable thrown) {
		CommandFailure failure = CommandFailure.of(thrown);
		assertEquals(sentence, failure.getMessage());
		assertEquals(exitCode, failure.exitCode());
		assertNull(failure.getCause());
	}

	@Test
	public void configuration_fault_keeps_its_sentence() {
		assertSays("The output lies inside the input.", 2, new BatchConfigurationException("The output lies inside the input."));
		assertSays("No key.", 2, new UncheckedIOException(new BatchConfigurationException("No key.")));
	}

	@Test
	public void paths_in_messages_of_java_are_left_out() {
		assertSays("Reading or writing failed: a file or folder does not exist.", 2, new NoSuchFileException("/data/Smith"));
		assertSays("Reading or writing failed: a file or folder does not exist, or access is denied.", 2, new FileNotFoundException("/data/Smith (no such file)"));
		assertSays("Reading or writing failed: No space left on device.", 2, new FileSystemException("/data/Smith", null, "No space left on device"));
		assertSays("Reading or writing failed: access is denied.", 2, new AccessDeniedException("/data/Smith"));
		assertSays("Reading or writing failed: Stream closed.", 2, new IOException("Stream closed"));
	}

	@Test
	public void path_that_this_java_cannot_write_says_what_to_do() {
		assertSays("A path has characters that Java cannot write here; set LC_ALL=C.UTF-8 in the environment, or use names of plain letters.", 2,
			new InvalidPathException("/data/M\uFFFDller", "Malformed input or input contains unmappable characters"));
	}

	@Test
	public void too_little_memory_says_what_to_do() {
		assertSays("There is not enough memory; give Java more of it (-Xmx) or use fewer threads.", 2, new OutOfMemoryError());
	}

	@Test
	public void failure_is_not_wrapped_again() {
		CommandFailure failure = CommandFailure.usage("No.");
		assertSame(failure, CommandFailure.of(failure));
	}
}
