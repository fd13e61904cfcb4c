package sc.fiji.medprep.deidentify.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of months in the languages that descriptions are written in, long and short. */
final class Months {
	/**
	 * A spelling of a month.
	 *
	 * @param month 1 to 12
	 * @param names of all twelve months in the same language and length
	 * @param isFull false for an abbreviation
	 */
	record Month(int month, String[] names, boolean isFull) {
		/** Another month, written as this one was: in capitals, lower case or with a capital first. */
		String spelled(int other, String original) {
			String name = names[other - 1];
			if (original.equals(original.toUpperCase(Locale.ROOT))) return name.toUpperCase(Locale.ROOT);
			return Character.isUpperCase(original.charAt(0)) ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
		}
	}

	/** Long and short names in turn; short ones are left out where they are words of imaging or nothing is known of them. */
	private static final String[] LANGUAGES = {
		"january february march april may june july august september october november december", "jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember", "jan feb mär apr mai jun jul aug sep okt nov dez",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "janv févr mars avr mai juin juil août sept oct nov déc",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "ene feb mar abr may jun jul ago set oct nov dic",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "gen feb mar apr mag giu lug ago set ott nov dic",
		"januari februari maart april mei juni juli augustus september oktober november december", "jan feb mrt apr mei jun jul aug sep okt nov dec",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro", "jan fev mar abr mai jun jul ago set out nov dez",
		"januari februari mars april maj juni juli augusti september oktober november december", "jan feb maerz apr maj jun jul aug sept okt nov dec",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia", "", "ledna února března dubna května června července srpna září října listopadu prosince", "",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık", "", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie", "",
		"január február március április május június július augusztus szeptember október november december", "", "januar februar marts april maj juni juli august september oktober november desember", "",
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta", "",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря", "", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня", "",
		"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου", "" };
	private static final Map<String, Month> BY_NAME = byName();

	private Months() {}

	private static Map<String, Month> byName() {
		Map<String, Month> months = new HashMap<>();
		for (int i = 0; i < LANGUAGES.length; i++) {
			String[] names = LANGUAGES[i].split(" ");
			for (int m = 0; m < names.length && !LANGUAGES[i].isEmpty(); m++) months.putIfAbsent(Folding.compact(names[m]), new Month(m + 1, names, i % 2 == 0));
		}
		return months;
	}

	/** The month that a word in comparable form names, or null. */
	static Month of(String word) {
		return BY_NAME.get(word);
	}
}
