//! Granting a request, with what is really given, or refusing it with a reason. Whatever stands against it is said
//! before anything is done.

use super::{Facts, submit};
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::desk::views::mark::Mark;
use crate::domain;
use crate::domain::Command;
use crate::domain::ids::BrandCode;
use crate::domain::playbook::Owner;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::left::free;
use crate::domain::supply::request::{Line, Request};
use crate::domain::units::Cartons;
use crate::words::{Tell, grouped};
use egui::{ComboBox, DragValue, Grid, Label, RichText, Role, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;

/// What would be given, and by whom.
#[derive(Clone, Debug)]
pub struct DecisionDraft {
    lines: Vec<Line>,
    level: Owner,
    why: String,
}

impl DecisionDraft {
    /// What was asked for, granted by whoever may.
    pub fn of(request: &Request, facts: Facts<'_>) -> Self {
        let limit = facts.snapshot.state.settings.supply.request_limit;
        let level =
            if request.cartons() > limit { Owner::MarketingCentre } else { Owner::MarketingDepartment };
        Self { lines: request.lines.clone(), level, why: String::new() }
    }

    fn cartons(&self) -> Cartons {
        self.lines.iter().map(|line| line.cartons).sum()
    }
}

pub fn decide_ui(
    ui: &mut Ui,
    draft: &mut DecisionDraft,
    request: &Request,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    lines_ui(ui, draft, request, facts, look);
    checks_ui(ui, draft, request, facts, look);
    ui.horizontal_wrapped(|ui| {
        ui.label(words.say("supply-granted-by"));
        for level in [Owner::MarketingDepartment, Owner::MarketingCentre] {
            ui.radio_value(&mut draft.level, level, words.tell(&level.message()));
        }
    });
    let approve = SupplyCommand::Approve {
        request: request.id.clone(),
        level: draft.level,
        lines: (draft.lines != request.lines).then(|| draft.lines.clone()),
        signed: facts.signed(),
    };
    let against = domain::weigh(&facts.snapshot.state, Command::Supply(Box::new(approve.clone()))).err();
    if main_button_ui(ui, look, &words.say("supply-approve"), against.is_none()).clicked() {
        submit(actions, approve);
    }
    if let Some(refusal) = against {
        ui.add(Label::new(RichText::new(words.tell(&refusal.message())).color(look.palette.danger)).wrap());
    }
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        let hint = words.say("supply-refuse-why");
        let width = (ui.available_width() - 110.0).max(120.0);
        let field =
            TextEdit::singleline(&mut draft.why).desired_width(width).char_limit(120).hint_text(&hint);
        ui.add(field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
        let why = draft.why.trim();
        let refuse = ui.add_enabled(!why.is_empty(), egui::Button::new(words.say("supply-refuse")));
        if refuse.on_disabled_hover_text(&hint).clicked() {
            let (request, why, signed) = (request.id.clone(), SmolStr::new(why), facts.signed());
            submit(actions, SupplyCommand::Refuse { request, why, signed });
        }
    });
}

/// What was asked for, and what is given of which brand instead.
fn lines_ui(ui: &mut Ui, draft: &mut DecisionDraft, request: &Request, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let state = &facts.snapshot.state;
    let most = state.settings.supply.most_cartons.0;
    let spacing = [space::NEAR, 4.0];
    Grid::new("supply request lines").num_columns(4).spacing(spacing).show(ui, |ui| {
        for head in ["supply-asked-head", "supply-given-head", "supply-head-cartons", "supply-head-free"] {
            ui.label(RichText::new(words.say(head)).size(size::SMALL).color(look.palette.weak));
        }
        ui.end_row();
        for (nth, (asked, given)) in request.lines.iter().zip(&mut draft.lines).enumerate() {
            let parts = [
                ("brand", facts.brand(&asked.brand, look).into()),
                ("cartons", grouped(asked.cartons.0.into()).into()),
            ];
            ui.label(words.fill("supply-line", &parts));
            let name = words.fill("supply-given-name", &[("brand", facts.brand(&asked.brand, look).into())]);
            brand_ui(ui, (nth, &name), &mut given.brand, &asked.brand, facts, look);
            let amount = ui.add(DragValue::new(&mut given.cartons.0).range(0..=most));
            amount.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
            let left = free(&state.supply, &given.brand, facts.snapshot.now, Some(&request.id));
            let ink = if left.is_some_and(|left| left < given.cartons) {
                look.palette.danger
            } else {
                look.palette.text
            };
            let left = left.map_or_else(|| words.say("supply-never-counted"), |left| grouped(left.0.into()));
            ui.colored_label(ink, left);
            ui.end_row();
        }
    });
}

/// The brand that was asked for, or another of its grade.
fn brand_ui(
    ui: &mut Ui,
    (nth, name): (usize, &str),
    given: &mut BrandCode,
    asked: &BrandCode,
    facts: Facts<'_>,
    look: &Look,
) {
    let brands = &facts.snapshot.state.supply.brands;
    let grade = brands.get(asked).map(|brand| brand.grade);
    let combo = ComboBox::from_id_salt(("supply given", nth)).width(140.0);
    let response = combo.selected_text(facts.brand(given, look)).show_ui(ui, |ui| {
        for brand in brands.values().filter(|brand| Some(brand.grade) == grade) {
            ui.selectable_value(given, brand.code.clone(), facts.brand(&brand.code, look));
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// What card I asks to be looked at: the licence, the limit.
fn checks_ui(ui: &mut Ui, draft: &DecisionDraft, request: &Request, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let known = facts.snapshot.state.network.retailer(&request.retailer).map(|shop| shop.licence.as_str());
    let licence = match known {
        None | Some("") => (Mark::Warning, "supply-licence-unknown"),
        Some(known) if known == request.licence => (Mark::Done, "supply-licence-holds"),
        Some(_) => (Mark::Failed, "supply-licence-differs"),
    };
    let limit = facts.snapshot.state.settings.supply.request_limit;
    let within = if draft.cartons() > limit {
        (Mark::Warning, "supply-above-limit")
    } else {
        (Mark::Done, "supply-within-limit")
    };
    for (mark, key) in [licence, within] {
        ui.horizontal_wrapped(|ui| {
            mark.show(ui, look);
            let parts = [
                ("licence", request.licence.as_str().into()),
                ("known", known.unwrap_or_default().into()),
                ("cartons", draft.cartons().0.into()),
                ("limit", limit.0.into()),
            ];
            ui.add(Label::new(words.fill(key, &parts)).wrap());
        });
    }
}
