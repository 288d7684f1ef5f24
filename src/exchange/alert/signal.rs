//! Which warning signal an alert is: its kind by the surest evidence there is, its colour by what is said of
//! colours, else by severity.

use super::hazards::{Subject, of_awareness, of_code, of_words};
use crate::domain::weather::{Colour, Signal};

/// An event has one code, or one for each list of codes there is.
const MOST_CODES: usize = 32;

/// What an info says that bears on its signal.
pub struct Evidence<'i> {
    pub event: &'i str,
    pub headline: &'i str,
    /// Names and values of its event codes.
    pub codes: &'i [(String, String)],
    pub parameters: &'i [(String, String)],
    pub severity: &'i str,
}

/// `None` where it is about nothing a warning signal knows.
pub fn signal(evidence: &Evidence<'_>) -> Option<Signal> {
    match subject(evidence)? {
        Subject::Weather(kind) => Some(Signal { kind, colour: colour(evidence) }),
        Subject::Other => None,
    }
}

fn subject(evidence: &Evidence<'_>) -> Option<Subject> {
    let mut both = evidence.parameters.iter().chain(evidence.codes);
    let awareness = || {
        let named = |(name, value): &(String, String)| {
            if name.eq_ignore_ascii_case("awareness_type") { of_awareness(value) } else { None }
        };
        both.find_map(named)
    };
    let values = || evidence.codes.iter().take(MOST_CODES).map(|(_, value)| value.as_str());
    values()
        .find_map(of_code)
        .or_else(awareness)
        .or_else(|| of_words(evidence.event))
        .or_else(|| values().find_map(of_words))
        .or_else(|| of_words(evidence.headline))
}

fn colour(evidence: &Evidence<'_>) -> Colour {
    let both = || evidence.parameters.iter().chain(evidence.codes);
    let level = both().filter(|(name, _)| name.eq_ignore_ascii_case("awareness_level"));
    let coloured = both().filter(|(name, _)| speaks_of_colour(name));
    of_word(evidence.severity)
        .or_else(|| level.into_iter().find_map(|(_, value)| of_value(value)))
        .or_else(|| coloured.into_iter().find_map(|(_, value)| of_value(value)))
        .or_else(|| of_sentence(evidence.event))
        .or_else(|| of_sentence(evidence.headline))
        .or_else(|| of_severity(evidence.severity))
        .unwrap_or(Colour::Yellow)
}

fn speaks_of_colour(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "color",
        "colour",
        "颜色",
        "顏色",
        "级别",
        "等级",
        "預警級別",
        "warning_level",
        "warninglevel",
        "alertlevel",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// The colour a word names; that of a signal above red is red.
fn of_word(word: &str) -> Option<Colour> {
    let lower = word.trim().to_lowercase();
    let bare = lower.trim_end_matches(['色', '级', '級']);
    Some(match bare {
        "blue" | "蓝" | "藍" | "blau" | "azul" | "bleu" | "blå" | "כחול" => Colour::Blue,
        "yellow" | "黄" | "黃" | "gelb" | "amarelo" | "jaune" | "gul" | "צהוב" => Colour::Yellow,
        "orange" | "amber" | "橙" | "橘" | "laranja" | "כתום" => Colour::Orange,
        "red" | "红" | "紅" | "黑" | "black" | "violet" | "purple" | "rot" | "vermelho" | "rouge" | "röd"
        | "אדום" => Colour::Red,
        _ => return None,
    })
}

/// A parameter's value: a colour's name among other words, or `#RRGGBB`.
fn of_value(value: &str) -> Option<Colour> {
    if let Some(hex) = value.trim().strip_prefix('#') {
        return of_hex(hex);
    }
    let words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().find_map(of_word).or_else(|| of_chinese(value))
}

/// `暴雨橙色预警`.
fn of_chinese(text: &str) -> Option<Colour> {
    let (before, _) = text.split_once('色')?;
    of_word(&before.chars().next_back()?.to_string())
}

/// A sentence in which a colour stands by a word that makes it the signal's: there is a Yellow River too.
fn of_sentence(text: &str) -> Option<Colour> {
    const BEFORE: [&str; 3] = ["level", "code", "niveau"];
    const AFTER: [&str; 12] = [
        "warning",
        "warnings",
        "alert",
        "alarm",
        "signal",
        "level",
        "code",
        "early",
        "advisory",
        "watch",
        "rainstorm",
        "typhoon",
    ];
    if !text.is_ascii()
        && let Some(colour) = of_chinese(text)
    {
        return Some(colour);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1).is_some_and(|at| BEFORE.contains(&words[at]));
        let after = words.get(at + 1).is_some_and(|next| AFTER.contains(next));
        if before || after { of_word(word) } else { None }
    })
}

/// The colour a map shows: by its hue; grey and green are no warning.
fn of_hex(hex: &str) -> Option<Colour> {
    let digits = hex.get(..6).filter(|_| matches!(hex.len(), 6 | 8))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = number.to_be_bytes().map(i32::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let span = most - least;
    // Too pale or too dark to be a colour.
    if span < 48 {
        return None;
    }
    let hue = match most {
        _ if most == r => (60 * (g - b) / span + 360) % 360,
        _ if most == g => 120 + 60 * (b - r) / span,
        _ => 240 + 60 * (r - g) / span,
    };
    match hue {
        0..16 | 265..360 => Some(Colour::Red),
        16..44 => Some(Colour::Orange),
        44..72 => Some(Colour::Yellow),
        170..265 => Some(Colour::Blue),
        _ => None,
    }
}

fn of_severity(word: &str) -> Option<Colour> {
    Some(match word.trim().to_lowercase().as_str() {
        "minor" | "一般" | "ⅳ" | "iv" => Colour::Blue,
        "moderate" | "较重" | "较大" | "ⅲ" | "iii" => Colour::Yellow,
        "severe" | "严重" | "重大" | "ⅱ" | "ii" => Colour::Orange,
        "extreme" | "特别严重" | "特别重大" | "ⅰ" | "i" => Colour::Red,
        _ => return None,
    })
}

/// Does a headline take a signal back? Not one that puts another in its place.
pub fn is_lifted(text: &str) -> bool {
    let speaks = ["解除", "取消"].iter().any(|word| text.contains(word));
    let about = ["预警", "預警", "信号", "信號", "警告", "警报"].iter().any(|word| text.contains(word));
    // 发布解除 is still one announcement.
    let rest = text.replace("发布解除", "解除").replace("發布解除", "解除");
    let not_yet = ["未解除", "不解除", "将解除", "未取消"].iter().any(|word| text.contains(word));
    let goes_on = ["发布", "發布", "变更", "更新", "升级", "降级", "继续", "改为", "改發", "改发"]
        .iter()
        .any(|word| rest.contains(word));
    speaks && about && !not_yet && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::weather::Hazard;

    fn check(
        event: &str,
        headline: &str,
        parameter: (&str, &str),
        severity: &str,
        wanted: Option<(Hazard, Colour)>,
    ) {
        let parameters = [(parameter.0.to_owned(), parameter.1.to_owned())];
        let evidence = Evidence { event, headline, codes: &[], parameters: &parameters, severity };
        let found = signal(&evidence).map(|signal| (signal.kind, signal.colour));
        assert_eq!(found, wanted, "{event} | {headline} | {parameter:?} | {severity}");
    }

    #[test]
    fn the_colour_is_what_is_said_of_colours_and_else_the_severity() {
        let rain = |colour| Some((Hazard::Rainstorm, colour));
        let none = ("", "");
        check("暴雨", "", none, "Severe", rain(Colour::Orange));
        check("暴雨橙色预警", "", none, "Minor", rain(Colour::Orange));
        check("暴雨", "某市发布暴雨红色预警", none, "Minor", rain(Colour::Red));
        check("暴雨", "", none, "Yellow", rain(Colour::Yellow));
        check("暴雨", "", none, "蓝色", rain(Colour::Blue));
        check("黑色暴雨警告信號", "", none, "", rain(Colour::Red));
        check("Flood", "", ("awareness_level", "2; yellow; Moderate"), "Severe", rain(Colour::Yellow));
        check("Flood", "", ("awareness_level", "1; green; Minor"), "Minor", rain(Colour::Blue));
        check("Chuva", "", ("ColorRisk", "#FFFE00"), "Severe", rain(Colour::Yellow));
        check("Chuva", "", ("ColorRisk", "#FF6600"), "Minor", rain(Colour::Orange));
        check("Regen", "", ("AREA_COLOR", "251 140 0"), "Moderate", rain(Colour::Yellow));
        check("Regen", "", ("level_color", "#fdeb1b"), "Minor", rain(Colour::Yellow));
        check("Flood", "Amber warning of rain", none, "", rain(Colour::Orange));
        check(
            "Flood",
            "High water on the Yellow River near Red Sea Street",
            none,
            "Extreme",
            rain(Colour::Red),
        );
        check("Flood", "Flood signal (Black ball) raised", none, "Severe", rain(Colour::Orange));
        check("Flood", "", none, "", rain(Colour::Yellow));
        check("Flood", "", none, "Unknown", rain(Colour::Yellow));
        check("Earthquake", "heavy rain hampers rescue", none, "Severe", None);
        check("weather", "special weather statement", none, "Minor", None);
    }

    #[test]
    fn a_signal_is_lifted_unless_another_takes_its_place() {
        for text in ["十堰市气象台解除暴雨黄色预警", "发布解除大雾预警信号", "強烈季候風信號於06時00分取消"]
        {
            assert!(is_lifted(text), "{text}");
        }
        for text in ["解除暴雨红色预警信号，发布暴雨黄色预警信号", "暴雨黄色预警", "活动取消", "预警尚未解除"]
        {
            assert!(!is_lifted(text), "{text}");
        }
    }
}
