//! Measures against a shortage: those that were chosen, each with who does it until when, and the form in which one is
//! chosen.

use super::{Facts, submit, weak_ui};
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, card_ui, main_button_ui};
use crate::desk::views::mark::Mark;
use crate::desk::weather::moment_of;
use crate::desk::weather::telling::moment;
use crate::domain::day::Way;
use crate::domain::ids::{BrandCode, InboundId, RetailerCode};
use crate::domain::playbook::Owner;
use crate::domain::supply::asking::{Choosing, SupplyCommand};
use crate::domain::supply::measures::{Measure, MeasureKind};
use crate::domain::supply::substitutes::Substitute;
use crate::domain::time::{TimeOfDay, Timestamp};
use crate::domain::units::Cartons;
use crate::words::incidents::countdown;
use crate::words::{Arg, Tell};
use egui::{ComboBox, Grid, Label, RichText, Role, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A measure as far as it has been chosen.
#[derive(Clone, Debug, Default)]
pub struct MeasureDraft {
    is_open: bool,
    kind: Option<MeasureKind>,
    /// Whoever usually does it where `None`.
    owner: Option<Owner>,
    due: String,
    /// The usual time has been filled in.
    has_time: bool,
    note: String,
    instead: Option<BrandCode>,
}

/// The end of the working day; on the next morning where that is near.
fn usual_time(now: Timestamp) -> String {
    let today = now.day();
    match today.time_of(now) {
        Some(time) if time < TimeOfDay::hm(15, 0) => "17:00".to_owned(),
        _ => format!("{} 10:00", today.plus(1).0.format("%m-%d")),
    }
}

impl MeasureDraft {
    /// Opened on a brand that is to stand in.
    pub fn offer(&mut self, kind: MeasureKind, instead: BrandCode) {
        self.is_open = true;
        self.kind = Some(kind);
        self.instead = Some(instead);
    }
}

/// Measures for a brand; what is to be done comes first.
pub fn list_ui(
    ui: &mut Ui,
    brand: &BrandCode,
    touched: Option<&BTreeMap<RetailerCode, Cartons>>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let all = facts.snapshot.state.supply.measures.values();
    let mut all: Vec<&Measure> = all.filter(|one| one.brand == *brand).map(AsRef::as_ref).collect();
    all.sort_by_key(|one| (one.done.is_some(), one.due, one.id.clone()));
    if all.is_empty() {
        weak_ui(ui, look.words.say("supply-no-measures"), look);
    }
    for measure in all {
        measure_ui(ui, measure, touched, facts, look, actions);
    }
}

fn measure_ui(
    ui: &mut Ui,
    measure: &Measure,
    touched: Option<&BTreeMap<RetailerCode, Cartons>>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let (words, snapshot) = (&look.words, facts.snapshot);
    let late = measure.done.is_none() && measure.due <= snapshot.now;
    ui.horizontal_wrapped(|ui| {
        let mark = match measure.done {
            Some(_) => Mark::Done,
            None if late => Mark::Failed,
            None => Mark::Waiting,
        };
        mark.show(ui, look);
        let mut what = capital(&words.tell(&measure.kind.message()));
        if let Some(instead) = &measure.instead {
            what.push_str(" → ");
            what.push_str(&facts.brand(instead, look));
        }
        ui.label(RichText::new(what).strong());
        if measure.done.is_none() {
            let name = words.fill("supply-measure-done-name", &[("id", Arg::shown(&measure.id))]);
            let done = ui.small_button(words.say("supply-measure-done"));
            done.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if done.clicked() {
                let (measure, signed) = (measure.id.clone(), facts.signed());
                submit(actions, SupplyCommand::Carried { measure, signed });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.add_space(22.0);
        let owner = words.tell(&measure.owner.message());
        let text = match &measure.done {
            Some(signed) => words.fill(
                "supply-measure-was-done",
                &[
                    ("owner", owner.into()),
                    ("at", moment(signed.at, snapshot.date).into()),
                    ("by", signed.by.as_str().into()),
                ],
            ),
            None => words.fill(
                "supply-measure-due",
                &[
                    ("owner", owner.into()),
                    ("due", moment(measure.due, snapshot.date).into()),
                    ("countdown", countdown(words, measure.due, snapshot.now).into()),
                ],
            ),
        };
        let ink = if late { look.palette.danger } else { look.palette.weak };
        ui.add(Label::new(RichText::new(text).size(size::SMALL).color(ink)).wrap());
    });
    if !measure.note.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(22.0);
            ui.add(
                Label::new(RichText::new(measure.note.as_str()).size(size::SMALL)).wrap().selectable(true),
            );
        });
    }
    if let Some(touched) = touched.filter(|_| measure.kind == MeasureKind::Substitute) {
        telling_ui(ui, measure, touched, facts, look, actions);
    }
}

/// Whom a substitute concerns, and who of them has been told.
fn telling_ui(
    ui: &mut Ui,
    measure: &Measure,
    touched: &BTreeMap<RetailerCode, Cartons>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let open: Vec<RetailerCode> =
        touched.keys().filter(|code| !measure.told.contains_key(*code)).cloned().collect();
    ui.horizontal_wrapped(|ui| {
        ui.add_space(22.0);
        let parts = [("told", measure.told.len().into()), ("open", open.len().into())];
        ui.label(RichText::new(words.fill("supply-measure-told", &parts)).size(size::SMALL));
        let name = words.fill("supply-tick-told", &[("n", open.len().into())]);
        if !open.is_empty() && ui.small_button(name).clicked() {
            let (measure, signed) = (measure.id.clone(), facts.signed());
            let way = Some(Way::Phone);
            submit(actions, SupplyCommand::Spread { measure, retailers: open, way, signed });
        }
    });
}

/// The button that opens the form, and the form.
pub fn form_ui(
    ui: &mut Ui,
    draft: &mut MeasureDraft,
    (brand, inbound): (&BrandCode, Option<&InboundId>),
    substitutes: Option<&[Substitute]>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if !draft.is_open {
        if ui.button(words.say("supply-choose-measure")).clicked() {
            draft.is_open = true;
        }
        return;
    }
    if !std::mem::replace(&mut draft.has_time, true) {
        draft.due = usual_time(facts.snapshot.now);
    }
    card_ui(ui, look, |ui| {
        let usual = if inbound.is_some() { MeasureKind::Urge } else { MeasureKind::AskProvince };
        let mut kind = draft.kind.unwrap_or(usual);
        let spacing = [space::NEAR, 4.0];
        Grid::new("supply measure").num_columns(2).spacing(spacing).show(ui, |ui| {
            let kinds = MeasureKind::ALL
                .into_iter()
                .filter(|kind| substitutes.is_some() || *kind != MeasureKind::Substitute);
            let told = |kind: MeasureKind| capital(&words.tell(&kind.message()));
            choice_ui(ui, "supply-measure-what", &mut kind, kinds, told, look);
            ui.end_row();
            draft.kind = Some(kind);
            let mut owner = draft.owner.unwrap_or_else(|| kind.owner());
            let told = |owner: Owner| words.tell(&owner.message());
            choice_ui(ui, "supply-measure-owner", &mut owner, Owner::ALL.into_iter(), told, look);
            ui.end_row();
            draft.owner = (owner != kind.owner()).then_some(owner);
            draft.instead = substitutes.filter(|_| kind == MeasureKind::Substitute).and_then(|found| {
                let mut instead = draft.instead.clone().or_else(|| Some(found.first()?.brand.clone()));
                let all = found.iter().map(|one| Some(one.brand.clone()));
                let name =
                    |code: Option<BrandCode>| code.map(|code| facts.brand(&code, look)).unwrap_or_default();
                choice_ui(ui, "supply-measure-instead", &mut instead, all, name, look);
                ui.end_row();
                instead
            });
            let label = ui.label(words.say("supply-measure-by"));
            let edit = TextEdit::singleline(&mut draft.due).hint_text("17:00");
            ui.add_sized([120.0, 24.0], edit).labelled_by(label.id);
            ui.end_row();
            let label = ui.label(words.say("supply-note"));
            let edit = TextEdit::singleline(&mut draft.note).char_limit(200);
            ui.add_sized([240.0, 24.0], edit).labelled_by(label.id);
            ui.end_row();
        });
        let due = moment_of(&draft.due, facts.snapshot.now.day()).map(|(due, _)| due);
        if due.is_none() && !draft.due.trim().is_empty() {
            ui.colored_label(look.palette.danger, words.say("supply-no-moment"));
        }
        let has_instead = kind != MeasureKind::Substitute || draft.instead.is_some();
        if !has_instead {
            ui.colored_label(look.palette.danger, words.say("supply-nothing-stands-in"));
        }
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            let ready = due.filter(|_| has_instead);
            if main_button_ui(ui, look, &words.say("supply-measure-choose"), ready.is_some()).clicked()
                && let Some(due) = ready
            {
                submit(
                    actions,
                    SupplyCommand::Choose(Choosing {
                        brand: brand.clone(),
                        inbound: inbound.cloned(),
                        kind,
                        owner: draft.owner,
                        due,
                        note: SmolStr::new(draft.note.trim()),
                        instead: draft.instead.clone(),
                        signed: facts.signed(),
                    }),
                );
                *draft = MeasureDraft::default();
            }
            if ui.button(words.say("change-cancel")).clicked() {
                *draft = MeasureDraft::default();
            }
        });
    });
}

/// A label and a choice of one of some.
pub fn choice_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    key: &str,
    chosen: &mut T,
    all: impl Iterator<Item = T>,
    told: impl Fn(T) -> String,
    look: &Look,
) {
    let name = look.words.say(key);
    ui.label(&name);
    let shown = told(chosen.clone());
    let combo = ComboBox::from_id_salt(key).selected_text(&shown).width(220.0);
    let response = combo.show_ui(ui, |ui| {
        for one in all {
            let text = told(one.clone());
            ui.selectable_value(chosen, one, text);
        }
    });
    let name = format!("{name}: {shown}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}
