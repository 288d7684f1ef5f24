//! The Reports view: choose a period, look at the report as it will be, save it. It computes and
//! writes nothing itself; the bookkeeper does.

mod export;
mod figures;
pub mod orders;
mod paper;
pub mod period;

use super::super::actions::{Action, Actions};
use super::super::bookkeeper::reports::{Previewed, ReportWork};
use super::super::snapshot::Snapshot;
use super::super::theme::{Look, space};
use crate::domain::fleet::review::{Filter, Period};
use crate::domain::ids::{DepartmentCode, Revision};
use crate::domain::settings::ReportKind;
use crate::domain::time::ServiceDay;
use crate::exchange::report::delays::{Listed, Scope};
use crate::exchange::report::head::Span;
use crate::exchange::report::summary::Table;
use crate::exchange::report::{Format, Preview};
use crate::session::report::Subject;
use crate::words::{Arg, Language, Tell};
use period::{read_day, read_hours, typed_hours};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What the view itself knows.
#[derive(Clone, Debug, Default)]
pub struct ReportsView {
    /// Drafts of the two days, as typed.
    from: String,
    to: String,
    /// And of the hours of a shift; both empty for whole days.
    shift: [String; 2],
    kind: ReportKind,
    /// Which breakdowns, where they are chosen elsewhere; their department is `department`.
    breakdowns: Filter,
    /// It was chosen elsewhere and is still to be asked for.
    fresh: bool,
    listed: Listed,
    department: Option<DepartmentCode>,
    shown: Shown,
    /// What was asked for last, in which language, and the revision it was asked at.
    asked: Option<(Subject, Language, Revision)>,
    export: export::ExportDraft,
    /// The sheet of standing orders, where it is open.
    orders: Option<orders::OrdersSheet>,
}

/// Which part of the preview is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// The first of its tables.
    #[default]
    First,
    /// The table of this key.
    Table(&'static str),
    Rows,
    /// As it will be printed.
    Paper,
}

/// What is kept from one start of the desk to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RememberedReports {
    /// The format's file ending.
    pub format: String,
    pub folder: PathBuf,
}

impl ReportsView {
    /// With the folder and format of the last time; the documents folder and a workbook at first.
    #[must_use]
    pub fn new(remembered: RememberedReports) -> Self {
        let folder = or_documents(remembered.folder);
        let format = Format::ALL.into_iter().find(|format| format.extension() == remembered.format);
        let export = export::ExportDraft::new(folder, format.unwrap_or_default());
        Self { export, ..Self::default() }
    }

    #[must_use]
    pub fn remembered(&self) -> RememberedReports {
        self.export.remembered()
    }

    fn set_period(&mut self, (from, to): (ServiceDay, ServiceDay)) {
        (self.from, self.to) = (from.to_string(), to.to_string());
    }

    /// What is chosen; `None` while the days do not read, or stand the wrong way round.
    fn subject(&self) -> Option<Subject> {
        let (from, to) = (read_day(&self.from)?, read_day(&self.to)?);
        let hours = read_hours(&self.shift)?;
        let span = Span { from, to, hours };
        let subject = match self.kind {
            ReportKind::Delays => {
                let (listed, department) = (self.listed, self.department.clone());
                Subject::Delays(Scope { from, to, listed, department, hours })
            }
            ReportKind::Breakdowns => {
                let department = self.department.clone();
                let filter = Filter { department, hours, ..self.breakdowns.clone() };
                Subject::Breakdowns(Period { from, to }, filter)
            }
            ReportKind::Incidents => Subject::Incidents(span),
            ReportKind::Supervision => Subject::Supervision(span),
            ReportKind::Notices => Subject::Notices(span),
        };
        (from <= to).then_some(subject)
    }

    /// Opens the sheet of standing orders.
    pub fn show_orders(&mut self) {
        self.orders = Some(orders::OrdersSheet::default());
    }

    /// Opened on a report chosen elsewhere.
    pub fn show(&mut self, subject: &Subject) {
        self.fresh = true;
        self.kind = subject.kind();
        self.set_period(subject.days());
        self.shown = Shown::default();
        self.shift = subject.hours().map(typed_hours).unwrap_or_default();
        if let Subject::Breakdowns(_, filter) = subject {
            self.department.clone_from(&filter.department);
            self.breakdowns = Filter { department: None, hours: None, ..filter.clone() };
        }
    }

    fn ask(&mut self, revision: Revision, look: &Look, actions: &mut Actions) {
        if let Some(subject) = self.subject() {
            let asking = (subject.clone(), look.words.language(), revision);
            if self.asked.as_ref() != Some(&asking) {
                self.asked = Some(asking);
                actions.push(Action::PreviewReport(subject));
            }
        }
    }
}

/// The folder of the last time, or, where there was none, the documents folder.
#[must_use]
pub fn or_documents(folder: PathBuf) -> PathBuf {
    if !folder.as_os_str().is_empty() {
        return folder;
    }
    let documents =
        |dirs: directories::UserDirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_path_buf();
    directories::UserDirs::new().map(documents).unwrap_or_default()
}

/// Draws the view. `preview` is the newest one made, for whatever scope it was asked.
pub fn reports_ui(
    ui: &mut egui::Ui,
    view: &mut ReportsView,
    snapshot: &Snapshot,
    (previewed, work): (Option<&Previewed>, &ReportWork),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if view.from.is_empty() && view.to.is_empty() && view.asked.is_none() {
        view.set_period((snapshot.date, snapshot.date));
        if !snapshot.days.is_empty() {
            view.ask(snapshot.revision, look, actions);
        }
    }
    if snapshot.days.is_empty() {
        ui.label(words.say("reports-no-days"));
        return;
    }
    if std::mem::take(&mut view.fresh) {
        view.ask(snapshot.revision, look, actions);
    }
    kinds_ui(ui, view, snapshot, look, actions);
    period::period_ui(ui, view, snapshot, look, actions);
    ui.horizontal_wrapped(|ui| {
        if period::shift_ui(ui, &mut view.shift, look) {
            view.ask(snapshot.revision, look, actions);
        }
        ui.add_space(space::NEAR);
        filters_ui(ui, view, snapshot, look, actions);
        ui.add_space(space::APART);
        let wanted = view.subject();
        export::export_button_ui(ui, &mut view.export, wanted.as_ref(), work, look);
        orders::orders_button_ui(ui, view, snapshot, look);
    });
    if read_hours(&view.shift).is_none() {
        ui.colored_label(look.palette.danger, words.say("reports-no-hours"));
    }
    let wanted = view.subject();
    export::export_ui(ui, &mut view.export, wanted.as_ref(), look, actions);
    work_ui(ui, work, look, actions);
    // Its texts are made with it.
    let language = words.language();
    if view.asked.as_ref().is_some_and(|(_, asked, _)| *asked != language) {
        view.ask(snapshot.revision, look, actions);
    }
    // A preview of something else would be read as the answer.
    let answers = |made: &&Previewed| Some(&made.subject) == wanted.as_ref() && made.language == language;
    let Some(Previewed { preview, .. }) = previewed.filter(answers) else {
        let busy = matches!(work, ReportWork::Previewing { .. } | ReportWork::Saving { .. });
        // Where counting was cancelled or failed, it can be asked for again.
        if wanted.is_some() && !busy && ui.button(words.say("reports-count")).clicked() {
            view.asked = None;
            view.ask(snapshot.revision, look, actions);
        }
        return;
    };
    ui.add_space(space::NEAR);
    stale_ui(ui, view, snapshot, look, actions);
    let summary = &preview.summary;
    if !summary.remark.is_empty() {
        ui.label(&summary.remark);
        return;
    }
    if view.shown != Shown::Paper {
        figures::figures_ui(ui, summary, look);
        ui.add_space(space::NEAR);
    }
    parts_ui(ui, view, preview, look);
    let open = |table: &&Table| match view.shown {
        Shown::Table(key) => table.key == key,
        _ => true,
    };
    match view.shown {
        Shown::First | Shown::Table(_) => {
            if let Some(table) = summary.tables.iter().find(open) {
                figures::table_ui(ui, summary, table);
            }
        }
        Shown::Rows => figures::rows_ui(ui, preview, look),
        Shown::Paper => paper::pages_ui(ui, &preview.pages, look),
    }
}

/// The parts of the preview, one of them open.
fn parts_ui(ui: &mut egui::Ui, view: &mut ReportsView, preview: &Preview, look: &Look) {
    let tables = &preview.summary.tables;
    // A table that this report does not have cannot be open.
    match (view.shown, tables.first()) {
        (Shown::First, Some(first)) => view.shown = Shown::Table(first.key),
        (Shown::Table(key), _) if tables.iter().all(|table| table.key != key) => view.shown = Shown::First,
        _ => {}
    }
    ui.horizontal_wrapped(|ui| {
        for table in tables {
            ui.selectable_value(&mut view.shown, Shown::Table(table.key), &table.heading);
        }
        ui.selectable_value(&mut view.shown, Shown::Rows, look.words.say("reports-rows"));
        ui.selectable_value(&mut view.shown, Shown::Paper, look.words.say("reports-paper"));
    });
}

/// Which report.
fn kinds_ui(
    ui: &mut egui::Ui,
    view: &mut ReportsView,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        for kind in ReportKind::ALL {
            let title = look.words.tell(&kind.message());
            let text = egui::RichText::new(title).strong();
            changed |= ui.selectable_value(&mut view.kind, kind, text).changed();
        }
    });
    ui.add_space(space::TIGHT);
    if changed {
        view.breakdowns = Filter::default();
        view.ask(snapshot.revision, look, actions);
    }
}

/// Which stops the rows list, and of which department.
fn filters_ui(
    ui: &mut egui::Ui,
    view: &mut ReportsView,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let mut changed = false;
    let of_retailers = matches!(view.kind, ReportKind::Delays | ReportKind::Breakdowns);
    if !of_retailers {
        return;
    }
    if view.breakdowns != Filter::default() && ui.button(words.say("fleet-no-filter")).clicked() {
        view.breakdowns = Filter::default();
        changed = true;
    }
    let lists = [(Listed::EveryStop, "reports-every-stop"), (Listed::OnlyLate, "reports-only-late")];
    for (listed, name) in lists.into_iter().filter(|_| view.kind == ReportKind::Delays) {
        changed |= ui.radio_value(&mut view.listed, listed, words.say(name)).changed();
    }
    ui.add_space(space::NEAR);
    let label = ui.label(words.say("reports-department"));
    let departments = &snapshot.state.network.departments;
    let name_of = |code: &DepartmentCode| match departments.get(code) {
        Some(known) if !words.name(&known.name).is_empty() => words.name(&known.name).to_owned(),
        _ => code.to_string(),
    };
    let all = words.say("reports-all-departments");
    let chosen = view.department.as_ref().map_or_else(|| all.clone(), name_of);
    let choice = egui::ComboBox::from_id_salt("reports-department").selected_text(chosen);
    let shown = choice.show_ui(ui, |ui| {
        changed |= ui.selectable_value(&mut view.department, None, all.as_str()).changed();
        for code in departments.keys() {
            let named = ui.selectable_value(&mut view.department, Some(code.clone()), name_of(code));
            changed |= named.changed();
        }
    });
    shown.response.labelled_by(label.id);
    if changed {
        view.ask(snapshot.revision, look, actions);
    }
}

/// What is being done, what came of it, and the way to stop it.
fn work_ui(ui: &mut egui::Ui, work: &ReportWork, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let (key, done, total) = match work {
        ReportWork::Idle => return,
        ReportWork::Previewing { done, total } => ("reports-previewing", *done, *total),
        ReportWork::Saving { done, total } => ("reports-saving", *done, *total),
        ReportWork::Saved(saved) => {
            let told = [("path", Arg::shown(saved.path.display())), ("listed", Arg::Count(saved.listed))];
            ui.horizontal_wrapped(|ui| {
                ui.colored_label(look.palette.good, words.fill("reports-saved", &told));
                if ui.button(words.say("reports-copy-path")).clicked() {
                    ui.copy_text(saved.path.display().to_string());
                }
            });
            return;
        }
        ReportWork::Failed(message) => {
            ui.colored_label(look.palette.danger, words.tell(message));
            return;
        }
    };
    ui.horizontal(|ui| {
        #[expect(clippy::cast_precision_loss, reason = "a share to draw")]
        let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
        let text = words.fill(key, &[("done", done.into()), ("total", total.into())]);
        ui.add(egui::ProgressBar::new(share).desired_width(320.0).text(text));
        if ui.button(words.say("reports-cancel")).clicked() {
            actions.push(Action::CancelWork);
        }
    });
}

/// Says so where the day has moved on since the preview was asked for.
fn stale_ui(
    ui: &mut egui::Ui,
    view: &mut ReportsView,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    if view.asked.as_ref().is_some_and(|(_, _, revision)| *revision != snapshot.revision) {
        ui.horizontal(|ui| {
            ui.colored_label(look.palette.warning, look.words.say("reports-moved-on"));
            if ui.button(look.words.say("reports-refresh")).clicked() {
                view.ask(snapshot.revision, look, actions);
            }
        });
    }
}
