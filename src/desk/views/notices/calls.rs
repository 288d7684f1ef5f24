//! Call lists: one is written of whom the ledger shows, and one that has come back is read. Both by the system's dialog
//! or by a path that is typed.

use super::{Facts, NoticesView};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::outbox::TakenList;
use crate::desk::theme::{CORNER, Look, space};
use crate::desk::views::data::parts::{Tone, notice_ui};
use crate::domain::ids::RetailerCode;
use crate::exchange::report::whole_file::folder_of;
use crate::words::{Arg, Tell};
use egui::{Button, Frame, Label, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui};
use std::path::PathBuf;
use std::sync::Arc;

/// Complaints shown; the others are counted.
const COMPLAINTS: usize = 100;

/// Which sheet is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sheet {
    #[default]
    None,
    Save,
    Read,
}

#[derive(Clone, Debug, Default)]
pub struct CallsDraft {
    sheet: Sheet,
    pub folder: PathBuf,
    /// The path as typed.
    path: String,
    /// What came of the last list, once it has been read.
    put_away: Option<Arc<TakenList>>,
}

impl CallsDraft {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, ..Self::default() }
    }
}

/// Who a list is for: those that are chosen, or those the ledger shows; whoever is still to be told where the outbox
/// is open.
fn listed(view: &NoticesView, facts: Facts<'_>) -> Vec<RetailerCode> {
    let entries = &facts.outbox.ledger;
    let ledger = &view.ledger;
    let is_open = view.part == super::Part::Ledger;
    if is_open && !ledger.chosen.retailers.is_empty() {
        return ledger.chosen_of(entries).map(|entry| entry.retailer.clone()).collect();
    }
    if is_open {
        let shown = ledger.rows.iter().filter_map(|row| entries.get(*row));
        return shown.map(|entry| entry.retailer.clone()).collect();
    }
    let to_tell = entries.iter().filter(|entry| entry.standing.is_to_tell());
    to_tell.map(|entry| entry.retailer.clone()).collect()
}

/// *Call list…* and *Read a returned list…*.
pub fn buttons_ui(ui: &mut Ui, view: &mut NoticesView, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let has_day = !facts.outbox.ledger.is_empty();
    if ui.add_enabled(has_day, Button::new(words.say("told-call-list"))).clicked() {
        let name = words.fill("told-call-file", &[("day", Arg::shown(facts.snapshot.date))]);
        view.calls.path = view.calls.folder.join(name).display().to_string();
        view.calls.sheet = Sheet::Save;
    }
    if ui.add_enabled(has_day, Button::new(words.say("told-read-list"))).clicked() {
        view.calls.path.clear();
        view.calls.sheet = Sheet::Read;
    }
}

/// The sheet that is open, and what came of the last list.
pub fn sheets_ui(ui: &mut Ui, view: &mut NoticesView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    match view.calls.sheet {
        Sheet::None => {}
        Sheet::Save => sheet_ui(ui, look, |ui| save_ui(ui, view, facts, look, actions)),
        Sheet::Read => sheet_ui(ui, look, |ui| read_ui(ui, view, look, actions)),
    }
    if let Some(list) = &facts.outbox.returned
        && view.calls.put_away.as_ref().is_none_or(|seen| !Arc::ptr_eq(seen, list))
    {
        ui.add_space(space::TIGHT);
        if taken_ui(ui, list, look) {
            view.calls.put_away = Some(Arc::clone(list));
        }
    }
}

fn sheet_ui(ui: &mut Ui, look: &Look, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(look.palette.raised)
        .stroke(Stroke::new(1.0, look.palette.line_strong))
        .corner_radius(CORNER)
        .inner_margin(Margin::same(12));
    frame.show(ui, add);
}

fn path_ui(ui: &mut Ui, path: &mut String, label: &str) {
    ui.horizontal(|ui| {
        let label = ui.label(label);
        let width = (ui.available_width() - space::SECTION).clamp(200.0, 640.0);
        ui.add(TextEdit::singleline(path).desired_width(width)).labelled_by(label.id);
    });
}

fn save_ui(ui: &mut Ui, view: &mut NoticesView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let retailers = listed(view, facts);
    let n = retailers.len();
    let about = if view.part == super::Part::Outbox {
        "told-list-to-tell"
    } else if view.ledger.chosen.retailers.is_empty() {
        "told-list-shown"
    } else {
        "told-list-chosen"
    };
    ui.label(words.fill(about, &[("n", n.into())]));
    path_ui(ui, &mut view.calls.path, &words.say("reports-path"));
    ui.label(RichText::new(words.say("reports-replaces")).color(look.palette.weak));
    ui.horizontal(|ui| {
        let named = !view.calls.path.trim().is_empty();
        let save = ui.add_enabled(named && n > 0, Button::new(words.say("reports-save"))).clicked();
        let ask = ui.add_enabled(n > 0, Button::new(words.say("reports-choose-place"))).clicked();
        if save || ask {
            let mut path = PathBuf::from(view.calls.path.trim());
            if path.extension().is_none() {
                path.set_extension("csv");
            }
            folder_of(&path).clone_into(&mut view.calls.folder);
            view.calls.sheet = Sheet::None;
            actions.push(Action::SaveCalls { retailers, path, ask });
        }
        if ui.button(words.say("reports-close")).clicked() {
            view.calls.sheet = Sheet::None;
        }
    });
}

fn read_ui(ui: &mut Ui, view: &mut NoticesView, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let way = Some(view.ledger.how.way);
    let about = words.fill("told-read-about", &[("way", view.ledger.how.way.message().into())]);
    ui.add(Label::new(about).wrap());
    path_ui(ui, &mut view.calls.path, &words.say("reports-path"));
    ui.horizontal(|ui| {
        let named = !view.calls.path.trim().is_empty();
        if ui.add_enabled(named, Button::new(words.say("told-read"))).clicked() {
            let path = Some(PathBuf::from(view.calls.path.trim()));
            actions.push(Action::TakeCallList { path, way });
            view.calls.sheet = Sheet::None;
        }
        if ui.button(words.say("told-choose-file")).clicked() {
            actions.push(Action::TakeCallList { path: None, way });
            view.calls.sheet = Sheet::None;
        }
        if ui.button(words.say("reports-close")).clicked() {
            view.calls.sheet = Sheet::None;
        }
    });
}

/// How many were told, and each row that could not be used; true once it is put away.
fn taken_ui(ui: &mut Ui, list: &TakenList, look: &Look) -> bool {
    let words = &look.words;
    let total = list.complaints.total;
    let tone = match (total, list.told) {
        (0, 1..) => Tone::Good,
        _ => Tone::Warning,
    };
    notice_ui(ui, look, tone, |ui| {
        let parts = [
            ("file", list.file.as_str().into()),
            ("told", list.told.into()),
            ("complaints", Arg::Count(total)),
        ];
        ui.add(Label::new(RichText::new(words.fill("told-list-taken", &parts)).strong()).wrap());
        if list.told == 0 && total == 0 {
            ui.add(Label::new(words.say("notices-nobody-told")).wrap());
        }
        ScrollArea::vertical().id_salt("list complaints").max_height(110.0).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for complaint in list.complaints.listed.iter().take(COMPLAINTS) {
                    let text = RichText::new(words.tell(&complaint.message())).color(look.palette.danger);
                    ui.add(Label::new(text).wrap().selectable(true));
                }
            },
        );
        ui.button(words.say("desk-notice-put-away")).clicked()
    })
}
