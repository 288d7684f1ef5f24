//! The archive of industrial enterprises and their people: searched as one types, a page for each, written to a file.

use super::enterprise::{self, EnterprisePage};
use super::{Facts, page_ui, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{cell_ui, empty_ui, headings_ui, table};
use crate::domain::ids::EnterpriseCode;
use crate::domain::supply::archive::{Contact, Enterprise, find};
use egui::{RichText, Role, Sense, TextEdit, Ui, WidgetInfo};

#[derive(Clone, Debug, Default)]
pub struct ArchiveView {
    text: String,
    page: Option<EnterprisePage>,
}

impl ArchiveView {
    pub fn open(&mut self, enterprise: &EnterpriseCode) {
        if self.page.as_ref().is_none_or(|page| page.enterprise != *enterprise) {
            self.page = Some(EnterprisePage::of(enterprise));
        }
    }
}

pub fn archive_ui(ui: &mut Ui, view: &mut ArchiveView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let supply = &facts.snapshot.state.supply;
    if supply.enterprises.is_empty() {
        empty_ui(ui, look, &words.say("supply-no-archive"), &words.say("supply-no-archive-next"));
        return;
    }
    if let Some(page) = &mut view.page {
        let mut shut = false;
        page_ui(ui, "supply enterprise", |ui| shut = enterprise::page_ui(ui, page, facts, look, actions));
        if shut {
            view.page = None;
        }
    }
    ui.horizontal_wrapped(|ui| {
        let hint = words.say("supply-find-archive");
        let field = ui.add(TextEdit::singleline(&mut view.text).desired_width(260.0).hint_text(&hint));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
        if ui.button(words.say("supply-export")).on_hover_text(words.say("supply-export-hint")).clicked() {
            actions.push(Action::SaveArchive { find: view.text.trim().to_owned(), path: None });
        }
    });
    ui.add_space(space::TIGHT);
    let (enterprises, people) = find(supply, &view.text);
    // Whoever was found by a name of their own brings their enterprise along.
    let mut shown: Vec<&Enterprise> = enterprises;
    for one in &people {
        let known = supply.enterprises.get(&one.enterprise);
        if let Some(enterprise) = known.filter(|known| shown.iter().all(|other| other.code != known.code)) {
            shown.push(enterprise);
        }
    }
    if shown.is_empty() {
        weak_ui(ui, words.say("cli-no-archive"), look);
        return;
    }
    let chosen = view.page.as_ref().map(|page| page.enterprise.clone());
    if let Some(enterprise) = lines_ui(ui, &shown, &people, chosen.as_ref(), facts, look) {
        view.page = (chosen.as_ref() != Some(&enterprise)).then(|| EnterprisePage::of(&enterprise));
    }
}

const HEADS: [&str; 5] = [
    "supply-fact-enterprise",
    "supply-fact-scale",
    "supply-head-people",
    "supply-fact-brands",
    "supply-fact-address",
];

fn lines_ui(
    ui: &mut Ui,
    shown: &[&Enterprise],
    people: &[&Contact],
    chosen: Option<&EnterpriseCode>,
    facts: Facts<'_>,
    look: &Look,
) -> Option<EnterpriseCode> {
    let mut clicked = None;
    let widths = [170.0, 110.0, 130.0, 220.0, 160.0];
    egui::ScrollArea::horizontal().id_salt("supply archive across").show(ui, |ui| {
        let table = table(ui, "supply archive", &widths).sense(Sense::click());
        let headed = table.header(space::ROW, |row| headings_ui(look, row, &HEADS));
        headed.body(|body| {
            body.rows(space::ROW + 4.0, shown.len(), |mut row| {
                let one = shown[row.index()];
                row.set_selected(chosen == Some(&one.code));
                let name = facts.enterprise(&one.code, look);
                row.col(|ui| {
                    cell_ui(ui, RichText::new(&name).strong());
                });
                let there = people.iter().filter(|person| person.enterprise == one.code);
                let there: Vec<&str> = there.map(|person| person.name.as_str()).collect();
                let there = there.join(&look.words.say("board-list-separator"));
                for text in [one.scale.as_str(), &there, &one.brands, &one.address] {
                    row.col(|ui| {
                        cell_ui(ui, text);
                    });
                }
                let response = row.response();
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListItem, true, chosen == Some(&one.code), &name)
                });
                if response.clicked() {
                    clicked = Some(one.code.clone());
                }
            });
        });
    });
    clicked
}
