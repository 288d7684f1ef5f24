//! Stored shape of standing orders for reports.

use super::network::{stored_words, text};
use super::{Shape, Unsound};
use crate::domain::ids::DepartmentCode;
use crate::domain::settings::{OrderSpan, ReportKind, StandingOrder};
use crate::domain::time::{Hours, TimeOfDay};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

stored_words! {
    StoredReport of ReportKind {
        Delays = "delays", Breakdowns = "breakdowns", Incidents = "incidents", Supervision = "supervision",
        Notices = "notices",
    }
}

stored_words! {
    StoredSpan of OrderSpan {
        TheDay = "day", TheDayBefore = "day_before", SevenDays = "week", Month = "month",
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrder {
    name: SmolStr,
    on: bool,
    report: StoredReport,
    span: StoredSpan,
    weekdays: [bool; 7],
    at: u32,
    format: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<SmolStr>,
    /// From and until, in seconds of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hours: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    folder: SmolStr,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<SmolStr>,
    in_english: bool,
    since: i64,
}

impl Shape for StoredOrder {
    type Of = StandingOrder;
    fn of(value: &StandingOrder) -> Self {
        Self {
            name: value.name.clone(),
            on: value.on,
            report: StoredReport::of(&value.report),
            span: StoredSpan::of(&value.span),
            weekdays: value.weekdays,
            at: value.at.seconds(),
            format: value.format.clone(),
            department: value.department.as_ref().map(|code| text(code.as_str())),
            hours: value.hours.map(|hours| (hours.from().seconds(), hours.until().seconds())),
            folder: value.folder.clone(),
            recipients: value.recipients.clone(),
            in_english: value.in_english,
            since: numbers::of_moment(value.since),
        }
    }
    fn back(self) -> Result<StandingOrder, Unsound> {
        Ok(StandingOrder {
            name: self.name,
            on: self.on,
            report: self.report.back()?,
            span: self.span.back()?,
            weekdays: self.weekdays,
            at: numbers::time(self.at.into()).ok_or(Unsound::Garbled)?,
            format: self.format,
            department: self.department.map(DepartmentCode::new),
            hours: self.hours.map(hours).transpose()?,
            folder: self.folder,
            recipients: self.recipients,
            in_english: self.in_english,
            since: numbers::moment(self.since).ok_or(Unsound::Garbled)?,
        })
    }
}

fn hours((from, until): (u32, u32)) -> Result<Hours, Unsound> {
    let time = |seconds: u32| numbers::time(seconds.into()).ok_or(Unsound::Garbled);
    let (from, until): (TimeOfDay, TimeOfDay) = (time(from)?, time(until)?);
    Hours::new(from, until).ok_or(Unsound::Garbled)
}
