package sc.fiji.medprep.commands;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.Test;
import org.scijava.command.CommandInfo;

import sc.fiji.medprep.deidentify.PixelRisk;

public class DeidentifyCommandTest {
	@Test
	public void pixel_risk_offers_what_the_deidentifier_knows() {
		List<String> known = Arrays.stream(PixelRisk.values()).map(risk -> risk.name().toLowerCase(Locale.ROOT)).toList();
		assertEquals(known, new CommandInfo(DeidentifyCommand.class).getInput("pixel_risk").getChoices());
	}
}
