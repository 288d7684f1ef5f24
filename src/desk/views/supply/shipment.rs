//! One shipment's page: what it brings and from whom, whom to call about it, that it has come or does not come, and what
//! is done about it.

use super::measures::{self, MeasureDraft};
use super::{Facts, axis, fact_ui, section_ui, submit, title_ui, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::desk::weather::telling::moment;
use crate::domain::ids::{EnterpriseCode, InboundId};
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::units::Cartons;
use crate::words::incidents::countdown;
use crate::words::{Tell, grouped};
use egui::{DragValue, Grid, Role, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;

/// The page, with what has been typed on it.
#[derive(Clone, Debug)]
pub struct ShipmentPage {
    pub shipment: InboundId,
    /// What has really come; all of it where nobody has said.
    cartons: Option<u32>,
    why: String,
    draft: MeasureDraft,
}

impl ShipmentPage {
    pub fn of(shipment: &InboundId) -> Self {
        Self { shipment: shipment.clone(), cartons: None, why: String::new(), draft: MeasureDraft::default() }
    }
}

/// True where the page is to be shut.
pub fn page_ui(
    ui: &mut Ui,
    page: &mut ShipmentPage,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let snapshot = facts.snapshot;
    let Some(shipment) = snapshot.state.supply.inbounds.get(&page.shipment) else { return true };
    let words = &look.words;
    let shut = title_ui(ui, &facts.brand(&shipment.brand, look), shipment.id.as_str(), look);
    ui.horizontal_wrapped(|ui| {
        axis::mark(shipment, snapshot.now).show(ui, look);
        let stands = match shipment.wrong(snapshot.now) {
            Some(wrong) => words.tell(&wrong.message()),
            None => words.tell(&shipment.state.message()),
        };
        ui.label(capital(&stands));
        if ui.link(words.say("supply-to-brand")).clicked() {
            actions.push(Action::ShowBrand(shipment.brand.clone()));
        }
        if snapshot.state.incidents.contains_key(&shipment.incident())
            && ui.link(words.say("supply-to-incident")).clicked()
        {
            actions.push(Action::ShowIncident(shipment.incident()));
        }
    });
    facts_ui(ui, shipment, facts, look);
    if shipment.is_expected() {
        section_ui(ui, "supply-what-came", look);
        came_ui(ui, page, shipment, facts, look, actions);
    }
    if let Some(enterprise) = &shipment.from {
        section_ui(ui, "supply-whom-to-call", look);
        people_ui(ui, enterprise, facts, look, actions);
    }
    section_ui(ui, "supply-measures", look);
    measures::list_ui(ui, &shipment.brand, None, facts, look, actions);
    let about = (&shipment.brand, Some(&shipment.id));
    measures::form_ui(ui, &mut page.draft, about, None, facts, look, actions);
    ui.add_space(space::SECTION);
    shut
}

fn facts_ui(ui: &mut Ui, shipment: &Inbound, facts: Facts<'_>, look: &Look) {
    let (words, snapshot) = (&look.words, facts.snapshot);
    let spacing = [space::APART, 3.0];
    Grid::new("supply shipment facts").num_columns(2).min_row_height(18.0).spacing(spacing).show(ui, |ui| {
        fact_ui(ui, "supply-head-cartons", &grouped(shipment.cartons.0.into()), look);
        let due = moment(shipment.due, snapshot.date);
        let due = if shipment.is_expected() {
            let parts =
                [("at", due.into()), ("countdown", countdown(words, shipment.due, snapshot.now).into())];
            words.fill("supply-needed-in", &parts)
        } else {
            due
        };
        fact_ui(ui, "supply-fact-due", &due, look);
        let from = shipment.from.as_ref().map(|code| facts.enterprise(code, look)).unwrap_or_default();
        fact_ui(ui, "supply-fact-enterprise", &from, look);
        fact_ui(ui, "supply-fact-plate", &shipment.plate, look);
        match &shipment.state {
            InboundState::Expected => {}
            InboundState::Arrived { at, cartons } => {
                fact_ui(ui, "supply-fact-came-at", &moment(*at, snapshot.date), look);
                fact_ui(ui, "supply-fact-came", &grouped(cartons.0.into()), look);
            }
            InboundState::Cancelled { at, why } => {
                fact_ui(ui, "supply-fact-cancelled-at", &moment(*at, snapshot.date), look);
                fact_ui(ui, "supply-fact-why", why, look);
            }
        }
    });
}

/// It has come, with so many cartons; or it does not come, for a reason.
fn came_ui(
    ui: &mut Ui,
    page: &mut ShipmentPage,
    shipment: &Inbound,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.horizontal(|ui| {
        let name = words.say("supply-cartons-came");
        let mut cartons = page.cartons.unwrap_or(shipment.cartons.0);
        let field = ui.add(DragValue::new(&mut cartons).range(0..=shipment.cartons.0.saturating_mul(2)));
        field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
        page.cartons = Some(cartons);
        ui.label(&name);
        if main_button_ui(ui, look, &words.say("supply-has-come"), true).clicked() {
            let (inbound, signed) = (shipment.id.clone(), facts.signed());
            submit(actions, SupplyCommand::Arrive { inbound, cartons: Cartons(cartons), signed });
        }
    });
    ui.horizontal(|ui| {
        let hint = words.say("supply-cancel-why");
        let width = (ui.available_width() - 130.0).max(120.0);
        let field = TextEdit::singleline(&mut page.why).desired_width(width).char_limit(120).hint_text(&hint);
        ui.add(field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
        let why = page.why.trim();
        let cancel = ui.add_enabled(!why.is_empty(), egui::Button::new(words.say("supply-does-not-come")));
        if cancel.on_disabled_hover_text(&hint).clicked() {
            let (inbound, why, signed) = (shipment.id.clone(), SmolStr::new(why), facts.signed());
            submit(actions, SupplyCommand::Cancel { inbound, why, signed });
        }
    });
}

fn people_ui(ui: &mut Ui, enterprise: &EnterpriseCode, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    if ui.link(facts.enterprise(enterprise, look)).clicked() {
        actions.push(Action::ShowEnterprise(enterprise.clone()));
    }
    let people = facts.snapshot.state.supply.contacts.values();
    let mut people = people.filter(|one| one.enterprise == *enterprise).peekable();
    if people.peek().is_none() {
        weak_ui(ui, words.say("supply-nobody-known"), look);
    }
    let spacing = [space::APART, 3.0];
    Grid::new("supply people").num_columns(3).spacing(spacing).show(ui, |ui| {
        for one in people {
            ui.label(one.name.as_str());
            ui.label(capital(&words.tell(&one.role.message())));
            ui.add(egui::Label::new(one.phone.as_str()).selectable(true));
            ui.end_row();
        }
    });
}
