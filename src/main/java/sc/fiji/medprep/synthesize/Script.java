package sc.fiji.medprep.synthesize;

import java.util.List;

/** A character set of synthetic files, with parts of which names are made that nobody has. */
enum Script {
	DEFAULT(List.of(), null, null, null),
	LATIN_1(List.of("ISO_IR 100"), new String[] {"Müß", "Ñörv", "Ågrö", "Çévr", "Øxtû"}, new String[] {"grävel", "quéñor", "stöwald", "bjørmå", "lâzûr"}, new String[] {"Édwîn", "Zoëlle", "Jüttå", "Øyvîng", "Françîne"}),
	CYRILLIC(List.of("ISO_IR 144"), new String[] {"Враж", "Щупо", "Кзым", "Жлод", "Хрюв"}, new String[] {"олмов", "ярский", "енчук", "ызкова", "ефьян"}, new String[] {"Никодзим", "Ульжана", "Фёклазия", "Збыслав", "Жюлитта"}),
	JAPANESE(List.of("", "ISO 2022 IR 87"), new String[] {"麒麟", "檜葉", "鷺沼", "椿坂", "桐畑"}, new String[] {"嶋", "崎", "淵", "畠", "館"}, new String[] {"龍乃介", "珠璃江", "鶴千代", "蘭麻呂", "霧比古"}),
	KOREAN(List.of("", "ISO 2022 IR 149"), new String[] {"견빙", "탁희", "뇌평", "궉순", "삼묵"}, new String[] {"봉", "웅", "닭", "셔", "헌"}, new String[] {"별찬샘", "솔빛누", "한울뫼", "달래꽃", "큰솔갈"}),
	CHINESE(List.of("GB18030"), new String[] {"纥奚", "亓官", "壤驷", "谯笪", "乜荤"}, new String[] {"麟", "骞", "鑫", "淼", "翀"}, new String[] {"霁瀚翊", "曦玥琰", "煜烨焜", "芮馨蘅", "骐骧骅"}),
	UTF_8(List.of("ISO_IR 192"), new String[] {"Żół", "Ğüźe", "Őrsz", "Ŧæłv", "Řeğh"}, new String[] {"kźewicz", "ńöğlu", "ąčekyı", "ővárđi", "ļīņš"}, new String[] {"Śćibor", "Ťiąna", "Ğökşen", "Łūcĳa", "Ďűsan"});

	/** Values of Specific Character Set (0008,0005). */
	final List<String> terms;
	private final String[] starts, ends, given;

	Script(List<String> terms, String[] starts, String[] ends, String[] given) {
		this.terms = terms;
		this.starts = starts;
		this.ends = ends;
		this.given = given;
	}

	/** True if a name of this script stands in the second component group, with a Latin one before it (PS3.5 annexes H to J). */
	boolean isIdeographic() {
		return this == JAPANESE || this == KOREAN || this == CHINESE;
	}

	String family(Chance chance) {
		return chance.of(starts) + chance.of(ends);
	}

	String given(Chance chance) {
		return chance.of(given);
	}
}
