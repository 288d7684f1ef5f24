//! One enterprise's page: what is known of it, the people there, and what was talked about, with a line for the next
//! entry.

use super::talks::{self, TalkDraft};
use super::{Facts, fact_ui, section_ui, title_ui, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::capital;
use crate::domain::ids::EnterpriseCode;
use crate::domain::supply::archive::{Contact, Talk};
use crate::words::Tell;
use egui::{Grid, Label, Ui};
use std::cmp::Reverse;

/// The page, with what has been typed on it.
#[derive(Clone, Debug)]
pub struct EnterprisePage {
    pub enterprise: EnterpriseCode,
    draft: TalkDraft,
}

impl EnterprisePage {
    pub fn of(enterprise: &EnterpriseCode) -> Self {
        Self { enterprise: enterprise.clone(), draft: TalkDraft::default() }
    }
}

/// True where the page is to be shut.
pub fn page_ui(
    ui: &mut Ui,
    page: &mut EnterprisePage,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let supply = &facts.snapshot.state.supply;
    let Some(one) = supply.enterprises.get(&page.enterprise) else { return true };
    let shut = title_ui(ui, words.name(&one.name), one.code.as_str(), look);
    let spacing = [space::APART, 3.0];
    Grid::new("supply enterprise facts").num_columns(2).min_row_height(18.0).spacing(spacing).show(
        ui,
        |ui| {
            for (key, value) in [
                ("supply-fact-address", &one.address),
                ("supply-fact-scale", &one.scale),
                ("supply-fact-brands", &one.brands),
                ("supply-fact-prices", &one.prices),
                ("supply-fact-prospects", &one.prospects),
            ] {
                fact_ui(ui, key, value, look);
            }
        },
    );
    let brands: Vec<_> =
        supply.brands.values().filter(|brand| brand.enterprise.as_ref() == Some(&one.code)).collect();
    if !brands.is_empty() {
        section_ui(ui, "supply-its-brands", look);
        ui.horizontal_wrapped(|ui| {
            for brand in brands {
                if ui.link(words.name(&brand.name)).clicked() {
                    actions.push(Action::ShowBrand(brand.code.clone()));
                }
            }
        });
    }
    section_ui(ui, "supply-people", look);
    let people: Vec<&Contact> =
        supply.contacts.values().filter(|person| person.enterprise == one.code).collect();
    if people.is_empty() {
        weak_ui(ui, words.say("supply-nobody-known"), look);
    }
    Grid::new("supply people").num_columns(3).spacing(spacing).show(ui, |ui| {
        for person in &people {
            ui.add(Label::new(person.name.as_str()).selectable(true));
            ui.label(capital(&words.tell(&person.role.message())));
            ui.add(Label::new(person.phone.as_str()).selectable(true));
            ui.end_row();
        }
    });
    section_ui(ui, "supply-talks", look);
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    talks::form_ui(ui, &mut page.draft, (&one.code, &names), facts, look, actions);
    let mut all: Vec<&Talk> = supply.talks.values().filter(|talk| talk.enterprise == one.code).collect();
    all.sort_by_key(|talk| (!talk.is_open(), Reverse(talk.logged.at), talk.id.clone()));
    for talk in all {
        ui.add_space(space::TIGHT);
        talks::talk_ui(ui, talk, facts, look, actions);
    }
    ui.add_space(space::SECTION);
    shut
}
