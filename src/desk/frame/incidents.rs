//! The frame's part about incidents: what rings and what waits, the next deadline in the status bar, and the
//! sheets.

use super::Desk;
use super::rail::Waiting;
use crate::desk::actions::{Action, Actions, View};
use crate::desk::incidents::known::Known;
use crate::desk::incidents::{ActSheet, IncidentSheet, OpenSheet, ReportSheet, telling};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::data::Section;
use crate::desk::weather::telling::moment;
use crate::domain::emergency::deadlines::Lateness;
use crate::words::Arg;
use egui::{Button, RichText, Role, Ui, UserAttentionType, ViewportCommand, WidgetInfo};
use std::time::Duration;

/// Late steps, or else open incidents: a number on the rail until there is none.
pub fn waiting(known: &Known, look: &Look) -> Waiting {
    let felt = known.open.iter().filter(|case| case.incident.is_felt()).count();
    let told = [("incident-waiting-late", known.late), ("incident-waiting-open", felt)];
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    let told: Vec<String> = told.map(|(key, n)| look.words.fill(key, &[("n", n.into())])).collect();
    let count = if known.late > 0 { known.late } else { felt };
    Waiting { view: View::Incidents, count, is_loud: known.late > 0, told: told.join("\n") }
}

/// The next deadline, counting down, from whatever view; the latest step where none is still to come.
pub fn deadline_ui(ui: &mut Ui, known: &Known, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let late = known.open.iter().filter_map(|case| case.due.first().map(|first| (case, *first)));
    let late = late.filter(|(_, deadline)| deadline.lateness != Lateness::InTime);
    let Some((case, deadline)) = known.next().or_else(|| late.min_by_key(|(_, deadline)| deadline.by)) else {
        return;
    };
    let is_late = deadline.lateness != Lateness::InTime;
    let seconds = (deadline.by.0 - snapshot.now.0).num_seconds();
    let ink = match seconds {
        _ if is_late => look.palette.danger,
        ..=300 => look.palette.warning,
        _ => look.palette.text,
    };
    let parts = [
        ("step", Arg::shown(deadline.step)),
        ("incident", Arg::shown(&case.incident.id)),
        ("by", moment(deadline.by, snapshot.date).into()),
        ("countdown", telling::countdown(words, deadline.by, snapshot.now).into()),
    ];
    let text = words.fill("incident-next-deadline", &parts);
    let button = ui.add(Button::new(RichText::new(&text).color(ink)).frame(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let playbook = snapshot.state.playbook(case.incident.playbook);
    let step = playbook.step(deadline.step).map_or("", |step| words.name(&step.text));
    let hint = format!("{}\n{step}", telling::name(look, &case.incident));
    if button.on_hover_text(hint.trim_end()).clicked() {
        actions.push(Action::ShowIncident(case.incident.id.clone()));
    }
}

impl Desk {
    /// What has become late since the last frame is said over whatever view is open, and asks for a look at the
    /// window where that is hidden: by the system's call for attention, and by a title that changes.
    pub(super) fn ring(&mut self, ui: &Ui, snapshot: &Snapshot) {
        let rung = self.bell.follow(&snapshot.state.incidents);
        if !rung.is_empty() {
            ui.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Critical));
            self.notices.extend(rung);
            self.title.ring();
        }
        let (in_front, time) = ui.input(|input| (input.focused, input.time));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds since the start"
        )]
        let seconds = time as u64;
        if let Some(title) = self.title.follow(self.incidents.known.late, in_front, seconds, &self.look) {
            ui.send_viewport_cmd(ViewportCommand::Title(title));
        }
        if self.title.is_ringing() {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
        }
    }

    /// Does what is about the Incidents view and its sheets.
    pub(super) fn obey_incidents(&mut self, action: Action, snapshot: &Snapshot) {
        let incidents = &snapshot.state.incidents;
        match action {
            Action::ShowIncident(id) => {
                self.view = View::Incidents;
                self.incidents.show(id);
            }
            Action::ShowLink(link) => {
                self.view = View::Incidents;
                self.incidents.show_link(link);
            }
            Action::OpenIncident(link) => {
                let selected = &self.selection.routes;
                self.incident_sheet = Some(IncidentSheet::Open(OpenSheet::new(link, selected)));
            }
            Action::ActOn(id, wanted) => {
                let found = incidents.get(&id);
                self.incident_sheet =
                    found.map(|incident| IncidentSheet::Act(ActSheet::new(incident, wanted, snapshot)));
            }
            Action::PrepareReport(id, step) => {
                let words = &self.look.words;
                let sheet =
                    incidents.get(&id).and_then(|found| ReportSheet::new(found, step, snapshot, words));
                self.incident_sheet = sheet.map(IncidentSheet::Report);
            }
            Action::Handover => {
                self.incident_sheet = Some(IncidentSheet::Handover(Box::default()));
            }
            Action::ShowPlaybook => {
                self.view = View::Data;
                self.data.section = Section::Playbook;
            }
            _ => {}
        }
    }
}
