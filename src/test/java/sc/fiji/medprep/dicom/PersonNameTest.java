package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class PersonNameTest {
	@Test
	public void three_groups_and_five_components_are_told_apart() {
		PersonName name = PersonName.parse("Adams^John Robert^Quincy^Rev.^B.A. M.Div.=山田^太郎=やまだ^たろう");
		assertEquals("Adams", name.alphabetic().family());
		assertEquals("John Robert", name.alphabetic().given());
		assertEquals("Quincy", name.alphabetic().middle());
		assertEquals("Rev.", name.alphabetic().prefix());
		assertEquals("B.A. M.Div.", name.alphabetic().suffix());
		assertEquals("山田", name.ideographic().family());
		assertEquals("たろう", name.phonetic().given());
	}

	@Test
	public void absent_parts_are_empty_and_text_comes_back() {
		for (String text : new String[] {"", "Doe", "Doe^Jane", "^Jane", "=山田^太郎", "==やまだ", "a^^^^e"}) assertEquals(text, PersonName.parse(text).toString());
		assertEquals(PersonName.Group.EMPTY, PersonName.parse("Doe").phonetic());
	}
}
