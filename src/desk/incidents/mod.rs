//! All about incidents that is not the view's own: what is due and what is late, how that is told, what rings,
//! and the sheets in which incidents are opened, dealt with, reported and handed over.

mod acting;
mod handing_over;
pub mod handover;
pub mod known;
mod opening;
mod reporting;
pub mod ringing;
pub mod telling;
pub mod title;

pub use acting::{ActSheet, Wanted};
pub use handing_over::HandoverSheet;
pub use opening::OpenSheet;
pub use reporting::ReportSheet;

use super::actions::Actions;
use super::bookkeeper::outbox::Outbox;
use super::snapshot::Snapshot;
use super::theme::Look;
use super::weather::moment_of;
use crate::domain::command::{Act, Command};
use crate::domain::ids::IncidentId;
use crate::domain::time::Timestamp;
use chrono::TimeDelta;
use egui::{Id, Modal, Ui};
use smol_str::SmolStr;

/// The sheet that is open over the view.
#[derive(Clone, Debug)]
pub enum IncidentSheet {
    Open(OpenSheet),
    Act(ActSheet),
    Report(ReportSheet),
    Handover(Box<HandoverSheet>),
}

/// Draws the sheet; false once it is to be closed.
#[must_use]
pub fn incident_sheet_ui(
    ui: &mut Ui,
    sheet: &mut IncidentSheet,
    (snapshot, outbox, person): (&Snapshot, &Outbox, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    match sheet {
        IncidentSheet::Open(sheet) => opening::open_sheet_ui(ui, sheet, (snapshot, person), look, actions),
        IncidentSheet::Act(sheet) => acting::act_sheet_ui(ui, sheet, (snapshot, person), look, actions),
        IncidentSheet::Report(sheet) => {
            reporting::report_sheet_ui(ui, sheet, (snapshot, person), look, actions)
        }
        IncidentSheet::Handover(sheet) => {
            handing_over::handover_sheet_ui(ui, sheet, (snapshot, outbox), look, actions)
        }
    }
}

/// Somebody has always acted.
#[must_use]
pub fn signer(person: &str) -> SmolStr {
    SmolStr::new(super::app::author(person).as_str())
}

/// Something is done about an incident, now and by the person on duty.
#[must_use]
pub fn deal(incident: &IncidentId, act: Act, now: Timestamp, person: &str) -> Command {
    Command::DealWith { incident: incident.clone(), act, by: signer(person), at: now }
}

/// When something is expected to be over: a time without a date is the next there is, on the day in view where that is
/// still to come.
#[must_use]
fn expected_at(text: &str, snapshot: &Snapshot) -> Option<Timestamp> {
    let now = snapshot.now;
    let (at, is_dated) = moment_of(text, now.day().max(snapshot.date))?;
    Some(if is_dated || at > now { at } else { at.plus(TimeDelta::days(1)) })
}

/// A sheet of its own width, with a heading; false once it is to be closed.
pub(in crate::desk) fn sheet_ui(
    ui: &Ui,
    id: &str,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> bool,
) -> bool {
    let frame = egui::Frame::popup(ui.style()).inner_margin(super::theme::space::APART);
    let area = Modal::default_area(Id::unique(id)).accessible_name(title.to_owned());
    let room = ui.ctx().content_rect().width() - 64.0;
    let response = Modal::new(Id::unique(id)).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room));
        ui.heading(title);
        ui.separator();
        content(ui)
    });
    response.inner && !response.should_close()
}
