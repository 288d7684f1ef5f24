//! Shipments on a time axis: what is on its way, what is late, short or cancelled, and what has come lately.

use super::axis::{self, Span};
use super::shipment::{self, ShipmentPage};
use super::{Facts, page_ui};
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::empty_ui;
use crate::desk::views::mark::Mark;
use crate::domain::ids::InboundId;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::words::{Tell, grouped};
use egui::{Align2, FontId, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

#[derive(Clone, Debug, Default)]
pub struct InboundView {
    /// Those that are long settled too.
    all: bool,
    page: Option<ShipmentPage>,
}

impl InboundView {
    pub fn open(&mut self, shipment: &InboundId) {
        if self.page.as_ref().is_none_or(|page| page.shipment != *shipment) {
            self.page = Some(ShipmentPage::of(shipment));
        }
    }
}

/// Shipments that are settled stay in sight for so many days.
const LATELY: i64 = 7;
const LABEL: f32 = 190.0;
const LINE: f32 = 28.0;

pub fn inbound_ui(ui: &mut Ui, view: &mut InboundView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let snapshot = facts.snapshot;
    let mut all: Vec<&Inbound> = snapshot.state.supply.inbounds.values().collect();
    all.sort_by_key(|one| (one.due, &one.id));
    if all.is_empty() {
        empty_ui(ui, look, &words.say("supply-no-shipments"), &words.say("supply-no-shipments-next"));
        return;
    }
    if let Some(page) = &mut view.page {
        let mut shut = false;
        page_ui(ui, "supply shipment", |ui| shut = shipment::page_ui(ui, page, facts, look, actions));
        if shut {
            view.page = None;
        }
    }
    let since = snapshot.now.day().plus(-LATELY);
    let recent = |one: &Inbound| match one.state {
        InboundState::Expected => true,
        InboundState::Arrived { at, .. } | InboundState::Cancelled { at, .. } => at.day() >= since,
    };
    let current = all.iter().filter(|one| recent(one)).count();
    ui.horizontal_wrapped(|ui| {
        for (every, key, n) in [(false, "supply-show-current", current), (true, "supply-show-all", all.len())]
        {
            if ui.selectable_label(view.all == every, words.fill(key, &[("n", n.into())])).clicked() {
                view.all = every;
            }
        }
        for (mark, key) in [
            (Mark::Waiting, "supply-inbound-expected"),
            (Mark::Failed, "supply-wrong-late"),
            (Mark::Warning, "supply-wrong-short"),
            (Mark::Done, "supply-inbound-arrived"),
            (Mark::Nothing, "supply-inbound-cancelled"),
        ] {
            // Together, so that no line breaks between a mark and its word.
            ui.horizontal(|ui| {
                mark.show(ui, look);
                ui.label(RichText::new(words.say(key)).color(look.palette.weak));
            });
        }
    });
    ui.add_space(space::TIGHT);
    let shown: Vec<&Inbound> = all.into_iter().filter(|one| view.all || recent(one)).collect();
    let chosen = view.page.as_ref().map(|page| page.shipment.clone());
    if let Some(shipment) = lines_ui(ui, &shown, chosen.as_ref(), facts, look) {
        view.page = (chosen.as_ref() != Some(&shipment)).then(|| ShipmentPage::of(&shipment));
    }
}

fn lines_ui(
    ui: &mut Ui,
    shown: &[&Inbound],
    chosen: Option<&InboundId>,
    facts: Facts<'_>,
    look: &Look,
) -> Option<InboundId> {
    let now = facts.snapshot.now;
    let span = Span::of(shown.iter().copied(), now);
    let width = ui.available_width();
    let axis_of = |row: Rect| Rect::from_min_max(pos2(row.left() + LABEL, row.top()), row.max);
    let (head, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    axis::head_paint(ui.painter(), axis_of(head), span, look);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut clicked = None;
    ScrollArea::vertical().id_salt("supply shipments").auto_shrink([false, false]).show_rows(
        ui,
        LINE,
        shown.len(),
        |ui, range| {
            for nth in range {
                let shipment = shown[nth];
                let (row, response) = ui.allocate_exact_size(vec2(width, LINE), Sense::click());
                let is_chosen = chosen == Some(&shipment.id);
                let palette = look.palette;
                let fill = match () {
                    () if is_chosen => palette.selected,
                    () if response.hovered() => palette.hovered,
                    () if nth % 2 == 1 => palette.background_alternate,
                    () => palette.background,
                };
                let painter = ui.painter().with_clip_rect(row.intersect(ui.clip_rect()));
                painter.rect_filled(row, 0.0, fill);
                let name = facts.brand(&shipment.brand, look);
                let font = FontId::proportional(size::BODY);
                let galley = painter.layout_no_wrap(name.clone(), font, palette.text);
                let label = painter
                    .with_clip_rect(row.with_max_x(row.left() + LABEL - 6.0).intersect(ui.clip_rect()));
                label.galley(
                    pos2(row.left() + 4.0, row.center().y - galley.size().y / 2.0),
                    galley,
                    palette.text,
                );
                let small = FontId::proportional(size::SMALL);
                let at = pos2(row.left() + LABEL - 8.0, row.center().y);
                label.text(at, Align2::RIGHT_CENTER, shipment.id.as_str(), small, palette.weak);
                axis::ground_paint(&painter, axis_of(row), span, now, look);
                axis::shipment_paint(&painter, axis_of(row), span, (shipment, facts.snapshot), look);
                let told = told(shipment, &name, facts, look);
                response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &told));
                if response.has_focus() {
                    let stroke = egui::Stroke::new(1.5, palette.accent);
                    painter.rect_stroke(row, 0.0, stroke, egui::StrokeKind::Inside);
                }
                if response.on_hover_text(told).clicked() {
                    clicked = Some(shipment.id.clone());
                }
            }
        },
    );
    clicked
}

/// A line as a screen reader and a test know it.
fn told(shipment: &Inbound, name: &str, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let stands = match shipment.wrong(facts.snapshot.now) {
        Some(wrong) => words.tell(&wrong.message()),
        None => words.tell(&shipment.state.message()),
    };
    let parts = [
        ("shipment", shipment.id.as_str().into()),
        ("brand", name.into()),
        ("cartons", grouped(shipment.cartons.0.into()).into()),
        ("due", shipment.due.0.format("%m-%d %H:%M").to_string().into()),
        ("stands", stands.into()),
    ];
    words.fill("supply-shipment-told", &parts)
}
