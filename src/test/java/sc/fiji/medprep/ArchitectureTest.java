package sc.fiji.medprep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The sentences of docs/architecture.md about rooms and arrows. */
public class ArchitectureTest {
	/** Floors from the top to the bottom; rooms on the same floor are joined by a blank. */
	private static final List<String> FLOORS = List.of("commands", "app", "pipeline", "deidentify validate curate convert deface redact segment annotate store synthesize", "report", "batch",
		"image", "standard", "dicom");
	private static final Path SOURCES = Path.of("src", "main", "java", "sc", "fiji", "medprep");
	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("sc.fiji.medprep");

	@Test
	public void arrows_point_down_only_and_rooms_on_a_floor_do_not_know_each_other() {
		List<String> below = new ArrayList<>();
		for (int floor = FLOORS.size() - 1; floor >= 0; floor--) {
			List<String> rooms = List.of(FLOORS.get(floor).split(" "));
			for (String room : rooms) {
				String[] forbidden = FLOORS.stream().flatMap(f -> Stream.of(f.split(" "))).filter(other -> !other.equals(room) && !below.contains(other)).map(ArchitectureTest::packages).toArray(String[]::new);
				noClasses().that().resideInAPackage(packages(room)).should().dependOnClassesThat().resideInAnyPackage(forbidden).allowEmptyShould(true).check(CLASSES);
			}
			below.addAll(rooms);
		}
	}

	private static String packages(String room) {
		return "sc.fiji.medprep." + room + "..";
	}

	@Test
	public void only_commands_and_app_know_menus_dialogs_windows_and_ImageJ() {
		noClasses().that().resideOutsideOfPackages(packages("commands"), packages("app")).should().dependOnClassesThat()
			.resideInAnyPackage("java.awt..", "javax.swing..", "ij.gui..", "ij.plugin..", "ij.io..", "org.scijava..").check(CLASSES);
		noClasses().that().resideOutsideOfPackages(packages("commands"), packages("app")).should().dependOnClassesThat().haveFullyQualifiedName("ij.IJ").check(CLASSES);
	}

	@Test
	public void no_static_state_can_change() {
		ArchRuleDefinition.fields().that().areStatic().should().beFinal().check(CLASSES);
	}

	@Test
	public void every_room_stands_on_a_floor_and_says_what_it_is_for() throws IOException {
		try (Stream<Path> rooms = Files.list(SOURCES)) {
			for (Path room : rooms.filter(Files::isDirectory).toList()) {
				assertTrue(room.toString(), FLOORS.stream().anyMatch(floor -> List.of(floor.split(" ")).contains(room.getFileName().toString())));
				assertTrue(room.toString(), Files.readString(room.resolve("package-info.java")).strip().startsWith("/**"));
			}
			assertEquals("sc.fiji.medprep", getClass().getPackageName());
		}
	}
}
