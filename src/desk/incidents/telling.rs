//! Incidents in words: their names, their deadlines, who is told. View, sheets, bars and notices say it alike.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::data::parts::capital;
use crate::desk::weather::telling::moment;
use crate::domain::emergency::deadlines::Due;
use crate::domain::emergency::{Incident, Kind};
pub use crate::words::incidents::{by, commands, countdown, event, owners, reach, span, told_at};
use crate::words::{Arg, Tell, Words};

/// What it is, in a few words: `Vehicle fault on the road: 鄂C·10005`.
#[must_use]
pub fn name(look: &Look, incident: &Incident) -> String {
    let kind = capital(&look.words.tell(&incident.kind.message()));
    if incident.what.is_empty() {
        return kind;
    }
    let parts = [("kind", kind.into()), ("what", Arg::from(incident.what.as_str()))];
    look.words.fill("incident-name", &parts)
}

/// `sorting, down since 07:20`. What asks for goods breaks nothing.
#[must_use]
pub fn since(look: &Look, incident: &Incident, snapshot: &Snapshot) -> String {
    let key = match incident.kind {
        Kind::Replenishment => "incident-since",
        _ if incident.down => "incident-down-since",
        _ => "incident-degraded-since",
    };
    let since = moment(incident.opened.at, snapshot.date);
    look.words.fill(key, &[("link", incident.link.message().into()), ("since", since.into())])
}

/// The step as a screen reader and a test know it: `B4 Decide: …`.
#[must_use]
pub fn step(words: &Words, due: &Due<'_>) -> String {
    format!("{} {}", due.id, words.name(&due.step.text))
}
