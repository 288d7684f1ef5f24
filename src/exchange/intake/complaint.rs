//! What is off in a row: where it stands, what was found, and what to do about it. The other rows go in.

use super::field::Field;
use crate::domain::time::ServiceDay;
use crate::words::{Arg, Message, Tell};
use std::sync::Arc;

/// A row, or a cell of it, that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file's name, without its folders.
    pub file: Arc<str>,
    /// As a person counts rows in the file, from 1, headings and blank rows counted.
    pub row: u64,
    /// The column's heading as the file writes it; `None` where it is about the whole row.
    pub column: Option<Arc<str>>,
    /// The cell as it stands, shortened; empty where there is none.
    pub found: String,
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The row needs a value here.
    Missing(Field),
    NotANumber,
    NotWhole,
    Negative,
    /// Larger than anything a centre delivers or drives.
    Absurd {
        most: u64,
    },
    NotADate,
    NotATime,
    /// Neither a date with a time nor a time.
    NotAMoment,
    NotAWindow,
    ClosesBeforeOpening,
    NotYesOrNo,
    /// Not a whole number from 1 to 9.
    NotAPriority,
    UnknownStatus,
    UnknownPlaceKind,
    /// A spreadsheet has turned the code into a rounded number.
    RoundedCode,
    TooLong {
        most: usize,
    },
    OffTheEarth,
    /// Latitude 0, longitude 0.
    NullIsland,
    LooksSwapped,
    /// One of the two coordinates is missing.
    HalfAPlace,
    UnknownRetailer,
    UnknownVehicle,
    /// The same, where a row can't bring it along.
    NoSuchVehicle,
    UnknownStation,
    UnknownRoute {
        day: ServiceDay,
    },
    /// The retailer has no stop on that day.
    NotOnTheDay {
        day: ServiceDay,
    },
    /// The same code, plate or pair stands in an earlier row.
    Repeated {
        first: u64,
    },
    /// The retailer stands on the day already, in an earlier row.
    TwiceOnTheDay {
        day: ServiceDay,
        first: u64,
    },
    /// An earlier row gave the route another vehicle, crew, station or departure.
    RouteDisagrees {
        first: String,
    },
    DeliveredBeforeArrival,
    /// A reason, but no time at which it was tried.
    FailedWithoutTime,
    /// Neither the file nor the plan says what the retailer was told.
    ToldWhat,
    /// When the retailer was told is still to come.
    ToldToCome,
    /// The place is not one of the matrix's columns.
    NotInTheMatrix,
    /// No place of the network is where a point of travel times lies.
    NoPlaceThere,
    /// A feature without a ring that encloses something.
    NoOutline,
    /// Nor has a retailer this code or licence, where a row can't bring it along.
    NoSuchRetailer,
    UnknownBrand,
    UnknownEnterprise,
    /// Not one of the five classes.
    NotAGrade,
    /// It has come, but nobody says when; or was cancelled and came all the same.
    CameHow,
}

impl Fault {
    /// What is wrong and what to do, for one language file key each.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing(field) => {
                Message::new("intake-fault-missing").with("field", Message::new(field.label()))
            }
            Self::NotANumber => Message::new("intake-fault-not-a-number"),
            Self::NotWhole => Message::new("intake-fault-not-whole"),
            Self::Negative => Message::new("intake-fault-negative"),
            Self::Absurd { most } => Message::new("intake-fault-absurd").with("most", Arg::shown(most)),
            Self::NotADate => Message::new("intake-fault-not-a-date"),
            Self::NotATime => Message::new("intake-fault-not-a-time"),
            Self::NotAMoment => Message::new("intake-fault-not-a-moment"),
            Self::NotAWindow => Message::new("intake-fault-not-a-window"),
            Self::ClosesBeforeOpening => Message::new("intake-fault-closes-before-opening"),
            Self::NotYesOrNo => Message::new("intake-fault-not-yes-or-no"),
            Self::NotAPriority => Message::new("intake-fault-not-a-priority"),
            Self::UnknownStatus => Message::new("intake-fault-unknown-status"),
            Self::UnknownPlaceKind => Message::new("intake-fault-unknown-place-kind"),
            Self::RoundedCode => Message::new("intake-fault-rounded-code"),
            Self::TooLong { most } => Message::new("intake-fault-too-long").with("most", Arg::shown(most)),
            Self::OffTheEarth => Message::new("intake-fault-off-the-earth"),
            Self::NullIsland => Message::new("intake-fault-null-island"),
            Self::LooksSwapped => Message::new("intake-fault-looks-swapped"),
            Self::HalfAPlace => Message::new("intake-fault-half-a-place"),
            Self::UnknownRetailer => Message::new("intake-fault-unknown-retailer"),
            Self::UnknownVehicle => Message::new("intake-fault-unknown-vehicle"),
            Self::NoSuchVehicle => Message::new("intake-fault-no-such-vehicle"),
            Self::UnknownStation => Message::new("intake-fault-unknown-station"),
            Self::UnknownRoute { day } => {
                Message::new("intake-fault-unknown-route").with("day", Arg::shown(day))
            }
            Self::NotOnTheDay { day } => {
                Message::new("intake-fault-not-on-the-day").with("day", Arg::shown(day))
            }
            Self::Repeated { first } => {
                Message::new("intake-fault-repeated").with("first", Arg::shown(first))
            }
            Self::TwiceOnTheDay { day, first } => Message::new("intake-fault-twice-on-the-day")
                .with("day", Arg::shown(day))
                .with("first", Arg::shown(first)),
            Self::RouteDisagrees { first } => {
                Message::new("intake-fault-route-disagrees").with("first", first.as_str())
            }
            Self::DeliveredBeforeArrival => Message::new("intake-fault-delivered-before-arrival"),
            Self::FailedWithoutTime => Message::new("intake-fault-failed-without-time"),
            Self::ToldWhat => Message::new("intake-fault-told-what"),
            Self::ToldToCome => Message::new("intake-fault-told-to-come"),
            Self::NoPlaceThere => Message::new("intake-fault-no-place-there"),
            Self::NoOutline => Message::new("intake-fault-no-outline"),
            Self::NotInTheMatrix => Message::new("intake-fault-not-in-the-matrix"),
            Self::NoSuchRetailer => Message::new("intake-fault-no-such-retailer"),
            Self::UnknownBrand => Message::new("intake-fault-unknown-brand"),
            Self::UnknownEnterprise => Message::new("intake-fault-unknown-enterprise"),
            Self::NotAGrade => Message::new("intake-fault-not-a-grade"),
            Self::CameHow => Message::new("intake-fault-came-how"),
        }
    }
}

impl Complaint {
    /// What is wrong with it and what to do, without where it stands: the *advice* of `--json`.
    #[must_use]
    pub fn advice(&self) -> Message {
        self.fault.message()
    }
}

impl Tell for Complaint {
    fn message(&self) -> Message {
        let key = match (&self.column, self.found.is_empty()) {
            (Some(_), false) => "intake-complaint-cell",
            (Some(_), true) => "intake-complaint-column",
            (None, false) => "intake-complaint-found",
            (None, true) => "intake-complaint-row",
        };
        let mut message = Message::new(key).with("file", &*self.file).with("row", Arg::shown(self.row));
        if let Some(column) = &self.column {
            message = message.with("column", &**column);
        }
        if !self.found.is_empty() {
            message = message.with("found", self.found.as_str());
        }
        message.with("advice", self.advice())
    }
}

/// The complaints of one file: the first ones whole, the others counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints {
    /// In the order of their rows.
    pub listed: Vec<Complaint>,
    /// How many there are in all.
    pub total: u64,
}

impl Complaints {
    /// So many are kept whole; nobody reads further before mending the file.
    pub const MOST_LISTED: usize = 1_000;

    pub(super) fn push(&mut self, complaint: Complaint) {
        self.total += 1;
        if self.listed.len() < Self::MOST_LISTED {
            self.listed.push(complaint);
        }
    }

    pub(super) fn sort(&mut self) {
        self.listed.sort_by_key(|complaint| complaint.row);
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }
}

/// A cell as a complaint shows it: one line, at most forty signs.
pub(in crate::exchange) fn shown(cell: &str) -> String {
    const MOST: usize = 40;
    let clean = cell.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut text: String = clean.clone().take(MOST).collect();
    if clean.count() > MOST {
        text.push('…');
    }
    text
}
