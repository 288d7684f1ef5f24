//! Figures of merit: one definition each, the same everywhere they are shown. The words that explain them
//! to people are in the locale files; this is where they are counted.

pub mod handling;
pub mod reliability;
pub mod telling;

use super::day::{Progress, Stop};
use super::outlook::StopOutlook;
use super::units::Seconds;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// How a stop ended, as far as the figures care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// Still to be served, or nothing recorded.
    Open,
    Delivered,
    Failed,
    PutOff,
}

impl Ending {
    #[must_use]
    pub const fn of(progress: &Progress) -> Self {
        match progress {
            Progress::Waiting | Progress::Arrived { .. } => Self::Open,
            Progress::Delivered { .. } => Self::Delivered,
            Progress::Failed { .. } => Self::Failed,
            Progress::PutOff { .. } => Self::PutOff,
        }
    }
}

/// How long after the end of the promised window service began or is expected to begin. The window agreed
/// since does not count: a shift would make a delay disappear.
#[must_use]
pub fn late_by(stop: &Stop, seen: &StopOutlook) -> Seconds {
    stop.promised.late_by(seen.starts)
}

/// [`late_by`] as far as anybody knows it: of a stop put off, which nobody waits for on this day, and of one of a past day
/// of which nothing was recorded, nobody does. A projection is no record.
#[must_use]
pub fn recorded_late(stop: &Stop, seen: &StopOutlook, day_is_over: bool) -> Option<Seconds> {
    match stop.progress {
        Progress::PutOff { .. } => None,
        Progress::Waiting if day_is_over => None,
        _ => Some(late_by(stop, seen)),
    }
}

/// What is measured of deliveries, in the order reports show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Every stop planned for the day, those put off included.
    StopsDue,
    /// Of the stops due, those where service began, or is expected to begin, by the end of the promised
    /// window, whether or not the goods were then taken. A stop put off is not on time, nor is one of a past
    /// day of which nothing was recorded.
    OnTime,
    /// On time in full: on time, and the delivery was made or is still expected to be.
    Otif,
    /// Stops whose service began, or is expected to begin, after the promised window. Not those put off.
    Late,
    /// Minutes late over the late stops, a begun minute counted.
    MeanLate,
    /// Half of the late stops were late by no more than this (nearest rank).
    MedianLate,
    /// Nine tenths of the late stops were late by no more than this (nearest rank).
    NinetiethLate,
    MaxLate,
    /// The sum of the minutes late of all stops.
    RetailerMinutesLate,
    /// Tried and not made.
    Failed,
    /// To be delivered with another day's routes.
    PutOff,
    /// Still to be served, or nothing recorded.
    Open,
}

impl Measure {
    pub const ALL: [Self; 12] = [
        Self::StopsDue,
        Self::OnTime,
        Self::Otif,
        Self::Late,
        Self::MeanLate,
        Self::MedianLate,
        Self::NinetiethLate,
        Self::MaxLate,
        Self::RetailerMinutesLate,
        Self::Failed,
        Self::PutOff,
        Self::Open,
    ];
}

/// A measured value with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    Count(u64),
    /// 0 to 100.
    Percent(f64),
    Minutes(f64),
    Hours(f64),
    Kilometres(f64),
}

/// Counts stops and answers with figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryTally {
    due: u64,
    on_time: u64,
    otif: u64,
    failed: u64,
    put_off: u64,
    open: u64,
    /// How many stops were late by how many minutes: exact, and small however long the period is.
    late: BTreeMap<u32, u64>,
}

impl DeliveryTally {
    /// Counts a stop that ended so and was served, or is expected to be, this long after its promised
    /// window; `None` where nobody can say.
    pub fn count(&mut self, ending: Ending, late: Option<Seconds>) {
        self.due += 1;
        match ending {
            Ending::Open => self.open += 1,
            Ending::Delivered => {}
            Ending::Failed => self.failed += 1,
            Ending::PutOff => self.put_off += 1,
        }
        let Some(late) = late.filter(|_| ending != Ending::PutOff) else { return };
        if late > Seconds(0) {
            *self.late.entry(late.minutes_begun()).or_default() += 1;
        } else {
            self.on_time += 1;
            self.otif += u64::from(ending != Ending::Failed);
        }
    }

    /// Counts what another has counted.
    pub fn add(&mut self, other: &Self) {
        let Self { due, on_time, otif, failed, put_off, open, late } = other;
        self.due += due;
        self.on_time += on_time;
        self.otif += otif;
        self.failed += failed;
        self.put_off += put_off;
        self.open += open;
        for (minutes, stops) in late {
            *self.late.entry(*minutes).or_default() += stops;
        }
    }

    /// `None` where there is nothing to measure: a share of no stops, a mean over no late ones.
    #[must_use]
    pub fn figure(&self, measure: Measure) -> Option<Figure> {
        match measure {
            Measure::StopsDue => Some(Figure::Count(self.due)),
            Measure::OnTime => self.share(self.on_time),
            Measure::Otif => self.share(self.otif),
            Measure::Late => Some(Figure::Count(self.late_stops())),
            Measure::MeanLate => {
                let stops = self.late_stops();
                (stops > 0).then(|| Figure::Minutes(ratio(self.retailer_minutes(), stops)))
            }
            Measure::MedianLate => self.percentile(50),
            Measure::NinetiethLate => self.percentile(90),
            Measure::MaxLate => self.late.keys().next_back().map(|most| Figure::Minutes(f64::from(*most))),
            Measure::RetailerMinutesLate => Some(Figure::Count(self.retailer_minutes())),
            Measure::Failed => Some(Figure::Count(self.failed)),
            Measure::PutOff => Some(Figure::Count(self.put_off)),
            Measure::Open => Some(Figure::Count(self.open)),
        }
    }

    #[must_use]
    pub const fn stops_due(&self) -> u64 {
        self.due
    }

    fn late_stops(&self) -> u64 {
        self.late.values().sum()
    }

    fn retailer_minutes(&self) -> u64 {
        self.late.iter().map(|(minutes, stops)| u64::from(*minutes) * stops).sum()
    }

    fn share(&self, part: u64) -> Option<Figure> {
        share_of(part, self.due)
    }

    /// Nearest rank: the smallest value that at least `percent` of the late stops do not exceed.
    fn percentile(&self, percent: u64) -> Option<Figure> {
        let rank = (self.late_stops() * percent).div_ceil(100);
        let mut passed = 0;
        let reached = self.late.iter().find(|(_, stops)| {
            passed += **stops;
            passed >= rank
        });
        reached.map(|(minutes, _)| Figure::Minutes(f64::from(*minutes)))
    }
}

/// Per cent of the whole; `None` of nothing.
fn share_of(part: u64, whole: u64) -> Option<Figure> {
    (whole > 0).then(|| Figure::Percent(ratio(part * 100, whole)))
}

/// Seconds on average; `None` of nothing.
fn mean_of((count, sum): (u64, TimeDelta)) -> Option<f64> {
    (count > 0).then(|| ratio(u64::try_from(sum.num_seconds()).unwrap_or(0), count))
}

#[expect(clippy::cast_precision_loss, reason = "counts of stops and minutes are far below 2^53")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(stops: &[(Ending, u32)]) -> DeliveryTally {
        let mut tally = DeliveryTally::default();
        for (ending, late_seconds) in stops {
            tally.count(*ending, Some(Seconds(*late_seconds)));
        }
        tally
    }

    #[test]
    fn nothing_due_has_no_shares_and_no_means() {
        let none = tally(&[]);
        assert_eq!(none.figure(Measure::StopsDue), Some(Figure::Count(0)));
        for measure in [Measure::OnTime, Measure::Otif, Measure::MeanLate, Measure::NinetiethLate] {
            assert_eq!(none.figure(measure), None, "{measure:?}");
        }
    }

    #[test]
    fn a_shop_found_closed_in_time_is_on_time_but_not_in_full() {
        let day =
            tally(&[(Ending::Delivered, 0), (Ending::Failed, 0), (Ending::Open, 0), (Ending::PutOff, 0)]);
        assert_eq!(day.figure(Measure::OnTime), Some(Figure::Percent(75.0)));
        assert_eq!(day.figure(Measure::Otif), Some(Figure::Percent(50.0)));
        assert_eq!(day.figure(Measure::PutOff), Some(Figure::Count(1)));
    }

    #[test]
    fn a_stop_nobody_recorded_is_neither_late_nor_on_time() {
        let mut day = tally(&[(Ending::Delivered, 0)]);
        day.count(Ending::Open, None);
        assert_eq!(day.figure(Measure::OnTime), Some(Figure::Percent(50.0)));
        assert_eq!(day.figure(Measure::Late), Some(Figure::Count(0)));
    }

    #[test]
    fn a_second_late_is_a_minute_late() {
        let day = tally(&[(Ending::Delivered, 1), (Ending::Delivered, 0)]);
        assert_eq!(day.figure(Measure::Late), Some(Figure::Count(1)));
        assert_eq!(day.figure(Measure::RetailerMinutesLate), Some(Figure::Count(1)));
    }

    #[test]
    fn percentiles_are_values_that_occurred() {
        let stops: Vec<_> = (1..=10).map(|minutes| (Ending::Delivered, minutes * 60)).collect();
        let day = tally(&stops);
        assert_eq!(day.figure(Measure::MedianLate), Some(Figure::Minutes(5.0)));
        assert_eq!(day.figure(Measure::NinetiethLate), Some(Figure::Minutes(9.0)));
        assert_eq!(day.figure(Measure::MaxLate), Some(Figure::Minutes(10.0)));
        assert_eq!(day.figure(Measure::MeanLate), Some(Figure::Minutes(5.5)));
    }
}
