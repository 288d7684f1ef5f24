//! The words by which offices name what a warning signal knows, in the languages they write in, and the codes
//! that need no words.

use crate::domain::weather::Hazard;

/// What a text or a code speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Weather(Hazard),
    /// Known, and nothing a warning signal knows: an earthquake, a fire.
    Other,
}

const fn weather(hazard: Hazard) -> Subject {
    Subject::Weather(hazard)
}

/// Event codes of China's national platform. Those of group 11B that are not here, and other groups, are
/// other disasters.
const CODES: [(&str, Hazard); 17] = [
    ("11B01", Hazard::Typhoon),
    ("11B03", Hazard::Rainstorm),
    ("11B04", Hazard::Snowstorm),
    ("11B05", Hazard::ColdWave),
    ("11B06", Hazard::Gale),
    ("11B07", Hazard::Sandstorm),
    ("11B08", Hazard::ColdWave),
    ("11B09", Hazard::Heat),
    ("11B14", Hazard::Lightning),
    ("11B15", Hazard::Hail),
    ("11B16", Hazard::Frost),
    ("11B17", Hazard::Fog),
    ("11B19", Hazard::Haze),
    ("11B20", Hazard::Gale),
    ("11B21", Hazard::RoadIcing),
    ("11B22", Hazard::Drought),
    ("11B23", Hazard::Gale),
];

/// A code of the national platform: five signs such as `11B03`.
pub fn of_code(code: &str) -> Option<Subject> {
    let code = code.trim();
    let shape = code.as_bytes();
    let is_code = matches!(shape, [b'1', b'1'..=b'5', group, a, b]
        if group.is_ascii_alphabetic() && a.is_ascii_digit() && b.is_ascii_digit());
    let upper = is_code.then(|| code.to_ascii_uppercase())?;
    let known = CODES.iter().find(|(code, _)| *code == upper);
    Some(known.map_or(Subject::Other, |(_, hazard)| weather(*hazard)))
}

/// Meteoalarm's `awareness_type`: a number and words, such as `1; Wind`.
pub fn of_awareness(value: &str) -> Option<Subject> {
    let number = value.split([';', ',']).next()?.trim();
    Some(match number.parse::<u8>().ok()? {
        1 => weather(Hazard::Gale),
        2 => weather(Hazard::Snowstorm),
        3 => weather(Hazard::Lightning),
        4 => weather(Hazard::Fog),
        5 => weather(Hazard::Heat),
        6 => weather(Hazard::ColdWave),
        10 | 12 | 13 => weather(Hazard::Rainstorm),
        7..=9 | 11 => Subject::Other,
        _ => return None,
    })
}

/// Chinese names, simplified and traditional, anywhere in a text. The first that fits counts, so the more
/// particular stand before what they contain.
const CHINESE: &[(Subject, &[&str])] = &[
    (Subject::Other, &["风暴潮", "風暴潮", "森林火险", "山泥傾瀉", "地质灾害", "地質災害", "磁暴", "海浪"]),
    (weather(Hazard::RoadClosed), &["道路封闭", "道路封閉", "道路中断", "封路", "交通管制"]),
    (
        weather(Hazard::RoadIcing),
        &["道路结冰", "道路結冰", "路面结冰", "路面結冰", "道路冰雪", "冻雨", "凍雨", "结冰", "結冰"],
    ),
    (weather(Hazard::Sandstorm), &["沙尘", "沙塵", "扬沙", "揚沙", "浮尘", "浮塵"]),
    (
        weather(Hazard::Typhoon),
        &[
            "台风",
            "颱風",
            "臺風",
            "飓风",
            "颶風",
            "热带风暴",
            "熱帶風暴",
            "热带气旋",
            "熱帶氣旋",
            "强热带",
            "強熱帶",
        ],
    ),
    (
        weather(Hazard::Snowstorm),
        &["暴雪", "暴风雪", "暴風雪", "大雪", "降雪", "雪灾", "雪災", "吹雪", "积雪"],
    ),
    (weather(Hazard::Hail), &["冰雹", "雹"]),
    (weather(Hazard::Gale), &["雷雨大风", "雷雨大風", "雷雨强风", "雷暴大风", "雷暴大風", "龙卷", "龍捲"]),
    (
        weather(Hazard::Rainstorm),
        &[
            "暴雨",
            "豪雨",
            "大雨",
            "强降水",
            "强降雨",
            "強降雨",
            "洪水",
            "山洪",
            "洪涝",
            "洪澇",
            "内涝",
            "內澇",
            "渍涝",
            "水浸",
            "积水",
            "汛",
        ],
    ),
    (weather(Hazard::Lightning), &["雷电", "雷電", "雷暴", "雷雨", "雷击", "强对流", "強對流"]),
    (weather(Hazard::ColdWave), &["寒潮", "低温", "低溫", "降温", "降溫", "寒冷", "严寒"]),
    (
        weather(Hazard::Gale),
        &["大风", "大風", "强风", "強風", "烈风", "烈風", "阵风", "陣風", "季候風", "季风"],
    ),
    (weather(Hazard::Frost), &["霜冻", "霜凍", "霜"]),
    (weather(Hazard::Haze), &["雾霾", "霧霾", "霾", "重污染"]),
    (weather(Hazard::Fog), &["大雾", "大霧", "浓雾", "濃霧", "雾", "霧"]),
    (weather(Hazard::Heat), &["高温", "高溫", "酷热", "酷熱", "炎热", "热浪", "熱浪"]),
    (weather(Hazard::Drought), &["干旱", "乾旱", "旱"]),
    (Subject::Other, &["地震", "海啸", "海嘯", "火山", "火灾", "火災", "火险", "滑坡", "泥石流", "疫情"]),
];

/// Words in other scripts, each a word or several in a row, in lower case. A star stands for any ending or
/// beginning, as German and Swedish build their words. The first that fits counts.
const WORDS: &[(Subject, &[&str])] = &[
    (
        Subject::Other,
        &[
            "storm surge",
            "coastal flood*",
            "geomagnetic storm",
            "solar storm",
            "red flag",
            "fire weather",
            "sturmflut",
            "avalanche*",
            "lawine*",
            "earthquake*",
            "tsunami*",
        ],
    ),
    (weather(Hazard::RoadClosed), &["road closed", "road closure*", "closed road", "straßensperrung*"]),
    (weather(Hazard::ColdWave), &["wind chill", "windchill"]),
    (
        weather(Hazard::Typhoon),
        &[
            "typhoon*",
            "hurricane*",
            "cyclone*",
            "tropical storm*",
            "tropical depression",
            "taifun*",
            "tufão",
            "ciclone*",
            "furacão",
            "ouragan*",
            "typhon*",
            "הוריקן",
            "טייפון",
        ],
    ),
    (
        weather(Hazard::Snowstorm),
        &[
            "blizzard*",
            "snow",
            "snows",
            "snowfall*",
            "snowstorm*",
            "winter storm*",
            "winter weather",
            "schnee*",
            "*schneefall",
            "neve",
            "nevasca*",
            "nevão",
            "neige*",
            "snö",
            "snö*",
            "alpine weather",
            "fjällväder",
            "שלג",
            "שלגים",
        ],
    ),
    (
        weather(Hazard::RoadIcing),
        &[
            "black ice",
            "icy roads",
            "road icing",
            "ice storm",
            "freezing rain",
            "freezing drizzle",
            "ice",
            "icing",
            "glaze",
            "glatteis*",
            "glätte",
            "*glätte",
            "eisregen",
            "gelo",
            "verglas",
            "halka",
            "*halka",
            "קרח",
            "כפור",
        ],
    ),
    (
        weather(Hazard::Sandstorm),
        &[
            "sandstorm*",
            "dust storm*",
            "duststorm*",
            "blowing dust",
            "sand",
            "dust",
            "sandsturm",
            "staubsturm",
            "tempestade de areia",
            "tempête de sable",
            "סופת חול",
            "אבק",
        ],
    ),
    (
        weather(Hazard::Gale),
        &["thunderstorm gale*", "thunderstorm wind*", "thundery squall*", "tornado*", "waterspout*"],
    ),
    (
        weather(Hazard::Lightning),
        &[
            "thunderstorm*",
            "thunder",
            "lightning",
            "gewitter*",
            "*gewitter",
            "blitz",
            "blitzschlag",
            "trovoada*",
            "orage*",
            "foudre",
            "åska",
            "åsk*",
            "סופת רעמים",
            "סופות רעמים",
            "ברקים",
        ],
    ),
    (weather(Hazard::Hail), &["hail", "hailstorm*", "hagel*", "granizo", "grêle", "ברד"]),
    (
        weather(Hazard::Rainstorm),
        &[
            "rain",
            "rains",
            "rainstorm*",
            "rainfall*",
            "downpour*",
            "flood",
            "floods",
            "flooding",
            "*regen",
            "*niederschlag",
            "hochwasser*",
            "überschwemmung*",
            "sturzflut*",
            "überflutung*",
            "chuva",
            "chuvas",
            "inundação",
            "inundações",
            "enchente*",
            "alagamento*",
            "pluie*",
            "inondation*",
            "crue",
            "crues",
            "regn",
            "skyfall",
            "*regn",
            "översvämning*",
            "höga flöden",
            "גשם",
            "גשמים",
            "שיטפון",
            "שיטפונות",
            "שטפון",
            "שטפונות",
            "הצפות",
        ],
    ),
    (
        weather(Hazard::Fog),
        &["fog", "foggy", "nebel*", "nevoeiro", "neblina", "brouillard*", "dimma", "ערפל"],
    ),
    (weather(Hazard::Haze), &["haze", "smog", "brume sèche", "אובך"]),
    (
        weather(Hazard::Gale),
        &[
            "gale",
            "gales",
            "wind",
            "winds",
            "windstorm*",
            "windy",
            "storm",
            "storms",
            "squall*",
            "monsoon",
            "gust",
            "gusts",
            "sturm",
            "*sturm",
            "*böen",
            "böen",
            "orkan*",
            "vento",
            "ventos",
            "ventania",
            "vendaval",
            "monção",
            "vent",
            "vents",
            "tempête*",
            "tempestade*",
            "vind",
            "vindar",
            "*vind",
            "kuling",
            "storm*byar",
            "רוח",
            "רוחות",
            "סערה",
        ],
    ),
    (
        weather(Hazard::Heat),
        &[
            "heat",
            "heatwave*",
            "high temperature*",
            "hot",
            "hitze*",
            "wärmebelastung",
            "calor",
            "canicule",
            "chaleur",
            "värme*",
            "höga temperaturer",
            "חום",
            "שרב",
        ],
    ),
    (weather(Hazard::Frost), &["frost", "freeze", "geada", "gelée*", "gel", "קרה"]),
    (
        weather(Hazard::ColdWave),
        &[
            "cold",
            "cold wave",
            "low temperature*",
            "kälte*",
            "frio",
            "froid",
            "kyla",
            "sträng kyla",
            "extreme cold",
            "קור",
        ],
    ),
    (
        weather(Hazard::Drought),
        &["drought", "dürre", "trockenheit", "seca", "estiagem", "sécheresse", "torka", "בצורת"],
    ),
    (
        Subject::Other,
        &[
            "fire",
            "fires",
            "wildfire*",
            "bushfire*",
            "volcan*",
            "landslide*",
            "mudslide*",
            "erdbeben",
            "waldbrand*",
            "terremoto",
            "sismo",
            "incêndio*",
            "séisme",
            "incendie*",
            "jordbävning",
            "brand",
            "brandrisk*",
            "skogsbrand*",
            "gräsbrand*",
        ],
    ),
];

/// What a text speaks of, by the words in it. A word counts as a whole: there is no heat in a theatre.
pub fn of_words(text: &str) -> Option<Subject> {
    if !text.is_ascii()
        && let Some((subject, _)) = CHINESE.iter().find(|(_, names)| names.iter().any(|n| text.contains(n)))
    {
        return Some(*subject);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |phrase: &str| {
        let parts = phrase.split(' ').count();
        words.windows(parts).any(|run| phrase.split(' ').zip(run).all(|(part, word)| fits(part, word)))
    };
    WORDS.iter().find(|(_, names)| names.iter().any(|name| has(name))).map(|(subject, _)| *subject)
}

/// `pattern` with a star at either end, or in its midst.
fn fits(pattern: &str, word: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == word,
        Some((start, rest)) => {
            let Some(after) = word.strip_prefix(start) else { return false };
            match rest.strip_suffix('*') {
                Some(middle) => after.contains(middle),
                None => after.ends_with(rest),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: Option<Hazard>) {
        let found = match of_words(text) {
            Some(Subject::Weather(hazard)) => Some(hazard),
            Some(Subject::Other) | None => None,
        };
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn a_kind_is_known_by_its_words_in_many_languages() {
        for (text, wanted) in [
            ("十堰市气象台发布暴雨橙色预警信号", Hazard::Rainstorm),
            ("雷雨大风黄色预警", Hazard::Gale),
            ("雷暴警告", Hazard::Lightning),
            ("道路結冰", Hazard::RoadIcing),
            ("强烈季候風信號", Hazard::Gale),
            ("強烈季候風信號", Hazard::Gale),
            ("沙尘暴", Hazard::Sandstorm),
            ("雾霾", Hazard::Haze),
            ("Heavy Rain", Hazard::Rainstorm),
            ("FLASH FLOOD WATCH", Hazard::Rainstorm),
            ("Severe Thunderstorm Warning", Hazard::Lightning),
            ("thunderstorm gales", Hazard::Gale),
            ("STARKES GEWITTER", Hazard::Lightning),
            ("SCHWERE STURMBÖEN", Hazard::Gale),
            ("STARKREGEN", Hazard::Rainstorm),
            ("FROST", Hazard::Frost),
            ("Straßenglätte", Hazard::RoadIcing),
            ("Ventos Costeiros", Hazard::Gale),
            ("VENTOS FORTES DE MONÇÃO", Hazard::Gale),
            ("Chuvas Intensas", Hazard::Rainstorm),
            ("orages", Hazard::Lightning),
            ("Pluie-inondation", Hazard::Rainstorm),
            ("Stora snömängder", Hazard::Snowstorm),
            ("heavy snow", Hazard::Snowstorm),
            ("average wind speed at sea", Hazard::Gale),
            ("Wind chill", Hazard::ColdWave),
            ("שטפונות בזק", Hazard::Rainstorm),
            ("Road closed", Hazard::RoadClosed),
        ] {
            check(text, Some(wanted));
        }
    }

    #[test]
    fn words_do_not_match_inside_others() {
        for text in [
            "theatre",
            "wheat harvest",
            "training",
            "Bahrain",
            "window",
            "snowdrop",
            "price",
            "weather",
            "météo",
            "brainstorming",
            "geladeira",
            "Iceland",
            "special weather statement in effect",
            "scold",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn other_disasters_are_no_weather() {
        for text in ["Earthquake", "Tsunami Information", "Fire", "海啸", "地质灾害气象风险", "storm surge"]
        {
            assert_eq!(of_words(text), Some(Subject::Other), "{text}");
        }
    }

    #[test]
    fn codes_need_no_words() {
        assert_eq!(of_code("11b03"), Some(weather(Hazard::Rainstorm)));
        assert_eq!(of_code("11A01"), Some(Subject::Other));
        for text in ["SVR", "11", "weather", "111111", "34"] {
            assert_eq!(of_code(text), None, "{text}");
        }
        assert_eq!(of_awareness("12; flooding"), Some(weather(Hazard::Rainstorm)));
        assert_eq!(of_awareness("8; forest-fire"), Some(Subject::Other));
        assert_eq!(of_awareness("wind"), None);
    }
}
