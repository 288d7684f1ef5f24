//! The figures of a review as cards, each with its definition; a click leads to what is behind it.

use crate::desk::theme::{CORNER, Look, size, space};
use crate::domain::kpi::Figure;
use crate::domain::kpi::reliability::{FleetMeasure, FleetTally};
use crate::exchange::report::measured;
use crate::words::grouped;
use crate::words::kpi::Explain;
use egui::{Frame, Label, Margin, RichText, Role, Sense, Stroke, Ui, WidgetInfo};

/// As reports print it, large counts grouped for the eye; a dash where there is nothing to measure.
pub fn shown(tally: &FleetTally, measure: FleetMeasure) -> String {
    match tally.figure(measure) {
        None => "–".to_owned(),
        Some(Figure::Count(count)) => grouped(count),
        figure => measured::cell(figure).shown().into_owned(),
    }
}

/// The measure that was clicked.
pub fn figures_ui(ui: &mut Ui, tally: &FleetTally, look: &Look) -> Option<FleetMeasure> {
    let mut clicked = None;
    let in_a_row = match ui.available_width() {
        wide if wide >= 1900.0 => 11,
        middling if middling >= 700.0 => 6,
        _ => 4,
    };
    #[expect(clippy::cast_precision_loss, reason = "eleven at most")]
    let width = ui.available_width() / in_a_row as f32 - space::NEAR;
    for measures in FleetMeasure::ALL.chunks(in_a_row) {
        ui.horizontal(|ui| {
            for measure in measures {
                if card_ui(ui, tally, *measure, width, look) {
                    clicked = Some(*measure);
                }
            }
        });
    }
    clicked
}

fn card_ui(ui: &mut Ui, tally: &FleetTally, measure: FleetMeasure, width: f32, look: &Look) -> bool {
    let (palette, said) = (look.palette, measure.words());
    let (heading, value) = (look.words.say(said.heading), shown(tally, measure));
    let card = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CORNER)
        .inner_margin(Margin::symmetric(9, 5));
    let drawn = card.show(ui, |ui| {
        ui.set_width(width - 20.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::HAIR;
            ui.add(Label::new(RichText::new(&value).size(size::HEADING)).selectable(false));
            let small = RichText::new(&heading).size(size::SMALL).color(palette.weak);
            ui.add(Label::new(small).truncate().selectable(false));
        });
    });
    let response = ui.interact(drawn.response.rect, ui.scope_id().with(measure.name()), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{heading}: {value}")));
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(1.0, palette.accent);
        ui.painter().rect_stroke(drawn.response.rect, CORNER, stroke, egui::StrokeKind::Inside);
    }
    let clicked = response.clicked();
    let hint = format!(
        "{heading}\n\n{}\n\n{}",
        look.words.say(said.definition),
        look.words.say("fleet-figure-rows")
    );
    response.on_hover_text(hint);
    clicked
}
