//! What the centre has agreed on, kept in the journal so that every desk agrees too.

use super::place::TravelSettings;
use super::time::{TimeOfDay, Timestamp};
use super::units::Seconds;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// All settings; each has a default a new centre can work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub travel: TravelSettings,
    /// A crew's day ends here; a return after it is overtime.
    pub shift_ends: TimeOfDay,
    /// A retailer is told again when its time has moved by more than this since it was last told.
    pub retell_after: Seconds,
    /// A stop expected this close to its window's end is at risk.
    pub at_risk_within: Seconds,
    /// A wait at a closed door longer than this is a breach of its own.
    pub early_wait_over: Seconds,
    /// Time at the door where the plan's file does not say: a part for every stop …
    pub service_per_stop: Seconds,
    /// … and a part for every ten cartons.
    pub service_per_ten_cartons: Seconds,
    /// How a person corrected the columns of a file, by the fingerprint of its header: column name to field
    /// name (empty: leave the column aside).
    pub columns: BTreeMap<SmolStr, BTreeMap<SmolStr, SmolStr>>,
    /// In a sample city the clock starts at this moment each time the database is opened, so that its day
    /// is always under way. `None` for a real centre, which goes by the wall clock.
    pub sample_clock: Option<Timestamp>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            travel: TravelSettings::default(),
            shift_ends: TimeOfDay::hm(18, 0),
            retell_after: Seconds::from_minutes(30),
            at_risk_within: Seconds::from_minutes(15),
            early_wait_over: Seconds::from_minutes(10),
            service_per_stop: Seconds(100),
            service_per_ten_cartons: Seconds(20),
            columns: BTreeMap::new(),
            sample_clock: None,
        }
    }
}
