//! The Supply view: how long each brand lasts and what is done about it, requests out of turn, shipments on a time axis,
//! and the archive of enterprises with the log of daily communication. It reads the snapshot and what the bookkeeper has
//! found, and pushes actions.

mod archive;
mod axis;
mod bar;
mod brand;
mod course;
mod cover;
mod deciding;
mod enterprise;
mod inbound;
pub mod known;
mod measures;
mod request;
mod requests;
mod shipment;
mod substitutes;
mod talks;
mod ways;

use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::supply::Ways;
use crate::desk::incidents::signer;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::empty_ui;
use crate::domain::Command;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, EnterpriseCode, InboundId, RequestId};
use crate::domain::supply::asking::SupplyCommand;
use archive::ArchiveView;
use cover::CoverView;
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Role, Ui, WidgetInfo};
use inbound::InboundView;
use known::Known;
use requests::RequestsView;
use talks::TalksView;

/// The parts of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Cover,
    Requests,
    Inbound,
    Archive,
    Talks,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::Cover, Self::Requests, Self::Inbound, Self::Archive, Self::Talks];

    const fn key(self) -> &'static str {
        match self {
            Self::Cover => "supply-part-cover",
            Self::Requests => "supply-part-requests",
            Self::Inbound => "supply-part-inbound",
            Self::Archive => "supply-part-archive",
            Self::Talks => "supply-part-talks",
        }
    }
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct SupplyView {
    pub part: Part,
    pub known: Known,
    cover: CoverView,
    requests: RequestsView,
    inbound: InboundView,
    archive: ArchiveView,
    talks: TalksView,
}

impl SupplyView {
    pub fn show_brand(&mut self, brand: &BrandCode) {
        self.part = Part::Cover;
        self.cover.open(brand);
    }

    pub fn show_request(&mut self, request: &RequestId) {
        self.part = Part::Requests;
        self.requests.open(request);
    }

    pub fn show_shipment(&mut self, shipment: &InboundId) {
        self.part = Part::Inbound;
        self.inbound.open(shipment);
    }

    pub fn show_enterprise(&mut self, enterprise: &EnterpriseCode) {
        self.part = Part::Archive;
        self.archive.open(enterprise);
    }
}

/// What the view is drawn from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub ways: Option<&'a Ways>,
    /// Who acts.
    pub person: &'a str,
}

impl Facts<'_> {
    fn signed(&self) -> Signed {
        Signed { at: self.snapshot.now, by: signer(self.person) }
    }

    /// The brand's name in the reader's language; its code where nobody knows it.
    fn brand(&self, code: &BrandCode, look: &Look) -> String {
        brand_name(self.snapshot, code, look)
    }

    fn enterprise(&self, code: &EnterpriseCode, look: &Look) -> String {
        let known = self.snapshot.state.supply.enterprises.get(code);
        known.map_or_else(|| code.to_string(), |one| look.words.name(&one.name).to_owned())
    }
}

/// The brand's name in the reader's language; its code where nobody knows it.
#[must_use]
pub fn brand_name(snapshot: &Snapshot, code: &BrandCode, look: &Look) -> String {
    let known = snapshot.state.supply.brands.get(code);
    known.map_or_else(|| code.to_string(), |brand| look.words.name(&brand.name).to_owned())
}

fn submit(actions: &mut Actions, command: SupplyCommand) {
    actions.push(Action::Submit(Box::new(Command::Supply(Box::new(command)))));
}

pub fn supply_ui(ui: &mut Ui, view: &mut SupplyView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let supply = &facts.snapshot.state.supply;
    if supply.brands.is_empty() && supply.enterprises.is_empty() {
        empty_ui(ui, look, &words.say("supply-empty"), &words.say("supply-empty-next"));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for part in Part::ALL {
            let n = match part {
                Part::Cover => view.known.covers.values().filter(|cover| cover.warning.is_some()).count(),
                Part::Requests => view.known.requests.iter().filter(|one| one.request.is_open()).count(),
                Part::Inbound => view.known.wrong,
                Part::Archive => 0,
                Part::Talks => talks::due(facts),
            };
            let name = words.say(part.key());
            let text = if n == 0 { name } else { format!("{name} {n}") };
            if ui.selectable_label(view.part == part, RichText::new(text).strong()).clicked() {
                view.part = part;
            }
        }
        ui.add_space(space::NEAR);
        let can_ask = !supply.brands.is_empty();
        if ui.add_enabled(can_ask, egui::Button::new(words.say("supply-new-request"))).clicked() {
            actions.push(Action::OpenRequest);
        }
    });
    ui.add_space(space::TIGHT);
    match view.part {
        Part::Cover => cover::cover_ui(ui, &mut view.cover, &view.known, facts, look, actions),
        Part::Requests => requests::requests_ui(ui, &mut view.requests, &view.known, facts, look, actions),
        Part::Inbound => inbound::inbound_ui(ui, &mut view.inbound, facts, look, actions),
        Part::Archive => archive::archive_ui(ui, &mut view.archive, facts, look, actions),
        Part::Talks => talks::talks_ui(ui, &mut view.talks, facts, look, actions),
    }
}

/// The page of what is chosen, beside its list.
fn page_ui(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    let width = (ui.available_width() * 0.44).clamp(330.0, 540.0);
    let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
    Panel::right(id.to_owned()).frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(width - 24.0);
            add(ui);
        });
    });
}

/// The page's title; true where it is to be shut.
fn title_ui(ui: &mut Ui, title: &str, beside: &str, look: &Look) -> bool {
    let mut shut = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = look.words.say("supply-shut");
            let close = ui.small_button("×").on_hover_text(&name);
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            shut = close.clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(title).size(size::HEADING).strong()).truncate());
                ui.add(
                    Label::new(RichText::new(beside).color(look.palette.weak)).truncate().selectable(true),
                );
            });
        });
    });
    shut
}

/// A heading within a page.
fn section_ui(ui: &mut Ui, key: &str, look: &Look) {
    ui.add_space(space::NEAR);
    ui.separator();
    ui.label(RichText::new(look.words.say(key)).strong());
}

/// A line of a page's facts, in a grid of two columns; nothing where there is nothing to say.
fn fact_ui(ui: &mut Ui, key: &str, value: &str, look: &Look) {
    if value.is_empty() {
        return;
    }
    ui.label(RichText::new(look.words.say(key)).color(look.palette.weak));
    ui.add(Label::new(value).wrap().selectable(true));
    ui.end_row();
}

fn weak_ui(ui: &mut Ui, text: impl Into<String>, look: &Look) {
    ui.add(Label::new(RichText::new(text).color(look.palette.weak)).wrap());
}
