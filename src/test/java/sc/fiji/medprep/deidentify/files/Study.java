package sc.fiji.medprep.deidentify.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.standard.ProfileOption;

/** Files of a study in the heap, cleaned with a fixed key and a date shift of 100 days back. */
final class Study {
	static final StudyKey KEY = new StudyKey(new byte[32]);
	static final Subjects SUBJECTS = new Subjects(KEY, null, 100, 100, true);
	static final Set<ProfileOption> BASIC = EnumSet.noneOf(ProfileOption.class);
	static final Set<ProfileOption> RESEARCH = EnumSet.of(ProfileOption.RETAIN_MODIFIED_DATES, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, ProfileOption.CLEAN_DESCRIPTORS);
	/** Stands for the cleaner of free text: keeps some words of imaging and nothing else. */
	private static final List<String> WORDS = List.of("rest", "bold", "Siemens", "MPRAGE", "Brain", "sagittal", "EPI", "of", "the", "years", "male", "female", "left", "right");
	static final TextCleaning TEXT = (text, subject, known) -> String.join(" ", List.of(text.split("\\s+")).stream().filter(WORDS::contains).toList());

	private final Map<String, byte[]> files = new LinkedHashMap<>();
	private final Context context;

	Study(Set<ProfileOption> options) {
		context = context(options);
	}

	static Context context(Set<ProfileOption> options) {
		return new Context(KEY, patient -> SUBJECTS.of(patient).orElse(null), TEXT, options, "a method");
	}

	static String pseudonym(String patient) {
		return KEY.pseudonym(patient);
	}

	Study with(String path, byte[] bytes) {
		files.put(path, bytes);
		return this;
	}

	Study with(String path, String text) {
		return with(path, text.getBytes(StandardCharsets.UTF_8));
	}

	Optional<Product> product(String path) throws IOException {
		byte[] bytes = files.get(path);
		return new OtherFiles(context).clean(new Item(1, ByteSource.of(bytes), "0".repeat(64), new Item.Origin() {
			@Override
			public String path() {
				return path;
			}

			@Override
			public ByteSource sibling(String name) {
				byte[] sibling = files.get(path.substring(0, path.lastIndexOf('/') + 1) + name);
				return sibling == null ? null : ByteSource.of(sibling);
			}
		}));
	}

	byte[] cleaned(String path) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		product(path).orElseThrow().content().writeTo(Channels.newChannel(out));
		return out.toByteArray();
	}

	String text(String path) throws IOException {
		return new String(cleaned(path), StandardCharsets.UTF_8);
	}

	String name(String path) throws IOException {
		return product(path).orElseThrow().name();
	}
}
