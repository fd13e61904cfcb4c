package sc.fiji.medprep.image.render;

import java.util.Locale;

/** Capital letters, digits and some signs of 5 x 7 pixels. */
public final class BitmapFont {
	public static final int WIDTH = 5, HEIGHT = 7, ADVANCE = 6;
	/** A character, then its seven rows from the top, each a digit of base 32 whose highest bit is the leftmost pixel. */
	private static final String GLYPHS = "AEHHVHHH BUHHUHHU CEHGGGHE DUHHHHHU EVGGUGGV FVGGUGGG GEHGNHHF HHHHVHHH IE44444E J72222IC KHIKOKIH LGGGGGGV MHRLLHHH NHHPLJHH OEHHHHHE "
		+ "PUHHUGGG QEHHHLID RUHHUKIH SFGGE11U TV444444 UHHHHHHE VHHHHHA4 WHHHLLLA XHHA4AHH YHHHA444 ZV1248GV 0EHJLPHE 14C4444E 2EH1248V 3V2421HE 426AIV22 5VGU11HE 668GUHHE 7V124888 "
		+ "8EHHEHHE 9EHHF12C .00000CC ,0000C48 :0CC0CC0 -000V000 /01248G0 (2488842 )8422248 ^4AH0000 =00V0V00 +044V440 %OP248J3 ";

	private BitmapFont() {}

	/** True if a character is black at a place of its box; what the font lacks is empty, small letters are as capitals. */
	public static boolean isSet(char character, int column, int row) {
		String wanted = String.valueOf(character).toUpperCase(Locale.ROOT);
		for (int at = 0; at < GLYPHS.length(); at += HEIGHT + 2) {
			if (GLYPHS.charAt(at) == wanted.charAt(0)) return (Character.digit(GLYPHS.charAt(at + 1 + row), 32) >> WIDTH - 1 - column & 1) != 0;
		}
		return false;
	}
}
