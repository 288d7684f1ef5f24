//! Weather holds: an area that is closed to deliveries for a span of time.

use super::ids::HoldId;
use super::place::Area;
use super::time::{ServiceDay, TimeOfDay, Timestamp};
use smol_str::SmolStr;

/// A hold. Closed from `from` up to `until`, or until it is released if that is sooner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub id: HoldId,
    /// Who said so: a weather office, or a person.
    pub source: SmolStr,
    pub signal: Signal,
    pub area: Area,
    pub from: Timestamp,
    pub until: Timestamp,
    pub released: Option<Timestamp>,
}

impl Hold {
    /// The part of `day` during which it closes its area: first and last second. `None` where it does not.
    #[must_use]
    pub fn span_on(&self, day: ServiceDay) -> Option<(TimeOfDay, TimeOfDay)> {
        let until = self.released.map_or(self.until, |released| released.min(self.until));
        let (starts, ends) = (Timestamp::of(day, TimeOfDay::MIDNIGHT), Timestamp::of(day, TimeOfDay::LAST));
        if until <= self.from || until <= starts || self.from > ends {
            return None;
        }
        let on_day = |moment: Timestamp| {
            let seconds = (moment.0 - starts.0).num_seconds().clamp(0, i64::from(TimeOfDay::LAST.seconds()));
            TimeOfDay::from_seconds(u32::try_from(seconds).unwrap_or(0))
        };
        Some((on_day(self.from), on_day(until)))
    }
}

/// A meteorological warning signal (气象预警信号), or a plain closed road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signal {
    pub kind: Hazard,
    pub colour: Colour,
}

/// The kinds of warning signal (China Meteorological Administration, order 16 of 2007), and a closed road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hazard {
    Typhoon,
    Rainstorm,
    Snowstorm,
    ColdWave,
    Gale,
    Sandstorm,
    Heat,
    Drought,
    Lightning,
    Hail,
    Frost,
    Fog,
    Haze,
    RoadIcing,
    RoadClosed,
}

/// From IV (blue, 一般) to I (red, 特别严重).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    Blue,
    Yellow,
    Orange,
    Red,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(from: &str, until: &str, released: Option<&str>) -> Hold {
        let moment = |text| Timestamp::parse(text).expect("a moment");
        Hold {
            id: "H1".into(),
            source: "".into(),
            signal: Signal { kind: Hazard::Fog, colour: Colour::Red },
            area: Area::Routes(Vec::new()),
            from: moment(from),
            until: moment(until),
            released: released.map(moment),
        }
    }

    fn span(hold: &Hold) -> Option<String> {
        let day = ServiceDay::parse("2026-11-23").expect("a date");
        hold.span_on(day).map(|(from, until)| format!("{from}-{until}"))
    }

    #[test]
    fn a_hold_closes_its_part_of_the_day() {
        assert_eq!(span(&hold("2026-11-23T09:00", "2026-11-23T12:00", None)).as_deref(), Some("09:00-12:00"));
        assert_eq!(span(&hold("2026-11-22T09:00", "2026-11-23T12:00", None)).as_deref(), Some("00:00-12:00"));
        assert_eq!(span(&hold("2026-11-23T09:00", "2026-11-29T12:00", None)).as_deref(), Some("09:00-47:59"));
        assert_eq!(span(&hold("2026-11-21T09:00", "2026-11-23T00:00", None)), None);
    }

    #[test]
    fn a_hold_that_was_released_ends_there() {
        let released = |at| span(&hold("2026-11-23T09:00", "2026-11-23T12:00", Some(at)));
        assert_eq!(released("2026-11-23T10:00").as_deref(), Some("09:00-10:00"));
        assert_eq!(released("2026-11-23T13:00").as_deref(), Some("09:00-12:00"));
        assert_eq!(released("2026-11-23T08:00"), None, "before it began: never in force");
    }
}
