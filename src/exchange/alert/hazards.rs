//! What an office speaks of: by its codes, which need no words, or by its words.

use super::vocabulary::{CHINESE, WORDS};
use crate::domain::weather::Hazard;

/// What a text or a code speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Weather(Hazard),
    /// Known, and nothing a warning signal knows: an earthquake, a fire.
    Other,
}

pub(super) const fn weather(hazard: Hazard) -> Subject {
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

/// What a text speaks of, by the words in it. A word counts as a whole: there is no heat in a theatre.
pub fn of_words(text: &str) -> Option<Subject> {
    /// A name stands at the beginning; what goes on for pages is searched no further.
    const MOST: usize = 400;
    let text = text.char_indices().nth(MOST).map_or(text, |(end, _)| &text[..end]);
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
