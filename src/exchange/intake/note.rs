//! What was filled in or passed over, so that nothing is assumed silently.

use crate::domain::place::Place;
use crate::domain::time::{ServiceDay, TimeOfDay, Window};
use crate::words::{Arg, Message, Tell};

/// Something a person should know about what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No centre was known, so the middle of the retailers stands in for it.
    CentreAssumed(Place),
    /// The file has no column for the day.
    DayAssumed(ServiceDay),
    /// The file has no departures.
    DepartureAssumed(TimeOfDay),
    /// Rows without a window were given this one.
    WindowAssumed { window: Window, rows: u64 },
    /// Departments were made from their names.
    DepartmentsMade(u64),
    /// Retailers were made from the plan's own rows.
    RetailersMade(u64),
    /// Vehicles were made from the plan's own rows.
    VehiclesMade(u64),
    /// Routes without a vehicle.
    RoutesWithoutVehicle(u64),
    /// Rows with totals, passed over.
    TotalsSkipped(u64),
    /// Cells of the matrix that no row fills; these drives are estimated.
    MatrixGaps(u64),
    /// Places of a matrix that are neither retailers nor stations, by their codes.
    PlacesUnknown(Vec<String>),
    /// Open stops that stood on a route and that its new plan does not name.
    StopsTakenOff(Vec<String>),
    /// Grades with one brand alone: nothing can stand in for it.
    NoSubstitutes(Vec<String>),
    /// Counts older than the one that is known, passed over.
    OlderCounts(u64),
    /// Columns of which no use was made, by their headings.
    ColumnsAside(Vec<String>),
}

impl Tell for Note {
    fn message(&self) -> Message {
        match self {
            Self::CentreAssumed(place) => Message::new("intake-note-centre-assumed")
                .with("lat", format!("{:.5}", place.lat()))
                .with("lon", format!("{:.5}", place.lon())),
            Self::DayAssumed(day) => Message::new("intake-note-day-assumed").with("day", Arg::shown(day)),
            Self::DepartureAssumed(time) => {
                Message::new("intake-note-departure-assumed").with("time", Arg::shown(time))
            }
            Self::WindowAssumed { window, rows } => {
                Message::new("intake-note-window-assumed").with("window", Arg::shown(window)).with("n", *rows)
            }
            Self::DepartmentsMade(n) => Message::new("intake-note-departments-made").with("n", *n),
            Self::RetailersMade(n) => Message::new("intake-note-retailers-made").with("n", *n),
            Self::VehiclesMade(n) => Message::new("intake-note-vehicles-made").with("n", *n),
            Self::RoutesWithoutVehicle(n) => Message::new("intake-note-routes-without-vehicle").with("n", *n),
            Self::TotalsSkipped(n) => Message::new("intake-note-totals-skipped").with("n", *n),
            Self::MatrixGaps(n) => Message::new("intake-note-matrix-gaps").with("n", *n),
            Self::PlacesUnknown(codes) => counted("intake-note-places-unknown", codes),
            Self::StopsTakenOff(codes) => counted("intake-note-stops-taken-off", codes),
            Self::NoSubstitutes(codes) => counted("intake-note-no-substitutes", codes),
            Self::OlderCounts(n) => Message::new("intake-note-older-counts").with("n", *n),
            Self::ColumnsAside(headers) => {
                Message::new("intake-note-columns-aside").with("headers", headers.join(", "))
            }
        }
    }
}

/// How many there are, and the first of them by name.
fn counted(key: &'static str, codes: &[String]) -> Message {
    Message::new(key).with("n", codes.len() as u64).with("codes", super::unreadable::some(codes))
}
