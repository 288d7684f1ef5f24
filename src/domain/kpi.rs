//! Figures of merit: one definition each, the same everywhere they are shown.
//!
//! Lateness is that of the [`Outlook`](super::outlook::Outlook): from the end of the window agreed to the
//! beginning of service, as recorded where it has begun, as projected where it has not; a begun minute
//! counts as a whole one. A stop put off is not late on the day it was put off from.

use super::day::{Day, Progress, Stop};
use super::outlook::{Outlook, StopOutlook, StopState};
use super::time::{TimeOfDay, Window};
use super::units::Cartons;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Deliveries counted stop by stop. Takes the same memory for a day and for years (at most one counter per
/// minute a day can be late); two tallies add up to that of both, so that a period is the sum of its days,
/// and a whole the sum of its departments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryTally {
    /// Stops due: all that were planned, those put off among them.
    pub due: u64,
    pub cartons_due: u64,
    /// Goods handed over.
    pub delivered: u64,
    pub cartons_delivered: u64,
    /// Service began within the window agreed (a failed try begins service, too).
    pub on_time: u64,
    /// Service began within the window promised in the plan, before any was shifted.
    pub as_promised: u64,
    /// On time and in full: delivered, and service began within the window agreed.
    pub on_time_in_full: u64,
    pub failed: u64,
    pub put_off: u64,
    /// Expected while a hold closes them.
    pub on_hold: u64,
    /// Still to be delivered.
    pub open: u64,
    /// Late stops by minutes late.
    late: BTreeMap<u32, u64>,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub part: u64,
    pub whole: u64,
}

impl Share {
    /// 0 to 1; `None` of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "stops of many years are far below 2^53")]
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// 0 to 100; `None` of nothing.
    #[must_use]
    pub fn percent(self) -> Option<f64> {
        self.ratio().map(|ratio| ratio * 100.0)
    }
}

impl DeliveryTally {
    /// A whole day.
    #[must_use]
    pub fn of_day(day: &Day, outlook: &Outlook) -> Self {
        let mut tally = Self::default();
        for (id, route) in &day.routes {
            let Some(projected) = outlook.routes.get(id) else { continue };
            for (stop, expected) in route.stops.iter().zip(&projected.stops) {
                tally.count(stop, expected);
            }
        }
        tally
    }

    /// Counts one stop in.
    pub fn count(&mut self, stop: &Stop, expected: &StopOutlook) {
        let Cartons(cartons) = stop.cartons;
        self.due += 1;
        self.cartons_due += u64::from(cartons);
        let begun = stop.progress.has_happened();
        let on_time = begun && is_within(stop.window, expected.starts);
        self.on_time += u64::from(on_time);
        self.as_promised += u64::from(begun && is_within(stop.promised, expected.starts));
        self.open += u64::from(stop.progress.awaits_delivery());
        self.on_hold += u64::from(expected.state == StopState::OnHold);
        match stop.progress {
            Progress::Delivered { .. } => {
                self.delivered += 1;
                self.cartons_delivered += u64::from(cartons);
                self.on_time_in_full += u64::from(on_time);
            }
            Progress::Failed { .. } => self.failed += 1,
            Progress::PutOff { .. } => self.put_off += 1,
            Progress::Waiting | Progress::Arrived { .. } => {}
        }
        let minutes = expected.late.minutes_begun();
        if minutes > 0 && !matches!(stop.progress, Progress::PutOff { .. }) {
            *self.late.entry(minutes).or_default() += 1;
        }
    }

    /// On-time rate (送货准时率): [`Self::on_time`] ÷ [`Self::due`].
    #[must_use]
    pub const fn on_time_rate(&self) -> Share {
        Share { part: self.on_time, whole: self.due }
    }

    /// Promise rate: [`Self::as_promised`] ÷ [`Self::due`]. Shifting a window does not better it.
    #[must_use]
    pub const fn promise_rate(&self) -> Share {
        Share { part: self.as_promised, whole: self.due }
    }

    /// OTIF: [`Self::on_time_in_full`] ÷ [`Self::due`].
    #[must_use]
    pub const fn otif_rate(&self) -> Share {
        Share { part: self.on_time_in_full, whole: self.due }
    }

    /// Stops whose service begins after the window agreed has closed.
    #[must_use]
    pub fn late(&self) -> u64 {
        self.late.values().sum()
    }

    /// Retailer-minutes late: the sum of minutes late over all late stops.
    #[must_use]
    pub fn minutes_late(&self) -> u64 {
        self.late.iter().map(|(minutes, stops)| u64::from(*minutes) * stops).sum()
    }

    /// Mean minutes late over late stops; `None` where none is.
    #[must_use]
    pub fn mean_late(&self) -> Option<f64> {
        Share { part: self.minutes_late(), whole: self.late() }.ratio()
    }

    /// Minutes late that `percent` of the late stops do not exceed, by nearest rank: of n late stops in
    /// order, the one at place ⌈percent × n ÷ 100⌉. `None` where none is late.
    #[must_use]
    pub fn late_percentile(&self, percent: u32) -> Option<u32> {
        let rank = (self.late() * u64::from(percent.min(100))).div_ceil(100).max(1);
        let mut passed = 0;
        self.late.iter().find_map(|(minutes, stops)| {
            passed += stops;
            (passed >= rank).then_some(*minutes)
        })
    }

    /// Most minutes late; `None` where no stop is.
    #[must_use]
    pub fn worst_late(&self) -> Option<u32> {
        self.late.keys().next_back().copied()
    }
}

fn is_within(window: Window, at: TimeOfDay) -> bool {
    window.opens() <= at && at <= window.closes()
}

impl AddAssign<&Self> for DeliveryTally {
    fn add_assign(&mut self, other: &Self) {
        self.due += other.due;
        self.cartons_due += other.cartons_due;
        self.delivered += other.delivered;
        self.cartons_delivered += other.cartons_delivered;
        self.on_time += other.on_time;
        self.as_promised += other.as_promised;
        self.on_time_in_full += other.on_time_in_full;
        self.failed += other.failed;
        self.put_off += other.put_off;
        self.on_hold += other.on_hold;
        self.open += other.open;
        for (minutes, stops) in &other.late {
            *self.late.entry(*minutes).or_default() += stops;
        }
    }
}
