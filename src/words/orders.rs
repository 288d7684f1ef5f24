//! Standing orders, told: what they report, how often, and what is wrong with one.

use super::{Arg, Message, Tell, Words};
use crate::domain::settings::orders::OrderFault;
use crate::domain::settings::{OrderSpan, ReportKind, StandingOrder};

impl Tell for ReportKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Delays => "report-title",
            Self::Breakdowns => "account-breakdowns",
            Self::Incidents => "account-incidents",
            Self::Supervision => "account-supervision",
            Self::Notices => "account-notices",
        })
    }
}

impl Tell for OrderSpan {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::TheDay => "order-span-day",
            Self::TheDayBefore => "order-span-day-before",
            Self::SevenDays => "order-span-week",
            Self::Month => "order-span-month",
        })
    }
}

impl Tell for OrderFault {
    fn message(&self) -> Message {
        match self {
            Self::NoName => Message::new("order-no-name"),
            Self::Twice(name) => Message::new("order-twice").with("order", name.as_str()),
            Self::NoDay(name) => Message::new("order-no-day").with("order", name.as_str()),
            Self::Nowhere(name) => Message::new("order-nowhere").with("order", name.as_str()),
            Self::Address { name, found } => {
                Message::new("order-bad-address").with("order", name.as_str()).with("found", found.as_str())
            }
        }
    }
}

const WEEKDAYS: [&str; 7] = [
    "order-monday",
    "order-tuesday",
    "order-wednesday",
    "order-thursday",
    "order-friday",
    "order-saturday",
    "order-sunday",
];

/// The name of a day of the week, 0 for Monday, short enough for a button.
#[must_use]
pub fn weekday(words: &Words, day: usize) -> String {
    WEEKDAYS.get(day).map(|key| words.say(key)).unwrap_or_default()
}

/// `every weekday at 18:30`.
#[must_use]
pub fn when(words: &Words, order: &StandingOrder) -> String {
    let at = Arg::from(order.at.to_string());
    match order.weekdays {
        [true, true, true, true, true, false, false] => words.fill("order-on-weekdays", &[("at", at)]),
        [true, true, true, true, true, true, true] => words.fill("order-daily", &[("at", at)]),
        days => {
            let on = days.iter().enumerate().filter(|(_, on)| **on).map(|(day, _)| weekday(words, day));
            let days = on.collect::<Vec<_>>().join(&words.say("order-between-days"));
            words.fill("order-on-days", &[("days", days.into()), ("at", at)])
        }
    }
}

/// Where it goes: a folder, addresses, or both.
#[must_use]
pub fn whither(words: &Words, order: &StandingOrder) -> String {
    let folder = (!order.folder.trim().is_empty()).then(|| order.folder.to_string());
    let to = (!order.recipients.is_empty()).then(|| order.recipients.join(", "));
    [folder, to].into_iter().flatten().collect::<Vec<_>>().join(&words.say("order-and-to"))
}
