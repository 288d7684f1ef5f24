//! The settings a person can turn: how each is shown, read from what was typed, and what is refused. A draft
//! holds only what was touched, so that a change by another desk shows through. No drawing here.

use super::notice_dials::{NoticeDial, NoticeDraft};
use super::supply_dials::SupplyDial;
use super::weather_dials::{ListsDraft, WeatherDial};
use crate::domain::prices::{Item, Prices};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::time::TimeOfDay;
use crate::domain::units::{Fen, Seconds};
use crate::words::{Arg, Message, Tell, price_of, unit_of};
use std::collections::BTreeMap;

/// One setting with a field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dial {
    ShiftEnds,
    RetellAfter,
    AtRiskWithin,
    EarlyWaitOver,
    ServicePerStop,
    ServicePerTenCartons,
    LockAfter,
    RetailersClose,
    TransferSetUp,
    TransferPerHundred,
    FreezeWithin,
    DrivingLimit,
    Detour,
    /// What a recovery plan is charged for one thing.
    Price(Item),
    Weather(WeatherDial),
    Notice(NoticeDial),
    Supply(SupplyDial),
}

impl Dial {
    /// For every day.
    pub const DAILY: [Self; 7] = [
        Self::ShiftEnds,
        Self::RetellAfter,
        Self::AtRiskWithin,
        Self::EarlyWaitOver,
        Self::ServicePerStop,
        Self::ServicePerTenCartons,
        Self::LockAfter,
    ];
    /// What a recovery plan keeps to.
    pub const RECOVERY: [Self; 5] = [
        Self::RetailersClose,
        Self::DrivingLimit,
        Self::FreezeWithin,
        Self::TransferSetUp,
        Self::TransferPerHundred,
    ];
    pub const TRAVEL: [Self; 1] = [Self::Detour];

    /// What a recovery plan is charged for.
    pub fn prices() -> impl Iterator<Item = Self> {
        Item::ALL.into_iter().map(Self::Price)
    }

    pub fn all() -> impl Iterator<Item = Self> {
        Self::DAILY
            .into_iter()
            .chain(Self::RECOVERY)
            .chain(Self::TRAVEL)
            .chain(Self::prices())
            .chain(WeatherDial::all().map(Self::Weather))
            .chain(NoticeDial::all().map(Self::Notice))
            .chain(SupplyDial::ALL.map(Self::Supply))
    }

    /// Keys of its name, its meaning and its unit in the locale files.
    #[must_use]
    pub fn texts(self) -> [&'static str; 3] {
        match self {
            Self::ShiftEnds => ["data-dial-shift-ends", "data-dial-shift-ends-means", "data-unit-time"],
            Self::RetellAfter => {
                ["data-dial-retell-after", "data-dial-retell-after-means", "data-unit-minutes"]
            }
            Self::AtRiskWithin => ["data-dial-at-risk", "data-dial-at-risk-means", "data-unit-minutes"],
            Self::EarlyWaitOver => {
                ["data-dial-early-wait", "data-dial-early-wait-means", "data-unit-minutes"]
            }
            Self::ServicePerStop => {
                ["data-dial-service-stop", "data-dial-service-stop-means", "data-unit-seconds"]
            }
            Self::ServicePerTenCartons => {
                ["data-dial-service-cartons", "data-dial-service-cartons-means", "data-unit-seconds"]
            }
            Self::LockAfter => ["data-dial-lock-after", "data-dial-lock-after-means", "data-unit-minutes"],
            Self::RetailersClose => {
                ["data-dial-retailers-close", "data-dial-retailers-close-means", "data-unit-time"]
            }
            Self::TransferSetUp => ["data-dial-transfer", "data-dial-transfer-means", "data-unit-minutes"],
            Self::TransferPerHundred => {
                ["data-dial-transfer-cartons", "data-dial-transfer-cartons-means", "data-unit-seconds"]
            }
            Self::FreezeWithin => ["data-dial-freeze", "data-dial-freeze-means", "data-unit-minutes"],
            Self::DrivingLimit => {
                ["data-dial-driving-limit", "data-dial-driving-limit-means", "data-unit-hours"]
            }
            Self::Price(item) => [item.message().key, price_of(item).key, unit_of(item).key],
            Self::Weather(dial) => dial.texts(),
            Self::Notice(dial) => dial.texts(),
            Self::Supply(dial) => dial.texts(),
            Self::Detour => ["data-dial-detour", "data-dial-detour-means", "data-unit-times"],
        }
    }

    /// Its value as a person would type it.
    #[must_use]
    pub fn shown(self, settings: &Settings) -> String {
        match self {
            Self::ShiftEnds => settings.shift_ends.to_string(),
            Self::RetellAfter => minutes(settings.retell_after),
            Self::AtRiskWithin => minutes(settings.at_risk_within),
            Self::EarlyWaitOver => minutes(settings.early_wait_over),
            Self::ServicePerStop => settings.service_per_stop.0.to_string(),
            Self::ServicePerTenCartons => settings.service_per_ten_cartons.0.to_string(),
            Self::LockAfter => minutes(settings.lock_after),
            Self::RetailersClose => settings.retailers_close.to_string(),
            Self::TransferSetUp => minutes(settings.transfer_set_up),
            Self::TransferPerHundred => settings.transfer_per_hundred_cartons.0.to_string(),
            Self::FreezeWithin => minutes(settings.freeze_within),
            Self::DrivingLimit => trimmed(f64::from(settings.driving_limit.0) / 3600.0),
            Self::Detour => trimmed(f64::from(settings.travel.detour_permille) / 1000.0),
            Self::Price(item) => yuan(settings.prices.of(item)),
            Self::Weather(dial) => dial.shown(&settings.weather),
            Self::Notice(dial) => dial.shown(&settings.notices),
            Self::Supply(dial) => dial.shown(&settings.supply),
        }
    }

    /// The same in the reader's words.
    fn told(self, settings: &Settings) -> Arg {
        match self {
            Self::Notice(dial) => dial.told(&settings.notices),
            _ => self.shown(settings).into(),
        }
    }

    /// Takes over what was typed; the message says what would be accepted.
    pub fn turn(self, settings: &mut Settings, text: &str) -> Result<(), Message> {
        match self {
            Self::ShiftEnds => settings.shift_ends = time(text)?,
            Self::RetailersClose => settings.retailers_close = time(text)?,
            Self::TransferSetUp => settings.transfer_set_up = span(text, 60.0, 240.0)?,
            Self::TransferPerHundred => {
                settings.transfer_per_hundred_cartons = span(text, 1.0, 7200.0)?;
            }
            Self::FreezeWithin => settings.freeze_within = span(text, 60.0, 240.0)?,
            Self::DrivingLimit => settings.driving_limit = Seconds(whole(number(text, 1.0, 24.0)? * 3600.0)),
            Self::Price(item) => {
                #[expect(clippy::cast_precision_loss, reason = "ten thousand yuan at most")]
                let most = Prices::MOST.0 as f64 / 100.0;
                let fen = Fen(whole(number(text, 0.0, most)? * 100.0).into());
                settings.prices = settings.prices.clone().with(item, fen);
            }
            Self::Weather(dial) => dial.turn(&mut settings.weather, text)?,
            Self::Notice(dial) => dial.turn(&mut settings.notices, text)?,
            Self::Supply(dial) => dial.turn(&mut settings.supply, text)?,
            Self::RetellAfter => settings.retell_after = span(text, 60.0, 240.0)?,
            Self::AtRiskWithin => settings.at_risk_within = span(text, 60.0, 240.0)?,
            Self::EarlyWaitOver => settings.early_wait_over = span(text, 60.0, 240.0)?,
            Self::ServicePerStop => settings.service_per_stop = span(text, 1.0, 7200.0)?,
            Self::ServicePerTenCartons => settings.service_per_ten_cartons = span(text, 1.0, 7200.0)?,
            Self::LockAfter => settings.lock_after = span(text, 60.0, 720.0)?,
            Self::Detour => settings.travel.detour_permille = whole(number(text, 1.0, 4.0)? * 1000.0),
        }
        Ok(())
    }
}

fn time(text: &str) -> Result<TimeOfDay, Message> {
    let time = TimeOfDay::parse(text).filter(|time| *time > TimeOfDay::MIDNIGHT);
    time.ok_or_else(|| Message::new("data-refuse-time"))
}

/// A span of `text` times `unit_secs`, from zero to `most` units.
pub(super) fn span(text: &str, unit_secs: f64, most: f64) -> Result<Seconds, Message> {
    Ok(Seconds(whole(number(text, 0.0, most)? * unit_secs)))
}

pub(super) fn number(text: &str, least: f64, most: f64) -> Result<f64, Message> {
    let refusal =
        || Message::new("data-refuse-number").with("least", trimmed(least)).with("most", trimmed(most));
    // "NaN" and "inf" are numbers to the parser; the range turns them away.
    text.trim().parse().ok().filter(|n: &f64| (least..=most).contains(n)).ok_or_else(refusal)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1,000,000, checked")]
pub(super) fn whole(value: f64) -> u32 {
    value.round() as u32
}

/// Two decimals, where they say something.
fn yuan(price: Fen) -> String {
    #[expect(clippy::cast_precision_loss, reason = "ten thousand yuan at most")]
    let yuan = price.0 as f64 / 100.0;
    trimmed(yuan)
}

pub(super) fn minutes(span: Seconds) -> String {
    trimmed(f64::from(span.0) / 60.0)
}

/// At most three decimals, none that say nothing.
pub(super) fn trimmed(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What was typed and not applied yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsDraft {
    pub texts: BTreeMap<Dial, String>,
    /// Kilometres per hour by hour of the day.
    pub speeds: BTreeMap<usize, u32>,
    /// Feeds and rules.
    pub lists: ListsDraft,
    pub notices: NoticeDraft,
}

/// Slowest and fastest mean speed that can be set, in kilometres per hour.
pub const SPEEDS: std::ops::RangeInclusive<u32> = 1..=120;

impl SettingsDraft {
    /// `base` with the draft on top; else what is refused, by setting.
    pub fn on(&self, base: &Settings) -> Result<Settings, BTreeMap<Dial, Message>> {
        let mut settings = base.clone();
        let mut refused = BTreeMap::new();
        self.notices.switch(&mut settings.notices);
        for (dial, text) in &self.texts {
            // What was not touched is not rounded either. A switch may have set the field meanwhile.
            if *text != dial.shown(&settings)
                && let Err(message) = dial.turn(&mut settings, text)
            {
                refused.insert(*dial, message);
            }
        }
        for (hour, speed) in &self.speeds {
            if let Some(slot) = settings.travel.speed_by_hour.get_mut(*hour) {
                let speed = (*speed).clamp(*SPEEDS.start(), *SPEEDS.end());
                if speed != slot.div_ceil(1000) {
                    *slot = speed * 1000;
                }
            }
        }
        self.lists.turn(&mut settings, &mut refused);
        self.notices.turn(base, &mut settings, &mut refused);
        if base.supply != settings.supply && !settings.supply.is_sound() {
            let levels = Dial::Supply(SupplyDial::Yellow);
            refused.entry(levels).or_insert_with(|| Refusal::SupplyLevels.message());
        }
        if refused.is_empty() { Ok(settings) } else { Err(refused) }
    }

    /// The speed shown for `hour`, in kilometres per hour.
    #[must_use]
    pub fn speed(&self, base: &Settings, hour: usize) -> u32 {
        self.speeds.get(&hour).copied().unwrap_or_else(|| base.travel.speed_by_hour[hour].div_ceil(1000))
    }
}

/// A list may differ though it is as long.
fn lists_differ(dial: Dial, before: &Settings, after: &Settings) -> bool {
    match dial {
        Dial::Weather(WeatherDial::Feeds) => before.weather.feeds != after.weather.feeds,
        Dial::Weather(WeatherDial::Rules) => before.weather.rules != after.weather.rules,
        _ => false,
    }
}

/// Each difference as one line: the setting, what it is, what it would be.
#[must_use]
pub fn differences(before: &Settings, after: &Settings) -> Vec<Message> {
    let mut lines: Vec<_> = Dial::all()
        .filter(|dial| dial.shown(before) != dial.shown(after) || lists_differ(*dial, before, after))
        .map(|dial| {
            Message::new("data-settings-change")
                .with("what", Message::new(dial.texts()[0]))
                .with("before", dial.told(before))
                .with("after", dial.told(after))
        })
        .collect();
    let hours = before.travel.speed_by_hour.iter().zip(&after.travel.speed_by_hour).enumerate();
    for (hour, (before, after)) in hours.filter(|(_, (before, after))| before != after) {
        lines.push(
            Message::new("data-settings-change-speed")
                .with("from", Arg::shown(TimeOfDay::hm(u32::try_from(hour).unwrap_or(0), 0)))
                .with("before", Arg::shown(before.div_ceil(1000)))
                .with("after", Arg::shown(after.div_ceil(1000))),
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(dial: Dial, text: &str) -> Result<Settings, BTreeMap<Dial, Message>> {
        let texts = BTreeMap::from([(dial, text.to_owned())]);
        SettingsDraft { texts, ..SettingsDraft::default() }.on(&Settings::default())
    }

    #[test]
    fn what_is_shown_reads_back_to_the_same() {
        let mut odd = Settings { retell_after: Seconds(95), ..Settings::default() };
        odd.travel.detour_permille = 1_337;
        for dial in Dial::all() {
            let mut settings = odd.clone();
            dial.turn(&mut settings, &dial.shown(&odd)).unwrap();
            assert_eq!(settings, odd, "{dial:?}");
        }
    }

    #[test]
    fn nonsense_is_refused_and_names_its_setting() {
        for (dial, text) in [
            (Dial::ShiftEnds, "25 o'clock"),
            (Dial::ShiftEnds, "0:00"),
            (Dial::RetellAfter, "-5"),
            (Dial::AtRiskWithin, "NaN"),
            (Dial::ServicePerStop, "a minute"),
            (Dial::DrivingLimit, "25"),
            (Dial::Price(Item::Late), "-1"),
            (Dial::Price(Item::Calls), "10001"),
            (Dial::Detour, "0.4"),
            (Dial::Detour, "inf"),
            (Dial::Detour, ""),
        ] {
            let refused = typed(dial, text).unwrap_err();
            assert_eq!(refused.keys().collect::<Vec<_>>(), [&dial], "{text}");
        }
    }

    #[test]
    fn only_what_was_turned_differs() {
        let after = typed(Dial::ShiftEnds, "19:30").unwrap();
        assert_eq!(after, Settings { shift_ends: TimeOfDay::hm(19, 30), ..Settings::default() });
        let lines = differences(&Settings::default(), &after);
        let words = crate::words::Words::new(crate::words::Language::English);
        let lines: Vec<_> = lines.iter().map(|line| words.tell(line)).collect();
        assert_eq!(lines, ["End of the crews' day: 18:00 → 19:30"]);
    }
}
