package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.dicom.TransferSyntax;

/** Makes the studies of one patient: gives numbers and times, and writes what is made into folders named after the patient. */
final class Workshop {
	private static final int LATE = 23 * 60 + 50;

	final Chance chance;
	final Patient patient;
	private final Path folder;
	private final List<Check> checks = new ArrayList<>();
	private LocalDateTime last;
	private int studies, series, files, syntaxes;
	private long bytes;

	Workshop(Path output, long seed, int number) throws IOException {
		chance = new Chance(seed * 1_000_003 + number);
		patient = Patient.invent(chance, number);
		folder = output.resolve(String.format("%03d_%s", number + 1, patient.person().fileName()));
		last = LocalDateTime.of(2012 + number % 7, chance.between(1, 12), chance.between(1, 28), 8, 0);
		syntaxes = number;
		Files.createDirectories(folder);
	}

	/** A new study some weeks after the last one; the third begins shortly before midnight. */
	Study study(String kind, String description) {
		last = last.plusDays(chance.between(20, 300)).withHour(0).withMinute(0).plusMinutes(studies == 2 ? LATE : chance.between(7 * 60, 18 * 60)).plusSeconds(chance.below(60));
		studies++;
		Study blank = new Study(patient, chance.uid(), "ST" + chance.digits(7), "ACC" + last.getYear() + "-" + chance.digits(6), last, kind, Remark.of(description), chance.uid(), chance);
		return new Study(patient, blank.uid(), blank.id(), blank.accession(), last, kind, blank.remark(description, 64), blank.frameOfReference(), chance);
	}

	/** A new series, some minutes after the one before. */
	Series series(Study study, String modality, String description, String protocol) {
		series++;
		return new Series(study, chance.uid(), series, modality, study.start().plusMinutes(4L * series), study.remark(description, 64), study.remark(protocol, 64));
	}

	/** One of several transfer syntaxes, each in its turn. */
	TransferSyntax next(TransferSyntax... choices) {
		return choices[syntaxes++ % choices.length];
	}

	/** Writes an instance that is complete, and keeps the questions about it. */
	void write(Instance instance) {
		Series of = instance.series;
		String name = patient.person().family().toUpperCase(Locale.ROOT);
		Path place = folder.resolve(String.format("%s_%s_%s", of.study().kind(), of.study().start().toLocalDate(), name)).resolve(String.format("%02d_%s", of.number(), of.modality()));
		Path file = place.resolve(String.format("IM%04d_%s.dcm", instance.number, name)), part = place.resolve(".medprep.part");
		try {
			Files.createDirectories(place);
			Files.deleteIfExists(part);
			instance.file().write(part);
			bytes += Files.size(part);
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		files++;
		instance.plant(List.of(name));
		checks.addAll(instance.checks());
	}

	GeneratedStudies result() {
		return new GeneratedStudies(folder, 1, studies, series, files, bytes, checks.size());
	}

	List<Check> checks() {
		return checks;
	}
}
