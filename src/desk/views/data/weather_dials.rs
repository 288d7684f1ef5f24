//! The settings about weather: how each is shown, read from what was typed, and what is refused. Feeds and rules are
//! lists, and have drafts of their own. No drawing here.

use super::dials::{Dial, number, span, trimmed, whole};
use crate::domain::ids::DistrictCode;
use crate::domain::settings::{AlertRule, Feed, Settings, WeatherSettings};
use crate::domain::units::{Metres, Seconds};
use crate::domain::weather::{Colour, Hazard};
use crate::words::Message;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// One setting about weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeatherDial {
    UtcOffset,
    AlertFolder,
    PositionFolder,
    BatchRoutes,
    BatchEvery,
    BacklogDays,
    ArrivedWithin,
    ArrivedAfter,
    BaseMap,
    BaseMapCredit,
    /// Lists: they have no field, and stand here to be told of.
    Feeds,
    Rules,
}

impl WeatherDial {
    pub const NUMBERS: [Self; 6] = [
        Self::BatchRoutes,
        Self::BatchEvery,
        Self::BacklogDays,
        Self::ArrivedWithin,
        Self::ArrivedAfter,
        Self::UtcOffset,
    ];
    pub const FOLDERS: [Self; 2] = [Self::AlertFolder, Self::PositionFolder];
    pub const MAP: [Self; 2] = [Self::BaseMap, Self::BaseMapCredit];
    pub const LISTS: [Self; 2] = [Self::Feeds, Self::Rules];

    pub fn all() -> impl Iterator<Item = Self> {
        Self::NUMBERS.into_iter().chain(Self::FOLDERS).chain(Self::MAP).chain(Self::LISTS)
    }

    /// Keys of its name, its meaning and its unit.
    #[must_use]
    pub const fn texts(self) -> [&'static str; 3] {
        match self {
            Self::UtcOffset => ["data-dial-utc", "data-dial-utc-means", "data-unit-utc"],
            Self::AlertFolder => {
                ["data-dial-alert-folder", "data-dial-alert-folder-means", "data-unit-folder"]
            }
            Self::PositionFolder => {
                ["data-dial-position-folder", "data-dial-position-folder-means", "data-unit-folder"]
            }
            Self::BatchRoutes => {
                ["data-dial-batch-routes", "data-dial-batch-routes-means", "data-unit-routes"]
            }
            Self::BatchEvery => ["data-dial-batch-every", "data-dial-batch-every-means", "data-unit-minutes"],
            Self::BacklogDays => ["data-dial-backlog", "data-dial-backlog-means", "data-unit-days"],
            Self::ArrivedWithin => {
                ["data-dial-arrived-within", "data-dial-arrived-within-means", "data-unit-metres"]
            }
            Self::ArrivedAfter => {
                ["data-dial-arrived-after", "data-dial-arrived-after-means", "data-unit-seconds"]
            }
            Self::BaseMap => ["data-dial-base-map", "data-dial-base-map-means", "data-unit-file"],
            Self::BaseMapCredit => {
                ["data-dial-base-map-credit", "data-dial-base-map-credit-means", "data-unit-text"]
            }
            Self::Feeds => ["data-feeds", "data-feeds-about", "data-unit-text"],
            Self::Rules => ["data-rules", "data-rules-about", "data-unit-text"],
        }
    }

    /// Its field takes a line of its own.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::AlertFolder | Self::PositionFolder | Self::BaseMap | Self::BaseMapCredit)
    }

    #[must_use]
    pub fn shown(self, settings: &WeatherSettings) -> String {
        match self {
            Self::UtcOffset => offset(settings.utc_offset_minutes),
            Self::AlertFolder => settings.alert_folder.to_string(),
            Self::PositionFolder => settings.position_folder.to_string(),
            Self::BatchRoutes => settings.batch_routes.to_string(),
            Self::BatchEvery => trimmed(f64::from(settings.batch_every.0) / 60.0),
            Self::BacklogDays => settings.backlog_days.to_string(),
            Self::ArrivedWithin => settings.arrived_within.0.to_string(),
            Self::ArrivedAfter => settings.arrived_after.0.to_string(),
            Self::BaseMap => settings.base_map.to_string(),
            Self::BaseMapCredit => settings.base_map_credit.to_string(),
            Self::Feeds => settings.feeds.iter().filter(|feed| feed.on).count().to_string(),
            Self::Rules => settings.rules.len().to_string(),
        }
    }

    /// Takes over what was typed; the message says what would be accepted.
    pub fn turn(self, settings: &mut WeatherSettings, text: &str) -> Result<(), Message> {
        match self {
            Self::UtcOffset => {
                settings.utc_offset_minutes =
                    read_offset(text).ok_or_else(|| Message::new("data-refuse-utc"))?;
            }
            Self::AlertFolder => settings.alert_folder = SmolStr::new(text.trim()),
            Self::PositionFolder => settings.position_folder = SmolStr::new(text.trim()),
            Self::BatchRoutes => settings.batch_routes = whole(number(text, 1.0, 999.0)?),
            Self::BatchEvery => settings.batch_every = span(text, 60.0, 600.0)?,
            Self::BacklogDays => settings.backlog_days = whole(number(text, 1.0, 30.0)?),
            Self::ArrivedWithin => settings.arrived_within = Metres(whole(number(text, 5.0, 2_000.0)?)),
            Self::ArrivedAfter => settings.arrived_after = span(text, 1.0, 3_600.0)?,
            Self::BaseMap => settings.base_map = base_map(text)?,
            Self::BaseMapCredit => settings.base_map_credit = SmolStr::new(text.trim()),
            Self::Feeds | Self::Rules => {}
        }
        Ok(())
    }
}

/// `+08:00`.
fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let size = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", size / 60, size % 60)
}

/// `+08:00`, `8` or `-3:30`, from twelve hours behind to fourteen ahead.
fn read_offset(text: &str) -> Option<i32> {
    let text = text.trim().trim_start_matches("UTC").replace('：', ":");
    let (sign, size) = match text.strip_prefix(['-', '−']) {
        Some(size) => (-1, size),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (hours, minutes) = size.split_once(':').unwrap_or((size, "0"));
    let part = |text: &str, most: i32| text.parse().ok().filter(|n: &i32| (0..=most).contains(n));
    let offset = sign * (part(hours, 14)? * 60 + part(minutes, 59)?);
    (-12 * 60..=14 * 60).contains(&offset).then_some(offset)
}

/// Nothing, a file of tiles, or an address with the tile's numbers in it.
fn base_map(text: &str) -> Result<SmolStr, Message> {
    let text = text.trim();
    let is_address = text.contains("://");
    let has_numbers = ["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part));
    let web = text.starts_with("http://") || text.starts_with("https://");
    if is_address && !(web && has_numbers) {
        return Err(Message::new("data-refuse-base-map"));
    }
    Ok(SmolStr::new(text))
}

/// A feed as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedDraft {
    pub url: String,
    pub minutes: String,
    pub on: bool,
}

/// A rule as typed and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleDraft {
    pub hazard: Option<Hazard>,
    pub at_least: Option<Colour>,
    pub district: String,
}

/// The lists, once one of them was touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListsDraft {
    pub feeds: Option<Vec<FeedDraft>>,
    pub rules: Option<Vec<RuleDraft>>,
}

impl ListsDraft {
    /// As shown: what was typed, or what is agreed.
    #[must_use]
    pub fn feeds(&self, base: &WeatherSettings) -> Vec<FeedDraft> {
        let draft = |feed: &Feed| FeedDraft {
            url: feed.url.to_string(),
            minutes: trimmed(f64::from(feed.every.0) / 60.0),
            on: feed.on,
        };
        self.feeds.clone().unwrap_or_else(|| base.feeds.iter().map(draft).collect())
    }

    #[must_use]
    pub fn rules(&self, base: &WeatherSettings) -> Vec<RuleDraft> {
        let draft = |rule: &AlertRule| RuleDraft {
            hazard: rule.hazard,
            at_least: rule.at_least,
            district: rule.district.as_ref().map_or_else(String::new, ToString::to_string),
        };
        self.rules.clone().unwrap_or_else(|| base.rules.iter().map(draft).collect())
    }

    /// Takes the lists over; what is refused is told by the list's dial.
    pub fn turn(&self, settings: &mut Settings, refused: &mut BTreeMap<Dial, Message>) {
        if let Some(feeds) = &self.feeds {
            match feeds.iter().map(feed).collect() {
                Ok(feeds) => settings.weather.feeds = feeds,
                Err(message) => {
                    refused.insert(Dial::Weather(WeatherDial::Feeds), message);
                }
            }
        }
        if let Some(rules) = &self.rules {
            match rules.iter().map(rule).collect() {
                Ok(rules) => settings.weather.rules = rules,
                Err(message) => {
                    refused.insert(Dial::Weather(WeatherDial::Rules), message);
                }
            }
        }
    }
}

fn feed(draft: &FeedDraft) -> Result<Feed, Message> {
    let url = draft.url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let has_host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    if !has_host || url.contains(char::is_whitespace) {
        return Err(Message::new("data-refuse-feed"));
    }
    let every = Seconds(whole(number(&draft.minutes, 0.5, 1_440.0)? * 60.0));
    Ok(Feed { url: SmolStr::new(url), every, on: draft.on })
}

fn rule(draft: &RuleDraft) -> Result<AlertRule, Message> {
    let district = draft.district.trim();
    let is_code = (2..=12).contains(&district.len()) && district.bytes().all(|byte| byte.is_ascii_digit());
    if !district.is_empty() && !is_code {
        return Err(Message::new("data-refuse-district"));
    }
    let district = (!district.is_empty()).then(|| DistrictCode::new(district));
    Ok(AlertRule { hazard: draft.hazard, at_least: draft.at_least, district })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_to_the_same() {
        let odd = WeatherSettings {
            utc_offset_minutes: -3 * 60 - 30,
            alert_folder: "/alerts".into(),
            batch_every: Seconds(450),
            base_map: "https://tiles.example/{z}/{x}/{y}.png".into(),
            ..WeatherSettings::default()
        };
        for dial in WeatherDial::all() {
            let mut settings = odd.clone();
            dial.turn(&mut settings, &dial.shown(&odd)).expect("accepted");
            assert_eq!(settings, odd, "{dial:?}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for (dial, text) in [
            (WeatherDial::UtcOffset, "+15:00"),
            (WeatherDial::UtcOffset, "noon"),
            (WeatherDial::BatchRoutes, "0"),
            (WeatherDial::BacklogDays, "-2"),
            (WeatherDial::ArrivedWithin, "NaN"),
            (WeatherDial::BaseMap, "https://tiles.example/all.png"),
            (WeatherDial::BaseMap, "file:///etc/{z}{x}{y}"),
        ] {
            assert!(dial.turn(&mut WeatherSettings::default(), text).is_err(), "{dial:?} {text}");
        }
        let drafted =
            |url: &str, minutes: &str| FeedDraft { url: url.into(), minutes: minutes.into(), on: true };
        for draft in [
            drafted("ftp://a.example/", "5"),
            drafted("https:///feed", "5"),
            drafted("https://a.example/a b", "5"),
            drafted("https://a.example/", "0"),
        ] {
            assert!(feed(&draft).is_err(), "{draft:?}");
        }
        assert!(feed(&drafted(" https://a.example/feed ", "0.5")).is_ok());
        assert!(rule(&RuleDraft { district: "Shiyan".into(), ..RuleDraft::default() }).is_err());
        assert!(rule(&RuleDraft { district: "4203".into(), ..RuleDraft::default() }).is_ok());
    }
}
